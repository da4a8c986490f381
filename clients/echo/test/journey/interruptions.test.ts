import { SyncClient, type SyncError } from "@jkitsao/echo";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { newPayments, type Payments, requestToken, serverUrl } from "./support/payments.js";
import { TcpProxy } from "./support/tcp-proxy.js";

let payments: Payments;
let proxy: TcpProxy;
let client: SyncClient;
let seen: (string | undefined)[];

beforeEach(async () => {
  payments = await newPayments();
  proxy = await TcpProxy.to(serverUrl);
  seen = [];
  client = new SyncClient({
    sourceId: payments.sourceId,
    getToken: async () => {
      const issued = await requestToken(payments.sourceId, payments.secret);
      return { ...issued, url: proxy.through(issued.url) };
    },
  });
  client.on("event", (event) => seen.push(event.CheckoutRequestID));
});
afterEach(async () => {
  client.disconnect();
  await proxy.close();
});

function next(name: "live" | "reconnecting"): Promise<unknown> {
  return new Promise((resolve) => client.once(name, resolve));
}

async function payAll(count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push(await payments.pay());
  return ids;
}

it("what is posted before, during and after cuts comes once, in order", async () => {
  const paid: string[] = [];
  const first = next("live");
  client.connect();
  await first;

  for (let cut = 0; cut < 3; cut++) {
    paid.push(...(await payAll(5)));
    const noticed = next("reconnecting");
    proxy.cut();
    paid.push(...(await payAll(5)));
    await noticed;
    const again = next("live");
    proxy.mend();
    await again;
  }
  paid.push(...(await payAll(5)));

  await vi.waitFor(() => expect(seen).toHaveLength(paid.length), 10_000);
  expect(seen).toEqual(paid);
});

it.each([0, 2])("a cut before the first event of a stream with %d older ones loses nothing", async (older) => {
  await payAll(older);
  const first = next("live");
  client.connect();
  await first;

  const noticed = next("reconnecting");
  proxy.cut();
  await noticed;
  const paid = await payAll(3);
  proxy.mend();

  await vi.waitFor(() => expect(seen).toEqual(paid), 10_000);
});

it("what is posted between disconnect and connect comes once", async () => {
  const first = next("live");
  client.connect();
  await first;
  const paid = await payAll(2);
  await vi.waitFor(() => expect(seen).toEqual(paid), 5_000);

  client.disconnect();
  paid.push(...(await payAll(2)));
  const again = next("live");
  client.connect();
  await again;

  expect(seen).toEqual(paid);
});

it("a wrong secret ends in one permanent error", async () => {
  const errors: SyncError[] = [];
  const tokensAsked = vi.fn(() => "sk_wrong");
  const refused = new SyncClient({ sourceId: payments.sourceId, secret: tokensAsked, url: serverUrl });
  refused.on("error", (error) => errors.push(error));
  const ended = new Promise((resolve) => refused.once("disconnected", resolve));

  refused.connect();
  await ended;

  expect(errors).toMatchObject([{ code: "invalid-secret", permanent: true, problem: { status: 401 } }]);
  expect(tokensAsked).toHaveBeenCalledOnce();
  expect(refused.state).toBe("disconnected");
});
