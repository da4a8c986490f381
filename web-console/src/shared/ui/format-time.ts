const SHORT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A moment as people read it, in their own zone. */
export function shortTime(at: string): string {
  return SHORT.format(new Date(at));
}

/** All that is known of a moment: in the reader's zone, and as the server wrote it. */
export function exactTime(at: string): string {
  return `${EXACT.format(new Date(at))} · ${at}`;
}

/** A date without a time, such as `2026-11-25`. */
export function dayName(day: string): string {
  return DAY.format(new Date(`${day}T00:00:00Z`));
}

/** How long ago `at` was at `now`, in one unit; a clock that is behind makes it now. */
export function age(at: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(at));
  if (passed < MINUTE_MS) return `${Math.floor(passed / SECOND_MS)} s`;
  if (passed < HOUR_MS) return `${Math.floor(passed / MINUTE_MS)} min`;
  if (passed < DAY_MS) return `${Math.floor(passed / HOUR_MS)} h`;
  return `${Math.floor(passed / DAY_MS)} d`;
}

/** A stretch of time in milliseconds, in the unit that fits. */
export function stretch(ms: number): string {
  return ms < SECOND_MS ? `${Math.max(0, Math.round(ms))} ms` : `${(ms / SECOND_MS).toFixed(1)} s`;
}
