import { type ConnectionState, SyncClient, type SyncClientOptions, type SyncError } from "@jkitsao/echo";
import type { Event } from "./event.js";

/** So many events that came are kept; with one more the list is read anew. */
export const MOST_LIVE_EVENTS = 10_000;

/** How often at most the page is told: a burst of a thousand events is one change of it. */
const TELL_EVERY_MS = 50;

/** What has come so far, and how the connection stands. */
export interface TailState {
  readonly connection: ConnectionState;
  /** Why it has stopped for good. */
  readonly error: SyncError | undefined;
  /** Oldest first. */
  readonly events: readonly Event[];
  /** How often the list had to be read anew, since something was missed or too much came. */
  readonly restarts: number;
}

export type TokenRequester = NonNullable<SyncClientOptions["getToken"]>;

/** The live end of a source's stream, as something that a page can look at. */
export class Tail {
  readonly #client: SyncClient;
  readonly #watchers = new Set<() => void>();
  #state: TailState = { connection: "disconnected", error: undefined, events: [], restarts: 0 };
  #arrived: Event[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Begins after the event `start`; for a source without events, with the first. */
  constructor(sourceId: string, start: string | undefined, getToken: TokenRequester) {
    const position = start === undefined ? { replay: "all" as const } : { lastEventId: start };
    this.#client = new SyncClient({ sourceId, getToken, ...position })
      .on("state", (connection) => this.#change({ connection }))
      .on("authenticated", () => this.#change({ error: undefined }))
      .on("error", (error) => {
        if (error.permanent) this.#change({ error });
      })
      .on("gap", () => this.#restart())
      .on("event", (event) => this.#add(event));
  }

  get state(): TailState {
    return this.#state;
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  connect(): void {
    this.#client.connect();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#client.disconnect();
  }

  #add(event: Event): void {
    this.#arrived.push(event);
    this.#timer ??= setTimeout(() => this.#showArrived(), TELL_EVERY_MS);
  }

  #showArrived(): void {
    this.#timer = undefined;
    const events = [...this.#state.events, ...this.#arrived];
    this.#arrived = [];
    if (events.length > MOST_LIVE_EVENTS) this.#restart();
    else this.#change({ events });
  }

  #restart(): void {
    this.#arrived = [];
    this.#change({ events: [], restarts: this.#state.restarts + 1 });
  }

  #change(change: Partial<TailState>): void {
    this.#state = { ...this.#state, ...change };
    for (const watcher of this.#watchers) watcher();
  }
}
