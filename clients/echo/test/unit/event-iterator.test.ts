import { beforeEach, describe, expect, it, vi } from "vitest";
import { EventIterator } from "../../src/event-iterator.js";
import { SyncError } from "../../src/sync-error.js";
import { event } from "../support/machine-drive.js";

const stream = { hold: vi.fn(), release: vi.fn(), leave: vi.fn() };
let iterator: EventIterator;

beforeEach(() => {
  for (const call of Object.values(stream)) call.mockReset();
  iterator = new EventIterator(4, stream);
});

const take = (...ids: string[]): Promise<void>[] => ids.map((id) => iterator.take(event(id)));
const next = async (): Promise<string | undefined> => (await iterator.next()).value?.id;

describe("an iterator", () => {
  it("gives what came before it was asked, and what comes after, in order", async () => {
    take("e1", "e2");
    expect([await next(), await next()]).toEqual(["e1", "e2"]);

    const third = next();
    take("e3");
    expect(await third).toBe("e3");
  });

  it("holds the stream when it is full, and releases it when half of that has been taken", async () => {
    take("e1", "e2", "e3");
    expect(stream.hold).not.toHaveBeenCalled();

    take("e4");
    expect(stream.hold).toHaveBeenCalledOnce();

    await next();
    expect(stream.release).not.toHaveBeenCalled();
    await next();
    expect(stream.release).toHaveBeenCalled();
  });

  it("says that an event was used when the next is asked for", async () => {
    const used = vi.fn();
    const [first] = take("e1");
    void first?.then(used);
    await next();
    await Promise.resolve();
    expect(used).not.toHaveBeenCalled();

    void iterator.next();
    await first;
    expect(used).toHaveBeenCalledOnce();
  });

  it("that is left in the middle of an event does not say that it was used", async () => {
    const used = vi.fn();
    const [first] = take("e1");
    void first?.then(used);
    await next();

    await iterator.return();
    await new Promise(setImmediate);

    expect(used).not.toHaveBeenCalled();
  });

  it("ends after what waits", async () => {
    take("e1");
    iterator.finish(undefined);

    expect(await next()).toBe("e1");
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it("ends with the error of a refusal, once", async () => {
    const error = new SyncError("secret-revoked", "No.", { permanent: true });
    const waiting = iterator.next();
    iterator.finish(error);

    await expect(waiting).rejects.toBe(error);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it("that is left lets the stream go", async () => {
    const waiting = iterator.next();

    await iterator.return();

    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(stream.leave).toHaveBeenCalledWith(iterator);
  });
});
