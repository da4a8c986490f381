import { expect, test } from "vitest";
import type { Event } from "../../src/features/events/event.js";
import { rowsOf } from "../../src/features/events/rows.js";

const event = (seq: number, rest: Partial<Event> = {}): Event => ({
  id: `evt_${seq}`,
  seq,
  source: "payment-flow",
  type: "webhook",
  receivedAt: "2026-11-24T02:11:09.123456Z",
  ...rest,
});
const seqs = (rows: readonly Event[]): number[] => rows.map(({ seq }) => seq);
const none = { filters: {}, pausedAt: undefined };

test("what was read and what has come are one list, newest first, each once", () => {
  const { rows } = rowsOf({ read: [event(4), event(3), event(2)], live: [event(3), event(4), event(5)], ...none });
  expect(seqs(rows)).toEqual([5, 4, 3, 2]);
});

test("a list that was read later than the stream came may be ahead of it", () => {
  const { rows } = rowsOf({ read: [event(6), event(5), event(4)], live: [event(4), event(5)], ...none });
  expect(seqs(rows)).toEqual([6, 5, 4]);
});

test("what comes while the list is paused waits, and is counted", () => {
  const parts = { read: [event(2), event(1)], live: [event(3), event(4)], filters: {} };
  expect(rowsOf({ ...parts, pausedAt: 2 }).waiting).toBe(2);
  expect(seqs(rowsOf({ ...parts, pausedAt: 2 }).rows)).toEqual([2, 1]);
});

test("only what fits the filters comes into a filtered list", () => {
  const paid = event(3, { session: "order-1", payment: { status: "paid", receipt: "QWE123" } });
  const live = [paid, event(4, { session: "order-2", payload: { a: "qwe" } }), event(5)];
  expect(seqs(rowsOf({ read: [], live, filters: { status: "paid" }, pausedAt: undefined }).rows)).toEqual([3]);
  expect(seqs(rowsOf({ read: [], live, filters: { session: "order-2" }, pausedAt: undefined }).rows)).toEqual([4]);
  expect(seqs(rowsOf({ read: [], live, filters: { q: "QwE" }, pausedAt: undefined }).rows)).toEqual([4, 3]);
});
