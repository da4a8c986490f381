import { describe, expect, it } from "vitest";
import { BACK_OFF_BASE_MS, BACK_OFF_CAP_MS } from "../../../src/bounds.js";
import { backOff } from "../../../src/machine/back-off.js";

const ALMOST_ONE = 1 - Number.EPSILON;

describe("the back-off with full jitter", () => {
  it.each([
    [1, BACK_OFF_BASE_MS],
    [2, 2 * BACK_OFF_BASE_MS],
    [5, 16 * BACK_OFF_BASE_MS],
    [8, BACK_OFF_CAP_MS],
    [5_000, BACK_OFF_CAP_MS],
  ])("after %d failures lies between 0 and %d ms", (failures, ceiling) => {
    expect(backOff(failures, 0)).toBe(0);
    expect(backOff(failures, ALMOST_ONE)).toBe(ceiling);
  });
});
