import { Button, Group, NumberInput, Select, Stack } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { texts } from "../../shared/texts/index.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { beyondFields, fieldErrors } from "../../shared/ui/problem-fields.js";
import { Arrivals } from "./arrivals.js";
import { sendTestEvent, type TestEventRequest } from "./events-api.js";
import type { TokenRequester } from "./tail.js";
import { Connection } from "./tail-bar.js";
import { useTail } from "./use-tail.js";

const FIELDS = ["amount"] as const;
const DEFAULT_AMOUNT = 100;

interface Props {
  readonly source: string;
  readonly start: string | undefined;
  readonly getToken: TokenRequester;
}

/** Sends test payments, and shows each as it comes back by the stream. */
export function TestPanel({ source, start, getToken }: Props) {
  const words = texts.connect;
  const { state: tail } = useTail(source, start, getToken);
  const [scenario, setScenario] = useState<TestEventRequest["scenario"]>("success");
  const [amount, setAmount] = useState<number | string>(DEFAULT_AMOUNT);
  const [pressedAt, setPressedAt] = useState<number>();
  const sending = useMutation({ mutationFn: (body: TestEventRequest) => sendTestEvent(source, body) });
  const send = (): void => {
    setPressedAt(Date.now());
    sending.mutate({ scenario, ...(amount === "" ? {} : { amount: Number(amount) }) });
  };
  const error = beyondFields(sending.error, FIELDS);
  return (
    <Stack>
      <Group align="flex-end">
        <Select
          label={words.scenario}
          data={words.scenarios.map(([value, label]) => ({ value, label }))}
          value={scenario}
          onChange={(value) => setScenario((value ?? "success") as TestEventRequest["scenario"])}
          allowDeselect={false}
          miw={220}
        />
        <NumberInput
          label={words.amount}
          value={amount}
          onChange={setAmount}
          min={1}
          allowDecimal={false}
          error={fieldErrors(sending.error, FIELDS)["amount"]}
          w={140}
        />
        <Button leftSection={<IconSend size={16} />} loading={sending.isPending} onClick={send}>
          {words.send}
        </Button>
        <Connection tail={tail} />
      </Group>
      {error && <ProblemAlert error={error} />}
      {tail.error && <ProblemAlert error={tail.error} />}
      <Arrivals events={tail.events} pressed={{ at: pressedAt, id: sending.data?.eventId }} />
    </Stack>
  );
}
