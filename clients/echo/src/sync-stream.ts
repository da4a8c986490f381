import { ITERATOR_LIMIT, READY_TIMEOUT_MS } from "./bounds.js";
import type { Listener, StreamEvents } from "./client-events.js";
import { Emitter } from "./emitter.js";
import { EventIterator } from "./event-iterator.js";
import { SyncError } from "./sync-error.js";
import type { SyncEvent } from "./sync-event.js";

/** What a stream can have done about itself. */
export interface StreamControl {
  readonly isLive: () => boolean;
  readonly lastEventId: () => string | undefined;
  readonly hold: () => void;
  readonly release: () => void;
  readonly acknowledge: (id: string) => void;
  readonly reject: (id: string) => void;
}

/** How an iterator is to read. */
export interface IterationOptions {
  /** Events that may wait for their reader, from 1; while so many do, the server keeps the rest. 256 by default. */
  readonly limit?: number | undefined;
  /** Ends the iteration. */
  readonly signal?: AbortSignal | undefined;
}

/** What can be done with a stream: listen to it, iterate over it, acknowledge its events. */
export abstract class SyncStream<Events extends StreamEvents> {
  readonly #emitter = new Emitter<Events>();
  readonly #ends = new Set<(error: SyncError | undefined) => void>();
  readonly #holders = new Set<EventIterator>();
  readonly #control: StreamControl;

  /** @internal */
  constructor(control: StreamControl) {
    this.#control = control;
  }

  /** The event after which this stream would go on now. Keep it, and pass it as `lastEventId`, to go on there in another process. */
  get lastEventId(): string | undefined {
    return this.#control.lastEventId();
  }

  /** Calls `listener` at each event of that name. The same listener is registered once. */
  on<Name extends keyof Events>(name: Name, listener: Listener<Name, Events>): this {
    this.#emitter.add(name, listener, false);
    return this;
  }

  /** Calls `listener` at the next event of that name only. */
  once<Name extends keyof Events>(name: Name, listener: Listener<Name, Events>): this {
    this.#emitter.add(name, listener, true);
    return this;
  }

  /** Takes back `on` or `once`. */
  off<Name extends keyof Events>(name: Name, listener: Listener<Name, Events>): this {
    this.#emitter.remove(name, listener);
    return this;
  }

  /**
   * Resolves once what was missed has been handed over and the stream is live. Rejects with a SyncError when the stream has ended, or, with
   * code `not-ready`, after `timeout` milliseconds (30,000 by default), after which the client goes on trying all the same.
   */
  ready(timeout = READY_TIMEOUT_MS): Promise<void> {
    if (this.#control.isLive()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void): void => {
        clearTimeout(late);
        this.#ends.delete(onEnd);
        this.off("live", onLive);
        outcome();
      };
      const fail = (error: SyncError): void => settle(() => reject(error));
      const onLive = (): void => settle(resolve);
      const onEnd = (error = new SyncError("disconnected", "The client was disconnected.")): void => fail(error);
      const late = setTimeout(() => fail(notReady(timeout)), timeout);
      this.#ends.add(onEnd);
      this.on("live", onLive);
    });
  }

  /** The events from now on, for a `for await` loop. Leaving the loop ends the iteration, and nothing else. */
  events({ limit = ITERATOR_LIMIT, signal }: IterationOptions = {}): AsyncIterableIterator<SyncEvent, undefined> {
    const take = (event: SyncEvent): Promise<void> => iterator.take(event);
    const end = (error: SyncError | undefined): void => {
      leave(iterator);
      iterator.finish(error);
    };
    const abort = (): void => void iterator.return();
    const release = (held: EventIterator): void => {
      if (this.#holders.delete(held) && this.#holders.size === 0) this.#control.release();
    };
    const leave = (left: EventIterator): void => {
      this.#ends.delete(end);
      this.off("event", take);
      signal?.removeEventListener("abort", abort);
      release(left);
    };
    const hold = (full: EventIterator): void => {
      this.#holders.add(full);
      this.#control.hold();
    };
    const iterator = new EventIterator(Math.max(1, limit), { hold, release, leave });
    this.#ends.add(end);
    this.on("event", take);
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted) abort();
    return iterator;
  }

  /** As `events()` without options. */
  [Symbol.asyncIterator](): AsyncIterableIterator<SyncEvent, undefined> {
    return this.events();
  }

  /** With `ack: "manual"`: this event has been dealt with, and need not come again. Those before it are not meant. */
  ack(event: SyncEvent | string): void {
    this.#control.acknowledge(typeof event === "string" ? event : event.id);
  }

  /** With `ack: "manual"`: this event has not been dealt with, and is handed over once more within about a second. */
  nack(event: SyncEvent | string): void {
    this.#control.reject(typeof event === "string" ? event : event.id);
  }

  /** @internal */
  tell<Name extends keyof Events>(name: Name, payload: Events[Name]): Promise<unknown> | undefined {
    return this.#emitter.emit(name, payload);
  }

  /** @internal */
  isHeard(name: keyof Events): boolean {
    return this.#emitter.has(name);
  }

  /** @internal */
  finish(error?: SyncError): void {
    for (const end of [...this.#ends]) end(error);
  }
}

function notReady(timeout: number): SyncError {
  return new SyncError("not-ready", `The stream was not live within ${timeout} ms.`);
}
