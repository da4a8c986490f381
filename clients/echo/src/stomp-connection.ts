import { Client, type IFrame, type IMessage, Versions } from "@stomp/stompjs";
import { CLOSE_GRACE_MS, HEART_BEAT_MS } from "./bounds.js";
import type { MachineInput } from "./machine/model.js";
import type { Position } from "./machine/position.js";
import { refusal, SyncError } from "./sync-error.js";
import type { SyncEvent } from "./sync-event.js";

/** Opens a WebSocket; throws where the address is not allowed. */
export type OpenWebSocket = (url: string, protocols: string[]) => WebSocket;

const STOMP_1_2 = new Versions([Versions.V1_2]);

/**
 * One STOMP connection, from opening its socket to its end, told to `report` as the machine's inputs, never before the
 * constructor has returned. It is never opened again. After `close()` its socket is gone within the grace period; what it
 * reports until then is of no interest any more.
 */
export class StompConnection {
  readonly #client: Client;
  readonly #report: (input: MachineInput) => void;
  #socket: WebSocket | undefined;
  #heardAt = Date.now();
  #renewals = 0;

  constructor(url: string, token: string, openWebSocket: OpenWebSocket, report: (input: MachineInput) => void) {
    this.#report = report;
    this.#client = new Client({
      webSocketFactory: () => this.#socket as WebSocket,
      stompVersions: STOMP_1_2,
      connectHeaders: { authorization: `Bearer ${token}` },
      reconnectDelay: 0,
      heartbeatIncoming: HEART_BEAT_MS,
      heartbeatOutgoing: HEART_BEAT_MS,
      discardWebsocketOnCommFailure: true,
      onConnect: () => this.#report({ type: "authenticated" }),
      onStompError: (frame) => this.#report({ type: "refused", error: refusalIn(frame) }),
      onWebSocketClose: ({ code }: { code?: number }) =>
        this.#lose(`The connection to ${url} was lost (code ${code}).`),
    });
    this.#start(url, openWebSocket);
  }

  /** Asks for a stream from a position on. */
  subscribe(destination: string, position: Position): void {
    this.#client.watchForReceipt("subscribed", (frame) => this.#report(subscribed(frame)));
    const headers = { receipt: "subscribed", ...positionHeaders(position) };
    this.#client.subscribe(destination, (message) => this.#report(received(message)), headers);
  }

  /** Puts a new token in the place of the one in use. */
  renew(token: string): void {
    const receipt = `renewed-${++this.#renewals}`;
    this.#client.watchForReceipt(receipt, () => this.#report({ type: "renewed" }));
    this.#client.publish({
      destination: "/app/token",
      body: token,
      headers: { receipt, "content-type": "text/plain" },
    });
  }

  /** Milliseconds since anything came from the server. */
  silentFor(): number {
    return Date.now() - this.#heardAt;
  }

  /** Says goodbye, and does not wait for the answer longer than the grace period. */
  close(): void {
    const socket = this.#socket;
    const goodbye = this.#client.deactivate();
    if (socket === undefined || socket.readyState === socket.CLOSED) return;
    if (!this.#client.connected) socket.close();
    const force = setTimeout(() => this.#client.deactivate({ force: true }), CLOSE_GRACE_MS);
    void goodbye.finally(() => clearTimeout(force));
  }

  #start(url: string, openWebSocket: OpenWebSocket): void {
    try {
      const socket = openWebSocket(url, STOMP_1_2.protocolVersions());
      socket.addEventListener("open", () => this.#report({ type: "socket-opened" }));
      socket.addEventListener("message", () => {
        this.#heardAt = Date.now();
      });
      // ws throws an error that nobody listens to; what matters of it is the close that follows.
      socket.addEventListener("error", () => undefined);
      this.#socket = socket;
      this.#client.activate();
    } catch (cause) {
      queueMicrotask(() => this.#lose(`The connection to ${url} could not be opened.`, cause));
    }
  }

  #lose(message: string, cause?: unknown): void {
    this.#report({ type: "socket-closed", error: new SyncError("connection-lost", message, { cause }) });
  }
}

function refusalIn(frame: IFrame): SyncError {
  return refusal(frame.headers["message"] ?? "unknown", frame.body);
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

function subscribed(frame: IFrame): MachineInput {
  return { type: "subscribed", gap: frame.headers["replay-gap"] === "true", position: frame.headers["position"] };
}

function received(message: IMessage): MachineInput {
  const id = message.headers["message-id"] ?? "";
  try {
    const event: unknown = JSON.parse(message.body);
    if (typeof event === "object" && event !== null) return { type: "message", id, event: event as SyncEvent };
    return { type: "unreadable", id, error: unreadable(id) };
  } catch (cause) {
    return { type: "unreadable", id, error: unreadable(id, cause) };
  }
}

function unreadable(id: string, cause?: unknown): SyncError {
  return new SyncError("bad-message", `The message ${id} is not the JSON of an event.`, { cause });
}
