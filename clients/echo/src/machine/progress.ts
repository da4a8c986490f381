import { RECENT_IDS } from "../bounds.js";
import type { SyncEvent } from "../sync-event.js";
import { settled } from "./acknowledging.js";
import { emptyLivePosition } from "./position.js";
import { isAcknowledged, remembered, type StreamState } from "./stream.js";

/** The stream asked for from where it is. */
export function askedFor(stream: StreamState, inSession: boolean): StreamState {
  const { position: asked } = stream;
  return { ...stream, status: "replaying", inSession, asked, sinceAsked: 0, untold: undefined, gapTold: false };
}

/**
 * The stream without its subscription. Only the end of a replay says whether something was lost before it. In a session, whose numbers
 * have gaps, a short replay that was cut is therefore asked for once more from where it began; what comes twice is dropped.
 */
export function unsubscribed(stream: StreamState): StreamState {
  const { status, inSession, asked, sinceAsked, position } = stream;
  const mayHideAGap = status === "replaying" && asked.from === "after" && inSession && sinceAsked < RECENT_IDS;
  return { ...stream, status: "off", position: mayHideAGap ? asked : position };
}

/** What a message is to the stream that it came on. */
export type Reading = "seen" | "wanted-again" | "next" | "after-gap" | "out-of-order";

/**
 * Compares a message with what was handed over before. A jump in a source's numbers is a loss for good where a subscription begins that
 * asked for the next event; later on, the connection has swallowed something.
 */
export function readingOf(stream: StreamState, id: string, event: SyncEvent | undefined): Reading {
  const { inSession, lastSeq, sinceAsked, asked, recentIds, pending } = stream;
  const waiting = pending.find((delivery) => delivery.id === id);
  if (waiting !== undefined) return waiting.state === "rejected" ? "wanted-again" : "seen";
  if (recentIds.includes(id)) return "seen";
  if (inSession || event === undefined || lastSeq === undefined || event.seq <= lastSeq + 1) return "next";
  if (sinceAsked > 0) return "out-of-order";
  return asked.from === "after" ? "after-gap" : "next";
}

/** The stream after one message more. */
export function counted(stream: StreamState): StreamState {
  return { ...stream, sinceAsked: stream.sinceAsked + 1 };
}

/** The stream after an event that is handed over, or after a message that is passed over, where `event` is undefined. */
export function advanced(stream: StreamState, id: string, event: SyncEvent | undefined): StreamState {
  const lastSeq = event?.seq ?? (stream.lastSeq === undefined ? undefined : stream.lastSeq + 1);
  const seen = { ...counted(stream), lastSeq };
  if (!isAcknowledged(stream)) return { ...seen, position: { from: "after", id }, recentIds: remembered(stream, id) };
  const state = event === undefined ? "acknowledged" : "handed";
  return settled({ ...seen, pending: [...stream.pending, { id, state }] });
}

/** The stream once its replay is done. */
export function liveAt(stream: StreamState, gap: boolean, streamAt: string | undefined): StreamState {
  const position = stream.sinceAsked > 0 ? stream.position : emptyLivePosition(stream.asked, gap, streamAt);
  return { ...stream, status: "live", position };
}
