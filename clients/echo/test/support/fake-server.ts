import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { type Frame, message, parse, send } from "./frames.js";
import { event } from "./machine-drive.js";

/** As much of the server as the client's own tests need: tokens, one stream under any name, and ways to misbehave. */
export class FakeServer {
  static readonly SECRET = "sk_right";
  readonly frames: Frame[] = [];
  /** Requests for Server-Sent Events. */
  readonly streams: IncomingMessage[] = [];
  tokenRequests = 0;
  tokenLife = 600_000;
  /** Reads nothing more that clients send. */
  deaf = false;
  /** What becomes of a request for a WebSocket. */
  webSockets: "open" | "refused" | "silent" = "open";
  readonly #ids: string[] = [];
  readonly #http: Server;
  /** The ids of the subscriptions of each WebSocket. */
  readonly #live = new Map<WebSocket, Set<string>>();
  readonly #reading = new Set<ServerResponse>();
  readonly #sockets: WebSocketServer;

  private constructor() {
    this.#http = createServer((request, response) => this.#answer(request, response));
    this.#sockets = new WebSocketServer({ noServer: true });
    this.#http.on("upgrade", (request, socket, head) => {
      // Who is refused may be gone before it is told.
      socket.on("error", () => socket.destroy());
      if (this.webSockets === "refused") socket.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n");
      if (this.webSockets !== "open") return;
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#connect(opened));
    });
  }

  static async start(): Promise<FakeServer> {
    const server = new FakeServer();
    await new Promise<void>((resolve) => server.#http.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  get connections(): number {
    return this.#sockets.clients.size + this.#reading.size;
  }

  publish(...ids: string[]): void {
    this.#ids.push(...ids);
    this.#toAll(ids, (id) => JSON.stringify(event(id)));
  }

  /** Sends every subscriber a message that is no event. */
  garble(id: string): void {
    this.#toAll([id], () => "{");
  }

  cut(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    for (const response of this.#reading) response.destroy();
  }

  refuse(slug: string): void {
    const problem = JSON.stringify({ code: slug, detail: `It says ${slug}.` });
    for (const socket of this.#sockets.clients) {
      send(socket, "ERROR", { message: slug }, problem);
      socket.close();
    }
    for (const response of this.#reading) response.end(`event: error\ndata: ${problem}\n\n`);
  }

  received(command: string): Frame[] {
    return this.frames.filter((frame) => frame.command === command);
  }

  async stop(): Promise<void> {
    this.cut();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #toAll(ids: readonly string[], body: (id: string) => string): void {
    for (const [socket, subscriptions] of this.#live)
      for (const subscription of subscriptions)
        for (const id of ids) send(socket, "MESSAGE", message(subscription, id), body(id));
    for (const response of this.#reading) for (const id of ids) response.write(`id: ${id}\ndata: ${body(id)}\n\n`);
  }

  #connect(socket: WebSocket): void {
    socket.on("message", (data) => this.#receive(socket, String(data)));
    socket.on("close", () => this.#live.delete(socket));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith("/v1/sources/")) return this.#stream(request, response);
    let body = "";
    for await (const chunk of request) body += chunk;
    const right = JSON.parse(body).secret === FakeServer.SECRET;
    this.tokenRequests++;
    const url = `${this.url.replace("http", "ws")}/stomp`;
    const expiresAt = new Date(Date.now() + this.tokenLife).toISOString();
    const token = { token: `t${this.tokenRequests}`, expiresAt, url, destination: "/topic/sources/payment-flow" };
    response
      .writeHead(right ? 200 : 401)
      .end(JSON.stringify(right ? token : { code: "invalid-secret", detail: "No." }));
  }

  #stream(request: IncomingMessage, response: ServerResponse): void {
    this.streams.push(request);
    response.writeHead(200, { "content-type": "text/event-stream;charset=utf-8" });
    const replay = new URL(request.url ?? "", this.url).searchParams.get("replay") ?? undefined;
    for (const id of this.#missed(request.headers["last-event-id"]?.toString(), replay))
      response.write(`id: ${id}\ndata: ${JSON.stringify(event(id))}\n\n`);
    const position = this.#ids.at(-1);
    response.write(
      `event: live\n${position ? `id: ${position}\n` : ""}data: ${JSON.stringify({ position, replayGap: false })}\n\n`,
    );
    this.#reading.add(response);
    response.on("close", () => this.#reading.delete(response));
  }

  #receive(socket: WebSocket, text: string): void {
    const frame = parse(text);
    if (frame === undefined || this.deaf) return;
    this.frames.push(frame);
    const { command, headers } = frame;
    if (command === "CONNECT") send(socket, "CONNECTED", { version: "1.2", "heart-beat": "10000,10000" });
    if (command === "UNSUBSCRIBE") this.#live.get(socket)?.delete(headers["id"] ?? "");
    if (command === "SUBSCRIBE") this.#subscribe(socket, headers);
    else if (headers["receipt"]) send(socket, "RECEIPT", { "receipt-id": headers["receipt"] });
  }

  #subscribe(socket: WebSocket, headers: Record<string, string>): void {
    const name = headers["id"] ?? "";
    for (const id of this.#missed(headers["last-event-id"], headers["replay"]))
      send(socket, "MESSAGE", message(name, id), JSON.stringify(event(id)));
    const position = this.#ids.at(-1);
    send(socket, "RECEIPT", { "receipt-id": headers["receipt"] ?? "", ...(position ? { position } : {}) });
    this.#live.set(socket, (this.#live.get(socket) ?? new Set()).add(name));
  }

  #missed(lastEventId: string | undefined, replay: string | undefined): string[] {
    const after = this.#ids.indexOf(lastEventId ?? "");
    return replay === "all" || after >= 0 ? this.#ids.slice(after + 1) : [];
  }
}
