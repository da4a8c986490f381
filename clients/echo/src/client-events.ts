import type { SyncError } from "./sync-error.js";
import type { SyncEvent } from "./sync-event.js";

/** Where the connection stands. A new client is `disconnected`. */
export type ConnectionState = "connecting" | "connected" | "authenticated" | "reconnecting" | "disconnected";

/** The next try after a loss. */
export interface Reconnecting {
  /** 1 for the first try in a row. */
  readonly attempt: number;
  /** Milliseconds until it starts. */
  readonly delay: number;
}

/** Nothing was missed before this moment, or, with `gap: true`, the server no longer had all that was missed. */
export interface Live {
  readonly gap: boolean;
}

/** Events after this position were lost to this client: the server no longer keeps them. */
export interface Gap {
  /** The position that was asked for, where one was. */
  readonly lastEventId?: string;
}

/** The events of one stream, each with what its listeners are given. */
export interface StreamEvents {
  /** A webhook, in stream order, each once. */
  event: SyncEvent;
  /** What was missed has been handed over; from now on events come as they happen. */
  live: Live;
  /** Comes before `live` where something is lost for good. */
  gap: Gap;
  /** Something failed. With `permanent: true` this stream, or the client, has stopped. */
  error: SyncError;
}

/** The events of a SyncClient: those of its own stream, and of its connection. */
export interface SyncClientEvents extends StreamEvents {
  /** The state changed; comes before the event of the same name. */
  state: ConnectionState;
  connecting: void;
  /** The server is reached; the server has not accepted the token yet. */
  connected: void;
  authenticated: void;
  reconnecting: Reconnecting;
  disconnected: void;
}

/** A function that is called with what an event carries. */
export type Listener<Name extends keyof Events, Events = SyncClientEvents> = (payload: Events[Name]) => unknown;
