import type { MachineInput } from "../machine/model.js";
import type { Position } from "../machine/position.js";
import type { StreamRequest } from "../machine/stream.js";
import { received } from "../received.js";
import type { Frame } from "./frame.js";

/** One subscription of a STOMP connection. */
export class StompSubscription {
  /** Its id on the wire, which is never used again on the connection. */
  readonly name: string;
  readonly #request: StreamRequest;
  readonly #send: (command: string, headers: Record<string, string>) => void;
  readonly #report: (input: MachineInput) => void;
  /** What the server waits for an acknowledgement of, which is as much as the prefetch allows: by the event's id, what acknowledges it. */
  readonly #unacknowledged = new Map<string, string>();

  constructor(
    request: StreamRequest,
    name: string,
    send: (command: string, headers: Record<string, string>) => void,
    report: (input: MachineInput) => void,
  ) {
    this.#request = request;
    this.name = name;
    this.#send = send;
    this.#report = report;
  }

  /** Comes when the replay is done. */
  get receipt(): string {
    return `subscribed-${this.name}`;
  }

  begin(): void {
    const { destination, position } = this.#request;
    const { name: id, receipt } = this;
    this.#send("SUBSCRIBE", { id, destination, receipt, ...positionHeaders(position), ...this.#ackHeaders() });
  }

  live({ headers }: Frame): void {
    const gap = headers["replay-gap"] === "true";
    this.#report({ type: "subscribed", stream: this.#request.key, gap, position: headers["position"] });
  }

  receive({ headers, body }: Frame): void {
    const { key, acknowledging } = this.#request;
    const id = headers["message-id"] ?? "";
    if (acknowledging !== "none") this.#waitFor(id, headers["ack"] ?? "");
    this.#report(received(key, id, body));
  }

  end(): void {
    this.#send("UNSUBSCRIBE", { id: this.name });
  }

  acknowledge(id: string): void {
    const ack = this.#unacknowledged.get(id);
    if (ack === undefined) return;
    for (const earlier of this.#unacknowledged.keys()) {
      this.#unacknowledged.delete(earlier);
      if (earlier === id) break;
    }
    this.#send("ACK", { id: ack });
  }

  reject(id: string): void {
    const ack = this.#unacknowledged.get(id);
    if (ack !== undefined) this.#send("NACK", { id: ack });
  }

  /** What comes again comes in its order, and is acknowledged by its latest message. */
  #waitFor(id: string, ack: string): void {
    this.#unacknowledged.delete(id);
    this.#unacknowledged.set(id, ack);
  }

  #ackHeaders(): Record<string, string> {
    const { acknowledging, consumer, prefetch } = this.#request;
    if (acknowledging === "none") return {};
    return { ack: "client", "prefetch-count": String(prefetch), ...(consumer ? { consumer } : {}) };
  }
}

function positionHeaders(position: Position): Record<string, string> {
  switch (position.from) {
    case "default":
      return {};
    case "after":
      return { "last-event-id": position.id };
    default:
      return { replay: position.from };
  }
}
