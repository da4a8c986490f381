import type { Event } from "./event.js";
import { type Filters, matches } from "./filters.js";

interface Parts {
  /** What was read, newest first. */
  readonly read: readonly Event[];
  /** What has come since, oldest first, without a gap in its numbers. */
  readonly live: readonly Event[];
  readonly filters: Filters;
  /** The number after which nothing is shown, while the list is paused. */
  readonly pausedAt: number | undefined;
}

/** The list as it is shown, newest first and each event once, and how many wait until it goes on. */
export function rowsOf({ read, live, filters, pausedAt = Number.POSITIVE_INFINITY }: Parts) {
  const first = live[0]?.seq ?? Number.POSITIVE_INFINITY;
  const last = live.at(-1)?.seq ?? Number.NEGATIVE_INFINITY;
  const fitting = live.filter((event) => matches(event, filters)).reverse();
  const newer = read.filter(({ seq }) => seq > last && seq >= first);
  const older = read.filter(({ seq }) => seq < first);
  const all = [...newer, ...fitting, ...older];
  const rows = all.filter(({ seq }) => seq <= pausedAt);
  return { rows, waiting: all.length - rows.length };
}
