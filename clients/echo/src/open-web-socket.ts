/** Opens a WebSocket where the platform has one of its own: browsers, workers. */
export function openWebSocket(url: string, protocols: string[]): WebSocket {
  return new WebSocket(url, protocols);
}
