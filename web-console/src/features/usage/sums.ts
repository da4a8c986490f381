import type { Day, Refused } from "./usage-api.js";

export type Reason = keyof Refused;

/** The reasons in the order in which people look for them. */
export const REASONS = [
  "overQuota",
  "overBurst",
  "paused",
  "addressNotAllowed",
  "tooLarge",
  "tooSlow",
  "unavailable",
] as const satisfies readonly Reason[];

/** Below which part of the day's limit nothing is said. */
const WARN_AT = 0.8;

/** All refusals, whatever their reason. */
export function refusals(refused: Refused): number {
  return REASONS.reduce((sum, reason) => sum + refused[reason], 0);
}

/** The refusals of all days by reason, the most frequent first; without those that did not occur. */
export function refusalsByReason(days: readonly Day[]): [Reason, number][] {
  return REASONS.map((reason): [Reason, number] => [reason, days.reduce((sum, day) => sum + day.refused[reason], 0)])
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
}

/** How much of the limit is used, from 0 to 1; a limit of nothing is used up. */
export function usedPart({ limit, remaining }: { readonly limit: number; readonly remaining: number }): number {
  return limit <= 0 ? 1 : Math.min(1, Math.max(0, (limit - remaining) / limit));
}

/** What there is to warn of. */
export function warningOf(today: {
  readonly limit: number;
  readonly remaining: number;
}): "reached" | "near" | undefined {
  if (today.remaining <= 0) return "reached";
  return usedPart(today) >= WARN_AT ? "near" : undefined;
}
