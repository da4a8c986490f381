import { DEFAULT_PREFETCH } from "./bounds.js";
import { startPosition } from "./machine/position.js";
import type { StreamWish } from "./machine/stream.js";
import type { SyncToken } from "./sync-token.js";

/** Which stream, from where on, and how its events are acknowledged. */
export interface StreamOptions {
  /** Reads only this session of the source. Without it, the whole source, or the session of an `ss_…` secret. */
  readonly session?: string | undefined;
  /** Starts after this event instead of where the server would. */
  readonly lastEventId?: string | undefined;
  /** Starts with all that the server has, or with nothing of it. `lastEventId` wins. */
  readonly replay?: "all" | "none" | undefined;
  /**
   * A name under which the server keeps, for 24 hours, how far this reader is: who comes back under it continues after what was acknowledged. For
   * servers, since a session's secret cannot have it.
   */
  readonly consumer?: string | undefined;
  /**
   * Who says that an event was dealt with, and need not come again to this consumer: `auto`, the client once all listeners have returned and their
   * promises are settled; `manual`, your call of `ack(event)` for each. Default: `auto`.
   */
  readonly ack?: "auto" | "manual" | undefined;
  /** Events that may wait to be acknowledged, from 1 to 1,000, the default; the server keeps the rest. */
  readonly prefetch?: number | undefined;
}

/** What a SyncClient is made from. One of `secret` and `getToken` is needed; whatever is wrong is told on `connect()`. */
export interface SyncClientOptions extends StreamOptions {
  /** The source's slug, such as `payment-flow`. */
  readonly sourceId: string;
  /**
   * A source's secret (`sk_…`, for servers: it reads everything of the source) or a session's (`ss_…`, safe in a
   * browser), or a function that gives one. It is asked for each token anew.
   */
  readonly secret?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /**
   * Gives a token instead, usually from the merchant's own backend, which keeps the secret and passes on the answer
   * of `POST /v1/tokens`. The signal tells that the token is no longer wanted. A SyncError that it throws is taken as
   * it is, so a permanent one ends the client; anything else that it throws is followed by another try.
   */
  readonly getToken?: ((request: TokenRequest) => Promise<SyncToken>) | undefined;
  /**
   * The server's address, such as `https://hooks.example.com`, or a function that gives it. By default `NEXT_PUBLIC_DEVHOOKS_URL` or
   * `DEVHOOKS_URL` from the environment, else the page's own origin. Not used with `getToken`.
   */
  readonly url?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /** With `false` the client has no stream of its own, only those of `subscribe()`. */
  readonly stream?: boolean | undefined;
  /**
   * `auto`, the default, uses WebSockets, and Server-Sent Events where those do not get through; a stream with `consumer` or `ack: "manual"` needs
   * WebSockets.
   */
  readonly transport?: "auto" | "websocket" | "sse" | undefined;
  /** Disconnects the client for good when it aborts. */
  readonly signal?: AbortSignal | undefined;
}

/** What a `getToken` function is told. */
export interface TokenRequest {
  readonly sourceId: string;
  readonly session?: string;
  /** Aborts when the client disconnects or has waited long enough. */
  readonly signal: AbortSignal;
}

/** The stream that the options describe. The token's own, where they name no session and `key` is 0. */
export function wishOf(key: number, sourceId: string, options: StreamOptions): StreamWish {
  const { session, lastEventId, replay, consumer, ack, prefetch = DEFAULT_PREFETCH } = options;
  return {
    key,
    destination: key === 0 && !session ? undefined : destinationOf(sourceId, session),
    start: startPosition(lastEventId, replay),
    acknowledging: ack === "manual" ? "manual" : consumer ? "auto" : "none",
    consumer,
    prefetch,
  };
}

function destinationOf(sourceId: string, session: string | undefined): string {
  const source = `/topic/sources/${encodeURIComponent(sourceId)}`;
  return session ? `${source}/sessions/${encodeURIComponent(session)}` : source;
}

/** What is wrong with the options of a stream, if anything is. */
export function mistakeIn({ replay, ack, prefetch }: StreamOptions): string | undefined {
  if (replay !== undefined && replay !== "all" && replay !== "none") return "`replay` is either all or none.";
  if (ack !== undefined && ack !== "auto" && ack !== "manual") return "`ack` is either auto or manual.";
  const allowed =
    prefetch === undefined || (Number.isInteger(prefetch) && prefetch >= 1 && prefetch <= DEFAULT_PREFETCH);
  return allowed ? undefined : `\`prefetch\` is a whole number from 1 to ${DEFAULT_PREFETCH}.`;
}
