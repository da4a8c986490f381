import {
  type ConnectionState,
  type Gap,
  SyncClient,
  type SyncClientOptions,
  type SyncError,
  type SyncEvent,
} from "@jkitsao/echo";
import { type RefObject, useEffect, useRef, useState } from "react";

/** How many events `useSync` keeps, where the user does not say. */
const KEPT_EVENTS = 100;

/** What `useSync` reads. The connection is made anew where a value changes; functions are called as they are at the time. */
export interface UseSyncOptions extends Omit<SyncClientOptions, "signal" | "stream"> {
  /** With `false` there is no connection, as while the secret is not there yet. `true` by default. */
  readonly enabled?: boolean | undefined;
  /** Events that are kept, the latest; 100 by default. */
  readonly keep?: number | undefined;
  /** Called with each event, once. */
  readonly onEvent?: ((event: SyncEvent) => void) | undefined;
}

/** What `useSync` knows. */
export interface Sync {
  readonly state: ConnectionState;
  /** What was missed has been handed over. */
  readonly live: boolean;
  /** The latest event. */
  readonly event: SyncEvent | undefined;
  /** The events, oldest first. */
  readonly events: readonly SyncEvent[];
  /** What went wrong last; forgotten when the stream is live again, unless it is permanent. */
  readonly error: SyncError | undefined;
  /** Events that are lost, where any are. */
  readonly gap: Gap | undefined;
}

const NOTHING: Sync = {
  state: "disconnected",
  live: false,
  event: undefined,
  events: [],
  error: undefined,
  gap: undefined,
};

/**
 * Reads a stream for as long as the component is there. On a server, and until the component is mounted, it knows nothing, and connects to nobody.
 *
 * ```jsx
 * const { event, live, error } = useSync({ sourceId: "payment-flow", secret });
 * ```
 */
export function useSync(options: UseSyncOptions): Sync {
  const [sync, setSync] = useState(NOTHING);
  const current = useRef(options);
  useEffect(() => {
    current.current = options;
  });
  const { enabled = true } = options;
  const connection = enabled ? connectionOf(options) : undefined;
  useEffect(() => {
    setSync(NOTHING);
    return connection === undefined ? undefined : follow(current, (change) => setSync(change));
  }, [connection]);
  return sync;
}

/** What a connection depends on, as a text that changes with it. */
function connectionOf({ secret, url, getToken, onEvent, keep, ...values }: UseSyncOptions): string {
  const kinds = [secret, url, getToken].map((given) => (typeof given === "function" ? "function" : (given ?? null)));
  return JSON.stringify([kinds, values]);
}

/** @returns a function that ends it */
function follow(current: RefObject<UseSyncOptions>, change: (next: (sync: Sync) => Sync) => void): () => void {
  const client = new SyncClient(optionsOf(current));
  const set = (some: Partial<Sync>): void => change((sync) => ({ ...sync, ...some }));
  let over = false;
  const unlessOver =
    <Payload>(listener: (payload: Payload) => void) =>
    (payload: Payload): void => {
      if (!over) listener(payload);
    };
  client.on(
    "state",
    unlessOver((state) => set(state === "authenticated" ? { state } : { state, live: false })),
  );
  client.on(
    "live",
    unlessOver(() => set({ live: true, error: undefined })),
  );
  client.on(
    "error",
    unlessOver((error) => set({ error })),
  );
  client.on(
    "gap",
    unlessOver((gap) => set({ gap })),
  );
  client.on(
    "event",
    unlessOver((event) => {
      const { keep = KEPT_EVENTS, onEvent } = current.current;
      change((sync) => ({ ...sync, event, events: [...sync.events, event].slice(-Math.max(1, keep)) }));
      onEvent?.(event);
    }),
  );
  client.connect();
  return () => {
    over = true;
    client.disconnect();
  };
}

/** The options, with functions that do what the latest ones do. */
function optionsOf(current: RefObject<UseSyncOptions>): SyncClientOptions {
  const { enabled, keep, onEvent, ...options } = current.current;
  const latest = (name: "secret" | "url") => () => {
    const given = current.current[name];
    return typeof given === "function" ? given() : given;
  };
  const { secret, url, getToken } = options;
  return {
    ...options,
    secret: typeof secret === "function" ? latest("secret") : secret,
    url: typeof url === "function" ? latest("url") : url,
    getToken: getToken && ((request) => (current.current.getToken ?? getToken)(request)),
  };
}
