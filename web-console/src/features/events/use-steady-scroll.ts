import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Event } from "./event.js";

/** Keeps what somebody looks at where it is when rows come in above it; at the top of the list the new ones are shown. */
export function useSteadyScroll(frame: RefObject<HTMLElement | null>, rows: readonly Event[], height: number): void {
  const first = useRef<number>(undefined);
  useLayoutEffect(() => {
    const before = first.current;
    first.current = rows[0]?.seq;
    const element = frame.current;
    if (element === null || before === undefined || element.scrollTop < height) return;
    const added = rows.findIndex(({ seq }) => seq <= before);
    if (added > 0) element.scrollTop += added * height;
  }, [frame, rows, height]);
}
