import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { texts } from "../../shared/texts/index.js";
import type { Event } from "./event.js";
import classes from "./event-grid.module.css";
import { EventRow } from "./event-row.js";
import { useActiveRow } from "./use-active-row.js";
import { useSteadyScroll } from "./use-steady-scroll.js";

const ROW_PX = 46;
/** On a phone a row has two lines. */
const TALL_ROW_PX = 74;
const PHONE = "(max-width: 48em)";
/** Rows that are drawn above and below what can be seen. */
const OVERSCAN = 10;
/** How near its end a list is read on. */
const READ_ON_WITHIN = 30;

interface Props {
  readonly rows: readonly Event[];
  readonly hasMore: boolean;
  readonly onEnd: () => void;
  readonly onOpen: (id: string) => void;
}

/** Events as rows, of which only those exist that can be seen. */
export function EventGrid({ rows, hasMore, onEnd, onOpen }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const height = useMediaQuery(PHONE, false, { getInitialValueInEffect: false }) ? TALL_ROW_PX : ROW_PX;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.seq ?? index,
    overscan: OVERSCAN,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height of the rows is another measure
  useEffect(() => virtual.measure(), [virtual, height]);
  useSteadyScroll(frame, rows, height);
  const active = useActiveRow(rows, (index) => virtual.scrollToIndex(index));
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - READ_ON_WITHIN) onEnd();
  }, [hasMore, last, rows.length, onEnd]);
  const press = (event: KeyboardEvent): void => {
    const row = rows[active.index];
    if (event.key === "Enter" && row) onOpen(row.id);
    else active.press(event);
  };
  return (
    <div
      ref={frame}
      role="grid"
      aria-label={texts.events.grid}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      className={classes["frame"]}
      onKeyDown={press}
    >
      <Header />
      <div role="rowgroup" className={classes["rows"]} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <EventRow
                key={row.seq}
                event={row}
                index={index}
                top={start}
                height={height}
                isActive={index === active.index}
                hasFocus={index === active.focused}
                onFocus={() => active.arrive(row.seq)}
                onOpen={onOpen}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

function Header() {
  return (
    <div role="rowgroup" className={classes["head"]}>
      <div role="row" aria-rowindex={1} className={classes["cells"]}>
        {Object.entries(texts.events.columns).map(([name, label]) => (
          <div key={name} role="columnheader" data-column={name}>
            {label}
          </div>
        ))}
      </div>
    </div>
  );
}
