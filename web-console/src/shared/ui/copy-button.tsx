import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { texts } from "../texts/index.js";
import { copy } from "./copy.js";

/** How long the button says what came of it. */
const SAYS_SO_MS = 1_500;

interface Props {
  readonly value: string;
  /** What is copied, as the button's label says it: "callback URL". */
  readonly what: string;
  /** A button with words instead of a picture. */
  readonly label?: string;
}

/** Copies a value, and says whether that worked. */
export function CopyButton({ value, what, label }: Props) {
  const [done, setDone] = useState<boolean>();
  useEffect(() => {
    if (done === undefined) return undefined;
    const timer = setTimeout(() => setDone(undefined), SAYS_SO_MS);
    return () => clearTimeout(timer);
  }, [done]);
  const press = (): void => void copy(value).then(setDone);
  const outcome = done === undefined ? undefined : done ? texts.general.copied : texts.general.copyFailed;
  const icon = done === undefined ? <IconCopy size={16} /> : done ? <IconCheck size={16} /> : <IconX size={16} />;
  if (label !== undefined) {
    return (
      <Button variant="default" size="compact-md" leftSection={icon} onClick={press}>
        {outcome ?? label}
      </Button>
    );
  }
  return (
    <Tooltip label={outcome ?? texts.general.copy(what)} {...(outcome === undefined ? {} : { opened: true })}>
      <ActionIcon variant="subtle" color="gray" aria-label={texts.general.copy(what)} onClick={press}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
