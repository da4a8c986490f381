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

describe("disconnect", () => {
  it("says goodbye, and connect resumes after it", async () => {
    listening();
    await here.live();
    server.publish("e1");
    await vi.waitFor(() => expect(here.ids).toEqual(["e1"]));

    here.client.disconnect();
    expect(here.client.state).toBe("disconnected");
    await vi.waitFor(() => expect(server.connections).toBe(0));
    expect(server.received("DISCONNECT")).toHaveLength(1);

    server.publish("e2");
    await here.live();
    expect(here.ids).toEqual(["e1", "e2"]);
  });

  it("inside a listener hands nothing more over", async () => {
    listening();
    here.client.once("event", () => here.client.disconnect());
    await here.live();

    server.publish("e1", "e2", "e3");

    await vi.waitFor(() => expect(server.connections).toBe(0));
    expect(here.ids).toEqual(["e1"]);
  });

  it.each(["connecting", "connected"] as const)("while %s leaves no connection", async (state) => {
    listening();
    here.client.once(state, () => here.client.disconnect());

    here.client.connect();

    await vi.waitFor(() => expect(here.client.state).toBe("disconnected"));
    await vi.waitFor(() => expect(server.connections).toBe(0));
    expect(server.received("SUBSCRIBE")).toEqual([]);
    expect(here.errors).toEqual([]);
  });
});

describe("a secret", () => {
  it("that is wrong ends in one permanent error", async () => {
    listening({ secret: "sk_wrong" });

    here.client.connect();

    await vi.waitFor(() => expect(here.states).toEqual(["connecting", "disconnected"]));
    expect(here.errors).toMatchObject([{ code: "invalid-secret", permanent: true }]);
    expect(server.tokenRequests).toBe(1);
  });

  it("that is missing is told on connect, not while the page is made", async () => {
    listening({ secret: undefined });
    expect(here.errors).toEqual([]);

    here.client.connect();

    await vi.waitFor(() => expect(here.errors).toMatchObject([{ code: "missing-secret", permanent: true }]));
    expect(here.client.state).toBe("disconnected");
  });
});
