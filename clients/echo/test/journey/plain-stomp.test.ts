import { Client, type IMessage, Versions } from "@stomp/stompjs";
import { afterEach, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { deliver } from "../../demo/merchant.mjs";
import { newPayments, type Payments, requestToken, webSocketUrl } from "./support/payments.js";

const BODY = `{"Body": {"stkCallback": {
  "MerchantRequestID": "98358-32664279-1", "CheckoutRequestID": "ws_CO_13102022154520280711000103",
  "ResultCode": 0, "ResultDesc": "The service request is processed successfully.",
  "CallbackMetadata": {"Item": [{"Name": "Amount", "Value": 1.00}, {"Name": "MpesaReceiptNumber", "Value": "QJD4T7ZOT0"},
    {"Name": "Balance"}, {"Name": "TransactionDate", "Value": 20221013154544},
    {"Name": "PhoneNumber", "Value": 254711000103}]}}}}`;

let client: Client | undefined;

afterEach(async () => {
  await client?.deactivate();
});

const credentials = {
  "login and passcode": async ({ sourceId, secret }: Payments) => ({ login: sourceId, passcode: secret }),
  "a token": async ({ sourceId, secret }: Payments) => {
    const { token } = await requestToken(sourceId, secret);
    return { authorization: `Bearer ${token}` };
  },
};

it.each(Object.entries(credentials))("any STOMP client reads a stream with %s", async (_, connectHeaders) => {
  const payments = await newPayments();
  const messages: IMessage[] = [];
  const plain = new Client({
    webSocketFactory: () => new WebSocket(webSocketUrl, ["v12.stomp"]),
    connectHeaders: await connectHeaders(payments),
    reconnectDelay: 0,
  });
  client = plain;
  const subscribed = new Promise<void>((resolve, reject) => {
    plain.onStompError = (frame) => reject(new Error(frame.body));
    plain.onConnect = () => {
      plain.watchForReceipt("live", () => resolve());
      plain.subscribe("/topic/sources/payment-flow", (message) => messages.push(message), { receipt: "live" });
    };
  });
  plain.activate();
  await subscribed;

  await deliver(payments.callbackUrl, BODY);

  await vi.waitFor(() => expect(messages).toHaveLength(1), 5_000);
  const event = JSON.parse(messages[0]?.body ?? "");
  expect(messages[0]?.headers).toMatchObject({ "message-id": event.id, "content-type": "application/json" });
  expect(event).toMatchObject({ seq: 1, source: "payment-flow", type: "mpesa_callback", ResultCode: "0" });
  expect(event.payload).toEqual(JSON.parse(BODY));
  expect(messages[0]?.body).toContain(BODY);
});

it.each([Versions.V1_0, Versions.V1_1, Versions.V1_2])(
  "a client of STOMP %s reads, acknowledges and is sent what it refused",
  async (version) => {
    const payments = await newPayments();
    const messages: IMessage[] = [];
    const plain = new Client({
      webSocketFactory: () => new WebSocket(webSocketUrl),
      stompVersions: new Versions([version]),
      connectHeaders: { login: payments.sourceId, passcode: payments.secret },
      reconnectDelay: 0,
    });
    client = plain;
    // Without a colon: stompjs escapes none before STOMP 1.2, where 1.1 has it escaped.
    const headers = { id: "reader-1", receipt: "live-1", ack: "client-individual", "prefetch-count": "1" };
    const subscribed = new Promise<void>((resolve, reject) => {
      plain.onStompError = (frame) => reject(new Error(frame.body));
      plain.onConnect = () => {
        plain.watchForReceipt("live-1", () => resolve());
        plain.subscribe("/topic/sources/payment-flow", (message) => messages.push(message), headers);
      };
    });
    plain.activate();
    await subscribed;
    expect(plain.connectedVersion).toBe(version);

    const first = await payments.pay();
    const second = await payments.pay();
    await vi.waitFor(() => expect(messages).toHaveLength(1), 5_000);
    messages[0]?.nack();
    await vi.waitFor(() => expect(messages).toHaveLength(2), 5_000);
    messages[1]?.ack();
    await vi.waitFor(() => expect(messages).toHaveLength(3), 5_000);

    expect(messages.map((message) => JSON.parse(message.body).CheckoutRequestID)).toEqual([first, first, second]);
    await plain.deactivate();
  },
);
