import { RETRY_AFTER_CAP_MS } from "./bounds.js";

/** A problem document (RFC 9457), as every error of Devhooks Sync is described. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  /** The stable slug, the last part of `type`. */
  readonly code?: string;
  readonly [extension: string]: unknown;
}

/** What may be known of an error beside its code and its message. */
export interface SyncErrorDetails {
  readonly permanent?: boolean | undefined;
  readonly problem?: Problem | undefined;
  /** Milliseconds to wait before the next try. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/** Slugs of ERROR frames that no reconnection can heal. */
const PERMANENT_REFUSALS: ReadonlySet<string> = new Set([
  "access-denied",
  "invalid-secret",
  "secret-revoked",
  "source-deleted",
  "not-supported",
  "bad-request",
  "too-many-subscriptions",
  "too-many",
]);

/** HTTP statuses below 500 that are worth another try: a slow request, and a limit that passes. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 429]);

/** Whoever answers a stream's address with these is not the one who has the streams. */
const NO_SUCH_STREAM: ReadonlySet<number> = new Set([404, 405]);

/**
 * Why something did not work. With `permanent: true` the client has stopped and only a change of its configuration
 * helps; with `permanent: false` it carries on by itself.
 */
export class SyncError extends Error {
  override readonly name = "SyncError";
  /** A stable slug: the server's, or one of the client's own, which the README lists. */
  readonly code: string;
  readonly permanent: boolean;
  /** The server's own description, where the server sent one. */
  readonly problem?: Problem;
  /** Milliseconds that the server asked to wait before the next try. */
  readonly retryAfter?: number;

  constructor(code: string, message: string, details: SyncErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.permanent = details.permanent ?? false;
    if (details.problem !== undefined) this.problem = details.problem;
    if (details.retryAfter !== undefined) this.retryAfter = Math.min(details.retryAfter, RETRY_AFTER_CAP_MS);
  }
}

/** The same error, after which the client does not try again. */
export function asPermanent(error: SyncError): SyncError {
  return new SyncError(error.code, error.message, { permanent: true, problem: error.problem, cause: error.cause });
}

/** The error that an ERROR frame reports: `slug` its `message` header, `body` its problem document. */
export function refusal(slug: string, body: string): SyncError {
  const problem = parseProblem(body);
  const message = problem?.detail ?? problem?.title ?? `The server ended the connection: ${slug}.`;
  return new SyncError(slug, message, { permanent: PERMANENT_REFUSALS.has(slug), problem });
}

/** The error that an HTTP answer without success reports; `retryAfter` its header of that name, in seconds. */
export function httpError(status: number, body: string, retryAfter: string | null): SyncError {
  const problem = parseProblem(body);
  const code = problem?.code ?? `http-${status}`;
  const message = problem?.detail ?? problem?.title ?? `The server answered the token request with status ${status}.`;
  const permanent = status < 500 && !PASSING_STATUSES.has(status);
  return new SyncError(code, message, { permanent, problem, retryAfter: parseSeconds(retryAfter) });
}

/** The error that an answer without a stream reports; one that has a `problem` is the server's own word. */
export function streamError(status: number, body: string, retryAfter: string | null): SyncError {
  const problem = parseProblem(body);
  if (problem?.code === undefined || NO_SUCH_STREAM.has(status)) {
    return new SyncError("connection-lost", `The server answered with status ${status} instead of a stream.`);
  }
  const permanent = PERMANENT_REFUSALS.has(problem.code);
  const message = problem.detail ?? problem.title ?? `The server refused the stream: ${problem.code}.`;
  return new SyncError(problem.code, message, { permanent, problem, retryAfter: parseSeconds(retryAfter) });
}

function parseSeconds(header: string | null): number | undefined {
  return header !== null && /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : undefined;
}

function parseProblem(body: string): Problem | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? (parsed as Problem) : undefined;
  } catch {
    return undefined;
  }
}
