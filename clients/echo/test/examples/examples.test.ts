import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startBrowser } from "../browser/support/start-browser.js";
import { Visit } from "../browser/support/visit.js";
import { newPayments, type Payments, serverUrl } from "../journey/support/payments.js";
import { Program } from "./support/program.js";

const WITHIN = { timeout: 30_000, interval: 20 };
const NEXT = "../node_modules/next/dist/bin/next";
/** Next compiles a page when it is first asked for. */
const COMPILING = { timeout: 60_000 };
const PAYER_TAKES_MS = "300";

let browser: Browser;
let payments: Payments;
let visit: Visit;
const programs: Program[] = [];

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(async () => {
  payments = await newPayments("payment-flow");
  visit = await Visit.by(browser);
});
afterEach(async () => {
  await visit.leave();
  await Promise.all(programs.splice(0).map((program) => program.stop()));
  expect(visit.errors).toEqual([]);
});

async function start(folder: string, args: readonly string[], environment?: NodeJS.ProcessEnv): Promise<string> {
  const { program, url } = await Program.start(folder, args, environment);
  programs.push(program);
  return url;
}

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return String(typeof address === "object" ? address?.port : address);
}

/** The shop with the stand-in of Daraja, both as their READMEs start them. */
async function startShop(): Promise<string> {
  const daraja = await start("stk-server", ["daraja-stand-in.mjs"], { PORT: "0", PAYER_TAKES_MS });
  return start("stk-server", ["server.mjs"], {
    PORT: "0",
    DARAJA_URL: daraja,
    DARAJA_KEY: "key",
    DARAJA_CONSUMER_SECRET: "secret",
    DEVHOOKS_URL: serverUrl,
    DEVHOOKS_SECRET: payments.secret,
  });
}

describe("Next.js", () => {
  it("the published page is in the example word for word", () => {
    const words = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

    expect(words("../browser/payment-page.jsx")).toContain(words("../../../../examples/nextjs/app/page.jsx"));
  });

  it.each([
    ["in development", "dev"],
    ["built for production", "start"],
  ])(
    "the published page, and the one whose secret a route handler mints, say that the payer paid, %s",
    async (_, way) => {
      const environment = {
        NODE_ENV: way === "dev" ? "development" : "production",
        NEXT_PUBLIC_DEVHOOKS_SECRET: payments.secret,
        NEXT_PUBLIC_DEVHOOKS_URL: serverUrl,
        DEVHOOKS_SECRET: payments.secret,
        DEVHOOKS_URL: serverUrl,
        NEXT_TELEMETRY_DISABLED: "1",
      };
      if (way === "start") await Program.run("nextjs", [NEXT, "build"], environment);
      const url = await start(
        "nextjs",
        [NEXT, way, "--hostname", "127.0.0.1", "--port", await freePort()],
        environment,
      );

      await visit.page.goto(url, COMPILING);
      await vi.waitFor(() => expect(visit.subscriptions).toBeGreaterThan(0), WITHIN);
      await payments.pay("order-1");
      await visit.sees("Payment confirmed");

      await visit.page.goto(`${url}/orders/order-2`, COMPILING);
      await visit.sees("Waiting for payment...");
      await payments.pay("order-2");
      await visit.sees("Payment confirmed");
    },
  );
});

describe.each([
  ["plain JavaScript, served by the shop itself", async () => startShop()],
  [
    "React with Vite, in strict mode",
    async () => {
      const shop = await startShop();
      const vite = [
        "../node_modules/vite/bin/vite.js",
        "--host",
        "127.0.0.1",
        "--port",
        await freePort(),
        "--strictPort",
      ];
      return start("react-vite", vite, { SHOP_URL: shop });
    },
  ],
])("%s", (_, open) => {
  it("starts a payment by STK push, and shows that it was paid", async () => {
    await visit.page.goto(await open());

    await visit.page.getByRole("button", { name: "Pay with M-Pesa" }).click();

    await visit.sees("Waiting for payment...");
    await visit.sees("Payment confirmed");
  });
});
