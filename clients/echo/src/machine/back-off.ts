import { BACK_OFF_BASE_MS, BACK_OFF_CAP_MS } from "../bounds.js";

/**
 * Exponential back-off with full jitter.
 *
 * @param failures how many tries failed in a row, from 1
 * @param random from 0 inclusive to 1 exclusive
 * @returns whole milliseconds, from 0 up to the lesser of base · 2^(failures − 1) and the cap
 */
export function backOff(failures: number, random: number): number {
  const ceiling = Math.min(BACK_OFF_CAP_MS, BACK_OFF_BASE_MS * 2 ** (failures - 1));
  return Math.floor(random * (ceiling + 1));
}
