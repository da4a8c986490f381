import { SSE_EVENT_LIMIT } from "../bounds.js";

/** One event of a stream, as section 9.2.6 of the HTML standard dispatches it. */
export interface SseEvent {
  /** `message` where the stream names none. */
  readonly name: string;
  /** The id that was sent last, with this event or before it. */
  readonly id: string;
  readonly data: string;
}

/**
 * Reads `text/event-stream` as it comes, however it is cut into pieces. An event whose end has not come is none. Throws a RangeError where one
 * is longer than the limit.
 */
export class SseParser {
  readonly #decoder = new TextDecoder();
  #rest = "";
  #length = 0;
  #name = "";
  #id = "";
  #data: string[] = [];

  /** The events that these bytes complete. */
  read(bytes: Uint8Array): SseEvent[] {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    const events = lines.flatMap((line) => this.#readLine(line) ?? []);
    if (this.#length + this.#rest.length > SSE_EVENT_LIMIT) throw new RangeError("An event is too long.");
    return events;
  }

  #readLine(line: string): SseEvent | undefined {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") this.#data.push(value);
    if (field === "event") this.#name = value;
    if (field === "id" && !value.includes("\0")) this.#id = value;
    this.#length += line.length;
    return undefined;
  }

  #dispatch(): SseEvent | undefined {
    const event = { name: this.#name || "message", id: this.#id, data: this.#data.join("\n") };
    const isEvent = this.#data.length > 0;
    this.#name = "";
    this.#data = [];
    this.#length = 0;
    return isEvent ? event : undefined;
  }
}
