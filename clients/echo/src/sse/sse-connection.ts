import type { Connection } from "../connection.js";
import type { MachineInput } from "../machine/model.js";
import type { StreamRequest } from "../machine/stream.js";
import { SseStream } from "./sse-stream.js";

/**
 * The streams as Server-Sent Events, each by a request of its own. The first one's answer tells whether the token is accepted. Nothing is reported
 * before the constructor has returned, and nothing after `close()` or the first end of a stream.
 */
export class SseConnection implements Connection {
  readonly #base: string;
  readonly #report: (input: MachineInput) => void;
  readonly #streams = new Map<number, SseStream>();
  /** Answered, and not read yet: the first stream's, until it is asked for. */
  readonly #answered = new Map<number, ReadableStream<Uint8Array>>();
  #token: string;

  /**
   * @param url the server's STOMP endpoint, beside which the streams are
   * @param first the stream to begin with, where there is one
   */
  constructor(url: string, token: string, first: StreamRequest | undefined, report: (input: MachineInput) => void) {
    this.#base = url.replace(/^ws/, "http").replace(/\/stomp\/?$/, "");
    this.#token = token;
    this.#report = report;
    void this.#begin(first);
  }

  subscribe(request: StreamRequest): void {
    const answered = this.#answered.get(request.key);
    this.#answered.delete(request.key);
    const stream = this.#streams.get(request.key);
    if (answered && stream) void stream.read(answered);
    else void this.#openAndRead(this.#newStream(request));
  }

  unsubscribe(stream: number): void {
    this.#streams.get(stream)?.close();
    this.#streams.delete(stream);
    this.#answered.delete(stream);
  }

  /** The machine asks for no stream with acknowledgement here. */
  acknowledge(): void {}

  /** As above. */
  reject(): void {}

  renew(token: string): void {
    this.#token = token;
    void this.#reopenAll();
  }

  silentFor(): number {
    const heardAt = [...this.#streams.values()].map((stream) => stream.heardAt);
    return heardAt.length === 0 ? 0 : Date.now() - Math.min(...heardAt);
  }

  close(): void {
    for (const stream of this.#streams.values()) stream.close();
    this.#streams.clear();
    this.#answered.clear();
  }

  async #begin(first: StreamRequest | undefined): Promise<void> {
    const stream = first && this.#newStream(first);
    const body = await stream?.open(this.#token);
    if (stream && (!body || this.#streams.get(first.key) !== stream)) return;
    if (body && first) this.#answered.set(first.key, body);
    this.#report({ type: "socket-opened" });
    this.#report({ type: "authenticated" });
  }

  async #openAndRead(stream: SseStream): Promise<void> {
    const body = await stream.open(this.#token);
    if (body) void stream.read(body);
  }

  /** A stream lives and dies with its token: each is asked for anew, after what came last. One that fails reports that, which ends the connection. */
  async #reopenAll(): Promise<void> {
    await Promise.all([...this.#streams.values()].map((stream) => this.#openAndRead(stream)));
    this.#report({ type: "renewed" });
  }

  #newStream(request: StreamRequest): SseStream {
    const stream = new SseStream(this.#addressOf(request.destination), request, this.#report);
    this.#streams.set(request.key, stream);
    return stream;
  }

  /** `/topic/sources/{source}[/sessions/{session}]`, whose parts are percent-encoded as those of an address are. */
  #addressOf(destination: string): string {
    const [, , , source, , session] = destination.split("/");
    const query = session === undefined ? "" : `?session=${session}`;
    return `${this.#base}/v1/sources/${source}/stream${query}`;
  }
}
