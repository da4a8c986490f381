import type { ConnectionState } from "../client-events.js";
import { begin, fail, openWith, refuse, retryNow, start, stop, timeOut } from "./connecting.js";
import {
  connectionState,
  type Effect,
  emit,
  type MachineEvent,
  type MachineState,
  type Phase,
  type Step,
} from "./model.js";
import { confirmRenewal, failRenewal, finishRenewal, renewalTimer } from "./renewing.js";
import { goLive, handOver, passOver, subscribe, wake } from "./streaming.js";

type Of<Type extends MachineEvent["type"]> = Extract<MachineEvent, { type: Type }>;

/** What a phase does about each event that concerns it. All others leave it as it is. */
type Reactions = { readonly [Type in MachineEvent["type"]]?: (state: MachineState, event: Of<Type>) => Step };

const disconnect: Reactions = { disconnect: (state) => stop(state) };

const deadline: Reactions = {
  timer: (state, event) => (event.timer === "deadline" ? timeOut(state, event) : ignored(state)),
};

const socket: Reactions = {
  refused: (state, event) => refuse(state, event.error, event),
  "socket-closed": (state, event) => fail(state, event.error, event),
};

const stream: Reactions = {
  message: (state, event) => handOver(state, event.id, event.event),
  unreadable: (state, event) => passOver(state, event.id, event.error),
  "token-received": (state, event) => confirmRenewal(state, event.token, event),
  "token-failed": (state, event) => failRenewal(state, event.error, event),
  renewed: (state, event) => finishRenewal(state, event),
  woke: (state, event) => wake(state, event.silentFor, event),
  timer: (state, event) => {
    if (event.timer === "renew") return renewalTimer(state, event);
    return event.timer === "deadline" && state.phase === "replaying" ? timeOut(state, event) : ignored(state);
  },
};

const reactions: Record<Phase, Reactions> = {
  idle: { connect: (state, event) => start(state, event) },
  waiting: {
    ...disconnect,
    timer: (state, event) => (event.timer === "retry" ? begin(state, event.now) : ignored(state)),
    woke: (state, event) => retryNow(state, event),
  },
  "requesting-token": {
    ...disconnect,
    ...deadline,
    "token-received": (state, event) => openWith(state, event.token, event),
    "token-failed": (state, event) => fail(state, event.error, event),
  },
  opening: {
    ...disconnect,
    ...deadline,
    ...socket,
    "socket-opened": (state) => ({ state: { ...state, phase: "authenticating" }, effects: [] }),
  },
  authenticating: {
    ...disconnect,
    ...deadline,
    ...socket,
    authenticated: (state, event) => subscribe(state, event),
  },
  replaying: {
    ...disconnect,
    ...socket,
    ...stream,
    subscribed: (state, event) => goLive(state, event.gap, event.position, event),
  },
  live: { ...disconnect, ...socket, ...stream },
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
