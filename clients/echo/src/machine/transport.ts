import { HANDSHAKES_BEFORE_FALL_BACK, WEB_SOCKET_AGAIN_AFTER_MS } from "../bounds.js";

/** How events come: STOMP over a WebSocket, or Server-Sent Events over HTTP where networks break WebSockets. */
export type Transport = "websocket" | "sse";

/** Which transport is used, and why. */
export interface TransportChoice {
  /** Whether the client may choose, or what the user chose. */
  readonly wanted: Transport | "auto";
  readonly current: Transport;
  /** WebSockets in a row that did not come as far as an accepted token. */
  readonly failedHandshakes: number;
  /** When Server-Sent Events were fallen back to, in milliseconds since 1970. */
  readonly fellBackAt: number;
}

export function transportChoice(wanted: Transport | "auto"): TransportChoice {
  return { wanted, current: wanted === "sse" ? "sse" : "websocket", failedHandshakes: 0, fellBackAt: 0 };
}

/**
 * After a handshake that failed: WebSockets that fail in a row, or one that hangs, make room for Server-Sent Events; one of those that
 * fails makes room for WebSockets again, since then it is the network.
 *
 * @param hung whether nothing came in time, rather than a refusal
 * @param mayFallBack whether all streams can be had as Server-Sent Events
 */
export function afterFailedHandshake(
  choice: TransportChoice,
  hung: boolean,
  mayFallBack: boolean,
  now: number,
): TransportChoice {
  if (choice.wanted !== "auto") return choice;
  if (choice.current === "sse") return { ...choice, current: "websocket", failedHandshakes: 0 };
  const failedHandshakes = hung ? HANDSHAKES_BEFORE_FALL_BACK : choice.failedHandshakes + 1;
  if (failedHandshakes < HANDSHAKES_BEFORE_FALL_BACK || !mayFallBack) return { ...choice, failedHandshakes };
  return { ...choice, current: "sse", failedHandshakes, fellBackAt: now };
}

/** Before a try: WebSockets have their chance again after a while, or where a stream can be had by them only; one failure is then enough. */
export function beforeTry(choice: TransportChoice, mayFallBack: boolean, now: number): TransportChoice {
  if (choice.wanted !== "auto" || choice.current === "websocket") return choice;
  if (mayFallBack && now - choice.fellBackAt < WEB_SOCKET_AGAIN_AFTER_MS) return choice;
  return { ...choice, current: "websocket", failedHandshakes: HANDSHAKES_BEFORE_FALL_BACK - 1 };
}

/** A token was accepted over the present transport. */
export function afterHandshake(choice: TransportChoice): TransportChoice {
  return choice.current === "websocket" ? { ...choice, failedHandshakes: 0 } : choice;
}
