import type { SyncError } from "./sync-error.js";
import type { SyncEvent } from "./sync-event.js";

/** What an iterator needs of the stream that it reads. */
export interface IteratedStream {
  /** The iterator has no room, until it says otherwise. */
  readonly hold: (iterator: EventIterator) => void;
  readonly release: (iterator: EventIterator) => void;
  readonly leave: (iterator: EventIterator) => void;
}

interface Waiting {
  readonly resolve: (result: IteratorResult<SyncEvent, undefined>) => void;
  readonly reject: (error: SyncError) => void;
}

const DONE: IteratorResult<SyncEvent, undefined> = { done: true, value: undefined };

/**
 * Gives the events of a stream as they are asked for. At most `limit` of them wait; then the stream is held, and the server keeps the rest. Ends
 * when the stream does, after what waits; with the error of a permanent refusal.
 */
export class EventIterator implements AsyncIterableIterator<SyncEvent, undefined> {
  readonly #limit: number;
  readonly #stream: IteratedStream;
  readonly #events: SyncEvent[] = [];
  readonly #used: (() => void)[] = [];
  readonly #waiting: Waiting[] = [];
  #given: (() => void) | undefined;
  #end: { readonly error: SyncError | undefined } | undefined;

  constructor(limit: number, stream: IteratedStream) {
    this.#limit = limit;
    this.#stream = stream;
  }

  /** Takes an event in; gives when its reader asked for the one after it. */
  take(event: SyncEvent): Promise<void> {
    return new Promise((used) => {
      this.#events.push(event);
      this.#used.push(used);
      if (this.#waiting.length > 0) this.#waiting.shift()?.resolve(this.#give());
      else if (this.#events.length >= this.#limit) this.#stream.hold(this);
    });
  }

  /** There will be nothing more. */
  finish(error: SyncError | undefined): void {
    this.#end ??= { error };
    const [first, ...others] = this.#waiting.splice(0);
    if (first) this.#settle(first);
    for (const waiting of others) waiting.resolve(DONE);
  }

  next(): Promise<IteratorResult<SyncEvent, undefined>> {
    this.#given?.();
    this.#given = undefined;
    return new Promise((resolve, reject) => {
      if (this.#events.length > 0) resolve(this.#give());
      else if (this.#end) this.#settle({ resolve, reject });
      else this.#waiting.push({ resolve, reject });
    });
  }

  /** The loop was left, perhaps by an exception: its last event does not count as used. */
  return(): Promise<IteratorResult<SyncEvent, undefined>> {
    this.#events.length = 0;
    this.#end = { error: undefined };
    this.#stream.leave(this);
    this.finish(undefined);
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #give(): IteratorResult<SyncEvent, undefined> {
    const value = this.#events.shift() as SyncEvent;
    this.#given?.();
    this.#given = this.#used.shift();
    if (this.#events.length <= this.#limit / 2) this.#stream.release(this);
    return { done: false, value };
  }

  #settle({ resolve, reject }: Waiting): void {
    const error = this.#end?.error;
    this.#end = { error: undefined };
    if (error) reject(error);
    else resolve(DONE);
  }
}
