import { setTimeout as pause } from "node:timers/promises";
import type { OriginalRequest } from "./api.js";
import { FORWARD_PAUSE_CAP_MS, FORWARD_PAUSE_MS, FORWARD_TIMEOUT_MS, FORWARD_TRIES } from "./bounds.js";
import { reasonOf } from "./failure.js";

/** What became of an event at the local server. */
export type Forwarded =
  | { readonly outcome: "answered"; readonly status: number; readonly ms: number; readonly tries: number }
  | { readonly outcome: "unreached"; readonly reason: string; readonly tries: number };

/** Headers of one connection (RFC 9110, section 7.6.1), and those that belong to the address or that `fetch` makes. */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
  "host",
  "content-length",
]);

/**
 * Posts a webhook as it came, byte for byte. A server that cannot be reached is tried again, as it may just be starting anew; whatever it answers
 * is its answer.
 *
 * @param onPause told before each pause between tries, in milliseconds
 */
export async function forward(
  url: string,
  original: OriginalRequest,
  signal: AbortSignal,
  onPause: (delay: number, reason: string) => void,
): Promise<Forwarded> {
  for (let tries = 1; ; tries++) {
    const began = performance.now();
    try {
      const status = await post(url, original, signal);
      return { outcome: "answered", status, ms: performance.now() - began, tries };
    } catch (error) {
      signal.throwIfAborted();
      if (tries === FORWARD_TRIES) return { outcome: "unreached", reason: reasonOf(error), tries };
      const delay = Math.min(FORWARD_PAUSE_CAP_MS, FORWARD_PAUSE_MS * 2 ** (tries - 1));
      onPause(delay, reasonOf(error));
      await pause(delay, undefined, { signal });
    }
  }
}

async function post(url: string, { headers, body }: OriginalRequest, signal: AbortSignal): Promise<number> {
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name.toLowerCase()));
  const response = await fetch(url, {
    method: "POST",
    headers: kept,
    body: new Blob([new Uint8Array(body)]),
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(FORWARD_TIMEOUT_MS)]),
  });
  await response.arrayBuffer();
  return response.status;
}
