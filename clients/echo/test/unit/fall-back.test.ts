import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import type { SyncClientOptions } from "../../src/index.js";
import { FakeServer } from "../support/fake-server.js";
import { Listening } from "../support/listening.js";

let server: FakeServer;
let here: Listening;

beforeEach(async () => {
  vi.stubGlobal("WebSocket", WebSocket);
  vi.spyOn(Math, "random").mockReturnValue(0);
  server = await FakeServer.start();
});
afterEach(async () => {
  here.client.disconnect();
  await server.stop();
});

function listening(options: Partial<SyncClientOptions> = {}): void {
  here = new Listening(server, options);
}

describe("where WebSockets are refused", () => {
  it("Server-Sent Events take their place by themselves", async () => {
    server.webSockets = "refused";
    listening({ session: "order/1", lastEventId: "e0" });

    await here.live();
    server.publish("e1", "e2");

    await vi.waitFor(() => expect(here.ids).toEqual(["e1", "e2"]));
    expect(here.errors.map(({ code }) => code)).toEqual(["connection-lost", "connection-lost"]);
    const [request] = server.streams;
    expect(request?.url).toBe("/v1/sources/payment-flow/stream?session=order%2F1");
    expect(request?.headers).toMatchObject({ authorization: "Bearer t1", "last-event-id": "e0" });
  });

  it("a reader that needs acknowledgement goes on trying", async () => {
    server.webSockets = "refused";
    listening({ consumer: "shop" });

    here.client.connect();
    await vi.waitFor(() => expect(here.errors.length).toBeGreaterThanOrEqual(4));

    expect(server.streams).toEqual([]);
  });
});

describe("Server-Sent Events", () => {
  it("go on after a cut, and hand over what was missed once, in order", async () => {
    listening({ transport: "sse" });
    await here.live();
    server.publish("e1");
    await vi.waitFor(() => expect(here.ids).toEqual(["e1"]));

    here.client.once("reconnecting", () => server.publish("e2", "e3"));
    server.cut();
    await vi.waitFor(() => expect(here.ids).toContain("e3"));
    server.publish("e4");

    await vi.waitFor(() => expect(here.ids).toEqual(["e1", "e2", "e3", "e4"]));
    expect(here.states).toContain("reconnecting");
  });

  it("are asked for with a new token before the old one runs out, which nobody notices", async () => {
    server.tokenLife = 250;
    listening({ transport: "sse" });
    await here.live();

    for (let n = 1; server.streams.length < 4; n++) {
      server.publish(`e${n}`);
      await vi.waitFor(() => expect(here.ids).toHaveLength(n));
    }

    expect(server.streams.slice(0, 3).map(({ headers }) => headers.authorization)).toEqual([
      "Bearer t1",
      "Bearer t2",
      "Bearer t3",
    ]);
    expect(new Set(here.ids).size).toBe(here.ids.length);
    expect(here.states).toEqual(["connecting", "connected", "authenticated"]);
    expect(here.errors).toEqual([]);
  });

  it("whose token ran out are asked for with a fresh one, after the last event", async () => {
    listening({ transport: "sse" });
    await here.live();
    server.publish("e1");
    await vi.waitFor(() => expect(here.ids).toEqual(["e1"]));

    server.refuse("token-expired");
    await vi.waitFor(() => expect(server.streams).toHaveLength(2));

    expect(server.streams[1]?.headers).toMatchObject({ authorization: "Bearer t2", "last-event-id": "e1" });
  });

  it("end at a permanent refusal", async () => {
    listening({ transport: "sse" });
    await here.live();

    server.refuse("secret-revoked");

    await vi.waitFor(() => expect(here.client.state).toBe("disconnected"));
    expect(here.errors).toMatchObject([{ code: "secret-revoked", permanent: true }]);
  });

  it("are over once the client disconnects", async () => {
    listening({ transport: "sse" });
    await here.live();

    here.client.disconnect();

    await vi.waitFor(() => expect(server.connections).toBe(0));
    expect(here.errors).toEqual([]);
  });

  it("bring several streams, each by a request of its own", async () => {
    listening({ transport: "sse" });
    await here.live();
    const ids: string[] = [];
    const order = here.client.subscribe({ session: "order-1" }).on("event", ({ id }) => ids.push(id));
    await order.ready();

    server.publish("e1");
    await vi.waitFor(() => expect([here.ids, ids]).toEqual([["e1"], ["e1"]]));
    order.unsubscribe();

    await vi.waitFor(() => expect(server.connections).toBe(1));
  });
});
