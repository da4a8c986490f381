import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TOKEN_REQUEST_TIMEOUT_MS } from "../../src/bounds.js";
import { SyncError } from "../../src/sync-error.js";
import { issued, TOKEN_LIFE } from "../support/machine-drive.js";
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
describe("renewal", () => {
  it("happens in place at 80 % of the token's life, again and again", async () => {
    await world.goLive();

    for (const name of ["t2", "t3"]) {
      await vi.advanceTimersByTimeAsync(0.8 * TOKEN_LIFE);
      await world.issue(name);
      expect(world.connection.renew).toHaveBeenLastCalledWith(name);
      world.connection.report({ type: "renewed" });
    }

    expect(world.connections).toHaveLength(1);
    expect(world.requests).toHaveLength(3);
  });

  it("that hangs is aborted, and its late answer is not taken for the next one's", async () => {
    await world.goLive();
    await vi.advanceTimersByTimeAsync(0.8 * TOKEN_LIFE);
    const hanging = world.request;
    await vi.advanceTimersByTimeAsync(TOKEN_REQUEST_TIMEOUT_MS + 125);
    expect(world.request).not.toBe(hanging);
    expect(hanging.signal.aborted).toBe(true);

    hanging.resolve(issued("late"));
    await vi.advanceTimersByTimeAsync(0);
    expect(world.connection.renew).not.toHaveBeenCalled();
  });

  it("of a token that lives for years does not ring at once", async () => {
    world.runner.dispatch({ type: "connect" });
    world.request.resolve({ ...issued("t1"), expiresAt: "2999-01-01T00:00:00Z" });
    await vi.advanceTimersByTimeAsync(0);
    world.connection.report({ type: "socket-opened" });
    world.connection.report({ type: "authenticated" });
    world.connection.report({ type: "subscribed", stream: 0, gap: false, position: undefined });

    await vi.advanceTimersByTimeAsync(TOKEN_LIFE);

    expect(world.requests).toHaveLength(1);
  });
});

describe("waking", () => {
  it("after a long silence reconnects at once", async () => {
    await world.goLive();
    world.connection.silence = 60_000;

    world.wake?.();

    expect(world.connections).toHaveLength(2);
    expect(world.connections[0]?.close).toHaveBeenCalledOnce();
  });

  it("during the back-off ends it, and its timer does not try once more", async () => {
    world.runner.dispatch({ type: "connect" });
    world.request.reject(new SyncError("network-error", "Offline."));
    await vi.advanceTimersByTimeAsync(0);

    world.wake?.();
    expect(world.requests).toHaveLength(2);

    await vi.advanceTimersByTimeAsync(1_000);
    expect(world.requests).toHaveLength(2);
  });
});
