import { Text } from "@mantine/core";
import { texts } from "../../shared/texts/index.js";
import { stretch } from "../../shared/ui/format-time.js";
import { Panel } from "../../shared/ui/panel.js";
import { Time } from "../../shared/ui/time.js";
import type { EventDetails } from "./events-api.js";
import classes from "./timeline.module.css";

type Moments = Pick<
  EventDetails,
  "receivedAt" | "durableAt" | "deliveredAt" | "acknowledgedAt" | "duplicates" | "lastDuplicateAt"
>;

/** What became of an event, and when. */
export function Timeline({ event }: { readonly event: Moments }) {
  const words = texts.events;
  return (
    <Panel title={words.timeline}>
      <ol className={classes["line"]}>
        {momentsOf(event).map(({ what, at }) => (
          <li key={what}>
            <Text fw={600}>{what}</Text>
            <Text size="sm">
              <Time at={at} />
            </Text>
            {at !== event.receivedAt && (
              <Text size="sm" c="dimmed">
                {words.after(stretch(Date.parse(at) - Date.parse(event.receivedAt)))}
              </Text>
            )}
          </li>
        ))}
      </ol>
      {event.deliveredAt === null && (
        <Text size="sm" c="dimmed">
          {words.notDelivered}
        </Text>
      )}
      {event.duplicates > 0 && (
        <Text size="sm" c="dimmed">
          {words.duplicates}
        </Text>
      )}
    </Panel>
  );
}

function momentsOf(event: Moments): { what: string; at: string }[] {
  const { received, durable, delivered, acknowledged, cameAgain } = texts.events;
  return [
    { what: received, at: event.receivedAt },
    { what: durable, at: event.durableAt },
    { what: delivered, at: event.deliveredAt },
    { what: acknowledged, at: event.acknowledgedAt },
    { what: cameAgain(event.duplicates), at: event.lastDuplicateAt },
  ].flatMap(({ what, at }) => (at === null ? [] : [{ what, at }]));
}
