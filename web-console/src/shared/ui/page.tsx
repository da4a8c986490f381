import { Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { texts } from "../texts/index.js";
import classes from "./page.module.css";
import { Visible } from "./visible.js";

interface Props {
  readonly title: string;
  readonly about?: string;
  readonly aside?: ReactNode;
  /** For pages that are read like a letter. */
  readonly isNarrow?: boolean;
  readonly children: ReactNode;
}

/** A page: its title, also in the browser's tab, and what is on it. */
export function Page({ title, about, aside, isNarrow = false, children }: Props) {
  useEffect(() => {
    document.title = `${title} · ${texts.general.product}`;
  }, [title]);
  return (
    <div className={classes["page"]} data-narrow={isNarrow || undefined}>
      <header className={classes["head"]}>
        <div>
          <Title order={1} size="h2">
            <Visible text={title} />
          </Title>
          {about && (
            <Text c="dimmed" maw={680}>
              {about}
            </Text>
          )}
        </div>
        {aside}
      </header>
      <Stack gap="lg">{children}</Stack>
    </div>
  );
}
