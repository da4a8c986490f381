import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { serverUrl } from "./support/payments.js";

/** What `clients/openapi` is built to; it has a TypeScript of its own, and so is not compiled with this. */
const GENERATED = new URL("../../../openapi/dist/drive.js", import.meta.url).href;

it("a client that was made from the API's document works", async () => {
  const { drive } = await import(GENERATED);

  const seen = await drive(serverUrl, `generated-${randomUUID()}@example.com`, "correct horse of the generated client");

  expect(seen).toMatchObject({
    source: { source: "payment-flow", name: "payment-flow", burst: 20, paused: false, replacedCallbackUrls: [] },
    sourcesByKey: ["payment-flow"],
    destination: "/topic/sources/payment-flow/sessions/order-1",
    session: "order-1",
    actions: ["key.created", "secret.created", "source.created", "account.created"],
    refusal: { status: 403, code: "access-denied" },
  });
});
