import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { event } from "./machine-drive.js";

export interface Frame {
  readonly command: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** As much of the server as the client's own tests need: tokens, one stream, and ways to misbehave. */
export class FakeServer {
  static readonly SECRET = "sk_right";
  readonly frames: Frame[] = [];
  tokenRequests = 0;
  tokenLife = 600_000;
  /** Reads nothing more that clients send. */
  deaf = false;
  readonly #ids: string[] = [];
  readonly #http: Server;
  readonly #live = new Set<WebSocket>();
  readonly #sockets: WebSocketServer;

  private constructor() {
    this.#http = createServer((request, response) => this.#answer(request, response));
    this.#sockets = new WebSocketServer({ server: this.#http, path: "/stomp" });
    this.#sockets.on("connection", (socket) => {
      socket.on("message", (data) => this.#receive(socket, String(data)));
      socket.on("close", () => this.#live.delete(socket));
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
    return this.#sockets.clients.size;
  }

  publish(...ids: string[]): void {
    this.#ids.push(...ids);
    for (const socket of this.#live)
      for (const id of ids) send(socket, "MESSAGE", message(id), JSON.stringify(event(id)));
  }

  /** Sends every subscriber a message that is no event. */
  garble(id: string): void {
    for (const socket of this.#live) send(socket, "MESSAGE", message(id), "{");
  }

  cut(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  refuse(slug: string): void {
    for (const socket of this.#sockets.clients) {
      send(socket, "ERROR", { message: slug }, JSON.stringify({ code: slug, detail: `It says ${slug}.` }));
      socket.close();
    }
  }

  received(command: string): Frame[] {
    return this.frames.filter((frame) => frame.command === command);
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
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

  #receive(socket: WebSocket, text: string): void {
    const frame = parse(text);
    if (frame === undefined || this.deaf) return;
    this.frames.push(frame);
    const { command, headers } = frame;
    if (command === "CONNECT") send(socket, "CONNECTED", { version: "1.2", "heart-beat": "10000,10000" });
    if (command === "SUBSCRIBE") this.#subscribe(socket, headers);
    else if (headers["receipt"]) send(socket, "RECEIPT", { "receipt-id": headers["receipt"] });
  }

  #subscribe(socket: WebSocket, headers: Record<string, string>): void {
    const after = this.#ids.indexOf(headers["last-event-id"] ?? "");
    const missed = headers["replay"] === "all" || after >= 0 ? this.#ids.slice(after + 1) : [];
    for (const id of missed) send(socket, "MESSAGE", message(id), JSON.stringify(event(id)));
    const position = this.#ids.at(-1);
    send(socket, "RECEIPT", { "receipt-id": headers["receipt"] ?? "", ...(position ? { position } : {}) });
    this.#live.add(socket);
  }
}

function message(id: string): Record<string, string> {
  return { subscription: "sub-0", "message-id": id, "content-type": "application/json" };
}

function send(socket: WebSocket, command: string, headers: Record<string, string>, body = ""): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  socket.send(`${command}\n${lines.join("")}\n${body}\0`);
}

function parse(text: string): Frame | undefined {
  const [head, body] = text.split("\n\n");
  const [command, ...lines] = (head ?? "").split("\n");
  if (!command) return undefined;
  const headers = Object.fromEntries(lines.map((line) => line.split(/:(.*)/s).slice(0, 2)));
  return { command, headers, body: (body ?? "").replace("\0", "") };
}
