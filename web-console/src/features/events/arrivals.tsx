import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { texts } from "../../shared/texts/index.js";
import { stretch } from "../../shared/ui/format-time.js";
import { Visible } from "../../shared/ui/visible.js";
import classes from "./arrivals.module.css";
import { amountText, type Event, maskedPhone, receiptOf, statusOf } from "./event.js";
import { StatusBadge } from "./status-badge.js";

/** How many of the newest are shown; the list of payments has them all. */
const MOST_SHOWN = 5;

interface Props {
  /** Oldest first. */
  readonly events: readonly Event[];
  /** When a test payment was sent last, and which event it became. */
  readonly pressed: { readonly at: number | undefined; readonly id: string | undefined };
}

/** What has come since the page was opened, newest first, each with how long it took. */
export function Arrivals({ events, pressed }: Props) {
  const words = texts.connect;
  const newest = events.at(-1);
  const [took, setTook] = useState<{ readonly id: string; readonly ms: number }>();
  const { at } = pressed;
  useEffect(() => {
    if (newest && at !== undefined && took?.id !== newest.id) setTook({ id: newest.id, ms: Date.now() - at });
  }, [newest, at, took?.id]);
  if (newest === undefined) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {words.waiting}
      </Text>
    );
  }
  const isOurs = took !== undefined && took.id === pressed.id && took.id === newest.id;
  return (
    <div role="log" aria-label={words.arrivals}>
      <Text fw={600}>{words.arrived}</Text>
      {isOurs && (
        <Text size="sm" c="dimmed">
          {words.arrivedText(stretch(took.ms))}
        </Text>
      )}
      <ul className={classes["list"]}>
        {events
          .slice(-MOST_SHOWN)
          .reverse()
          .map((event) => (
            <li key={event.id}>
              <Arrival event={event} />
            </li>
          ))}
      </ul>
    </div>
  );
}

function Arrival({ event }: { readonly event: Event }) {
  return (
    <Link
      to="/sources/$source/events/$event"
      params={{ source: event.source, event: event.id }}
      className={classes["arrival"]}
    >
      <StatusBadge status={statusOf(event)} />
      <strong>{amountText(event.payment?.amount)}</strong>
      <code>
        <Visible text={receiptOf(event) ?? event.type} />
      </code>
      <span>
        <Visible text={maskedPhone(event.payment?.phone)} />
      </span>
    </Link>
  );
}
