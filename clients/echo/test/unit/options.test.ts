import { describe, expect, it } from "vitest";
import { wishOf } from "../../src/options.js";

describe("the stream", () => {
  it("is the token's own for the client, and the source's for a subscription", () => {
    expect(wishOf(0, "payment-flow", {}).destination).toBeUndefined();
    expect(wishOf(1, "payment-flow", {}).destination).toBe("/topic/sources/payment-flow");
  });

  it("is the session's where one is asked for, as one path segment", () => {
    const { destination } = wishOf(0, "payment-flow", { session: "order/1 é" });

    expect(destination).toBe("/topic/sources/payment-flow/sessions/order%2F1%20%C3%A9");
  });

  it.each([
    [{}, "none"],
    [{ ack: "auto" }, "none"],
    [{ consumer: "shop" }, "auto"],
    [{ consumer: "shop", ack: "auto" }, "auto"],
    [{ consumer: "shop", ack: "manual" }, "manual"],
    [{ ack: "manual" }, "manual"],
  ] as const)("with %j is acknowledged: %s", (options, acknowledging) => {
    expect(wishOf(0, "payment-flow", options)).toMatchObject({ acknowledging, prefetch: 1_000 });
  });
});
