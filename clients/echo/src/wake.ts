/**
 * Calls `onWake` when the network comes back or the page is seen again, where the platform tells.
 *
 * @returns a function that ends it
 */
export function watchWake(onWake: () => void): () => void {
  const page: Document | undefined = globalThis.document;
  const onVisibility = (): void => {
    if (page?.visibilityState === "visible") onWake();
  };
  globalThis.addEventListener?.("online", onWake);
  page?.addEventListener("visibilitychange", onVisibility);
  return () => {
    globalThis.removeEventListener?.("online", onWake);
    page?.removeEventListener("visibilitychange", onVisibility);
  };
}
