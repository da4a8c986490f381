import { SyncClient } from "@jkitsao/echo";
import { afterEach, expect, it, vi } from "vitest";
import { newPayments, serverUrl } from "./support/payments.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

it("the published payment page learns that the payer paid", async () => {
  const payments = await newPayments("payment-flow");
  vi.stubEnv("DEVHOOKS_URL", serverUrl);
  vi.stubEnv("NEXT_PUBLIC_DEVHOOKS_SECRET", payments.secret);
  const setPaymentStatus = vi.fn<(status: string) => void>();
  const authenticated = vi.fn<() => void>();

  // From here on as in the page.
  const client = new SyncClient({
    sourceId: "payment-flow",
    secret: process.env["NEXT_PUBLIC_DEVHOOKS_SECRET"],
  });

  client.on("authenticated", () => {
    authenticated();
  });

  client.on("event", (data) => {
    if (data.type === "mpesa_callback") {
      setPaymentStatus(data.ResultCode === "0" ? "success" : "failed");
    }
  });

  const live = new Promise((resolve) => client.once("live", resolve));
  client.connect();
  // To here.

  await live;
  expect(authenticated).toHaveBeenCalledOnce();
  await payments.pay("order-1001");
  await vi.waitFor(() => expect(setPaymentStatus.mock.calls).toEqual([["success"]]), 5_000);

  client.disconnect();
  expect(client.state).toBe("disconnected");
});

it("a client of one session gets what that session had, and nothing of another", async () => {
  const payments = await newPayments();
  const before = await payments.pay("order-1");
  await payments.pay("order-2");
  const seen: (string | undefined)[] = [];
  const client = new SyncClient({
    sourceId: payments.sourceId,
    secret: payments.secret,
    session: "order-1",
    url: serverUrl,
  });
  client.on("event", (event) => seen.push(event.CheckoutRequestID));
  const live = new Promise((resolve) => client.once("live", resolve));

  client.connect();
  await live;
  expect(seen).toEqual([before]);

  await payments.pay("order-2");
  const after = await payments.pay("order-1");
  await vi.waitFor(() => expect(seen).toEqual([before, after]), 5_000);
  client.disconnect();
});
