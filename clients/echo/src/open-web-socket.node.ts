import { WebSocket as NodeWebSocket } from "ws";

/**
 * Takes the place of `open-web-socket` in the build for Node, whose version 20 has no WebSocket of its own. Without compression, which costs a
 * connection much memory, and an event of this size time.
 */
export function openWebSocket(url: string, protocols: string[]): WebSocket {
  return new NodeWebSocket(url, protocols, { perMessageDeflate: false }) as unknown as WebSocket;
}
