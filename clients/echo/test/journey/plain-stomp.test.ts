import { Client, type IMessage } from "@stomp/stompjs";
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
