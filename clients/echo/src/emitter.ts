import type { Listener, SyncClientEvents } from "./client-events.js";

type Registered<Events> = { [Name in keyof Events]?: Map<Listener<Name, Events>, { once: boolean }> };

/** Calls listeners in the order in which they came. One that throws or rejects is reported, and harms nobody else. */
export class Emitter<Events = SyncClientEvents> {
  readonly #registered: Registered<Events> = {};

  add<Name extends keyof Events>(name: Name, listener: Listener<Name, Events>, once: boolean): void {
    this.#of(name).set(listener, { once });
  }

  remove<Name extends keyof Events>(name: Name, listener: Listener<Name, Events>): void {
    this.#of(name).delete(listener);
  }

  has(name: keyof Events): boolean {
    return this.#of(name).size > 0;
  }

  /** Gives what all promises that the listeners returned wait for; undefined where there was none. It never rejects. */
  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): Promise<unknown> | undefined {
    const listeners = this.#of(name);
    const pending: Promise<unknown>[] = [];
    for (const [listener, { once }] of [...listeners]) {
      if (!listeners.has(listener)) continue;
      if (once) listeners.delete(listener);
      pending.push(...call(() => listener(payload), String(name)));
    }
    return pending.length > 0 ? Promise.all(pending) : undefined;
  }

  #of<Name extends keyof Events>(name: Name): Map<Listener<Name, Events>, { once: boolean }> {
    const listeners: Map<Listener<Name, Events>, { once: boolean }> = this.#registered[name] ?? new Map();
    this.#registered[name] = listeners;
    return listeners;
  }
}

function call(listener: () => unknown, name: string): Promise<unknown>[] {
  try {
    const result = listener();
    return result instanceof Promise ? [result.catch((error: unknown) => report(name, error))] : [];
  } catch (error) {
    report(name, error);
    return [];
  }
}

function report(name: string, error: unknown): void {
  console.error(`[@jkitsao/echo] A listener of "${name}" failed:`, error);
}
