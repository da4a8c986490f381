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

describe("ready", () => {
  it("resolves once the stream is live, and at once after that", async () => {
    listening();
    const ready = here.client.ready();
    here.client.connect();

    await ready;
    await here.client.ready(0);
  });

  it("rejects in time, while the client goes on", async () => {
    server.deaf = true;
    listening();
    here.client.connect();

    await expect(here.client.ready(1)).rejects.toMatchObject({ code: "not-ready" });
    expect(here.client.state).not.toBe("disconnected");
  });

  it("rejects with the refusal that ends the client, or because it was disconnected", async () => {
    listening({ secret: "sk_wrong" });
    const refused = here.client.ready();
    here.client.connect();
    await expect(refused).rejects.toMatchObject({ code: "invalid-secret" });

    const disconnected = here.client.ready();
    here.client.connect();
    here.client.disconnect();
    await expect(disconnected).rejects.toMatchObject({ code: "disconnected" });
  });
});

describe("a for await loop", () => {
  it("connects the client and gets each event once, however slow it is", async () => {
    listening({ replay: "all" });
    const published = Array.from({ length: 20 }, (_, n) => `e${n + 1}`);
    server.publish(...published);
    const seen: string[] = [];

    for await (const { id } of here.client.events({ limit: 4 })) {
      seen.push(id);
      await new Promise(setImmediate);
      if (seen.length === published.length) break;
    }

    expect(seen).toEqual(published);
    expect(server.received("UNSUBSCRIBE").length).toBeGreaterThan(0);
  });

  it("ends when the client is disconnected, and when its signal aborts", async () => {
    listening();
    const abort = new AbortController();
    const loops = [here.client.events(), here.client.events({ signal: abort.signal })].map(async (events) => {
      for await (const { id } of events) here.states.push(id);
    });
    await here.live();

    abort.abort();
    await loops[1];
    here.client.disconnect();
    await loops[0];
  });

  it("throws what ends the client", async () => {
    listening({ secret: "sk_wrong" });

    await expect(here.client.events().next()).rejects.toMatchObject({ code: "invalid-secret" });
  });
});

describe("a subscription", () => {
  it("brings another stream on the same connection, until it is ended", async () => {
    listening();
    await here.live();
    const ids: string[] = [];
    const order = here.client.subscribe({ session: "order-1" }).on("event", ({ id }) => ids.push(id));
    await order.ready();
    server.publish("e1");
    await vi.waitFor(() => expect([here.ids, ids]).toEqual([["e1"], ["e1"]]));
    expect(order.lastEventId).toBe("e1");

    order.unsubscribe();
    server.publish("e2");
    await vi.waitFor(() => expect(here.ids).toEqual(["e1", "e2"]));

    expect(ids).toEqual(["e1"]);
    expect(server.received("CONNECT")).toHaveLength(1);
    expect(server.received("SUBSCRIBE").map(({ headers }) => headers["destination"])).toEqual([
      "/topic/sources/payment-flow",
      "/topic/sources/payment-flow/sessions/order-1",
    ]);
  });

  it("may be all that a client has", async () => {
    listening({ stream: false });
    here.client.connect();
    const order = here.client.subscribe({ session: "order-1" });

    await order.ready();

    expect(server.received("SUBSCRIBE")).toHaveLength(1);
  });

  it("that makes no sense is told so, and nobody else", async () => {
    listening();
    await here.live();
    const refused = vi.fn();
    const order = here.client.subscribe({ session: "order-1", prefetch: 0 }).on("error", refused);

    await expect(order.ready()).rejects.toMatchObject({ code: "invalid-options", permanent: true });
    expect(refused).toHaveBeenCalledOnce();
    expect(here.errors).toEqual([]);
    expect(here.client.state).toBe("authenticated");
  });
});

describe("acknowledgement", () => {
  it("by the client waits for what its listeners promised", async () => {
    listening({ consumer: "shop" });
    let finish = (): void => undefined;
    here.client.once("event", () => new Promise<void>((resolve) => (finish = resolve)));
    await here.live();
    expect(server.received("SUBSCRIBE")[0]?.headers).toMatchObject({
      ack: "client",
      consumer: "shop",
      "prefetch-count": "1000",
    });

    server.publish("e1", "e2");
    await vi.waitFor(() => expect(here.ids).toEqual(["e1", "e2"]));
    expect(here.client.lastEventId).toBeUndefined();
    finish();

    await vi.waitFor(() => expect(server.received("ACK").map(({ headers }) => headers["id"])).toEqual(["ack-e2"]));
    expect(here.client.lastEventId).toBe("e2");
  });

  it("by the user is the user's", async () => {
    listening({ ack: "manual", prefetch: 1 });
    await here.live();
    server.publish("e1");
    await vi.waitFor(() => expect(here.ids).toEqual(["e1"]));
    expect(server.received("ACK")).toEqual([]);

    here.client.nack("e1");
    await vi.waitFor(() => expect(server.received("NACK")).toHaveLength(1));
    here.client.ack("e1");

    await vi.waitFor(() => expect(server.received("ACK")).toHaveLength(1));
  });
});

describe("a signal", () => {
  it("disconnects the client for good", async () => {
    const abort = new AbortController();
    listening({ signal: abort.signal });
    await here.live();

    abort.abort();
    expect(here.client.state).toBe("disconnected");

    here.client.connect();
    expect(here.client.state).toBe("disconnected");
  });
});
