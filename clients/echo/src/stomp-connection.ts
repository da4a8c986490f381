import { Client, type IFrame, Versions } from "@stomp/stompjs";
import { CLOSE_GRACE_MS, HEART_BEAT_MS } from "./bounds.js";
import type { Connection } from "./connection.js";
import type { MachineInput } from "./machine/model.js";
import type { StreamRequest } from "./machine/stream.js";
import { StompSubscription } from "./stomp-subscription.js";
import { refusal, SyncError } from "./sync-error.js";

/** Opens a WebSocket; throws where the address is not allowed. */
export type OpenWebSocket = (url: string, protocols: string[]) => WebSocket;

const STOMP_1_2 = new Versions([Versions.V1_2]);

/**
 * One STOMP connection, from opening its socket to its end, told to `report` as the machine's inputs, never before the
 * constructor has returned. It is never opened again. After `close()` its socket is gone within the grace period; what it
 * reports until then is of no interest any more.
 */
export class StompConnection implements Connection {
  readonly #client: Client;
  readonly #report: (input: MachineInput) => void;
  #socket: WebSocket | undefined;
  #heardAt = Date.now();
  readonly #subscriptions = new Map<number, StompSubscription>();
  #count = 0;
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

  subscribe(request: StreamRequest): void {
    const subscription = new StompSubscription(request, `s${++this.#count}`, this.#report);
    this.#subscriptions.set(request.key, subscription);
    subscription.begin(this.#client);
  }

  unsubscribe(stream: number): void {
    this.#subscriptions.get(stream)?.end();
    this.#subscriptions.delete(stream);
  }

  acknowledge(stream: number, id: string): void {
    this.#subscriptions.get(stream)?.acknowledge(id);
  }

  reject(stream: number, id: string): void {
    this.#subscriptions.get(stream)?.reject(id);
  }

  renew(token: string): void {
    const receipt = `renewed-${++this.#renewals}`;
    this.#client.watchForReceipt(receipt, () => this.#report({ type: "renewed" }));
    this.#client.publish({
      destination: "/app/token",
      body: token,
      headers: { receipt, "content-type": "text/plain" },
    });
  }

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
