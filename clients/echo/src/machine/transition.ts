import { REPLAY_STALL_MS } from "../bounds.js";
import type { ConnectionState } from "../client-events.js";
import { begin, fail, failHandshake, lose, openWith, refuse, retryNow, start, stop, timeOut } from "./connecting.js";
import {
  connectionState,
  type Effect,
  emit,
  type MachineEvent,
  type MachineState,
  type Phase,
  type Step,
  startTimer,
} from "./model.js";
import { confirmRenewal, failRenewal, finishRenewal, renewalTimer } from "./renewing.js";
import { acknowledge, goLive, receive, reject, tellAll, wake } from "./streaming.js";
import { addStream, holdStream, isReplayDue, isSettled, releaseStream, removeStream, subscribeAll } from "./streams.js";
import { afterHandshake } from "./transport.js";

type Of<Type extends MachineEvent["type"]> = Extract<MachineEvent, { type: Type }>;

/** What a phase does about each event that concerns it. All others leave it as it is. */
type Reactions = { readonly [Type in MachineEvent["type"]]?: (state: MachineState, event: Of<Type>) => Step };

/** What may happen at any time. */
const always: Reactions = {
  "stream-added": (state, event) => addStream(state, event.wish),
  "stream-removed": (state, event) => removeStream(state, event.stream),
  "stream-held": (state, event) => holdStream(state, event.stream),
  "stream-released": (state, event) => releaseStream(state, event.stream),
  acknowledged: (state, event) => acknowledge(state, event.stream, event.id),
  rejected: (state, event) => reject(state, event.stream, event.id),
};

const disconnect: Reactions = { disconnect: (state) => stop(state) };

const deadline: Reactions = {
  timer: (state, event) => (event.timer === "deadline" ? timeOut(state, event) : ignored(state)),
};

const handshake: Reactions = {
  refused: (state, event) => refuse(state, event.error, event),
  "socket-closed": (state, event) => failHandshake(state, event.error, event),
};

const streaming: Reactions = {
  disconnect: (state) => {
    const told = tellAll(state);
    const stopped = stop(told.state);
    return { state: stopped.state, effects: [...told.effects, ...stopped.effects] };
  },
  refused: (state, event) => refuse(state, event.error, event),
  "socket-closed": (state, event) => lose(state, event.error, event),
  subscribed: (state, event) => goLive(state, event.stream, event.gap, event.position, event),
  message: (state, event) => receive(state, event.stream, event.id, event, event),
  unreadable: (state, event) => receive(state, event.stream, event.id, event, event),
  "token-received": (state, event) => confirmRenewal(state, event.token, event),
  "token-failed": (state, event) => failRenewal(state, event.error, event),
  renewed: (state, event) => finishRenewal(state, event),
  woke: (state, event) => wake(state, event.silentFor, event),
  timer: (state, event) => {
    if (event.timer === "renew") return renewalTimer(state, event);
    if (event.timer === "acknowledge") return tellAll(state);
    return event.timer === "deadline" ? replayDeadline(state, event) : ignored(state);
  },
};

/** The server had time to send something of what is being replayed. */
function replayDeadline(state: MachineState, event: Of<"timer">): Step {
  if (isReplayDue(state)) return timeOut(state, event);
  return isSettled(state) ? ignored(state) : { state, effects: [startTimer("deadline", REPLAY_STALL_MS)] };
}

const reactions: Record<Phase, Reactions> = {
  idle: { ...always, connect: (state, event) => start(state, event) },
  waiting: {
    ...always,
    ...disconnect,
    timer: (state, event) => (event.timer === "retry" ? begin(state, event.now) : ignored(state)),
    woke: (state, event) => retryNow(state, event),
  },
  "requesting-token": {
    ...always,
    ...disconnect,
    ...deadline,
    "token-received": (state, event) => openWith(state, event.token, event),
    "token-failed": (state, event) => fail(state, event.error, event),
  },
  opening: {
    ...always,
    ...disconnect,
    ...deadline,
    ...handshake,
    "socket-opened": (state) => ({ state: { ...state, phase: "authenticating" }, effects: [] }),
  },
  authenticating: {
    ...always,
    ...disconnect,
    ...deadline,
    ...handshake,
    authenticated: (state, event) => subscribeAll({ ...state, transport: afterHandshake(state.transport) }, event),
  },
  streaming: { ...always, ...streaming },
};

/**
 * The client's whole behaviour: what an event does to a state, and what has to be done about it. Pure, so that it can be
 * tested without a socket, a clock or a server.
 */
export function transition(state: MachineState, event: MachineEvent): Step {
  const react = reactions[state.phase][event.type] as ((state: MachineState, event: MachineEvent) => Step) | undefined;
  return react === undefined ? ignored(state) : announced(state, react(state, event));
}

function ignored(state: MachineState): Step {
  return { state, effects: [] };
}

/** Adds what a change of the visible state tells: `state` before everything else, the event of its name after it. */
function announced(before: MachineState, step: Step): Step {
  const now = connectionState(step.state);
  if (now === connectionState(before)) return step;
  const told = step.effects.filter((effect) => effect.type === "emit");
  const done = step.effects.filter((effect) => effect.type !== "emit");
  return { state: step.state, effects: [...done, emit("state", now), ...told, ...named(now)] };
}

/** `reconnecting` is told for each try, not for each change, and so by whoever decides on the try. */
function named(state: ConnectionState): Effect[] {
  return state === "reconnecting" ? [] : [emit(state, undefined)];
}
