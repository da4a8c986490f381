import { expect, it, vi } from "vitest";
import { watchWake } from "../../src/wake.js";

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

it("does nothing where the platform tells nothing", () => {
  vi.stubGlobal("document", undefined);
  vi.stubGlobal("addEventListener", undefined);
  vi.stubGlobal("removeEventListener", undefined);

  expect(watchWake(vi.fn())).not.toThrow();
});
