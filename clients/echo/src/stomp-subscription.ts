import type { Client, IMessage, StompSubscription as Subscribed } from "@stomp/stompjs";
import type { MachineInput } from "./machine/model.js";
import type { Position } from "./machine/position.js";
import type { StreamRequest } from "./machine/stream.js";
import { received } from "./received.js";

/** One subscription of a STOMP connection. `name` is its id on the wire, and never used again on that connection. */
export class StompSubscription {
  readonly #request: StreamRequest;
  readonly #name: string;
  readonly #report: (input: MachineInput) => void;
  /** What the server waits for an acknowledgement of, which is as much as the prefetch allows. */
  readonly #unacknowledged = new Map<string, IMessage>();
  #subscribed: Subscribed | undefined;
  #over = false;

  constructor(request: StreamRequest, name: string, report: (input: MachineInput) => void) {
    this.#request = request;
    this.#name = name;
    this.#report = (input) => {
      if (!this.#over) report(input);
    };
  }

  begin(client: Client): void {
    const { key: stream, destination } = this.#request;
    const receipt = `subscribed-${this.#name}`;
    client.watchForReceipt(receipt, ({ headers }) =>
      this.#report({
        type: "subscribed",
        stream,
        gap: headers["replay-gap"] === "true",
        position: headers["position"],
      }),
    );
    const headers = { id: this.#name, receipt, ...positionHeaders(this.#request.position), ...this.#ackHeaders() };
    this.#subscribed = client.subscribe(destination, (message) => this.#receive(message), headers);
  }

  end(): void {
    this.#over = true;
    this.#subscribed?.unsubscribe();
  }

  acknowledge(id: string): void {
    const last = this.#unacknowledged.get(id);
    if (last === undefined) return;
    for (const earlier of this.#unacknowledged.keys()) {
      this.#unacknowledged.delete(earlier);
      if (earlier === id) break;
    }
    last.ack();
  }

  reject(id: string): void {
    this.#unacknowledged.get(id)?.nack();
  }

  #receive(message: IMessage): void {
    const { key, acknowledging } = this.#request;
    const id = message.headers["message-id"] ?? "";
    if (acknowledging !== "none") this.#waitFor(id, message);
    this.#report(received(key, id, message.body));
  }

  /** What comes again comes in its order, and is acknowledged by its latest message. */
  #waitFor(id: string, message: IMessage): void {
    this.#unacknowledged.delete(id);
    this.#unacknowledged.set(id, message);
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
