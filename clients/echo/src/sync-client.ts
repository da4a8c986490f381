import type { ConnectionState, Listener, SyncClientEvents } from "./client-events.js";
import { Emitter } from "./emitter.js";
import type { Emission } from "./machine/model.js";
import { startPosition } from "./machine/position.js";
import { openWebSocket } from "./open-web-socket.js";
import type { SyncClientOptions } from "./options.js";
import { Runner } from "./runner.js";
import { StompConnection } from "./stomp-connection.js";
import { tokenSource } from "./token-source.js";
import { watchWake } from "./wake.js";

/**
 * Reads one stream of webhooks, in order and each once, across losses of the connection.
 *
 * It never throws: whatever is wrong, with its options too, comes as an `error` event after `connect()`. Without a
 * listener for that, a permanent error is written to the console.
 *
 * ```js
 * const client = new SyncClient({ sourceId: "payment-flow", secret });
 * client.on("event", (event) => console.log(event.type, event.payment?.status));
 * client.connect();
 * ```
 */
export class SyncClient {
  readonly #emitter = new Emitter();
  readonly #runner: Runner;

  constructor(options: SyncClientOptions) {
    this.#runner = new Runner(startPosition(options.lastEventId, options.replay), {
      requestToken: tokenSource(options),
      openConnection: (url, token, report) => new StompConnection(url, token, openWebSocket, report),
      watchWake,
      tell: (emission) => this.#tell(emission),
    });
  }

  /** Where the connection stands now. */
  get state(): ConnectionState {
    return this.#runner.connectionState;
  }

  /** Calls `listener` at each event of that name. The same listener is registered once. */
  on<Name extends keyof SyncClientEvents>(name: Name, listener: Listener<Name>): this {
    this.#emitter.add(name, listener, false);
    return this;
  }

  /** Calls `listener` at the next event of that name only. */
  once<Name extends keyof SyncClientEvents>(name: Name, listener: Listener<Name>): this {
    this.#emitter.add(name, listener, true);
    return this;
  }

  /** Takes back `on` or `once`. */
  off<Name extends keyof SyncClientEvents>(name: Name, listener: Listener<Name>): this {
    this.#emitter.remove(name, listener);
    return this;
  }

  /** Connects, and stays connected until `disconnect()` or a permanent error. After either it resumes where it was. */
  connect(): void {
    this.#runner.dispatch({ type: "connect" });
  }

  /** Stops whatever is under way. No event is handed over after it. */
  disconnect(): void {
    this.#runner.dispatch({ type: "disconnect" });
  }

  #tell({ name, payload }: Emission): void {
    if (name === "error" && payload.permanent && !this.#emitter.has("error")) {
      console.error(`[@jkitsao/echo] ${payload.message} (${payload.code})`);
    }
    this.#emitter.emit(name, payload);
  }
}
