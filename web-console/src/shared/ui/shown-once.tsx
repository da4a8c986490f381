import { Alert, Button, Modal, Stack, Text } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import { texts } from "../texts/index.js";
import { CopyField } from "./copy-field.js";

interface Props {
  /** The secret; undefined while there is none to show. */
  readonly value: string | undefined;
  readonly title: string;
  /** What it is for and where it may be. */
  readonly use: string;
  /** That this is the only time. */
  readonly once: string;
  readonly onKept: () => void;
}

/** A secret, the one time that it is shown; it goes only by the button, so that nobody loses it by a slip. */
export function ShownOnce({ value, title, use, once, onKept }: Props) {
  return (
    <Modal
      opened={value !== undefined}
      onClose={onKept}
      title={title}
      size="lg"
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack>
        <Text size="sm">{use}</Text>
        {value !== undefined && <CopyField value={value} label={title} />}
        <Alert color="yellow" variant="light" icon={<IconEyeOff />}>
          {once}
        </Alert>
        <Button onClick={onKept} data-autofocus>
          {texts.keys.kept}
        </Button>
      </Stack>
    </Modal>
  );
}
