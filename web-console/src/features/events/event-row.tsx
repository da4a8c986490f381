import { Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { memo, useEffect, useRef } from "react";
import { texts } from "../../shared/texts/index.js";
import { age, exactTime } from "../../shared/ui/format-time.js";
import { useNow } from "../../shared/ui/use-now.js";
import { Visible } from "../../shared/ui/visible.js";
import { amountText, type Event, maskedPhone, receiptOf, statusOf } from "./event.js";
import classes from "./event-grid.module.css";
import { StatusBadge } from "./status-badge.js";

interface Props {
  readonly event: Event;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly isActive: boolean;
  /** Whether the keyboard has just come to it. */
  readonly hasFocus: boolean;
  readonly onFocus: () => void;
  readonly onOpen: (id: string) => void;
}

/** The header is row 1. */
const FIRST_ROW = 2;

export const EventRow = memo(function EventRow(props: Props) {
  const { event, index, top, height, isActive, hasFocus, onFocus, onOpen } = props;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hasFocus) row.current?.focus({ preventScroll: true });
  }, [hasFocus]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
    <div
      ref={row}
      role="row"
      aria-rowindex={index + FIRST_ROW}
      tabIndex={isActive ? 0 : -1}
      className={`${classes["cells"]} ${classes["row"]}`}
      style={{ height, transform: `translateY(${top}px)` }}
      onFocus={onFocus}
      onClick={() => onOpen(event.id)}
    >
      <div role="gridcell" data-column="status">
        <StatusBadge status={statusOf(event)} />
      </div>
      <div role="gridcell" data-column="amount">
        {amountText(event.payment?.amount)}
      </div>
      <div role="gridcell" data-column="receipt">
        <Link
          to="/sources/$source/events/$event"
          params={{ source: event.source, event: event.id }}
          tabIndex={-1}
          className={classes["link"] ?? ""}
          onClick={(click) => click.stopPropagation()}
        >
          <Visible text={receiptOf(event) ?? texts.events.types[event.type] ?? event.type} />
        </Link>
      </div>
      <div role="gridcell" data-column="phone">
        <Visible text={maskedPhone(event.payment?.phone)} />
      </div>
      <div role="gridcell" data-column="session">
        {event.session !== undefined && <Visible text={event.session} />}
      </div>
      <div role="gridcell" data-column="age">
        <Age at={event.receivedAt} />
      </div>
    </div>
  );
});

function Age({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <Tooltip label={exactTime(at)} position="left">
      <time dateTime={at}>{age(at, now)}</time>
    </Tooltip>
  );
}
