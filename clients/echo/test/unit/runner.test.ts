import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HANDSHAKE_TIMEOUT_MS, TOKEN_REQUEST_TIMEOUT_MS } from "../../src/bounds.js";
import { event, lost } from "../support/machine-drive.js";
import { World } from "../support/world.js";

let world: World;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  world = new World();
});
afterEach(() => {
  vi.useRealTimers();
});
describe("the way to a live stream", () => {
  it("is walked and told step by step", async () => {
    await world.goLive();

    expect(world.connection.token).toBe("t1");
    expect(world.connection.subscribe).toHaveBeenCalledWith(
      expect.objectContaining({ destination: "/topic/sources/payment-flow", position: { from: "default" } }),
    );
    expect(world.told.join(" ")).toBe("=connecting connecting =connected connected =authenticated authenticated live");
    expect(world.runner.connectionState).toBe("authenticated");
  });

  it("is tried again after the back-off, with the position", async () => {
    await world.goLive();
    world.connection.report({ type: "message", stream: 0, id: "e1", event: event("e1") });
    world.connection.report({ type: "socket-closed", error: lost });
    expect(world.runner.connectionState).toBe("reconnecting");

    await vi.advanceTimersByTimeAsync(124);
    expect(world.connections).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(1);
    world.connection.report({ type: "socket-opened" });
    world.connection.report({ type: "authenticated" });
    expect(world.connections).toHaveLength(2);
    expect(world.connection.subscribe).toHaveBeenCalledWith(
      expect.objectContaining({ position: { from: "after", id: "e1" } }),
    );
  });

  it("leaves what the connection before still has to say behind", async () => {
    await world.goLive();
    const before = world.connection;
    before.report({ type: "socket-closed", error: lost });
    await vi.advanceTimersByTimeAsync(125);
    world.connection.report({ type: "socket-opened" });
    world.connection.report({ type: "authenticated" });

    before.report({ type: "message", stream: 0, id: "e1", event: event("e1") });
    before.report({ type: "socket-closed", error: lost });

    expect(world.told).not.toContain("event");
    expect(world.runner.connectionState).toBe("authenticated");
  });

  it("takes whatever a token source throws for a reason to try again", async () => {
    world.runner.dispatch({ type: "connect" });
    world.request.reject("odd");
    await vi.advanceTimersByTimeAsync(0);

    expect(world.emissions.find(({ name }) => name === "error")?.payload).toMatchObject({
      code: "token-unavailable",
      message: "odd",
    });
  });

  it("does not wait for a token longer than its bound", async () => {
    world.runner.dispatch({ type: "connect" });
    await vi.advanceTimersByTimeAsync(TOKEN_REQUEST_TIMEOUT_MS);

    expect(world.request.signal.aborted).toBe(true);
    expect(world.runner.connectionState).toBe("reconnecting");
  });

  it("does not wait for the handshake longer than its bound", async () => {
    world.runner.dispatch({ type: "connect" });
    await world.issue("t1");
    world.connection.report({ type: "socket-opened" });
    await vi.advanceTimersByTimeAsync(HANDSHAKE_TIMEOUT_MS);

    expect(world.connection.close).toHaveBeenCalledOnce();
    expect(world.runner.connectionState).toBe("reconnecting");
  });
});

describe("disconnecting", () => {
  it("aborts a token request, whose late answer changes nothing", async () => {
    world.runner.dispatch({ type: "connect" });
    world.runner.dispatch({ type: "disconnect" });
    expect(world.request.signal.aborted).toBe(true);

    await world.issue("t1");
    expect(world.connections).toEqual([]);
    expect(world.runner.connectionState).toBe("disconnected");
  });

  it("closes the connection, whose late messages are not handed over", async () => {
    await world.goLive();
    world.runner.dispatch({ type: "disconnect" });
    expect(world.connection.close).toHaveBeenCalledOnce();

    world.connection.report({ type: "message", stream: 0, id: "e1", event: event("e1") });
    expect(world.told).not.toContain("event");
  });

  it.each(["requesting a token", "opening", "live", "waiting"])(
    "while %s leaves no timer and no watch",
    async (when) => {
      world.runner.dispatch({ type: "connect" });
      if (when === "opening") await world.issue("t1");
      if (when === "waiting") world.request.reject(lost);
      await vi.advanceTimersByTimeAsync(0);
      if (when === "live") await world.goLive();
      expect(vi.getTimerCount()).toBe(1);
      expect(world.wake).toBeDefined();

      world.runner.dispatch({ type: "disconnect" });

      expect(vi.getTimerCount()).toBe(0);
      expect(world.wake).toBeUndefined();
      expect(world.told.slice(-2)).toEqual(["=disconnected", "disconnected"]);
    },
  );

  it("inside a listener takes effect before it returns, and is told after what is being told", async () => {
    world.listener = ({ name }) => {
      const before = world.told.length;
      if (name !== "state" || world.runner.connectionState !== "authenticated") return;
      world.runner.dispatch({ type: "disconnect" });
      expect(world.runner.connectionState).toBe("disconnected");
      expect(world.connection.close).toHaveBeenCalledOnce();
      expect(world.told).toHaveLength(before);
    };

    await world.goLive();

    expect(world.told.slice(-4).join(" ")).toBe("=authenticated authenticated =disconnected disconnected");
  });
});
