import { CLOSE_GRACE_MS, HEART_BEAT_MS, SILENCE_LIMIT_MS } from "../bounds.js";
import type { Connection } from "../connection.js";
import type { MachineInput } from "../machine/model.js";
import type { StreamRequest } from "../machine/stream.js";
import { refusal, SyncError } from "../sync-error.js";
import { type Frame, written } from "./frame.js";
import { FrameReader } from "./frame-reader.js";
import { StompSubscription } from "./stomp-subscription.js";

/** Opens a WebSocket; throws where the address is not allowed. */
export type OpenWebSocket = (url: string, protocols: string[]) => WebSocket;

/**
 * One STOMP connection, from opening its socket to its end, told to `report` as the machine's inputs, never before the
 * constructor has returned. It is never opened again. After `close()` its socket is gone within the grace period; what it
 * reports until then is of no interest any more.
 */
export class StompConnection implements Connection {
  readonly #url: string;
  readonly #token: string;
  readonly #report: (input: MachineInput) => void;
  readonly #reader = new FrameReader();
  /** By the receipts that they wait for. */
  readonly #receipts = new Map<string, (frame: Frame) => void>();
  readonly #subscriptions = new Map<number, StompSubscription>();
  #socket: WebSocket | undefined;
  #heartBeat: ReturnType<typeof setInterval> | undefined;
  #heardAt = Date.now();
  #sentAt = 0;
  #count = 0;

  constructor(url: string, token: string, openWebSocket: OpenWebSocket, report: (input: MachineInput) => void) {
    this.#url = url;
    this.#token = token;
    this.#report = report;
    try {
      this.#socket = openWebSocket(url, ["v12.stomp"]);
      this.#follow(this.#socket);
    } catch (cause) {
      queueMicrotask(() => this.#lose(`The connection to ${url} could not be opened.`, cause));
    }
  }

  subscribe(request: StreamRequest): void {
    const send = (command: string, headers: Record<string, string>): void => this.#send(command, headers);
    const subscription = new StompSubscription(request, `s${++this.#count}`, send, this.#report);
    this.#subscriptions.set(request.key, subscription);
    this.#receipts.set(subscription.receipt, (frame) => subscription.live(frame));
    subscription.begin();
  }

  unsubscribe(stream: number): void {
    const subscription = this.#subscriptions.get(stream);
    if (subscription === undefined) return;
    this.#subscriptions.delete(stream);
    this.#receipts.delete(subscription.receipt);
    subscription.end();
  }

  acknowledge(stream: number, id: string): void {
    this.#subscriptions.get(stream)?.acknowledge(id);
  }

  reject(stream: number, id: string): void {
    this.#subscriptions.get(stream)?.reject(id);
  }

  renew(token: string): void {
    const receipt = `renewed-${++this.#count}`;
    this.#receipts.set(receipt, () => this.#report({ type: "renewed" }));
    this.#send("SEND", { destination: "/app/token", receipt, "content-type": "text/plain" }, token);
  }

  silentFor(): number {
    return Date.now() - this.#heardAt;
  }

  /** Says goodbye, and does not wait for the answer longer than the grace period. */
  close(): void {
    clearInterval(this.#heartBeat);
    const socket: (WebSocket & { terminate?: () => void }) | undefined = this.#socket;
    if (socket === undefined || socket.readyState >= socket.CLOSING) return;
    this.#send("DISCONNECT", {});
    socket.close();
    // A browser gives up by itself; the WebSocket of Node would keep its process alive.
    const force = setTimeout(() => socket.terminate?.(), CLOSE_GRACE_MS);
    socket.addEventListener("close", () => clearTimeout(force));
  }

  #follow(socket: WebSocket): void {
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      this.#report({ type: "socket-opened" });
      const authorization = `Bearer ${this.#token}`;
      const heartBeat = `${HEART_BEAT_MS},${HEART_BEAT_MS}`;
      this.#send("CONNECT", { "accept-version": "1.2", "heart-beat": heartBeat, authorization });
    });
    socket.addEventListener("message", ({ data }: MessageEvent<string | ArrayBuffer>) => this.#read(data));
    // ws throws an error that nobody listens to; what matters of it is the close that follows.
    socket.addEventListener("error", () => undefined);
    socket.addEventListener("close", ({ code }) =>
      this.#lose(`The connection to ${this.#url} was lost (code ${code}).`),
    );
    this.#heartBeat = setInterval(() => this.#beat(), HEART_BEAT_MS);
  }

  /** Answers with a heart-beat where one is due, too: pages that nobody sees have slow timers, but hear at once. */
  #read(data: string | ArrayBuffer): void {
    this.#heardAt = Date.now();
    try {
      for (const frame of this.#reader.read(data)) this.#receive(frame);
    } catch (cause) {
      this.#lose(`The connection to ${this.#url} brought what is no STOMP.`, cause);
    }
    if (Date.now() - this.#sentAt >= HEART_BEAT_MS) this.#write("\n");
  }

  #receive(frame: Frame): void {
    const { command, headers, body } = frame;
    if (command === "CONNECTED") this.#report({ type: "authenticated" });
    if (command === "ERROR") this.#report({ type: "refused", error: refusal(headers["message"] ?? "unknown", body) });
    if (command === "MESSAGE") this.#subscriptionOf(headers["subscription"])?.receive(frame);
    if (command !== "RECEIPT") return;
    const receipt = headers["receipt-id"] ?? "";
    this.#receipts.get(receipt)?.(frame);
    this.#receipts.delete(receipt);
  }

  #subscriptionOf(name: string | undefined): StompSubscription | undefined {
    for (const subscription of this.#subscriptions.values()) if (subscription.name === name) return subscription;
    return undefined;
  }

  #beat(): void {
    if (this.silentFor() > SILENCE_LIMIT_MS) this.#lose(`Nothing came from ${this.#url} any more.`);
    else this.#write("\n");
  }

  #send(command: string, headers: Record<string, string>, body?: string): void {
    this.#write(written(command, headers, body));
  }

  #write(text: string): void {
    if (this.#socket?.readyState !== this.#socket?.OPEN) return;
    this.#sentAt = Date.now();
    this.#socket?.send(text);
  }

  #lose(message: string, cause?: unknown): void {
    clearInterval(this.#heartBeat);
    this.#report({ type: "socket-closed", error: new SyncError("connection-lost", message, { cause }) });
  }
}
