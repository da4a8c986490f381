import { ACKNOWLEDGE_WITHIN_MS, REPLAY_STALL_MS, SILENCE_LIMIT_MS } from "../bounds.js";
import { SyncError } from "../sync-error.js";
import type { SyncEvent } from "../sync-event.js";
import { isTellingDue, marked, toTell } from "./acknowledging.js";
import { fail, reconnectNow } from "./connecting.js";
import { type Effect, emit, type MachineState, type Moment, type Step, startTimer } from "./model.js";
import { advanced, counted, liveAt, readingOf } from "./progress.js";
import { requestRenewal } from "./renewing.js";
import { isAcknowledged, type StreamState } from "./stream.js";
import { isSettled, streamOf, withStream } from "./streams.js";

/** What a message brought: an event, or why it is none. */
type Content = { readonly event: SyncEvent } | { readonly error: SyncError };

/** Hands an event over, unless it was handed over already; passes over what is none, since it would be none the next time either. */
export function receive(state: MachineState, key: number, id: string, content: Content, moment: Moment): Step {
  const stream = streamOf(state, key);
  if (stream === undefined || stream.status === "off") return { state, effects: [] };
  const event = "event" in content ? content.event : undefined;
  const told = "event" in content ? emit("event", content.event, key) : emit("error", content.error, key);
  switch (readingOf(stream, id, event)) {
    case "seen":
      return progressed(state, seenAgain(stream, id));
    case "wanted-again":
      return progressed(state, marked(counted(stream), id, "handed") ?? stream, [told]);
    case "next":
      return progressed(state, advanced(stream, id, event), [told]);
    case "after-gap":
      return progressed(state, { ...advanced(stream, id, event), gapTold: true }, [gapIn(stream), told]);
    case "out-of-order":
      return fail(state, swallowed(stream, id), moment);
  }
}

/** What was acknowledged on another connection has to be acknowledged on this one, too. */
function seenAgain(stream: StreamState, id: string): StreamState {
  const seen = counted(stream);
  return isAcknowledged(stream) && stream.recentIds.includes(id) ? toTell(seen, id) : seen;
}

function swallowed({ lastSeq }: StreamState, id: string): SyncError {
  return new SyncError("connection-lost", `Something is missing between the event with seq ${lastSeq} and ${id}.`);
}

function gapIn({ wish, asked }: StreamState): Effect {
  return emit("gap", asked.from === "after" ? { lastEventId: asked.id } : {}, wish.key);
}

function progressed(state: MachineState, stream: StreamState, told: readonly Effect[] = []): Step {
  const progress = stream.status === "replaying" ? [startTimer("deadline", REPLAY_STALL_MS)] : [];
  const step = telling(state, stream);
  return { state: step.state, effects: [...progress, ...step.effects, ...told] };
}

/** Puts the stream in its place, and tells the server what was acknowledged: at once where that is much, else soon. */
function telling(state: MachineState, stream: StreamState): Step {
  const before = streamOf(state, stream.wish.key)?.untold;
  if (stream.status === "off" || stream.untold === undefined || stream.untold === before) {
    return { state: withStream(state, stream), effects: [] };
  }
  if (!isTellingDue(stream)) {
    return {
      state: withStream(state, stream),
      effects: before === undefined ? [startTimer("acknowledge", ACKNOWLEDGE_WITHIN_MS)] : [],
    };
  }
  return tellOf(state, stream);
}

function tellOf(state: MachineState, stream: StreamState): Step {
  const { untold, wish } = stream;
  if (untold === undefined) return { state, effects: [] };
  return {
    state: withStream(state, { ...stream, untold: undefined }),
    effects: [{ type: "acknowledge", stream: wish.key, id: untold.id }],
  };
}

/** Tells the server all that was acknowledged. */
export function tellAll(state: MachineState): Step {
  return state.streams.reduce<Step>(
    (step, stream) => {
      const next = stream.status === "off" ? { state: step.state, effects: [] } : tellOf(step.state, stream);
      return { state: next.state, effects: [...step.effects, ...next.effects] };
    },
    { state, effects: [] },
  );
}

/** The user, or the client for the user, is done with an event. */
export function acknowledge(state: MachineState, key: number, id: string): Step {
  const stream = streamOf(state, key);
  const acknowledged = stream && marked(stream, id, "acknowledged");
  return acknowledged === undefined ? { state, effects: [] } : telling(state, acknowledged);
}

/** The user wants an event again. */
export function reject(state: MachineState, key: number, id: string): Step {
  const stream = streamOf(state, key);
  const rejected = stream && marked(stream, id, "rejected");
  if (rejected === undefined) return { state, effects: [] };
  const effects: Effect[] = rejected.status === "off" ? [] : [{ type: "reject", stream: key, id }];
  return { state: withStream(state, rejected), effects };
}

/** A replay is done. */
export function goLive(state: MachineState, key: number, gap: boolean, at: string | undefined, { now }: Moment): Step {
  const stream = streamOf(state, key);
  if (stream?.status !== "replaying") return { state, effects: [] };
  const live = withStream(state, liveAt(stream, gap, at));
  const settled = isSettled(live);
  const told = gap && !stream.gapTold ? [gapIn(stream)] : [];
  return {
    state: settled ? { ...live, liveSince: state.liveSince ?? now } : live,
    effects: [
      ...(settled ? [{ type: "stop-timer", timer: "deadline" } as const] : []),
      ...told,
      emit("live", { gap: gap || stream.gapTold }, key),
    ],
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
