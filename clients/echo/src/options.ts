import type { SyncToken } from "./sync-token.js";

/** What a SyncClient is made from. One of `secret` and `getToken` is needed; whatever is wrong is told on `connect()`. */
export interface SyncClientOptions {
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
  /** Reads only this session of the source. Without it, the whole source, or the session of an `ss_…` secret. */
  readonly session?: string | undefined;
  /**
   * The server's address, such as `https://hooks.example.com`. By default `NEXT_PUBLIC_DEVHOOKS_URL` or `DEVHOOKS_URL`
   * from the environment, else the page's own origin. Not used with `getToken`.
   */
  readonly url?: string | undefined;
  /** Starts after this event instead of where the server would. */
  readonly lastEventId?: string | undefined;
  /** Starts with all that the server has, or with nothing of it. `lastEventId` wins. */
  readonly replay?: "all" | "none" | undefined;
}

/** What a `getToken` function is told. */
export interface TokenRequest {
  readonly sourceId: string;
  readonly session?: string;
  /** Aborts when the client disconnects or has waited long enough. */
  readonly signal: AbortSignal;
}
