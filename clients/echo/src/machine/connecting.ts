import {
  HANDSHAKE_TIMEOUT_MS,
  INVALID_TOKEN_LIMIT,
  LOSSES_COUNTED,
  STABLE_AFTER_MS,
  TOKEN_REQUEST_TIMEOUT_MS,
} from "../bounds.js";
import { asPermanent, SyncError } from "../sync-error.js";
import type { SyncToken } from "../sync-token.js";
import { backOff } from "./back-off.js";
import { type HeldToken, holdToken } from "./held-token.js";
import { type Effect, emit, type MachineState, type Moment, type Step, startTimer } from "./model.js";
import { canFallBack, firstRequest, unsubscribedAll } from "./streams.js";
import { afterFailedHandshake, beforeTry } from "./transport.js";

/** The user wants to be connected. */
export function start(state: MachineState, { now }: Moment): Step {
  const step = begin({ ...state, failures: 0, invalidTokens: 0, notBefore: 0 }, now);
  return { state: step.state, effects: [{ type: "watch-wake" }, ...step.effects] };
}

/** Starts a try: with the token at hand if it is good for a while, else with a new one. */
export function begin(before: MachineState, now: number): Step {
  const state = { ...before, transport: beforeTry(before.transport, canFallBack(before), now) };
  return state.token !== undefined && now < state.token.renewAt ? open(state, state.token) : requestToken(state);
}

function requestToken(state: MachineState): Step {
  return {
    state: { ...state, phase: "requesting-token", token: undefined },
    effects: [{ type: "request-token" }, startTimer("deadline", TOKEN_REQUEST_TIMEOUT_MS)],
  };
}

/** Opens the connection with a token that has just come. */
export function openWith(state: MachineState, token: SyncToken, { now }: Moment): Step {
  return open(state, holdToken(token, now));
}

function open(state: MachineState, token: HeldToken): Step {
  return {
    state: { ...state, phase: "opening", token },
    effects: [
      {
        type: "open",
        transport: state.transport.current,
        url: token.url,
        token: token.token,
        first: firstRequest(state, token.destination),
      },
      startTimer("deadline", HANDSHAKE_TIMEOUT_MS),
    ],
  };
}

/** A try failed or the connection is gone: stop for good where that is permanent, else wait and try again. */
export function fail(state: MachineState, error: SyncError, moment: Moment): Step {
  return error.permanent ? stop(withoutToken(state), [emit("error", error)]) : retryLater(state, error, moment);
}

/** A connection that the server had accepted is gone without a word of its: wait, but never long. */
export function lose(state: MachineState, error: SyncError, moment: Moment): Step {
  return fail({ ...state, failures: Math.min(state.failures, LOSSES_COUNTED - 1) }, error, moment);
}

/** The connection ended, or could not be opened, without a word of the server. */
export function failHandshake(state: MachineState, error: SyncError, moment: Moment, hung = false): Step {
  const transport = afterFailedHandshake(state.transport, hung, canFallBack(state), moment.now);
  return fail({ ...state, transport }, error, moment);
}

/** The server ended the connection with an ERROR frame. */
export function refuse(state: MachineState, error: SyncError, moment: Moment): Step {
  if (error.code === "token-expired") return fail(withoutToken(state), error, moment);
  if (error.code !== "invalid-token") return fail(state, error, moment);
  const invalidTokens = state.invalidTokens + 1;
  const refused = { ...withoutToken(state), invalidTokens };
  return fail(refused, invalidTokens < INVALID_TOKEN_LIMIT ? error : asPermanent(error), moment);
}

/** The phase took too long. */
export function timeOut(state: MachineState, moment: Moment): Step {
  if (state.phase === "requesting-token") {
    return fail(state, new SyncError("token-timeout", "No token came in time."), moment);
  }
  const error = new SyncError("connection-timeout", "The server did not answer in time.");
  return state.phase === "streaming" ? fail(state, error, moment) : failHandshake(state, error, moment, true);
}

/** Lets go of everything; `last` is told before the end is. */
export function stop(state: MachineState, last: readonly Effect[] = []): Step {
  return {
    state: { ...lost(state), phase: "idle" },
    effects: [{ type: "release" }, { type: "unwatch-wake" }, ...last],
  };
}

function retryLater(state: MachineState, error: SyncError, { now, random }: Moment): Step {
  const failures = failuresAfter(state, now);
  const asked = error.retryAfter ?? 0;
  const delay = asked + backOff(failures, random);
  return {
    state: { ...lost(state), phase: "waiting", failures, notBefore: now + asked },
    effects: [
      { type: "release" },
      startTimer("retry", delay),
      emit("error", error),
      emit("reconnecting", { attempt: failures, delay }),
    ],
  };
}

/** Waking ends a back-off, but not the time that the server asked for. */
export function retryNow(state: MachineState, { now }: Moment): Step {
  if (now < state.notBefore) return { state, effects: [startTimer("retry", state.notBefore - now)] };
  const step = begin(state, now);
  return { state: step.state, effects: [{ type: "stop-timer", timer: "retry" }, ...step.effects] };
}

/** The connection is of no use any more: the next try starts at once. */
export function reconnectNow(state: MachineState, { now }: Moment): Step {
  const failures = failuresAfter(state, now);
  const step = begin({ ...lost(state), failures }, now);
  const effects: Effect[] = [
    { type: "release" },
    ...step.effects,
    emit("reconnecting", { attempt: failures, delay: 0 }),
  ];
  return { state: step.state, effects };
}

function failuresAfter(state: MachineState, now: number): number {
  const wasStable = state.liveSince !== undefined && now - state.liveSince >= STABLE_AFTER_MS;
  return wasStable ? 1 : state.failures + 1;
}

/** What is left of a connection: the better of its tokens. */
function lost(state: MachineState): MachineState {
  const token = state.renewal.step === "confirming" ? state.renewal.token : state.token;
  const streams = unsubscribedAll(state);
  return { ...state, streams, token, renewal: { step: "scheduled" }, renewalFailures: 0, liveSince: undefined };
}

function withoutToken(state: MachineState): MachineState {
  return { ...state, token: undefined, renewal: { step: "scheduled" } };
}
