import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CLOCK_CHECK_MS, CLOCK_JUMP_MS } from "../../src/bounds.js";
import { watchWake } from "../../src/wake.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("tells when the network comes back or the page is seen again, until it is ended", () => {
  const page = Object.assign(new EventTarget(), { visibilityState: "hidden" });
  const world = new EventTarget();
  vi.stubGlobal("document", page);
  vi.stubGlobal("addEventListener", world.addEventListener.bind(world));
  vi.stubGlobal("removeEventListener", world.removeEventListener.bind(world));
  const onWake = vi.fn();
  const end = watchWake(onWake);

  page.dispatchEvent(new Event("visibilitychange"));
  expect(onWake).toHaveBeenCalledTimes(0);

  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  expect(onWake).toHaveBeenCalledTimes(1);

  world.dispatchEvent(new Event("online"));
  expect(onWake).toHaveBeenCalledTimes(2);

  end();
  page.dispatchEvent(new Event("visibilitychange"));
  world.dispatchEvent(new Event("online"));
  expect(onWake).toHaveBeenCalledTimes(2);
});

it("tells when the clock has jumped, and not when it only ran", () => {
  const onWake = vi.fn();
  const end = watchWake(onWake);

  vi.advanceTimersByTime(10 * CLOCK_CHECK_MS);
  expect(onWake).toHaveBeenCalledTimes(0);

  vi.setSystemTime(Date.now() + CLOCK_JUMP_MS + 1);
  vi.advanceTimersByTime(CLOCK_CHECK_MS);
  expect(onWake).toHaveBeenCalledTimes(1);

  vi.advanceTimersByTime(10 * CLOCK_CHECK_MS);
  expect(onWake).toHaveBeenCalledTimes(1);

  end();
  expect(vi.getTimerCount()).toBe(0);
});

it("does nothing where the platform tells nothing", () => {
  vi.stubGlobal("document", undefined);
  vi.stubGlobal("addEventListener", undefined);
  vi.stubGlobal("removeEventListener", undefined);

  expect(watchWake(vi.fn())).not.toThrow();
});
