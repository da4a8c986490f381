import { describe, expect, it, vi } from "vitest";
import { Emitter } from "../../src/emitter.js";

describe("an emitter", () => {
  it("calls listeners in the order in which they came, each once", () => {
    const emitter = new Emitter();
    const calls: string[] = [];
    const first = (): unknown => calls.push("first");
    emitter.add("authenticated", first, false);
    emitter.add("authenticated", () => calls.push("second"), false);
    emitter.add("authenticated", first, false);

    emitter.emit("authenticated", undefined);

    expect(calls).toEqual(["first", "second"]);
  });

  it("calls a once listener once, even where it emits again", () => {
    const emitter = new Emitter();
    const listener = vi.fn(() => emitter.emit("live", { gap: true }));
    emitter.add("live", listener, true);

    emitter.emit("live", { gap: false });

    expect(listener.mock.calls).toEqual([[{ gap: false }]]);
  });

  it.each([true, false])("takes listeners back (once: %s), also while it calls them", (once) => {
    const emitter = new Emitter();
    const listener = vi.fn();
    emitter.add("connected", () => emitter.remove("connected", listener), false);
    emitter.add("connected", listener, once);

    emitter.emit("connected", undefined);

    expect(listener).not.toHaveBeenCalled();
  });

  it.each([
    [
      "throws",
      (): unknown => {
        throw new Error("broken");
      },
    ],
    ["rejects", (): unknown => Promise.reject(new Error("broken"))],
  ])("reports a listener that %s and goes on", async (_, broken) => {
    const reported = vi.spyOn(console, "error").mockReturnValue();
    const emitter = new Emitter();
    const next = vi.fn();
    emitter.add("disconnected", broken, false);
    emitter.add("disconnected", next, false);

    emitter.emit("disconnected", undefined);

    expect(next).toHaveBeenCalledOnce();
    await vi.waitFor(() =>
      expect(reported).toHaveBeenCalledWith(expect.stringContaining('"disconnected"'), new Error("broken")),
    );
  });
});
