import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { SyncEvent } from "../../src/sync-event.js";

/** What JavaScript makes of each member of an event. */
const kinds = {
  id: "string",
  seq: "number",
  source: "string",
  session: "string",
  type: "string",
  receivedAt: "string",
  ResultCode: "string",
  ResultDesc: "string",
  MerchantRequestID: "string",
  CheckoutRequestID: "string",
  Amount: "number",
  MpesaReceiptNumber: "string",
  TransactionDate: "string",
  PhoneNumber: "string",
  payment: "object",
  payload: "object",
  payloadEncoding: "string",
} satisfies Record<keyof SyncEvent, string>;

const goldens = ["event", "event-payer", "event-timeout"];

it.each(goldens)("the type of an event knows each member of the protocol's golden %s", (name) => {
  const golden: object = JSON.parse(
    readFileSync(new URL(`../../../../protocol/golden/${name}.json`, import.meta.url), "utf8"),
  );

  expect(kinds).toMatchObject(Object.fromEntries(Object.entries(golden).map(([name, value]) => [name, typeof value])));
});
