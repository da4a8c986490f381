import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { ProblemError } from "../api/problem-error.js";
import { texts } from "../texts/index.js";
import { Visible } from "./visible.js";

interface Props {
  readonly error: Error;
  readonly onRetry?: () => void;
}

/** What went wrong, as sentences, and what can be done. */
export function ProblemAlert({ error, onRetry }: Props) {
  const { title, detail } = sentences(error);
  return (
    <Alert role="alert" color="red" variant="light" title={title} icon={<IconAlertTriangle />}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="inherit">
          <Visible text={detail} />
        </Text>
        {onRetry && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {texts.general.tryAgain}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

function sentences(error: Error): { title: string; detail: string } {
  if (!(error instanceof ProblemError)) return { title: texts.general.brokenTitle, detail: error.message };
  const wait =
    error.status === 429 && error.retryAfter !== undefined ? ` ${texts.problems.wait(error.retryAfter)}` : "";
  return { title: error.title, detail: sentence(error.detail) + wait };
}

/** With the end that a sentence has. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
