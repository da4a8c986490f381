import { SyncClient, type SyncClientOptions, type SyncEvent } from "@jkitsao/echo";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { newPayments, type Payments, serverUrl } from "./support/payments.js";

const WITHIN = { timeout: 10_000, interval: 20 };
const clients: SyncClient[] = [];
let payments: Payments;

beforeEach(async () => {
  payments = await newPayments();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});

interface Reading {
  readonly client: SyncClient;
  readonly events: SyncEvent[];
}

async function read(options: Partial<SyncClientOptions>, onEvent?: (event: SyncEvent) => unknown): Promise<Reading> {
  const { sourceId, secret } = payments;
  const client = new SyncClient({ sourceId, secret, url: serverUrl, consumer: "shop", ...options });
  const events: SyncEvent[] = [];
  client.on("event", (event) => {
    events.push(event);
    return onEvent?.(event);
  });
  clients.push(client);
  client.connect();
  await client.ready();
  return { client, events };
}

const ids = (events: readonly SyncEvent[]): unknown[] => events.map((event) => event.CheckoutRequestID);

async function payAll(count: number): Promise<string[]> {
  const paid: string[] = [];
  while (paid.length < count) paid.push(await payments.pay());
  return paid;
}

it("who comes back under a name goes on after what was done, in another process, too", async () => {
  const first = await read({});
  const paid = await payAll(3);
  await vi.waitFor(() => expect(ids(first.events)).toEqual(paid), WITHIN);
  first.client.disconnect();

  const missed = await payAll(2);
  const second = await read({});

  await vi.waitFor(() => expect(ids(second.events)).toEqual(missed), WITHIN);
});

it("what was not done when the process ended comes again", async () => {
  const first = await read({}, (event) => (event.seq === 2 ? new Promise(() => undefined) : undefined));
  const paid = await payAll(3);
  await vi.waitFor(() => expect(ids(first.events)).toEqual(paid), WITHIN);
  await vi.waitFor(() => expect(first.client.lastEventId).toBe(first.events[0]?.id), WITHIN);
  first.client.disconnect();

  const second = await read({});

  await vi.waitFor(() => expect(ids(second.events)).toEqual(paid.slice(1)), WITHIN);
});

it("a reader that says so itself gets no more than it has room for, and again what it could not use", async () => {
  const { client, events } = await read({ ack: "manual", prefetch: 2 });
  const paid = await payAll(4);
  await vi.waitFor(() => expect(ids(events)).toEqual(paid.slice(0, 2)), WITHIN);
  const [first, second] = events as [SyncEvent, SyncEvent];

  client.nack(first);
  await vi.waitFor(() => expect(ids(events)).toEqual([...paid.slice(0, 2), paid[0]]), WITHIN);
  client.ack(first);
  client.ack(second);

  await vi.waitFor(() => expect(ids(events)).toEqual([...paid.slice(0, 2), paid[0], ...paid.slice(2)]), WITHIN);
});
