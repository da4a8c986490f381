/** A language that people start a payment in. */
export interface Sample {
  readonly id: string;
  readonly label: string;
  readonly code: (callbackUrl: string) => string;
}

const ENDPOINT = "https://sandbox.safaricom.co.ke/mpesa/stkpush/v1/processrequest";

const body = (callbackUrl: string, indent: string): string =>
  [
    `"BusinessShortCode": "174379"`,
    `"Password": "YOUR_PASSWORD"`,
    `"Timestamp": "YOUR_TIMESTAMP"`,
    `"TransactionType": "CustomerPayBillOnline"`,
    `"Amount": "1"`,
    `"PartyA": "254708374149"`,
    `"PartyB": "174379"`,
    `"PhoneNumber": "254708374149"`,
    `"CallBackURL": "${callbackUrl}/order-1001"`,
    `"AccountReference": "order-1001"`,
    `"TransactionDesc": "Order 1001"`,
  ].join(`,\n${indent}`);

const curl = (callbackUrl: string): string => `curl ${ENDPOINT} \\
  -H "Authorization: Bearer $ACCESS_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{
  ${body(callbackUrl, "  ")}
}'`;

const node = (callbackUrl: string): string => `const response = await fetch("${ENDPOINT}", {
  method: "POST",
  headers: {
    "Authorization": \`Bearer \${process.env.ACCESS_TOKEN}\`,
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    ${body(callbackUrl, "    ")},
  }),
});
console.log(await response.json());`;

const java = (callbackUrl: string): string => `String body = """
    {
      ${body(callbackUrl, "      ")}
    }
    """;
HttpRequest request = HttpRequest.newBuilder(URI.create("${ENDPOINT}"))
    .header("Authorization", "Bearer " + System.getenv("ACCESS_TOKEN"))
    .header("Content-Type", "application/json")
    .POST(HttpRequest.BodyPublishers.ofString(body))
    .build();
HttpResponse<String> response = HttpClient.newHttpClient()
    .send(request, HttpResponse.BodyHandlers.ofString());
System.out.println(response.body());`;

const python = (callbackUrl: string): string => `import os
import requests

response = requests.post(
    "${ENDPOINT}",
    headers={"Authorization": f"Bearer {os.environ['ACCESS_TOKEN']}"},
    json={
        ${body(callbackUrl, "        ")},
    },
)
print(response.json())`;

/** The STK push request, ready but for the merchant's own credentials. */
export const SAMPLES: readonly Sample[] = [
  { id: "curl", label: "curl", code: curl },
  { id: "node", label: "Node", code: node },
  { id: "java", label: "Java", code: java },
  { id: "python", label: "Python", code: python },
];

/** The page that waits for the payment. */
export const pageSample = (source: string): string => `import { SyncClient } from "@jkitsao/echo";

const client = new SyncClient({ sourceId: "${source}", session: "order-1001", secret: sessionSecret });
client.on("event", (event) => {
  if (event.payment?.status === "paid") showReceipt(event.payment.receipt);
});
client.connect();`;
