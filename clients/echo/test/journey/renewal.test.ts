import { SyncClient, type SyncError } from "@jkitsao/echo";
import { expect, it, vi } from "vitest";
import { newPayments, serverUrl } from "./support/payments.js";

/** One at the start and two renewals, each after four fifths of the server's five seconds: eight seconds. */
const TOKENS = 3;
const EVERY_MS = 250;

it("a client outlives its tokens on one connection, and misses nothing", { timeout: 45_000 }, async () => {
  const payments = await newPayments();
  const tokensAsked = vi.fn(() => payments.secret);
  const seen: (string | undefined)[] = [];
  const states: string[] = [];
  const errors: SyncError[] = [];
  const client = new SyncClient({ sourceId: payments.sourceId, secret: tokensAsked, url: serverUrl });
  client.on("event", (event) => seen.push(event.CheckoutRequestID));
  client.on("state", (state) => states.push(state));
  client.on("error", (error) => errors.push(error));
  const live = new Promise((resolve) => client.once("live", resolve));
  client.connect();
  await live;

  const ids: string[] = [];
  const failures: unknown[] = [];
  const posted: Promise<unknown>[] = [];
  const post = (): number =>
    posted.push(
      payments.pay().then(
        (id) => ids.push(id),
        (error) => failures.push(error),
      ),
    );
  const posting = setInterval(post, EVERY_MS);
  await vi.waitFor(() => expect(tokensAsked.mock.calls.length).toBeGreaterThanOrEqual(TOKENS), 30_000);
  clearInterval(posting);
  post();
  await Promise.all(posted);
  expect(failures).toEqual([]);

  await vi.waitFor(() => expect(seen).toHaveLength(ids.length), 5_000);
  expect([...seen].sort()).toEqual([...ids].sort());
  expect(states).toEqual(["connecting", "connected", "authenticated"]);
  expect(errors).toEqual([]);
  client.disconnect();
});
