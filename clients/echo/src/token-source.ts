import { mistakeIn, type SyncClientOptions } from "./options.js";
import { serverUrl } from "./server-url.js";
import { httpError, SyncError } from "./sync-error.js";
import { checkToken, type SyncToken } from "./sync-token.js";

/** Gives a fresh token. Rejects with a SyncError. */
export type TokenSource = (signal: AbortSignal) => Promise<SyncToken>;

const NO_SECRET =
  "No secret: pass `secret` or `getToken`. A variable of the environment has to be set where this code is built or run, for a page " +
  "under the name that its bundler asks for, in Next.js NEXT_PUBLIC_….";

/** The token source that the options describe. Whatever is wrong with them is told when a token is asked for. */
export function tokenSource(options: SyncClientOptions): TokenSource {
  return async (signal) => {
    checkOptions(options);
    return options.getToken ? callGetToken(options, signal) : exchangeSecret(options, signal);
  };
}

function checkOptions(options: SyncClientOptions): void {
  const { sourceId, secret, getToken, transport, consumer, ack } = options;
  if (!sourceId) throw invalid("`sourceId` is missing: pass the source's slug, such as payment-flow.");
  if (secret && getToken) throw invalid("Pass either `secret` or `getToken`, not both.");
  if (!secret && !getToken) throw new SyncError("missing-secret", NO_SECRET, { permanent: true });
  const mistake = mistakeIn(options);
  if (mistake) throw invalid(mistake);
  if (transport === "sse" && (consumer || ack === "manual")) {
    throw invalid('`consumer` and `ack: "manual"` need WebSockets: leave `transport` out.');
  }
}

function invalid(message: string): SyncError {
  return new SyncError("invalid-options", message, { permanent: true });
}

async function callGetToken(
  { sourceId, session, getToken }: SyncClientOptions,
  signal: AbortSignal,
): Promise<SyncToken> {
  const request = { sourceId, ...(session ? { session } : {}), signal };
  return checkToken(await fromCaller("getToken", async () => getToken?.(request)));
}

async function exchangeSecret(options: SyncClientOptions, signal: AbortSignal): Promise<SyncToken> {
  const { sourceId } = options;
  const url = serverUrl(await current("url", options.url));
  const secret = await current("secret", options.secret);
  if (!secret) throw new SyncError("missing-secret", NO_SECRET, { permanent: true });
  const { ok, status, headers, body } = await post(`${url}/v1/tokens`, { sourceId, secret }, signal);
  if (!ok) throw httpError(status, body, headers.get("retry-after"));
  return checkToken(parse(body));
}

interface Answer extends Pick<Response, "ok" | "status" | "headers"> {
  readonly body: string;
}

async function post(url: string, body: object, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, application/problem+json" },
      body: JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal,
    });
    const { ok, status, headers } = response;
    return { ok, status, headers, body: await response.text() };
  } catch (cause) {
    throw new SyncError("network-error", `The server could not be reached at ${url}.`, { cause });
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

async function current(name: string, given: SyncClientOptions["secret"]): Promise<string | undefined> {
  return typeof given === "function" ? fromCaller(name, async () => given()) : given;
}

async function fromCaller<Result>(name: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof SyncError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SyncError("token-unavailable", `\`${name}\` failed: ${reason}`, { cause });
  }
}
