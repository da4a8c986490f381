import { SyncClient, type SyncClientOptions, type SyncEvent, type SyncSubscription } from "@jkitsao/echo";
import { afterEach, expect, it, vi } from "vitest";
import { newPayments, type Payments, serverUrl } from "./support/payments.js";
import { Story } from "./support/story.js";
import { randomOf, WildProxy } from "./support/wild-proxy.js";

/** How long the network is bad; ten minutes, say, with DEVHOOKS_BAD_NETWORK_SECONDS=600. */
const SECONDS = Number(process.env["DEVHOOKS_BAD_NETWORK_SECONDS"] ?? 20);
const SEED = Number(process.env["DEVHOOKS_BAD_NETWORK_SEED"] ?? 1);
const TOKEN_LIFE_SECONDS = 5;
/** Fewer than an account may have in a day, however long the network is bad. */
const MOST_EVENTS = 4_000;
/** Twice the mean. */
const PAUSE_MS = Math.max(40, (2 * SECONDS * 1_000) / MOST_EVENTS);
const ITERATING = "iterating";
const CAUGHT_UP_WITHIN = { timeout: 40_000, interval: 50 };

/** One reader of the stream, and all that it was handed. */
interface Reader {
  readonly name: string;
  readonly client: SyncClient;
  readonly events: SyncEvent[];
  readonly story: Story;
  tokens: number;
}

const clients: SyncClient[] = [];
let proxy: WildProxy;

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await proxy.close();
});

function reader(name: string, payments: Payments, options: Partial<SyncClientOptions>): Reader {
  const secret = (): string => {
    read.tokens++;
    return payments.secret;
  };
  const client = new SyncClient({ sourceId: payments.sourceId, secret, url: proxy.url, replay: "all", ...options });
  const read: Reader = { name, client, events: [], story: Story.ofClient(client), tokens: 0 };
  if (name !== ITERATING) client.on("event", (event) => read.events.push(event));
  clients.push(client);
  client.connect();
  return read;
}

async function iterate(client: SyncClient | SyncSubscription, into: SyncEvent[]): Promise<void> {
  for await (const event of client.events({ limit: 3 })) {
    into.push(event);
    await new Promise(setImmediate);
  }
}

async function payFor(milliseconds: number, payments: Payments, random: () => number): Promise<string[]> {
  const paid: string[] = [];
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    paid.push(await payments.pay(random() < 0.3 ? "order-1" : undefined));
    await new Promise((resolve) => setTimeout(resolve, random() * PAUSE_MS));
  }
  return paid;
}

const ids = (events: readonly SyncEvent[]): unknown[] => events.map((event) => event.CheckoutRequestID);

/** Waits until a reader has as many events as it should, and then has just those; tells its story where it has not. */
async function expectJust(
  wanted: readonly SyncEvent[] | readonly string[],
  { name, events, story }: Reader,
): Promise<void> {
  const paid = wanted.map((event) => (typeof event === "string" ? event : event.CheckoutRequestID));
  try {
    await vi.waitFor(() => expect(events.length, name).toBeGreaterThanOrEqual(paid.length), CAUGHT_UP_WITHIN);
    expect(ids(events), name).toEqual(paid);
  } catch (error) {
    const missing = paid.flatMap((id, at) => (events.some((event) => event.CheckoutRequestID === id) ? [] : [at + 1]));
    throw new Error(`${name} misses number ${missing.join(", ")}\n${story.around(missing[0])}`, { cause: error });
  }
}

it(`hands every event over once, in order, with short-lived tokens (seed ${SEED})`, {
  timeout: SECONDS * 1_000 + 90_000,
}, async () => {
  const payments = await newPayments();
  proxy = await WildProxy.to(serverUrl, SEED);
  const readers = [
    reader("websocket", payments, {}),
    reader("sse", payments, { transport: "sse" }),
    reader("acknowledging", payments, { consumer: "shop", prefetch: 5 }),
  ];
  const iterating = reader(ITERATING, payments, {});
  const loops = [iterate(iterating.client, iterating.events)];
  const order = (readers[0] as Reader).client.subscribe({ session: "order-1" });
  const ofOrder: Reader = { ...(readers[0] as Reader), name: "order-1", events: [], story: Story.of(order) };
  order.on("event", (event) => ofOrder.events.push(event));

  const paid = await payFor(SECONDS * 1_000, payments, randomOf(SEED + 1));
  proxy.tame();

  for (const read of [...readers, iterating]) {
    await expectJust(paid, read);
    expect(
      read.events.map(({ seq }) => seq),
      read.name,
    ).toEqual(paid.map((_, n) => n + 1));
  }
  await expectJust(
    iterating.events.filter(({ session }) => session === "order-1"),
    ofOrder,
  );

  expect(proxy.cuts).toBeGreaterThan(SECONDS / 5);
  for (const { name, tokens } of readers) {
    expect(tokens, `${name} renewed its token`).toBeGreaterThan(SECONDS / TOKEN_LIFE_SECONDS / 2);
    expect(tokens, `${name} made no storm of renewals`).toBeLessThan(
      3 * (SECONDS / TOKEN_LIFE_SECONDS + proxy.cuts) + 5,
    );
  }
  console.log(
    `${paid.length} events, ${proxy.cuts} cuts, tokens: ${readers.map(({ name, tokens }) => `${name} ${tokens}`).join(", ")}`,
  );
  for (const client of clients) client.disconnect();
  await Promise.all(loops);
});
