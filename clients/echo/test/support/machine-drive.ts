import type { SyncClientEvents } from "../../src/client-events.js";
import {
  type Effect,
  initialState,
  type MachineInput,
  type MachineState,
  type Phase,
} from "../../src/machine/model.js";
import { type Position, startPosition } from "../../src/machine/position.js";
import type { StreamState, StreamWish } from "../../src/machine/stream.js";
import { transition } from "../../src/machine/transition.js";
import { type Transport, transportChoice } from "../../src/machine/transport.js";
import { SyncError } from "../../src/sync-error.js";
import type { SyncEvent } from "../../src/sync-event.js";
import type { SyncToken } from "../../src/sync-token.js";

/** When every drive starts: any time will do. */
export const NOON = Date.parse("2026-11-24T12:00:00Z");

/** The life of the tokens below. */
export const TOKEN_LIFE = 600_000;

export function event(id: string, seq = 1): SyncEvent {
  return {
    id,
    seq,
    source: "payment-flow",
    type: "mpesa_callback",
    receivedAt: "2026-11-24T12:00:00Z",
    ResultCode: "0",
  };
}

export function issued(name: string, now = NOON): SyncToken {
  const expiresAt = new Date(now + TOKEN_LIFE).toISOString();
  return { token: name, expiresAt, url: "ws://server/stomp", destination: "/topic/sources/payment-flow" };
}

export const passing = new SyncError("http-503", "Later.");
export const permanent = new SyncError("invalid-secret", "No.", { permanent: true });
export const lost = new SyncError("connection-lost", "Gone.");

export function wish(key: number, more: Partial<StreamWish> = {}): StreamWish {
  const destination = key === 0 ? undefined : `/topic/sources/payment-flow/sessions/order-${key}`;
  const start = startPosition(undefined, undefined);
  return { key, destination, start, acknowledging: "none", consumer: undefined, prefetch: 1_000, ...more };
}

/** A phase, or, while the client's own stream is asked for, how far that is. */
export type Situation = Exclude<Phase, "streaming"> | StreamState["status"];

/** Drives the machine by hand, with a clock that stands still and dice that always show one half. */
export class MachineDrive {
  state: MachineState;
  now = NOON;
  random = 0.5;
  effects: readonly Effect[] = [];

  constructor(start: Position = startPosition(undefined, undefined), more: Partial<StreamWish> = {}) {
    this.state = initialState(transportChoice("auto"));
    this.send({ type: "stream-added", wish: wish(0, { start, ...more }) });
  }

  /** Of one that may use this transport only. */
  static over(transport: Transport): MachineDrive {
    const drive = new MachineDrive();
    drive.state = { ...drive.state, transport: transportChoice(transport) };
    return drive;
  }

  get situation(): Situation {
    return this.state.phase === "streaming" ? this.stream().status : this.state.phase;
  }

  stream(key = 0): StreamState {
    const found = this.state.streams.find((stream) => stream.wish.key === key);
    if (found === undefined) throw new Error(`There is no stream ${key}.`);
    return found;
  }

  send(...inputs: MachineInput[]): this {
    for (const input of inputs) {
      const step = transition(this.state, { ...input, now: this.now, random: this.random });
      this.state = step.state;
      this.effects = step.effects;
    }
    return this;
  }

  after(milliseconds: number): this {
    this.now += milliseconds;
    return this;
  }

  /** From idle to subscribed. */
  toReplaying(): this {
    return this.send({ type: "connect" }, { type: "token-received", token: issued("t1", this.now) }).toSubscribed();
  }

  /** From a token at hand to subscribed. */
  toSubscribed(): this {
    return this.send({ type: "socket-opened" }, { type: "authenticated" });
  }

  toLive(position?: string, gap = false): this {
    return this.toReplaying().send({ type: "subscribed", stream: 0, gap, position });
  }

  /** From live, lost, to subscribed again, the token still being good. */
  resume(): this {
    return this.send({ type: "socket-closed", error: lost }, { type: "timer", timer: "retry" }).toSubscribed();
  }

  effect<Type extends Effect["type"]>(type: Type): Extract<Effect, { type: Type }> | undefined {
    return this.effects.find((effect): effect is Extract<Effect, { type: Type }> => effect.type === type);
  }

  timer(name: string): number | undefined {
    const started = this.effects.find((effect) => effect.type === "start-timer" && effect.timer === name);
    return started?.type === "start-timer" ? started.delay : undefined;
  }

  told(): string[] {
    return this.effects.flatMap((effect) => (effect.type === "emit" ? [effect.name] : []));
  }

  payload<Name extends keyof SyncClientEvents>(name: Name): SyncClientEvents[Name] | undefined {
    const emission = this.effects.find((effect) => effect.type === "emit" && effect.name === name);
    return emission?.type === "emit" ? (emission.payload as SyncClientEvents[Name]) : undefined;
  }
}
