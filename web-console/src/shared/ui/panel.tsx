import { Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./panel.module.css";

interface Props {
  readonly title: string;
  readonly about?: string;
  /** Beside the title. */
  readonly aside?: ReactNode;
  readonly isDangerous?: boolean;
  readonly children: ReactNode;
}

/** A part of a page, under a title of its own. */
export function Panel({ title, about, aside, isDangerous = false, children }: Props) {
  const id = useId();
  return (
    <section className={classes["panel"]} data-dangerous={isDangerous || undefined} aria-labelledby={id}>
      <div className={classes["head"]}>
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        {aside}
      </div>
      {about && (
        <Text c="dimmed" size="sm" mb="md" maw={680}>
          {about}
        </Text>
      )}
      <Stack gap="md">{children}</Stack>
    </section>
  );
}
