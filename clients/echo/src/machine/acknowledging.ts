import { type Delivery, remembered, type StreamState } from "./stream.js";

/** The stream with one event acknowledged, rejected, or handed over again; undefined where it waits for no such event. */
export function marked(stream: StreamState, id: string, state: Delivery["state"]): StreamState | undefined {
  if (!stream.pending.some((delivery) => delivery.id === id)) return undefined;
  return settled({
    ...stream,
    pending: stream.pending.map((delivery) => (delivery.id === id ? { id, state } : delivery)),
  });
}

/** The stream with its position moved on over what is acknowledged without a hole before it. */
export function settled(stream: StreamState): StreamState {
  const hole = stream.pending.findIndex(({ state }) => state !== "acknowledged");
  const done = hole < 0 ? stream.pending : stream.pending.slice(0, hole);
  const last = done.at(-1);
  if (last === undefined) return stream;
  return {
    ...toTell(stream, last.id, done.length),
    pending: stream.pending.slice(done.length),
    position: { from: "after", id: last.id },
    recentIds: remembered(stream, ...done.map(({ id }) => id)),
  };
}

/** The server is to be told that `id`, and all before it, need not come again. */
export function toTell(stream: StreamState, id: string, count = 1): StreamState {
  return { ...stream, untold: { id, count: (stream.untold?.count ?? 0) + count } };
}

/** Whether so much was acknowledged that the server should know at once, lest it waits for us. */
export function isTellingDue({ untold, wish }: StreamState): boolean {
  return untold !== undefined && untold.count >= Math.max(1, Math.floor(wish.prefetch / 2));
}
