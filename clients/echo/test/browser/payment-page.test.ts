import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { deliver } from "../../demo/merchant.mjs";
import { newPayments, type Payments, serverUrl } from "../journey/support/payments.js";
import { TcpProxy } from "../journey/support/tcp-proxy.js";
import { type Mode, type ServedPage, servePage } from "./support/serve-page.js";
import { startBrowser } from "./support/start-browser.js";
import { Visit } from "./support/visit.js";

const SCREENSHOT = fileURLToPath(new URL("../../test-output/payment-confirmed.png", import.meta.url));
const CANCELLED = new URL("../../../../protocol/daraja/stk_fail_1032_cancelled.json", import.meta.url);
const WITHIN = { timeout: 10_000, interval: 10 };
const OFFLINE = /net::ERR_INTERNET_DISCONNECTED/;
/** Which one it is depends on what the browser was about when the connection broke. */
const NO_NETWORK = /^(Failed to load resource: net::ERR_|WebSocket connection to \S+ failed: )/;

/** How often React mounts an effect. What the first mount of two would have begun is taken back before it asks for anything. */
const MOUNTS = { production: 1, development: 2 };
const MODES: Mode[] = ["production", "development"];

let browser: Browser;
let payments: Payments;
let proxy: TcpProxy;
let served: ServedPage | undefined;
let visit: Visit;
let expectedErrors: RegExp[];

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  served = undefined;
  expectedErrors = [];
  visit = await Visit.by(browser);
  proxy = await TcpProxy.to(serverUrl);
  payments = await newPayments("payment-flow");
});
afterEach(async () => {
  await visit.leave();
  await served?.close();
  await proxy.close();
  expect(visit.errors.filter((error) => !expectedErrors.some((expected) => expected.test(error)))).toEqual([]);
});

async function open(mode: Mode, secret = payments.secret): Promise<ServedPage> {
  served = await servePage(mode, {
    NEXT_PUBLIC_DEVHOOKS_SECRET: secret,
    NEXT_PUBLIC_DEVHOOKS_URL: proxy.through(serverUrl),
  });
  await visit.page.goto(served.url);
  await visit.sees("Waiting for payment...");
  return served;
}

async function openLive(mode: Mode): Promise<void> {
  await open(mode);
  await vi.waitFor(() => expect(visit.subscriptions).toBe(1), WITHIN);
}

/** Waits for a text, and tells how long it took, which no test judges. */
async function seesSince(start: number, what: string, text: string): Promise<void> {
  const seen = await visit.sees(text);
  console.log(`"${text}" was visible ${seen - start} ms after ${what}`);
}

function logged(beginning: string): string[] {
  return visit.logs.filter((line) => line.startsWith(beginning));
}

it("the page is made of the package's build for browsers, and has another origin than the server", async () => {
  const { modules, url } = await open("production");

  const own = modules.filter((path) => !path.includes("/node_modules/") && /\/(dist|src)\//.test(path));
  expect(own).toEqual([fileURLToPath(new URL("../../dist/browser.js", import.meta.url))]);
  expect(modules.join()).not.toContain("/node_modules/ws/");
  expect(new URL(url).origin).not.toBe(new URL(proxy.through(serverUrl)).origin);
});

it.each(MODES)("the page of a payer who pays says so (%s)", async (mode) => {
  await openLive(mode);

  const posted = Date.now();
  await payments.pay("order-1001");
  await seesSince(posted, `the POST (${mode})`, "Payment confirmed");
  if (mode === "production") await visit.page.screenshot({ path: SCREENSHOT });

  expect(await visit.page.evaluate(() => performance.getEntriesByName("mounted").length)).toBe(MOUNTS[mode]);
  expect(logged("Connected to payment stream")).toHaveLength(1);
  expect(logged("Payment callback received:")).toHaveLength(1);
});

it("a worker reads the stream as a page does", async () => {
  served = await servePage(
    "production",
    { NEXT_PUBLIC_DEVHOOKS_SECRET: payments.secret, NEXT_PUBLIC_DEVHOOKS_URL: proxy.through(serverUrl) },
    "worker.html",
  );
  await visit.page.goto(served.url);

  await payments.pay("order-1001");

  await visit.sees("Payment confirmed");
});

it("the page of a payer who cancels says so", async () => {
  await openLive("production");

  const posted = Date.now();
  await deliver(payments.callbackUrl, JSON.stringify(JSON.parse(readFileSync(CANCELLED, "utf8")).payload));
  await seesSince(posted, "the POST (cancelled)", "Payment failed");

  expect(logged("Payment callback received:")).toHaveLength(1);
});

it.each(MODES)("a wrong secret is told once, and asked with once (%s)", async (mode) => {
  const told = /^\[@jkitsao\/echo\] .* \(invalid-secret\)$/;
  expectedErrors = [told, /^Failed to load resource: .* status of 401/];
  await visit.page.clock.install();
  await open(mode, "sk_wrong");
  await vi.waitFor(() => expect(visit.errors).toContainEqual(expect.stringMatching(told)), WITHIN);

  await visit.page.clock.runFor("01:00:00");
  await visit.goOffline();
  await visit.goOnline();
  await payments.pay();

  expect(await visit.text()).toBe("Waiting for payment...");
  expect(visit.tokenRequests).toEqual({ sent: 1, abandoned: 0 });
  expect(visit.errors).toHaveLength(2);
});

it("what is paid while the page is offline for a moment is shown when it is back", async () => {
  expectedErrors = [OFFLINE];
  await openLive("production");

  await visit.goOffline();
  await payments.pay();
  expect(await visit.text()).toBe("Waiting for payment...");
  const back = Date.now();
  await visit.goOnline();
  await seesSince(back, "the page was back", "Payment confirmed");

  expect(logged("Payment callback received:")).toHaveLength(1);
});

it("what is paid while the page is offline and has lost its connection is shown when it is back", async () => {
  expectedErrors = [NO_NETWORK];
  await openLive("production");

  proxy.cut();
  await vi.waitFor(() => expect(visit.lostSockets).toBeGreaterThan(0), WITHIN);
  await visit.goOffline();
  await vi.waitFor(() => expect(visit.errors).toContainEqual(expect.stringMatching(OFFLINE)), WITHIN);
  await payments.pay();
  expect(await visit.text()).toBe("Waiting for payment...");
  proxy.mend();
  const back = Date.now();
  await visit.goOnline();
  await seesSince(back, "the page was back, with a new connection", "Payment confirmed");

  expect(logged("Payment callback received:")).toHaveLength(1);
});
