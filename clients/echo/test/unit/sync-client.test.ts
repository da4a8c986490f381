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

describe("a client", () => {
  it("goes through its states to a live stream, and hands events over", async () => {
    listening();
    expect(here.client.state).toBe("disconnected");

    await here.live();
    server.publish("e1", "e2");

    await vi.waitFor(() => expect(here.ids).toEqual(["e1", "e2"]));
    expect(here.states).toEqual(["connecting", "connected", "authenticated"]);
    expect(here.client.state).toBe("authenticated");
    expect(here.errors).toEqual([]);
  });

  it("speaks STOMP 1.2 with its token and with heart-beats", async () => {
    listening({ session: "order/1", lastEventId: "e0" });

    await here.live();

    expect(server.received("CONNECT")[0]?.headers).toEqual({
      authorization: "Bearer t1",
      "accept-version": "1.2",
      "heart-beat": "10000,10000",
    });
    expect(server.received("SUBSCRIBE")[0]?.headers).toMatchObject({
      destination: "/topic/sources/payment-flow/sessions/order%2F1",
      "last-event-id": "e0",
      receipt: expect.any(String),
    });
  });

  it.each([
    [{}, {}],
    [{ replay: "all" }, { replay: "all" }],
    [{ replay: "none" }, { replay: "none" }],
  ] as const)("made with %j asks for %j", async (options, headers) => {
    listening(options);

    await here.live();

    const asked = server.received("SUBSCRIBE")[0]?.headers ?? {};
    expect(Object.fromEntries(Object.entries(asked).filter(([name]) => /replay|last/.test(name)))).toEqual(headers);
  });

  it("connects anew after a cut, and hands over what was missed once, in order", async () => {
    listening();
    await here.live();
    server.publish("e1");
    await vi.waitFor(() => expect(here.ids).toEqual(["e1"]));

    here.client.once("reconnecting", () => server.publish("e2", "e3"));
    server.cut();
    await vi.waitFor(() => expect(here.ids).toContain("e3"));
    server.publish("e4");

    await vi.waitFor(() => expect(here.ids).toEqual(["e1", "e2", "e3", "e4"]));
    expect(here.errors).toMatchObject([{ code: "connection-lost", permanent: false }]);
  });

  it("loses nothing of a stream that was empty when the connection was cut", async () => {
    listening();
    await here.live();

    here.client.once("reconnecting", () => server.publish("e1"));
    server.cut();

    await vi.waitFor(() => expect(here.ids).toEqual(["e1"]));
  });

  it("renews its token in place", async () => {
    server.tokenLife = 250;
    listening();
    await here.live();

    await vi.waitFor(() => expect(server.received("SEND").length).toBeGreaterThanOrEqual(2));

    expect(server.received("SEND").slice(0, 2)).toMatchObject([
      { headers: { destination: "/app/token", receipt: "renewed-2" }, body: "t2" },
      { headers: { destination: "/app/token", receipt: "renewed-3" }, body: "t3" },
    ]);
    expect(server.received("CONNECT")).toHaveLength(1);
    expect(here.errors).toEqual([]);
  });

  it("whose token ran out gets a fresh one and resumes", async () => {
    listening();
    await here.live();
    server.publish("e1");
    await vi.waitFor(() => expect(here.ids).toEqual(["e1"]));

    server.refuse("token-expired");
    await vi.waitFor(() => expect(server.received("SUBSCRIBE")).toHaveLength(2));

    expect(server.received("CONNECT")[1]?.headers).toMatchObject({ authorization: "Bearer t2" });
    expect(server.received("SUBSCRIBE")[1]?.headers).toMatchObject({ "last-event-id": "e1" });
  });

  it("ends at a permanent refusal", async () => {
    listening();
    await here.live();

    server.refuse("secret-revoked");

    await vi.waitFor(() => expect(here.client.state).toBe("disconnected"));
    expect(here.errors).toMatchObject([
      { code: "secret-revoked", permanent: true, message: "It says secret-revoked." },
    ]);
    await vi.waitFor(() => expect(server.connections).toBe(0));
  });

  it("passes over what is no event", async () => {
    listening();
    await here.live();

    server.garble("e1");
    server.publish("e2");

    await vi.waitFor(() => expect(here.ids).toEqual(["e2"]));
    expect(here.errors).toMatchObject([{ code: "bad-message", permanent: false }]);
  });

  it.each(["ws://127.0.0.1:1/stomp", "nowhere"])("keeps trying where %s cannot be opened", async (url) => {
    const token = { token: "t", expiresAt: "2999-01-01T00:00:00Z", url, destination: "/topic/x" };
    listening({ secret: undefined, getToken: async () => token });

    here.client.connect();

    await vi.waitFor(() => expect(here.errors.length).toBeGreaterThanOrEqual(2));
    expect(here.errors[0]).toMatchObject({
      code: "connection-lost",
      permanent: false,
      message: expect.stringContaining(url),
    });
    expect(here.client.state).toBe("reconnecting");
  });
});
