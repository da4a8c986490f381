import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { texts } from "../texts/index.js";
import { ProblemAlert } from "./problem-alert.js";

interface Props {
  readonly opened: boolean;
  readonly title: string;
  readonly text: string;
  /** What has to be typed, and the words that ask for it; nothing where a press is enough. */
  readonly typed?: { readonly value: string; readonly label: string };
  readonly action: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once more before something goes for good. */
export function ConfirmTyped({ opened, title, text, typed, action, isPending, error, onConfirm, onClose }: Props) {
  const [entered, setEntered] = useState("");
  const isMeant = typed === undefined || entered.trim() === typed.value;
  const close = (): void => {
    setEntered("");
    onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isMeant) onConfirm();
  };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ "aria-label": texts.general.close }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{text}</Text>
          {typed && (
            <TextInput
              label={typed.label}
              value={entered}
              onChange={(event) => setEntered(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          {error && <ProblemAlert error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {texts.general.cancel}
            </Button>
            <Button type="submit" color="red" disabled={!isMeant} loading={isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
