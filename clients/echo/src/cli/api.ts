import { setTimeout as pause } from "node:timers/promises";
import { serverUrl } from "../server-url.js";
import type { Access } from "./arguments.js";
import { API_TIMEOUT_MS, FETCH_TRIES, FORWARD_PAUSE_MS } from "./bounds.js";
import { Failure, reasonOf } from "./failure.js";

/** The webhook that became an event, as it came. */
export interface OriginalRequest {
  /** By their names in lower case. */
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** What became of a test event. */
export interface TestEvent {
  readonly scenario: string;
  readonly correlationId: string;
  /** Absent while the store is away. */
  readonly eventId?: string | null;
}

/** What the command line asks the management API for one source. */
export class Api {
  readonly #base: string;
  readonly #secret: string;

  constructor({ source, secret }: Access, url: string | undefined) {
    this.#base = `${serverUrl(url)}/v1/sources/${encodeURIComponent(source)}`;
    this.#secret = secret;
  }

  /** Tried a few times, since it is asked for at the moment when a network comes back. Throws a Failure. */
  async originalOf(id: string, signal: AbortSignal): Promise<OriginalRequest> {
    for (let tried = 1; ; tried++) {
      try {
        const [details, raw] = await Promise.all([
          this.#get(`/events/${id}`, signal),
          this.#get(`/events/${id}/raw`, signal),
        ]);
        const { headers } = (await details.json()) as { headers: Record<string, string> };
        return { headers, body: new Uint8Array(await raw.arrayBuffer()) };
      } catch (error) {
        if (error instanceof Failure || tried === FETCH_TRIES || signal.aborted) throw error;
        await pause(FORWARD_PAUSE_MS * 2 ** tried, undefined, { signal });
      }
    }
  }

  async trigger(body: object): Promise<TestEvent> {
    const response = await this.#send("/test-events", { method: "POST", body: JSON.stringify(body) });
    return (await response.json()) as TestEvent;
  }

  #get(path: string, signal: AbortSignal): Promise<Response> {
    return this.#send(path, { signal });
  }

  /** Throws a Failure for a refusal, and whatever `fetch` throws where nobody, or nobody able, answers. */
  async #send(path: string, { signal, ...init }: RequestInit): Promise<Response> {
    const within = AbortSignal.timeout(API_TIMEOUT_MS);
    const headers = { authorization: `Bearer ${this.#secret}`, "content-type": "application/json" };
    const response = await fetch(this.#base + path, {
      ...init,
      headers,
      signal: signal ? AbortSignal.any([signal, within]) : within,
    });
    if (response.ok) return response;
    const refusal = await refusalIn(response);
    throw response.status >= 500 || response.status === 429 ? new Error(refusal) : new Failure(refusal);
  }
}

async function refusalIn(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { detail, title, code } = JSON.parse(text) as { detail?: string; title?: string; code?: string };
    return `${detail ?? title ?? "The server refused"} (${code ?? response.status})`;
  } catch (error) {
    return `The server answered ${response.status}, which it did not explain: ${reasonOf(error)}`;
  }
}
