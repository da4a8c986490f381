import { Alert, Button, Group, Text } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { texts } from "../../shared/texts/index.js";
import { sentence } from "../../shared/ui/problem-alert.js";
import type { TailState } from "./tail.js";
import classes from "./tail-bar.module.css";

interface Props {
  readonly tail: TailState;
  readonly isPaused: boolean;
  /** How many have come that are not shown. */
  readonly waiting: number;
  readonly onPause: () => void;
  readonly onConnect: () => void;
}

/** Whether the list is live, and the button that holds it still. */
export function TailBar({ tail, isPaused, waiting, onPause, onConnect }: Props) {
  const words = texts.events;
  if (tail.error) {
    return (
      <Alert role="alert" color="red" variant="light" title={words.stateError(sentence(tail.error.message))}>
        <Button size="compact-sm" variant="default" onClick={onConnect}>
          {words.reconnect}
        </Button>
      </Alert>
    );
  }
  return (
    <Group justify="space-between">
      <Connection tail={tail} paused={isPaused ? words.waiting(waiting) : undefined} />
      <Text size="sm" c="dimmed" className={classes["keys"] ?? ""}>
        {words.keys}
      </Text>
      <Button
        size="compact-md"
        variant={isPaused ? "filled" : "default"}
        leftSection={isPaused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
        onClick={onPause}
      >
        {isPaused ? words.resume : words.pause}
      </Button>
    </Group>
  );
}

/** How the connection stands, in a word that is read out when it changes. */
export function Connection({ tail, paused }: { readonly tail: TailState; readonly paused?: string | undefined }) {
  const state = paused === undefined ? tail.connection : "paused";
  return (
    <output className={classes["state"]} data-state={state}>
      <span className={classes["dot"]} />
      {paused ?? texts.events.state[tail.connection]}
    </output>
  );
}
