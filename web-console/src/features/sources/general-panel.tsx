import { Button, Group, NumberInput, Stack, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { texts } from "../../shared/texts/index.js";
import { Panel } from "../../shared/ui/panel.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { beyondFields, fieldErrors } from "../../shared/ui/problem-fields.js";
import { Saved } from "../../shared/ui/saved.js";
import { changeSource, type Source } from "./sources-api.js";
import { useSourceChange } from "./use-source-change.js";

const FIELDS = ["name", "sessionPointer", "burst"] as const;
/** The API's word for "as many as the plan allows". */
const OF_THE_PLAN = 0;

interface Values {
  readonly name: string;
  readonly sessionPointer: string;
  readonly burst: number | string;
  readonly wholeEvents: boolean;
}

export function GeneralPanel({ source }: { readonly source: Source }) {
  const words = texts.sources;
  const form = useForm<Values>({ mode: "uncontrolled", initialValues: valuesOf(source) });
  const saving = useSourceChange(
    ({ burst, ...others }: Values) =>
      changeSource(source.source, { ...others, burst: burst === "" ? OF_THE_PLAN : Number(burst) }),
    { onError: (error) => form.setErrors(fieldErrors(error, FIELDS)) },
  );
  const error = beyondFields(saving.error, FIELDS);
  return (
    <Panel title={words.generalTitle}>
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
        <Stack>
          {error && <ProblemAlert error={error} />}
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <TextInput
              label={words.name}
              description={words.nameHint}
              miw={220}
              key={form.key("name")}
              {...form.getInputProps("name")}
            />
            <NumberInput
              label={words.burst}
              description={words.burstHint}
              allowDecimal={false}
              allowNegative={false}
              miw={220}
              key={form.key("burst")}
              {...form.getInputProps("burst")}
            />
          </Group>
          <TextInput
            label={words.pointer}
            description={words.pointerHint}
            spellCheck={false}
            key={form.key("sessionPointer")}
            {...form.getInputProps("sessionPointer")}
          />
          <Switch
            label={words.whole}
            description={words.wholeHint}
            key={form.key("wholeEvents")}
            {...form.getInputProps("wholeEvents", { type: "checkbox" })}
          />
          <div>
            <Button type="submit" variant="default" loading={saving.isPending}>
              {texts.general.save}
            </Button>
            <Saved isSaved={saving.isSuccess} />
          </div>
        </Stack>
      </form>
    </Panel>
  );
}

function valuesOf({ name, sessionPointer, burst, wholeEvents }: Source): Values {
  return { name, sessionPointer: sessionPointer ?? "", burst: burst ?? "", wholeEvents };
}
