import { expect, test } from "vitest";
import { refusalsByReason, usedPart, warningOf } from "../../src/features/usage/sums.js";

const none = {
  overQuota: 0,
  overBurst: 0,
  paused: 0,
  tooLarge: 0,
  tooSlow: 0,
  addressNotAllowed: 0,
  unavailable: 0,
};

test("a warning comes at four fifths of the limit, and another one at its end", () => {
  expect(warningOf({ limit: 5_000, remaining: 1_001 })).toBeUndefined();
  expect(warningOf({ limit: 5_000, remaining: 1_000 })).toBe("near");
  expect(warningOf({ limit: 5_000, remaining: 0 })).toBe("reached");
  expect(warningOf({ limit: 0, remaining: 0 })).toBe("reached");
  expect(usedPart({ limit: 10, remaining: 20 })).toBe(0);
});

test("refusals are summed by reason, the most frequent first", () => {
  const day = { day: "2026-11-24", accepted: 0, duplicates: 0 };
  const days = [
    { ...day, refused: { ...none, paused: 2, tooLarge: 1 } },
    { ...day, refused: { ...none, tooLarge: 4 } },
  ];
  expect(refusalsByReason(days)).toEqual([
    ["tooLarge", 5],
    ["paused", 2],
  ]);
});
