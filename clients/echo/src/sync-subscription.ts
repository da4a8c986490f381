import type { StreamEvents } from "./client-events.js";
import { type StreamControl, SyncStream } from "./sync-stream.js";

/** One stream more on a client's connection, from `subscribe()` on; it lives across losses of the connection as the client's own does. */
export class SyncSubscription extends SyncStream<StreamEvents> {
  readonly #unsubscribe: () => void;

  /** @internal */
  constructor(control: StreamControl, unsubscribe: () => void) {
    super(control);
    this.#unsubscribe = unsubscribe;
  }

  /** Ends the stream. No event is handed over after it. */
  unsubscribe(): void {
    this.#unsubscribe();
    this.finish();
  }
}
