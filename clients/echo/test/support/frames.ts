import type { WebSocket } from "ws";

/** A frame of STOMP 1.2, without escapes. */
export interface Frame {
  readonly command: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The headers of a MESSAGE. */
export function message(subscription: string, id: string): Record<string, string> {
  return { subscription, "message-id": id, ack: `ack-${id}`, "content-type": "application/json" };
}

export function send(socket: WebSocket, command: string, headers: Record<string, string>, body = ""): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  socket.send(`${command}\n${lines.join("")}\n${body}\0`);
}

/** Undefined for a heart-beat. */
export function parse(text: string): Frame | undefined {
  const [head, body] = text.split("\n\n");
  const [command, ...lines] = (head ?? "").split("\n");
  if (!command) return undefined;
  const headers = Object.fromEntries(lines.map((line) => line.split(/:(.*)/s).slice(0, 2)));
  return { command, headers, body: (body ?? "").replace("\0", "") };
}
