import type { Listener, SyncClientEvents } from "./client-events.js";

type Name = keyof SyncClientEvents;
type Registered = { [N in Name]?: Map<Listener<N>, { once: boolean }> };

/** Calls listeners in the order in which they came. One that throws or rejects is reported, and harms nobody else. */
export class Emitter {
  readonly #registered: Registered = {};

  add<N extends Name>(name: N, listener: Listener<N>, once: boolean): void {
    this.#of(name).set(listener, { once });
  }

  remove<N extends Name>(name: N, listener: Listener<N>): void {
    this.#of(name).delete(listener);
  }

  has(name: Name): boolean {
    return this.#of(name).size > 0;
  }

  emit<N extends Name>(name: N, payload: SyncClientEvents[N]): void {
    const listeners = this.#of(name);
    for (const [listener, { once }] of [...listeners]) {
      if (!listeners.has(listener)) continue;
      if (once) listeners.delete(listener);
      call(name, listener, payload);
    }
  }

  #of<N extends Name>(name: N): Map<Listener<N>, { once: boolean }> {
    const listeners: Map<Listener<N>, { once: boolean }> = this.#registered[name] ?? new Map();
    (this.#registered as Record<N, Map<Listener<N>, { once: boolean }>>)[name] = listeners;
    return listeners;
  }
}

function call<N extends Name>(name: N, listener: Listener<N>, payload: SyncClientEvents[N]): void {
  try {
    const result = listener(payload);
    if (result instanceof Promise) result.catch((error: unknown) => report(name, error));
  } catch (error) {
    report(name, error);
  }
}

function report(name: Name, error: unknown): void {
  console.error(`[@jkitsao/echo] A listener of "${name}" failed:`, error);
}
