import type { ConnectionState, SyncClientEvents } from "./client-events.js";
import type { Emission } from "./machine/model.js";
import { transportChoice } from "./machine/transport.js";
import { openWebSocket } from "./open-web-socket.js";
import { mistakeIn, type StreamOptions, type SyncClientOptions, wishOf } from "./options.js";
import { type Opening, type Ports, Runner } from "./runner.js";
import { SseConnection } from "./sse/sse-connection.js";
import { StompConnection } from "./stomp/stomp-connection.js";
import { SyncError } from "./sync-error.js";
import type { SyncEvent } from "./sync-event.js";
import { type IterationOptions, type StreamControl, SyncStream } from "./sync-stream.js";
import { SyncSubscription } from "./sync-subscription.js";
import { tokenSource } from "./token-source.js";
import { watchWake } from "./wake.js";

/** The client's own stream. */
const OWN = 0;

/**
 * Reads streams of webhooks, each in order and each event once, across losses of the connection.
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
export class SyncClient extends SyncStream<SyncClientEvents> {
  readonly #options: SyncClientOptions;
  readonly #runner: Runner;
  readonly #subscriptions = new Map<number, SyncSubscription>();
  #lastKey = OWN;
  #permanent: SyncError | undefined;

  constructor(options: SyncClientOptions) {
    const runner = new Runner(transportChoice(options.transport ?? "auto"), {
      requestToken: tokenSource(options),
      openConnection,
      watchWake,
      tell: (emission) => this.#tell(emission),
    });
    super(controlOf(OWN, runner));
    this.#options = options;
    this.#runner = runner;
    if (options.stream !== false) {
      runner.dispatch({ type: "stream-added", wish: wishOf(OWN, options.sourceId, options) });
    }
    options.signal?.addEventListener("abort", () => this.disconnect(), { once: true });
  }

  /** Where the connection stands now. */
  get state(): ConnectionState {
    return this.#runner.connectionState;
  }

  /** Connects, and stays connected until `disconnect()` or a permanent error. After either it resumes where it was. */
  connect(): void {
    if (this.#options.signal?.aborted) return;
    this.#permanent = undefined;
    this.#runner.dispatch({ type: "connect" });
  }

  /** Stops whatever is under way. No event is handed over after it. */
  disconnect(): void {
    this.#runner.dispatch({ type: "disconnect" });
  }

  /**
   * Reads one stream more of the source over the same connection, such as another session. Up to 100 in all. What is wrong is told as an `error` of
   * the subscription.
   */
  subscribe(options: StreamOptions = {}): SyncSubscription {
    const key = ++this.#lastKey;
    const end = (): void => {
      this.#subscriptions.delete(key);
      this.#runner.dispatch({ type: "stream-removed", stream: key });
    };
    const subscription = new SyncSubscription(controlOf(key, this.#runner), end);
    this.#subscriptions.set(key, subscription);
    // Whoever asks has the time to listen first.
    queueMicrotask(() => this.#begin(key, options));
    return subscription;
  }

  /** As for any stream; connects a client that is disconnected. */
  override events(options?: IterationOptions): AsyncIterableIterator<SyncEvent, undefined> {
    const events = super.events(options);
    if (this.state === "disconnected") this.connect();
    return events;
  }

  #begin(key: number, options: StreamOptions): void {
    if (!this.#subscriptions.has(key)) return;
    const mistake = mistakeIn(options);
    const wish = wishOf(key, this.#options.sourceId, options);
    if (mistake) this.#fail(key, new SyncError("invalid-options", mistake, { permanent: true }));
    else this.#runner.dispatch({ type: "stream-added", wish });
  }

  #fail(key: number, error: SyncError): void {
    this.#tell({ type: "emit", name: "error", payload: error, stream: key });
  }

  #tell(emission: Emission): void {
    const { name, payload, stream = OWN } = emission;
    const face = stream === OWN ? this : this.#subscriptions.get(stream);
    if (name === "error" && payload.permanent) this.#end(stream, payload);
    const done = (face as SyncStream<SyncClientEvents> | undefined)?.tell(name, payload);
    if (name === "event") this.#acknowledge(stream, payload, done);
    if (name === "disconnected") this.#finishAll();
  }

  #acknowledge(stream: number, { id }: SyncEvent, done: Promise<unknown> | undefined): void {
    if (this.#runner.stream(stream)?.wish.acknowledging !== "auto") return;
    const acknowledge = (): void => this.#runner.dispatch({ type: "acknowledged", stream, id });
    if (done) void done.then(acknowledge);
    else acknowledge();
  }

  #end(stream: number, error: SyncError): void {
    const face = stream === OWN ? this : this.#subscriptions.get(stream);
    if (!face?.isHeard("error")) console.error(`[@jkitsao/echo] ${error.message} (${error.code})`);
    if (stream === OWN) this.#permanent = error;
    else {
      this.#subscriptions.delete(stream);
      face?.finish(error);
    }
  }

  #finishAll(): void {
    for (const subscription of this.#subscriptions.values()) subscription.finish(this.#permanent);
    this.finish(this.#permanent);
  }
}

const openConnection: Ports["openConnection"] = ({ transport, url, token, first }: Opening, report) =>
  transport === "sse"
    ? new SseConnection(url, token, first, report)
    : new StompConnection(url, token, openWebSocket, report);

function controlOf(stream: number, runner: Runner): StreamControl {
  return {
    isLive: () => runner.stream(stream)?.status === "live",
    lastEventId: () => {
      const position = runner.stream(stream)?.position;
      return position?.from === "after" ? position.id : undefined;
    },
    hold: () => runner.dispatch({ type: "stream-held", stream }),
    release: () => runner.dispatch({ type: "stream-released", stream }),
    acknowledge: (id) => runner.dispatch({ type: "acknowledged", stream, id }),
    reject: (id) => runner.dispatch({ type: "rejected", stream, id }),
  };
}
