import { RECENT_IDS, REPLAY_STALL_MS, SILENCE_LIMIT_MS } from "../bounds.js";
import type { SyncError } from "../sync-error.js";
import type { SyncEvent } from "../sync-event.js";
import { reconnectNow } from "./connecting.js";
import { type Effect, emit, type MachineState, type Moment, type Step, startTimer } from "./model.js";
import { livePosition } from "./position.js";
import { requestRenewal, scheduleRenewal } from "./renewing.js";

/** The server accepted the token: ask for the stream from where we are. */
export function subscribe(state: MachineState, { now }: Moment): Step {
  const { token, position } = state;
  if (token === undefined) return { state, effects: [] };
  return {
    state: { ...state, phase: "replaying", asked: position, invalidTokens: 0, renewal: { step: "scheduled" } },
    effects: [
      { type: "subscribe", destination: token.destination, position },
      startTimer("deadline", REPLAY_STALL_MS),
      scheduleRenewal(token, now),
    ],
  };
}

/** Hands an event over, unless it was handed over already. */
export function handOver(state: MachineState, id: string, event: SyncEvent): Step {
  return advance(state, id, emit("event", event));
}

/** Passes over a message that is no event: it would be none the next time either. */
export function passOver(state: MachineState, id: string, error: SyncError): Step {
  return advance(state, id, emit("error", error));
}

function advance(state: MachineState, id: string, told: Effect): Step {
  const progress = state.phase === "replaying" ? [startTimer("deadline", REPLAY_STALL_MS)] : [];
  if (state.recentIds.includes(id)) return { state, effects: progress };
  const recentIds = [...state.recentIds.slice(1 - RECENT_IDS), id];
  return { state: { ...state, position: { from: "after", id }, recentIds }, effects: [...progress, told] };
}

/** The replay is done. */
export function goLive(state: MachineState, gap: boolean, streamAt: string | undefined, { now }: Moment): Step {
  const { asked } = state;
  const position = livePosition(asked, state.position, gap, streamAt);
  const lost = emit("gap", asked.from === "after" ? { lastEventId: asked.id } : {});
  return {
    state: { ...state, phase: "live", position, liveSince: now },
    effects: [{ type: "stop-timer", timer: "deadline" }, ...(gap ? [lost] : []), emit("live", { gap })],
  };
}

/** The page or the network came back: see whether the connection is worth keeping. */
export function wake(state: MachineState, silentFor: number, moment: Moment): Step {
  const { token } = state;
  if (token === undefined || moment.now >= token.expiresAt || silentFor > SILENCE_LIMIT_MS) {
    return reconnectNow(state, moment);
  }
  const renewalDue = state.renewal.step === "scheduled" && moment.now >= token.renewAt;
  return renewalDue ? requestRenewal(state) : { state, effects: [] };
}
