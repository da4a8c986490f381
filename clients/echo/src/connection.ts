import type { StreamRequest } from "./machine/stream.js";

/** One connection to the server, over whichever transport. It is opened once, and reports the machine's inputs until it is closed. */
export interface Connection {
  /** Asks for a stream from a position on. */
  subscribe(request: StreamRequest): void;
  /** Ends a stream; nothing more of it is reported. */
  unsubscribe(stream: number): void;
  /** Tells that an event of this connection, and all before it in its stream, need not come again. */
  acknowledge(stream: number, id: string): void;
  /** Asks for an event of this connection once more. */
  reject(stream: number, id: string): void;
  /** Puts a new token in the place of the one in use. */
  renew(token: string): void;
  /** Milliseconds since anything came from the server. */
  silentFor(): number;
  close(): void;
}
