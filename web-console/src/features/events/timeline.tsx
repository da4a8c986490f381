import { Text } from "@mantine/core";
import { texts } from "../../shared/texts/index.js";
import { stretch } from "../../shared/ui/format-time.js";
import { Panel } from "../../shared/ui/panel.js";
import { Time } from "../../shared/ui/time.js";
import type { EventDetails } from "./events-api.js";
import classes from "./timeline.module.css";

type Moments = Pick<EventDetails, "receivedAt" | "durableAt">;

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
    </Panel>
  );
}

function momentsOf({ receivedAt, durableAt }: Moments): { what: string; at: string }[] {
  const { received, durable } = texts.events;
  return [{ what: received, at: receivedAt }, ...(durableAt === null ? [] : [{ what: durable, at: durableAt }])];
}
