import { type KeyboardEvent, useState } from "react";
import type { Event } from "./event.js";

/** By how many rows each key moves. */
const STEPS: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10 };

/** Where the keyboard is in a list: at an event, and so at the same one when others come before it. */
export function useActiveRow(rows: readonly Event[], onMove: (index: number) => void) {
  const [seq, setSeq] = useState<number>();
  const [focusedSeq, setFocusedSeq] = useState<number>();
  const found = seq === undefined ? -1 : rows.findIndex((row) => row.seq === seq);
  const index = Math.max(0, found);

  const moveTo = (target: number): void => {
    const row = rows[target];
    if (row === undefined) return;
    setSeq(row.seq);
    setFocusedSeq(row.seq);
    onMove(target);
  };
  const press = (event: KeyboardEvent): void => {
    const target = targetOf(event.key, index, rows.length);
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moveTo(target);
  };
  const focused = focusedSeq === seq ? found : -1;
  /** The focus has come to the event `at`, by whatever way. */
  const arrive = (at: number): void => {
    setSeq(at);
    setFocusedSeq(undefined);
  };
  return { index, focused, arrive, press };
}

function targetOf(key: string, index: number, count: number): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = STEPS[key];
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, index + step));
}
