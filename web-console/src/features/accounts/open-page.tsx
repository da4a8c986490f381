import { Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { texts } from "../../shared/texts/index.js";
import classes from "./open-page.module.css";

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** A page for whoever is not signed in: what this is, and a form. */
export function OpenPage({ title, children }: Props) {
  useEffect(() => {
    document.title = `${title} · ${texts.general.product}`;
  }, [title]);
  return (
    <div className={classes["page"]}>
      <section className={classes["pitch"]}>
        <p className={classes["claim"]}>{texts.accounts.pitch}</p>
        <Text c="dimmed" size="lg">
          {texts.accounts.pitchText}
        </Text>
      </section>
      <section className={classes["form"]} aria-labelledby="title">
        <Title order={1} size="h3" id="title" mb="md">
          {title}
        </Title>
        {children}
      </section>
    </div>
  );
}
