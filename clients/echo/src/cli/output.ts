import type { SyncEvent } from "../sync-event.js";
import type { Forwarded } from "./forwarder.js";

/** Where the command line writes: events to one, what happens meanwhile to the other. */
export interface Streams {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** Writes events for people, or, as JSON documents of one line each, for programs. */
export class Output {
  readonly #streams: Streams;
  readonly #json: boolean;

  constructor(streams: Streams, json: boolean) {
    this.#streams = streams;
    this.#json = json;
  }

  event(event: SyncEvent): void {
    this.#streams.out(this.#json ? JSON.stringify(event) : lineOf(event));
  }

  forwarded(event: SyncEvent, forwarded: Forwarded): void {
    const { id, source } = event;
    this.#streams.out(this.#json ? JSON.stringify({ id, source, forwarded }) : `  ${resultOf(forwarded)}`);
  }

  note(text: string): void {
    this.#streams.err(text);
  }
}

/** Time, source, number, type, and of a payment what matters. */
function lineOf({ receivedAt, source, seq, type, session, payment }: SyncEvent): string {
  const { status, reason, amount, receipt } = payment ?? {};
  const money = amount === undefined ? undefined : `KES ${amount}`;
  const time = receivedAt.slice(11, 19);
  return [time, source, `#${seq}`, type, session, status, status === "failed" ? reason : undefined, money, receipt]
    .filter((word) => word !== undefined)
    .join("  ");
}

function resultOf(forwarded: Forwarded): string {
  const tries = forwarded.tries > 1 ? `, ${forwarded.tries} tries` : "";
  return forwarded.outcome === "answered"
    ? `→ ${forwarded.status}  (${forwarded.ms.toFixed(0)} ms${tries})`
    : `→ not delivered${tries}: ${forwarded.reason}`;
}
