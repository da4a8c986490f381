import { describe, expect, it } from "vitest";
import type { Effect, MachineInput } from "../../../src/machine/model.js";
import {
  event,
  issued,
  lost,
  MachineDrive,
  passing,
  permanent,
  type Situation,
  wish,
} from "../../support/machine-drive.js";

const inputs = {
  connect: { type: "connect" },
  disconnect: { type: "disconnect" },
  "token-received": { type: "token-received", token: issued("t2") },
  "token-failed": { type: "token-failed", error: passing },
  "token-refused": { type: "token-failed", error: permanent },
  "socket-opened": { type: "socket-opened" },
  authenticated: { type: "authenticated" },
  message: { type: "message", stream: 0, id: "e1", event: event("e1") },
  unreadable: { type: "unreadable", stream: 0, id: "e1", error: passing },
  subscribed: { type: "subscribed", stream: 0, gap: false, position: undefined },
  renewed: { type: "renewed" },
  "refused for now": { type: "refused", error: passing },
  "refused for good": { type: "refused", error: permanent },
  "socket-closed": { type: "socket-closed", error: lost },
  "retry rings": { type: "timer", timer: "retry" },
  "deadline rings": { type: "timer", timer: "deadline" },
  "renew rings": { type: "timer", timer: "renew" },
  "woke in time": { type: "woke", silentFor: 0 },
  "acknowledge rings": { type: "timer", timer: "acknowledge" },
  "woke after silence": { type: "woke", silentFor: 60_000 },
  "stream added": { type: "stream-added", wish: wish(1) },
  "stream removed": { type: "stream-removed", stream: 0 },
  "unknown stream removed": { type: "stream-removed", stream: 7 },
  "stream held": { type: "stream-held", stream: 0 },
  "stream released": { type: "stream-released", stream: 0 },
  "unknown event acknowledged": { type: "acknowledged", stream: 0, id: "e1" },
  "unknown event rejected": { type: "rejected", stream: 0, id: "e1" },
} as const satisfies Record<string, MachineInput>;

const drives: Record<Exclude<Situation, "off">, () => MachineDrive> = {
  idle: () => new MachineDrive(),
  waiting: () => drives["requesting-token"]().send({ type: "token-failed", error: passing }),
  "requesting-token": () => new MachineDrive().send({ type: "connect" }),
  opening: () => drives["requesting-token"]().send({ type: "token-received", token: issued("t1") }),
  authenticating: () => drives.opening().send({ type: "socket-opened" }),
  replaying: () => drives.authenticating().send({ type: "authenticated" }),
  live: () => drives.replaying().send({ type: "subscribed", stream: 0, gap: false, position: undefined }),
};

type Reaction = readonly [Situation | "gone", string];

const stopped: Reaction = ["idle", "release, unwatch-wake, !state, !disconnected"];
const stoppedByError: Reaction = ["idle", "release, unwatch-wake, !state, !error, !disconnected"];
const backedOff: Reaction = ["waiting", "release, start retry, !state, !error, !reconnecting"];
const backedOffAgain: Reaction = ["waiting", "release, start retry, !error, !reconnecting"];

/** Without a connection, streams only change what will be asked for. */
const unasked = (phase: Situation): Partial<Record<keyof typeof inputs, Reaction>> => ({
  "stream added": [phase, ""],
  "stream removed": ["gone", ""],
  "stream held": [phase, ""],
});

const asked = (status: Situation): Partial<Record<keyof typeof inputs, Reaction>> => ({
  "stream added": [status, "subscribe, start deadline"],
  "stream removed": ["gone", "unsubscribe, stop deadline"],
  "stream held": ["off", "unsubscribe, stop deadline"],
});

/** Every reaction there is. What is not listed changes nothing and does nothing. */
const expected: Record<keyof typeof drives, Partial<Record<keyof typeof inputs, Reaction>>> = {
  idle: {
    ...unasked("idle"),
    connect: ["requesting-token", "watch-wake, request-token, start deadline, !state, !connecting"],
  },
  waiting: {
    ...unasked("waiting"),
    disconnect: stopped,
    "retry rings": ["requesting-token", "request-token, start deadline"],
    "woke in time": ["requesting-token", "stop retry, request-token, start deadline"],
    "woke after silence": ["requesting-token", "stop retry, request-token, start deadline"],
  },
  "requesting-token": {
    ...unasked("requesting-token"),
    disconnect: stopped,
    "token-received": ["opening", "open, start deadline"],
    "token-failed": backedOff,
    "token-refused": stoppedByError,
    "deadline rings": backedOff,
  },
  opening: {
    ...unasked("opening"),
    disconnect: stopped,
    "socket-opened": ["authenticating", "!state, !connected"],
    "refused for now": backedOff,
    "refused for good": stoppedByError,
    "socket-closed": backedOff,
    "deadline rings": backedOff,
  },
  authenticating: {
    ...unasked("authenticating"),
    disconnect: stopped,
    authenticated: ["replaying", "subscribe, start renew, start deadline, !state, !authenticated"],
    "refused for now": backedOff,
    "refused for good": stoppedByError,
    "socket-closed": backedOff,
    "deadline rings": backedOff,
  },
  replaying: {
    ...asked("replaying"),
    disconnect: stopped,
    message: ["replaying", "start deadline, !event"],
    unreadable: ["replaying", "start deadline, !error"],
    subscribed: ["live", "stop deadline, !live"],
    "token-failed": ["replaying", "start renew, !error"],
    "token-refused": stoppedByError,
    "refused for now": backedOff,
    "refused for good": stoppedByError,
    "socket-closed": backedOff,
    "deadline rings": backedOff,
    "renew rings": ["replaying", "request-token, start renew"],
    "woke after silence": ["opening", "release, open, start deadline, !state, !reconnecting"],
  },
  live: {
    ...asked("live"),
    disconnect: stopped,
    message: ["live", "!event"],
    unreadable: ["live", "!error"],
    "token-failed": ["live", "start renew, !error"],
    "token-refused": stoppedByError,
    "refused for now": backedOff,
    "refused for good": stoppedByError,
    "socket-closed": backedOff,
    "renew rings": ["live", "request-token, start renew"],
    "woke after silence": ["opening", "release, open, start deadline, !state, !reconnecting"],
  },
};

/** `gone` where the client has no stream of its own left. */
function situationOf(drive: MachineDrive): Situation | "gone" {
  return drive.state.streams.some(({ wish: { key } }) => key === 0) ? drive.situation : "gone";
}

function written(effect: Effect): string {
  switch (effect.type) {
    case "emit":
      return `!${effect.name}`;
    case "start-timer":
      return `start ${effect.timer}`;
    case "stop-timer":
      return `stop ${effect.timer}`;
    default:
      return effect.type;
  }
}

describe.each(Object.keys(drives) as (keyof typeof drives)[])("%s", (phase) => {
  it.each(Object.keys(inputs) as (keyof typeof inputs)[])("at: %s", (name) => {
    const drive = drives[phase]();
    const before = drive.state;
    expect(drive.situation).toBe(phase);

    drive.send(inputs[name]);

    const reaction = expected[phase][name];
    if (reaction === undefined) {
      expect(drive.state).toBe(before);
      expect(drive.effects).toEqual([]);
    } else {
      expect([situationOf(drive), drive.effects.map(written).join(", ")]).toEqual(reaction);
    }
  });
});

it("tells each further try of a series without announcing the state again", () => {
  const drive = drives.waiting().send({ type: "timer", timer: "retry" }, { type: "token-failed", error: passing });

  expect([drive.situation, drive.effects.map(written).join(", ")]).toEqual(backedOffAgain);
});
