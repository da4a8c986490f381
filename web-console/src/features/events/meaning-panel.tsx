import { Group, Text } from "@mantine/core";
import { Fragment } from "react";
import { texts } from "../../shared/texts/index.js";
import { CopyButton } from "../../shared/ui/copy-button.js";
import { LongText } from "../../shared/ui/long-text.js";
import { Panel } from "../../shared/ui/panel.js";
import { Time } from "../../shared/ui/time.js";
import { amountText, type Event, statusOf } from "./event.js";
import { fieldsOf, meaningOf } from "./meaning.js";
import classes from "./meaning-panel.module.css";
import { StatusBadge } from "./status-badge.js";

/** How the payment stands, what that means, and what the event says. */
export function MeaningPanel({ event }: { readonly event: Event }) {
  const words = texts.events;
  return (
    <Panel
      title={words.eventTitle(event.seq)}
      aside={
        <Group gap="sm">
          <Text fw={700} size="lg">
            {amountText(event.payment?.amount)}
          </Text>
          <StatusBadge status={statusOf(event)} />
        </Group>
      }
    >
      <Text maw={720}>{meaningOf(event)}</Text>
      <dl className={classes["fields"]}>
        {fieldsOf(event).map(([name, value]) => (
          <Fragment key={name}>
            <dt>{words.field[name] ?? name}</dt>
            <dd>
              <span className={classes["value"]}>
                {name === "completedAt" ? <Time at={value} /> : <LongText text={value} />}
              </span>
              <CopyButton value={value} what={(words.field[name] ?? name).toLowerCase()} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </Panel>
  );
}
