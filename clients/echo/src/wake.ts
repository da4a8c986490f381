import { CLOCK_CHECK_MS, CLOCK_JUMP_MS } from "./bounds.js";

/**
 * Calls `onWake` when the network comes back or the page is seen again, where the platform tells, and when the clock has jumped, as it does where a
 * machine or a page slept.
 *
 * @returns a function that ends it
 */
export function watchWake(onWake: () => void): () => void {
  const page: Document | undefined = globalThis.document;
  const onVisibility = (): void => {
    if (page?.visibilityState === "visible") onWake();
  };
  const clock = watchClock(onWake);
  globalThis.addEventListener?.("online", onWake);
  page?.addEventListener("visibilitychange", onVisibility);
  return () => {
    clearInterval(clock);
    globalThis.removeEventListener?.("online", onWake);
    page?.removeEventListener("visibilitychange", onVisibility);
  };
}

/** Timers stand still while a machine sleeps, and its clock goes on. */
function watchClock(onJump: () => void): ReturnType<typeof setInterval> {
  let last = Date.now();
  const look = (): void => {
    const slept = Date.now() - last > CLOCK_CHECK_MS + CLOCK_JUMP_MS;
    last = Date.now();
    if (slept) onJump();
  };
  return setInterval(look, CLOCK_CHECK_MS);
}
