import { SyncClient, type SyncError } from "@jkitsao/echo";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { newPayments, type Payments, serverUrl } from "./support/payments.js";
import { TcpProxy } from "./support/tcp-proxy.js";

const WITHIN = { timeout: 15_000, interval: 20 };
const SESSION = "order 1é";
const SEGMENT = encodeURIComponent(SESSION);
let payments: Payments;
let proxy: TcpProxy;
let client: SyncClient;

beforeEach(async () => {
  payments = await newPayments();
  proxy = await TcpProxy.to(serverUrl);
  proxy.dropUpgrades();
});
afterEach(async () => {
  client.disconnect();
  await proxy.close();
});

it("behind a network without WebSockets, a client lives on Server-Sent Events by itself, beyond its tokens and over cuts", async () => {
  const tokens = vi.fn(() => payments.secret);
  const seen: unknown[] = [];
  const errors: SyncError[] = [];
  const paid = [await payments.pay(SEGMENT)];
  client = new SyncClient({
    sourceId: payments.sourceId,
    secret: tokens,
    url: proxy.through(serverUrl),
    session: SESSION,
  });
  client.on("event", (event) => seen.push(event.CheckoutRequestID));
  client.on("error", (error) => errors.push(error));

  client.connect();
  await client.ready();
  expect(seen).toEqual(paid);
  expect(errors.map(({ code }) => code)).toEqual(["connection-lost", "connection-lost"]);

  const tokensSoFar = tokens.mock.calls.length;
  await vi.waitFor(() => expect(tokens.mock.calls.length).toBeGreaterThan(tokensSoFar), WITHIN);
  paid.push(await payments.pay(SEGMENT));
  await vi.waitFor(() => expect(seen).toEqual(paid), WITHIN);
  expect(client.state).toBe("authenticated");

  const lost = new Promise((resolve) => client.once("reconnecting", resolve));
  proxy.cut();
  await lost;
  paid.push(await payments.pay(SEGMENT));
  proxy.mend();
  await vi.waitFor(() => expect(seen).toEqual(paid), WITHIN);
});
