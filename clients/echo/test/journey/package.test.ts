import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { SyncClient, SyncError } from "@jkitsao/echo";
import { expect, it, vi } from "vitest";
import { newPayments, serverUrl } from "./support/payments.js";

const require = createRequire(import.meta.url);

it("the CommonJS build works as the ES module does", async () => {
  const common: typeof import("@jkitsao/echo") = require("@jkitsao/echo");
  expect(Object.keys(common).sort()).toEqual(Object.keys({ SyncClient, SyncError }).sort());
  const payments = await newPayments();
  const seen = vi.fn<(id: string | undefined) => void>();
  const client = new common.SyncClient({ sourceId: payments.sourceId, secret: payments.secret, url: serverUrl });
  client.on("event", (event) => seen(event.CheckoutRequestID));
  const live = new Promise((resolve) => client.once("live", resolve));

  client.connect();
  await live;
  const paid = await payments.pay();

  await vi.waitFor(() => expect(seen.mock.calls).toEqual([[paid]]), 5_000);
  client.disconnect();
});

it.each(["browser.js", "browser.cjs"])(
  "the build %s takes the browser's WebSocket and leaves the page's variables to its bundler",
  (file) => {
    const text = readFileSync(new URL(`../../dist/${file}`, import.meta.url), "utf8");

    expect(text).not.toMatch(/["']ws["']/);
    expect(text).toContain("process.env.NEXT_PUBLIC_DEVHOOKS_URL");
  },
);
