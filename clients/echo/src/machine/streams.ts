import { MAX_STREAMS, REPLAY_STALL_MS } from "../bounds.js";
import { SyncError } from "../sync-error.js";
import { type Effect, emit, type MachineState, type Moment, type Step, startTimer } from "./model.js";
import { askedFor, unsubscribed } from "./progress.js";
import { scheduleRenewal } from "./renewing.js";
import { newStream, requestOf, type StreamState, type StreamWish } from "./stream.js";

export function streamOf(state: MachineState, key: number): StreamState | undefined {
  return state.streams.find(({ wish }) => wish.key === key);
}

export function withStream(state: MachineState, stream: StreamState): MachineState {
  const { key } = stream.wish;
  return { ...state, streams: state.streams.map((other) => (other.wish.key === key ? stream : other)) };
}

function withoutStream(state: MachineState, key: number): MachineState {
  return { ...state, streams: state.streams.filter(({ wish }) => wish.key !== key) };
}

function isSession(destination: string): boolean {
  return /^\/topic\/sources\/[^/]+\/sessions\//.test(destination);
}

/** Whether nothing is being replayed. */
export function isSettled(state: MachineState): boolean {
  return state.streams.every(({ status }) => status !== "replaying");
}

/** Whether something is being replayed that does not wait for the user: the server sends no more than may wait to be acknowledged. */
export function isReplayDue(state: MachineState): boolean {
  return state.streams.some(({ status, pending, wish }) => status === "replaying" && pending.length < wish.prefetch);
}

/** Whether all streams can be had as Server-Sent Events, which know no acknowledgement. */
export function canFallBack(state: MachineState): boolean {
  return state.streams.every(({ wish }) => wish.acknowledging === "none");
}

/** The stream that is asked for first. */
export function firstRequest(
  { streams }: MachineState,
  tokenDestination: string,
): ReturnType<typeof requestOf> | undefined {
  const first = streams.find(({ held }) => !held);
  return first && requestOf(first, tokenDestination);
}

/** All streams without their subscriptions: the connection is gone. */
export function unsubscribedAll(state: MachineState): readonly StreamState[] {
  return state.streams.map(unsubscribed);
}

/** The server accepted the token: ask for all streams from where they are. */
export function subscribeAll(state: MachineState, { now }: Moment): Step {
  const { token } = state;
  if (token === undefined) return { state, effects: [] };
  const streaming: MachineState = { ...state, phase: "streaming", invalidTokens: 0, renewal: { step: "scheduled" } };
  const step = state.streams.reduce<Step>(
    (before, { wish }) => {
      const next = subscribe(before.state, wish.key);
      return { state: next.state, effects: [...before.effects, ...next.effects] };
    },
    { state: streaming, effects: [] },
  );
  const effects = [...step.effects, scheduleRenewal(token, now)];
  return isSettled(step.state)
    ? { state: { ...step.state, liveSince: now }, effects: [{ type: "stop-timer", timer: "deadline" }, ...effects] }
    : { state: step.state, effects: [...effects, startTimer("deadline", REPLAY_STALL_MS)] };
}

/** Asks for one stream, unless it is held, or is none that the token opens. */
function subscribe(state: MachineState, key: number): Step {
  const stream = streamOf(state, key);
  const { token } = state;
  if (stream === undefined || token === undefined || stream.held) return { state, effects: [] };
  const error = refusalOf(state, stream);
  if (error !== undefined) return { state: withoutStream(state, key), effects: [emit("error", error, key)] };
  const request = requestOf(stream, token.destination);
  return {
    state: withStream(state, askedFor(stream, isSession(request.destination))),
    effects: [{ type: "subscribe", request }],
  };
}

/** The server would end the whole connection because of one stream that is not allowed. The client's own stream is the connection's reason. */
function refusalOf({ token, transport }: MachineState, { wish }: StreamState): SyncError | undefined {
  if (wish.key === 0) return undefined;
  const opened = token?.destination ?? "";
  if (wish.destination !== undefined && isSession(opened) && plain(opened) !== plain(wish.destination)) {
    return new SyncError("access-denied", "The token or secret does not open this stream.", { permanent: true });
  }
  if (transport.current === "sse" && wish.acknowledging !== "none") {
    const message = "Server-Sent Events, which are in use, know neither consumers nor acknowledgement.";
    return new SyncError("not-supported", message, { permanent: true });
  }
  return undefined;
}

function plain(destination: string): string {
  try {
    return decodeURIComponent(destination);
  } catch {
    return destination;
  }
}

/** The user wants one stream more. */
export function addStream(state: MachineState, wish: StreamWish): Step {
  if (state.streams.length >= MAX_STREAMS) {
    const error = new SyncError("too-many-subscriptions", `A client has at most ${MAX_STREAMS} streams.`, {
      permanent: true,
    });
    return { state, effects: [emit("error", error, wish.key)] };
  }
  return subscribeNow({ ...state, streams: [...state.streams, newStream(wish)] }, wish.key);
}

/** The user does not want a stream any more. */
export function removeStream(state: MachineState, key: number): Step {
  if (streamOf(state, key) === undefined) return { state, effects: [] };
  const step = unsubscribe(state, key);
  return { state: withoutStream(step.state, key), effects: step.effects };
}

/** A reader of the stream has no room: the server keeps the rest. */
export function holdStream(state: MachineState, key: number): Step {
  const step = unsubscribe(state, key);
  const stream = streamOf(step.state, key);
  return { state: stream ? withStream(step.state, { ...stream, held: true }) : step.state, effects: step.effects };
}

/** The reader has room again. */
export function releaseStream(state: MachineState, key: number): Step {
  const stream = streamOf(state, key);
  return stream?.held ? subscribeNow(withStream(state, { ...stream, held: false }), key) : { state, effects: [] };
}

function subscribeNow(state: MachineState, key: number): Step {
  if (state.phase !== "streaming") return { state, effects: [] };
  const step = subscribe(state, key);
  const replay = isSettled(step.state) ? [] : [startTimer("deadline", REPLAY_STALL_MS)];
  return { state: step.state, effects: [...step.effects, ...replay] };
}

function unsubscribe(state: MachineState, key: number): Step {
  const stream = streamOf(state, key);
  if (stream === undefined || stream.status === "off") return { state, effects: [] };
  const without = withStream(state, unsubscribed(stream));
  const last: Effect[] = stream.untold ? [{ type: "acknowledge", stream: key, id: stream.untold.id }] : [];
  const effects: Effect[] = [...last, { type: "unsubscribe", stream: key }];
  return {
    state: without,
    effects: isSettled(without) ? [...effects, { type: "stop-timer", timer: "deadline" }] : effects,
  };
}
