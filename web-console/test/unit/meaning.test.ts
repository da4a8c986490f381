import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { maskedPhone } from "../../src/features/events/event.js";
import { meaningOf } from "../../src/features/events/meaning.js";
import { outcomes } from "../../src/shared/texts/outcomes.js";

const RECOGNITION = fileURLToPath(new URL("../../../api/src/main/java/live/devhooks/api/recognition", import.meta.url));
const base = { id: "evt_1", seq: 1, source: "s", type: "mpesa_callback", receivedAt: "2026-11-24T02:11:09Z" };

test("every reason that the server has a word for is explained", () => {
  const texts = ["StkCode.java", "ResultCode.java"].map((name) => readFileSync(`${RECOGNITION}/${name}`, "utf8"));
  const reasons = texts.flatMap((text) => [...text.matchAll(/Map\.entry\([^,]+, "(\w+)"\)/g)].map(([, word]) => word));
  expect(readdirSync(RECOGNITION)).toContain("StkCode.java");
  expect(reasons.length).toBeGreaterThan(15);
  expect(reasons.filter((word) => word !== undefined && !(word in outcomes.byReason))).toEqual([]);
});

test("a code that nobody documents is a failure that says its code", () => {
  const payment = { status: "failed", resultCode: "SFC_IC0003", reason: "other" } as const;
  expect(meaningOf({ ...base, payment })).toContain("SFC_IC0003");
  expect(meaningOf(base)).toBe(outcomes.noPayment);
});

test("a phone number loses its middle, a hash its end", () => {
  expect(maskedPhone("254708374149")).toBe("2547•••149");
  expect(maskedPhone("2547 ***** 126")).toBe("2547 ***** 126");
  expect(maskedPhone("0123456789abcdef".repeat(4))).toBe("#01234567…");
  expect(maskedPhone(undefined)).toBe("");
});
