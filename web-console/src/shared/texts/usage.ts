export const usage = {
  title: "Usage",
  today: "Today",
  of: (used: string, limit: string): string => `${used} of ${limit} events`,
  left: (left: string): string => `${left} left`,
  resets: "The next day begins",
  plan: (plan: string): string => `Plan: ${plan}`,
  warning: (percent: number): string => `${percent} % of today's events are used`,
  warningText:
    "What comes beyond the limit is refused, and M-Pesa delivers a callback once. Ask the operator for a larger plan before that.",
  reached: "Today's events are used up",
  reachedText:
    "Webhooks are refused until the next day begins, and M-Pesa does not send them again. The operator can move the account to a larger plan at once.",
  month: "The last 30 days",
  accepted: "Events",
  duplicates: "Duplicates",
  refused: "Refused",
  chart: "Events, duplicates and refusals on each of the last 30 days",
  table: "The same as a table",
  day: "Day",
  sources: "Today, by source",
  deleted: "deleted sources",
  none: "Nothing came in today.",
  duplicatesText:
    "Duplicates are webhooks that were delivered again: they were answered like the first one, and made no event.",
  reasons: "Why webhooks were refused, in 30 days",
  noRefusals: "None was refused.",
  reason: {
    overQuota: ["Over the day's limit", "The plan's events of the day had been used up."],
    overBurst: [
      "Over the burst",
      "The source had had as many within a second as it may. Raise its burst if it needs more at once.",
    ],
    paused: ["Source paused", "Somebody paused the source. Resume it in its settings."],
    tooLarge: ["Too large", "A webhook's body has 256 KiB at most."],
    tooSlow: ["Too slow", "The body did not come in within the stated time."],
    addressNotAllowed: ["Address not allowed", "It came from an address that is not on the source's allowlist."],
    unavailable: [
      "Server busy",
      "The server had too much to do, or its store could not be reached. Some may have become events all the same.",
    ],
  } as const,
};
