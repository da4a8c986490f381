import { SILENCE_LIMIT_MS } from "../bounds.js";
import type { MachineInput } from "../machine/model.js";
import type { Position } from "../machine/position.js";
import type { StreamRequest } from "../machine/stream.js";
import { received } from "../received.js";
import { refusal, SyncError, streamError } from "../sync-error.js";
import { type SseEvent, SseParser } from "./sse-parser.js";

/**
 * One stream as Server-Sent Events, read by `fetch`, since an EventSource cannot show a token. It is opened with one token after the other,
 * each time after what came last. Reports the machine's inputs, until it is closed or has reported its end.
 */
export class SseStream {
  readonly #url: string;
  readonly #request: StreamRequest;
  readonly #report: (input: MachineInput) => void;
  #position: Position;
  #live = false;
  #heardAt = Date.now();
  #silence: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  constructor(url: string, request: StreamRequest, report: (input: MachineInput) => void) {
    this.#url = url;
    this.#request = request;
    this.#position = request.position;
    this.#report = report;
  }

  get heardAt(): number {
    return this.#heardAt;
  }

  /**
   * Asks with this token, in the place of an earlier one. Gives what reads the answer to its end, or undefined where there is none: that was
   * reported, unless it was given up meanwhile.
   */
  async open(token: string): Promise<(() => Promise<void>) | undefined> {
    this.close();
    const abort = new AbortController();
    this.#abort = abort;
    this.#awaitSomething(abort);
    try {
      const response = await fetch(this.#address(), {
        headers: this.#headers(token),
        cache: "no-store",
        credentials: "omit",
        signal: abort.signal,
      });
      const { ok, status, headers, body } = response;
      if (ok && body && headers.get("content-type")?.startsWith("text/event-stream")) {
        return () => this.#read(body, abort);
      }
      const error = streamError(status, await response.text(), headers.get("retry-after"));
      this.#end(abort, { type: error.problem === undefined ? "socket-closed" : "refused", error });
    } catch (cause) {
      this.#end(abort, this.#lost(cause));
    }
    return undefined;
  }

  close(): void {
    clearTimeout(this.#silence);
    this.#abort.abort();
  }

  async #read(body: ReadableStream<Uint8Array>, abort: AbortController): Promise<void> {
    const parser = new SseParser();
    try {
      const reader = body.getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        this.#awaitSomething(abort);
        for (const event of parser.read(chunk.value)) if (!abort.signal.aborted) this.#receive(event, abort);
      }
      this.#end(abort, this.#lost());
    } catch (cause) {
      this.#end(abort, this.#lost(cause));
    }
  }

  #address(): string {
    const { from } = this.#position;
    return from === "all" || from === "none"
      ? `${this.#url}${this.#url.includes("?") ? "&" : "?"}replay=${from}`
      : this.#url;
  }

  #headers(token: string): Record<string, string> {
    const headers = { accept: "text/event-stream", authorization: `Bearer ${token}` };
    return this.#position.from === "after" ? { ...headers, "last-event-id": this.#position.id } : headers;
  }

  #receive({ name, id, data }: SseEvent, abort: AbortController): void {
    if (name === "error") this.#end(abort, { type: "refused", error: refusalIn(data) });
    if (id) this.#position = { from: "after", id };
    if (name === "live") this.#goLive(data);
    if (name === "message") this.#report(received(this.#request.key, id, data));
  }

  /** Once more after a renewal, which is nobody's business unless something is lost. */
  #goLive(data: string): void {
    const { position, replayGap } = JSON.parse(data) as { position?: string; replayGap?: boolean };
    if (this.#live && !replayGap) return;
    this.#live = true;
    this.#report({ type: "subscribed", stream: this.#request.key, gap: replayGap === true, position });
  }

  #awaitSomething(abort: AbortController): void {
    if (abort.signal.aborted) return;
    this.#heardAt = Date.now();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#end(abort, this.#lost()), SILENCE_LIMIT_MS);
  }

  #end(abort: AbortController, last: MachineInput): void {
    if (abort.signal.aborted) return;
    this.close();
    this.#report(last);
  }

  #lost(cause?: unknown): MachineInput {
    const error = new SyncError("connection-lost", `The connection to ${this.#url} was lost.`, { cause });
    return { type: "socket-closed", error };
  }
}

function refusalIn(problem: string): SyncError {
  const { code } = JSON.parse(problem) as { code?: string };
  return refusal(code ?? "unknown", problem);
}
