import { expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { StompConnection } from "../../src/stomp/stomp-connection.js";
import { FakeServer } from "../support/fake-server.js";

it("that is closed as soon as it is opened leaves no socket behind", async () => {
  const server = await FakeServer.start();
  const sockets: WebSocket[] = [];
  const open = (url: string, protocols: string[]): globalThis.WebSocket => {
    sockets.push(new WebSocket(url, protocols));
    return sockets[0] as unknown as globalThis.WebSocket;
  };

  new StompConnection(`${server.url.replace("http", "ws")}/stomp`, "t1", open, () => undefined).close();

  await vi.waitFor(() => expect(sockets[0]?.readyState).toBe(WebSocket.CLOSED));
  expect(server.frames).toEqual([]);
  await server.stop();
});

it("does not wait for a server that says no goodbye longer than its grace", async () => {
  const server = await FakeServer.start();
  const reported: string[] = [];
  const open = (url: string, protocols: string[]): globalThis.WebSocket =>
    new WebSocket(url, protocols) as unknown as globalThis.WebSocket;
  const connection = new StompConnection(`${server.url.replace("http", "ws")}/stomp`, "t1", open, ({ type }) =>
    reported.push(type),
  );
  await vi.waitFor(() => expect(reported).toContain("authenticated"));
  server.deaf = true;

  connection.close();

  await vi.waitFor(() => expect(server.connections).toBe(0), 3_000);
  await server.stop();
});
