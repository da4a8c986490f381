import { FRAME_LIMIT } from "../bounds.js";
import { type Frame, parsed } from "./frame.js";

/**
 * Reads frames from WebSocket messages, several in one or one in several, text or UTF-8. A frame ends at the first NUL: its body is JSON, which holds
 * none. Throws a RangeError where a frame is longer than the limit.
 */
export class FrameReader {
  readonly #decoder = new TextDecoder();
  #rest = "";

  /** The frames that this completes; heart-beats are none. */
  read(data: string | ArrayBuffer): Frame[] {
    const text = typeof data === "string" ? data : this.#decoder.decode(data, { stream: true });
    const texts = (this.#rest + text).split("\0");
    this.#rest = (texts.pop() ?? "").replace(/^[\r\n]+/, "");
    if (this.#rest.length > FRAME_LIMIT) throw new RangeError("A frame is too long.");
    return texts.map((frame) => parsed(frame.replace(/^[\r\n]+/, "")));
  }
}
