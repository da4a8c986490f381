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
  readonly #answered = new Map<number, () => Promise<void>>();
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
    const read = this.#answered.get(request.key);
    this.#answered.delete(request.key);
    if (read) void read();
    else void this.#openAndRead(request.key, this.#newStream(request));
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
    if (first) {
      const read = await this.#newStream(first).open(this.#token);
      if (!read) return;
      this.#answered.set(first.key, read);
    }
    this.#report({ type: "socket-opened" });
    this.#report({ type: "authenticated" });
  }

  async #openAndRead(key: number, stream: SseStream): Promise<void> {
    const read = await stream.open(this.#token);
    if (read && this.#answered.has(key)) this.#answered.set(key, read);
    else if (read) void read();
  }

  /** A stream lives and dies with its token: each is asked for anew, after what came last. One that fails reports that, which ends the connection. */
  async #reopenAll(): Promise<void> {
    await Promise.all([...this.#streams].map(([key, stream]) => this.#openAndRead(key, stream)));
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
