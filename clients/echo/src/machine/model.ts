import type { ConnectionState, SyncClientEvents } from "../client-events.js";
import type { SyncError } from "../sync-error.js";
import type { SyncEvent } from "../sync-event.js";
import type { SyncToken } from "../sync-token.js";
import type { HeldToken } from "./held-token.js";
import type { Position } from "./position.js";

/**
 * What the client is doing. `idle` does nothing; `waiting` sits out a back-off; `replaying` is subscribed and being
 * handed what was missed; `live` has it all.
 */
export type Phase = "idle" | "waiting" | "requesting-token" | "opening" | "authenticating" | "replaying" | "live";

/** How far the renewal of the token in use is. */
export type Renewal =
  | { readonly step: "scheduled" }
  | { readonly step: "requesting" }
  | { readonly step: "confirming"; readonly token: HeldToken };

/** `retry` ends a back-off, `deadline` a phase that takes too long, `renew` drives the renewal. */
export type TimerName = "retry" | "deadline" | "renew";

/** All that the client knows. Times are milliseconds since 1970. */
export interface MachineState {
  readonly phase: Phase;
  /** Where to resume. */
  readonly position: Position;
  /** Where the present subscription started; the same object as `position` while nothing was handed over since. */
  readonly asked: Position;
  /** Ids handed over last, oldest first. */
  readonly recentIds: readonly string[];
  readonly token: HeldToken | undefined;
  readonly renewal: Renewal;
  /** Failed renewals in a row. */
  readonly renewalFailures: number;
  /** Lost connections and failed tries in a row. */
  readonly failures: number;
  /** Tokens refused in a row. */
  readonly invalidTokens: number;
  readonly liveSince: number | undefined;
  /** The server asked not to be tried before this time. */
  readonly notBefore: number;
}

/** What happens to the client. */
export type MachineInput =
  | { readonly type: "connect" }
  | { readonly type: "disconnect" }
  | { readonly type: "token-received"; readonly token: SyncToken }
  | { readonly type: "token-failed"; readonly error: SyncError }
  | { readonly type: "socket-opened" }
  | { readonly type: "authenticated" }
  | { readonly type: "message"; readonly id: string; readonly event: SyncEvent }
  | { readonly type: "unreadable"; readonly id: string; readonly error: SyncError }
  | { readonly type: "subscribed"; readonly gap: boolean; readonly position: string | undefined }
  | { readonly type: "renewed" }
  | { readonly type: "refused"; readonly error: SyncError }
  | { readonly type: "socket-closed"; readonly error: SyncError }
  | { readonly type: "timer"; readonly timer: TimerName }
  /** The page or the network came back; `silentFor` milliseconds after the server was last heard. */
  | { readonly type: "woke"; readonly silentFor: number };

/** When it happens, and the chance that goes with it: the machine itself has neither a clock nor dice. */
export interface Moment {
  readonly now: number;
  /** From 0 inclusive to 1 exclusive. */
  readonly random: number;
}

export type MachineEvent = MachineInput & Moment;

/** Something to tell the client's listeners. */
export type Emission = {
  [Name in keyof SyncClientEvents]: {
    readonly type: "emit";
    readonly name: Name;
    readonly payload: SyncClientEvents[Name];
  };
}[keyof SyncClientEvents];

/** Something to do. */
export type Effect =
  | { readonly type: "watch-wake" }
  | { readonly type: "unwatch-wake" }
  | { readonly type: "request-token" }
  | { readonly type: "open"; readonly url: string; readonly token: string }
  | { readonly type: "subscribe"; readonly destination: string; readonly position: Position }
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
export function initialState(position: Position): MachineState {
  return {
    phase: "idle",
    position,
    asked: position,
    recentIds: [],
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
    case "replaying":
    case "live":
      return "authenticated";
  }
}

/** Shorthand for an emission. */
export function emit<Name extends keyof SyncClientEvents>(name: Name, payload: SyncClientEvents[Name]): Effect {
  return { type: "emit", name, payload } as Emission;
}

/** Shorthand for a timer's start; a running one of that name starts anew. */
export function startTimer(timer: TimerName, delay: number): Effect {
  return { type: "start-timer", timer, delay };
}
