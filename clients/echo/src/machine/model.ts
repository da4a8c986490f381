import type { ConnectionState, SyncClientEvents } from "../client-events.js";
import type { SyncError } from "../sync-error.js";
import type { SyncEvent } from "../sync-event.js";
import type { SyncToken } from "../sync-token.js";
import type { HeldToken } from "./held-token.js";
import type { StreamRequest, StreamState, StreamWish } from "./stream.js";
import type { Transport, TransportChoice } from "./transport.js";

/** What the client is doing. `idle` does nothing; `waiting` sits out a back-off; in `streaming` each stream has a state of its own. */
export type Phase = "idle" | "waiting" | "requesting-token" | "opening" | "authenticating" | "streaming";

/** How far the renewal of the token in use is. */
export type Renewal =
  | { readonly step: "scheduled" }
  | { readonly step: "requesting" }
  | { readonly step: "confirming"; readonly token: HeldToken };

/**
 * `retry` ends a back-off, `deadline` a phase or a replay that takes too long, `renew` drives the renewal, `acknowledge` sends what was
 * acknowledged in the meantime.
 */
export type TimerName = "retry" | "deadline" | "renew" | "acknowledge";

/** All that the client knows. Times are milliseconds since 1970. */
export interface MachineState {
  readonly phase: Phase;
  readonly streams: readonly StreamState[];
  readonly transport: TransportChoice;
  readonly token: HeldToken | undefined;
  readonly renewal: Renewal;
  /** Failed renewals in a row. */
  readonly renewalFailures: number;
  /** Lost connections and failed tries in a row. */
  readonly failures: number;
  /** Tokens refused in a row. */
  readonly invalidTokens: number;
  /** Since when all streams have been live. */
  readonly liveSince: number | undefined;
  /** The server asked not to be tried before this time. */
  readonly notBefore: number;
}

/** What happens to the client. `stream` is the key of the stream that it happens to. */
export type MachineInput =
  | { readonly type: "connect" }
  | { readonly type: "disconnect" }
  | { readonly type: "token-received"; readonly token: SyncToken }
  | { readonly type: "token-failed"; readonly error: SyncError }
  | { readonly type: "socket-opened" }
  | { readonly type: "authenticated" }
  | { readonly type: "message"; readonly stream: number; readonly id: string; readonly event: SyncEvent }
  | { readonly type: "unreadable"; readonly stream: number; readonly id: string; readonly error: SyncError }
  | {
      readonly type: "subscribed";
      readonly stream: number;
      readonly gap: boolean;
      readonly position: string | undefined;
    }
  | { readonly type: "renewed" }
  | { readonly type: "refused"; readonly error: SyncError }
  | { readonly type: "socket-closed"; readonly error: SyncError }
  | { readonly type: "timer"; readonly timer: TimerName }
  /** The page or the network came back, or the clock jumped; `silentFor` milliseconds after the server was last heard. */
  | { readonly type: "woke"; readonly silentFor: number }
  | { readonly type: "stream-added"; readonly wish: StreamWish }
  | { readonly type: "stream-removed"; readonly stream: number }
  /** A reader of the stream has no room. */
  | { readonly type: "stream-held"; readonly stream: number }
  | { readonly type: "stream-released"; readonly stream: number }
  | { readonly type: "acknowledged"; readonly stream: number; readonly id: string }
  /** The user did not make use of the event, and wants it again. */
  | { readonly type: "rejected"; readonly stream: number; readonly id: string };

/** When it happens, and the chance that goes with it: the machine itself has neither a clock nor dice. */
export interface Moment {
  readonly now: number;
  /** From 0 inclusive to 1 exclusive. */
  readonly random: number;
}

export type MachineEvent = MachineInput & Moment;

/** Something to tell listeners: those of one stream where it is about that, else those of the client. */
export type Emission = {
  [Name in keyof SyncClientEvents]: {
    readonly type: "emit";
    readonly name: Name;
    readonly payload: SyncClientEvents[Name];
    readonly stream?: number;
  };
}[keyof SyncClientEvents];

/** Something to do. */
export type Effect =
  | { readonly type: "watch-wake" }
  | { readonly type: "unwatch-wake" }
  | { readonly type: "request-token" }
  /** `first` is the stream that will be asked for first: Server-Sent Events have no connection without one. */
  | {
      readonly type: "open";
      readonly transport: Transport;
      readonly url: string;
      readonly token: string;
      readonly first: StreamRequest | undefined;
    }
  | { readonly type: "subscribe"; readonly request: StreamRequest }
  | { readonly type: "unsubscribe"; readonly stream: number }
  /** The event, and all before it, need not come again. */
  | { readonly type: "acknowledge"; readonly stream: number; readonly id: string }
  | { readonly type: "reject"; readonly stream: number; readonly id: string }
  | { readonly type: "renew"; readonly token: string }
  /** Drop the token request, the connection and all timers. */
  | { readonly type: "release" }
  | { readonly type: "start-timer"; readonly timer: TimerName; readonly delay: number }
  | { readonly type: "stop-timer"; readonly timer: TimerName }
  | Emission;

/** What an event leads to. */
export interface Step {
  readonly state: MachineState;
  readonly effects: readonly Effect[];
}

/** A client that has not been connected yet. */
export function initialState(transport: TransportChoice): MachineState {
  return {
    phase: "idle",
    streams: [],
    transport,
    token: undefined,
    renewal: { step: "scheduled" },
    renewalFailures: 0,
    failures: 0,
    invalidTokens: 0,
    liveSince: undefined,
    notBefore: 0,
  };
}

/** What users see of a phase. */
export function connectionState(state: MachineState): ConnectionState {
  switch (state.phase) {
    case "idle":
      return "disconnected";
    case "waiting":
      return "reconnecting";
    case "requesting-token":
    case "opening":
      return state.failures > 0 ? "reconnecting" : "connecting";
    case "authenticating":
      return "connected";
    case "streaming":
      return "authenticated";
  }
}

/** Shorthand for an emission. */
export function emit<Name extends keyof SyncClientEvents>(
  name: Name,
  payload: SyncClientEvents[Name],
  stream?: number,
): Effect {
  return { type: "emit", name, payload, ...(stream === undefined ? {} : { stream }) } as Emission;
}

/** Shorthand for a timer's start; a running one of that name starts anew. */
export function startTimer(timer: TimerName, delay: number): Effect {
  return { type: "start-timer", timer, delay };
}
