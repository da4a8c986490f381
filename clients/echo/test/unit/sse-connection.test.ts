import { expect, it, vi } from "vitest";
import type { MachineInput } from "../../src/machine/model.js";
import type { StreamRequest } from "../../src/machine/stream.js";
import { SseConnection } from "../../src/sse/sse-connection.js";
import { FakeServer } from "../support/fake-server.js";

const request: StreamRequest = {
  key: 0,
  destination: "/topic/sources/payment-flow",
  position: { from: "default" },
  acknowledging: "none",
  consumer: undefined,
  prefetch: 1,
};

it("reads what was answered to the latest token, where that came before anybody asked for the stream", async () => {
  const server = await FakeServer.start();
  const reported: MachineInput[] = [];
  const connection = new SseConnection(`${server.url}/stomp`, "t1", request, (input) => reported.push(input));
  await vi.waitFor(() => expect(reported).toContainEqual({ type: "authenticated" }));
  connection.renew("t2");
  await vi.waitFor(() => expect(reported).toContainEqual({ type: "renewed" }));
  server.publish("e1");
  expect(reported).toHaveLength(3);

  connection.subscribe(request);

  await vi.waitFor(() => expect(reported).toContainEqual(expect.objectContaining({ type: "message", id: "e1" })));
  connection.close();
  await server.stop();
});

it("has its token renewed, too, where a stream is given up meanwhile", async () => {
  const server = await FakeServer.start();
  const reported: string[] = [];
  const connection = new SseConnection(`${server.url}/stomp`, "t1", request, ({ type }) => reported.push(type));
  await vi.waitFor(() => expect(reported).toContain("authenticated"));
  connection.subscribe(request);

  connection.renew("t2");
  connection.unsubscribe(request.key);

  await vi.waitFor(() => expect(reported).toContain("renewed"));
  connection.close();
  await server.stop();
});
