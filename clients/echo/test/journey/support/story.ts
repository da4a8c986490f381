import type { SyncClient, SyncEvent, SyncSubscription } from "@jkitsao/echo";

/** Lines that are shown of a story. */
const SHOWN = 60;

/** What a stream told, in its order, with runs of events that follow each other as one line: what one reads when something is missing. */
export class Story {
  readonly #lines: string[] = [];
  readonly #began = Date.now();
  #run: { readonly from: number; to: number } | undefined;

  /** Of a client's own stream, and of its connection. */
  static ofClient(client: SyncClient): Story {
    const story = Story.of(client as unknown as SyncSubscription);
    client.on("state", (state) => story.#told(state));
    return story;
  }

  /** Of one stream. */
  static of(stream: SyncSubscription): Story {
    const story = new Story();
    stream.on("event", (event) => story.#received(event));
    stream.on("live", ({ gap }) => story.#told(`live${gap ? ", after a gap" : ""}`));
    stream.on("gap", ({ lastEventId }) => story.#told(`gap after ${lastEventId}`));
    stream.on("error", ({ code, message }) => story.#told(`${code}: ${message}`));
    return story;
  }

  /** Its end, or where `seq` should have come, on lines. */
  around(seq: number | undefined): string {
    this.#endRun();
    const at = this.#lines.findIndex((line) => seq !== undefined && Number(/(\d+)$/.exec(line)?.[1]) >= seq);
    const end = at < 0 ? this.#lines.length : Math.min(this.#lines.length, at + SHOWN / 2);
    return this.#lines.slice(Math.max(0, end - SHOWN), end).join("\n");
  }

  #received({ seq }: SyncEvent): void {
    if (this.#run && seq === this.#run.to + 1) this.#run.to = seq;
    else {
      this.#endRun();
      this.#run = { from: seq, to: seq };
    }
  }

  #told(what: string): void {
    this.#endRun();
    this.#lines.push(`${Date.now() - this.#began} ms ${what}`);
  }

  #endRun(): void {
    if (this.#run) this.#lines.push(`${Date.now() - this.#began} ms events ${this.#run.from} to ${this.#run.to}`);
    this.#run = undefined;
  }
}
