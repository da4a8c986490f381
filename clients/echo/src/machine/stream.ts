import { RECENT_IDS } from "../bounds.js";
import type { Position } from "./position.js";

/** Who acknowledges events: nobody, the client once its listeners are done, or the user. */
export type Acknowledging = "none" | "auto" | "manual";

/** A stream that the user wants. */
export interface StreamWish {
  /** What the stream goes by within the client; 0 is the client's own. */
  readonly key: number;
  /** `/topic/sources/…`; the one that the token opens where it is undefined. */
  readonly destination: string | undefined;
  readonly start: Position;
  readonly acknowledging: Acknowledging;
  readonly consumer: string | undefined;
  /** Events that may wait to be acknowledged. */
  readonly prefetch: number;
}

/** What is asked of the server. */
export interface StreamRequest extends Pick<StreamWish, "key" | "acknowledging" | "consumer" | "prefetch"> {
  readonly destination: string;
  readonly position: Position;
}

/** An event that was handed over, until it and all before it are acknowledged. */
export interface Delivery {
  readonly id: string;
  /** `rejected`: the user wants it again, and gets it when the server sends it again. */
  readonly state: "handed" | "acknowledged" | "rejected";
}

/** How far one stream is. */
export interface StreamState {
  readonly wish: StreamWish;
  /** Whether the server has been asked for it on the present connection, and whether it has sent all that was there. */
  readonly status: "off" | "replaying" | "live";
  /** A reader has no room: it is not to be asked for. */
  readonly held: boolean;
  /** Whether it is a session's, whose numbers have gaps; known from the last subscription on. */
  readonly inSession: boolean;
  /** Where the last subscription started. */
  readonly asked: Position;
  /** Everything up to here has been dealt with: handed over, and where events are acknowledged, acknowledged. */
  readonly position: Position;
  /** Messages since the subscription started. */
  readonly sinceAsked: number;
  /** Ids dealt with last, oldest first. */
  readonly recentIds: readonly string[];
  /** `seq` of the last event handed over. */
  readonly lastSeq: number | undefined;
  /** Handed over and not dealt with; only where events are acknowledged. */
  readonly pending: readonly Delivery[];
  /** Up to where the server has not been told yet what was acknowledged, and how many events that is. */
  readonly untold: { readonly id: string; readonly count: number } | undefined;
  /** Whether the loss of events has been told since the subscription started. */
  readonly gapTold: boolean;
}

export function newStream(wish: StreamWish): StreamState {
  return {
    wish,
    status: "off",
    held: false,
    inSession: false,
    asked: wish.start,
    position: wish.start,
    sinceAsked: 0,
    recentIds: [],
    lastSeq: undefined,
    pending: [],
    untold: undefined,
    gapTold: false,
  };
}

/** What asks for the stream from where it is. */
export function requestOf({ wish, position }: StreamState, tokenDestination: string): StreamRequest {
  const { key, acknowledging, consumer, prefetch } = wish;
  return { key, acknowledging, consumer, prefetch, position, destination: wish.destination ?? tokenDestination };
}

export function isAcknowledged(stream: StreamState): boolean {
  return stream.wish.acknowledging !== "none";
}

/** The ids dealt with last, `ids` being the latest. What waits to be acknowledged may come again, and so adds to them. */
export function remembered(stream: StreamState, ...ids: string[]): readonly string[] {
  const most = RECENT_IDS + (isAcknowledged(stream) ? stream.wish.prefetch : 0);
  return [...stream.recentIds, ...ids].slice(-most);
}
