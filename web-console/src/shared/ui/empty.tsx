import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./empty.module.css";

interface Props {
  readonly title: string;
  readonly text?: string;
  readonly icon?: ReactNode;
  /** What to do about it. */
  readonly children?: ReactNode;
}

/** A place where there is nothing yet, and how there will be. */
export function Empty({ title, text, icon, children }: Props) {
  return (
    <Stack className={classes["empty"] ?? ""} align="center" gap="xs">
      {icon}
      <Title order={2} size="h4">
        {title}
      </Title>
      {text && <Text c="dimmed">{text}</Text>}
      {children}
    </Stack>
  );
}
