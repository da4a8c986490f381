import { RENEWAL_TIMEOUT_MS, TOKEN_REQUEST_TIMEOUT_MS } from "../bounds.js";
import { SyncError } from "../sync-error.js";
import type { SyncToken } from "../sync-token.js";
import { backOff } from "./back-off.js";
import { fail } from "./connecting.js";
import { type HeldToken, holdToken } from "./held-token.js";
import { type Effect, emit, type MachineState, type Moment, type Step, startTimer } from "./model.js";

/** Renews the token when most of its life has passed. */
export function scheduleRenewal(token: HeldToken, now: number): Effect {
  return startTimer("renew", Math.max(0, token.renewAt - now));
}

/** The renewal's timer rang: time to renew, or the step under way took too long. */
export function renewalTimer(state: MachineState, moment: Moment): Step {
  if (state.renewal.step === "scheduled") return requestRenewal(state);
  return failRenewal(state, new SyncError("renewal-timeout", "The token was not renewed in time."), moment);
}

/** Asks for the next token. */
export function requestRenewal(state: MachineState): Step {
  return {
    state: { ...state, renewal: { step: "requesting" } },
    effects: [{ type: "request-token" }, startTimer("renew", TOKEN_REQUEST_TIMEOUT_MS)],
  };
}

/** Hands the next token to the server. */
export function confirmRenewal(state: MachineState, issued: SyncToken, { now }: Moment): Step {
  if (state.renewal.step !== "requesting") return { state, effects: [] };
  const token = holdToken(issued, now);
  return {
    state: { ...state, renewal: { step: "confirming", token } },
    effects: [{ type: "renew", token: token.token }, startTimer("renew", RENEWAL_TIMEOUT_MS)],
  };
}

/** The server took it. */
export function finishRenewal(state: MachineState, { now }: Moment): Step {
  if (state.renewal.step !== "confirming") return { state, effects: [] };
  const { token } = state.renewal;
  return {
    state: { ...state, token, renewal: { step: "scheduled" }, renewalFailures: 0 },
    effects: [scheduleRenewal(token, now)],
  };
}

/** Tries again soon. The server, whose clock is the one that counts, ends the connection when it is too late. */
export function failRenewal(state: MachineState, error: SyncError, moment: Moment): Step {
  if (error.permanent) return fail(state, error, moment);
  const renewalFailures = state.renewalFailures + 1;
  const delay = (error.retryAfter ?? 0) + backOff(renewalFailures, moment.random);
  return {
    state: { ...state, renewal: { step: "scheduled" }, renewalFailures },
    effects: [startTimer("renew", delay), emit("error", error)],
  };
}
