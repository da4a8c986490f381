import { LONGEST_TIMER_MS } from "./bounds.js";
import type { ConnectionState } from "./client-events.js";
import type { Connection } from "./connection.js";
import {
  connectionState,
  type Effect,
  type Emission,
  initialState,
  type MachineInput,
  type MachineState,
  type TimerName,
} from "./machine/model.js";
import type { StreamState } from "./machine/stream.js";
import { streamOf } from "./machine/streams.js";
import { transition } from "./machine/transition.js";
import type { TransportChoice } from "./machine/transport.js";
import { SyncError } from "./sync-error.js";
import type { TokenSource } from "./token-source.js";

/** What a connection is opened with. */
export type Opening = Extract<Effect, { type: "open" }>;

/** The world outside the machine. */
export interface Ports {
  readonly requestToken: TokenSource;
  readonly openConnection: (opening: Opening, report: (input: MachineInput) => void) => Connection;
  readonly watchWake: (onWake: () => void) => () => void;
  readonly tell: (emission: Emission) => void;
}

/**
 * Does what the machine decides. What was started for one try reports nothing once the machine has let go of it.
 *
 * The state changes, and everything but listeners is dealt with, before `dispatch` returns. Listeners are told in order,
 * also where one of them dispatches: what that leads to is told after what is being told.
 */
export class Runner {
  readonly #ports: Ports;
  readonly #timers = new Map<TimerName, ReturnType<typeof setTimeout>>();
  readonly #untold: Emission[] = [];
  #state: MachineState;
  #request: AbortController | undefined;
  #connection: Connection | undefined;
  #unwatchWake: (() => void) | undefined;
  #telling = false;

  constructor(transport: TransportChoice, ports: Ports) {
    this.#state = initialState(transport);
    this.#ports = ports;
  }

  get connectionState(): ConnectionState {
    return connectionState(this.#state);
  }

  /** How far a stream is; undefined where the client has none by that key. */
  stream(key: number): StreamState | undefined {
    return streamOf(this.#state, key);
  }

  dispatch(input: MachineInput): void {
    const step = transition(this.#state, { ...input, now: Date.now(), random: Math.random() });
    this.#state = step.state;
    for (const effect of step.effects) this.#run(effect);
    this.#tellAll();
  }

  #run(effect: Effect): void {
    switch (effect.type) {
      case "watch-wake":
        this.#unwatchWake = this.#ports.watchWake(() => this.#wake());
        break;
      case "unwatch-wake":
        this.#unwatchWake?.();
        break;
      case "request-token":
        this.#requestToken();
        break;
      case "open":
        this.#open(effect);
        break;
      case "subscribe":
        this.#connection?.subscribe(effect.request);
        break;
      case "unsubscribe":
        this.#connection?.unsubscribe(effect.stream);
        break;
      case "acknowledge":
        this.#connection?.acknowledge(effect.stream, effect.id);
        break;
      case "reject":
        this.#connection?.reject(effect.stream, effect.id);
        break;
      case "renew":
        this.#connection?.renew(effect.token);
        break;
      case "release":
        this.#release();
        break;
      case "start-timer":
        this.#startTimer(effect.timer, effect.delay);
        break;
      case "stop-timer":
        clearTimeout(this.#timers.get(effect.timer));
        break;
      case "emit":
        this.#untold.push(effect);
        break;
    }
  }

  #requestToken(): void {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    const report = (input: MachineInput): void => {
      if (!request.signal.aborted) this.dispatch(input);
    };
    this.#ports.requestToken(request.signal).then(
      (token) => report({ type: "token-received", token }),
      (error: unknown) => report({ type: "token-failed", error: asSyncError(error) }),
    );
  }

  #open(opening: Opening): void {
    const connection = this.#ports.openConnection(opening, (input) => {
      if (this.#connection === connection) this.dispatch(input);
    });
    this.#connection = connection;
  }

  #release(): void {
    this.#request?.abort();
    this.#connection?.close();
    this.#connection = undefined;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #startTimer(timer: TimerName, delay: number): void {
    clearTimeout(this.#timers.get(timer));
    const ring = (): void => this.dispatch({ type: "timer", timer });
    this.#timers.set(timer, setTimeout(ring, Math.min(delay, LONGEST_TIMER_MS)));
  }

  #wake(): void {
    this.dispatch({ type: "woke", silentFor: this.#connection?.silentFor() ?? 0 });
  }

  #tellAll(): void {
    if (this.#telling) return;
    this.#telling = true;
    for (let emission = this.#untold.shift(); emission; emission = this.#untold.shift()) this.#ports.tell(emission);
    this.#telling = false;
  }
}

function asSyncError(error: unknown): SyncError {
  if (error instanceof SyncError) return error;
  return new SyncError("token-unavailable", error instanceof Error ? error.message : String(error), { cause: error });
}
