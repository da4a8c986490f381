// Stands in for Daraja on this machine: takes an STK push as Safaricom does, and calls back as a payer who pays, or, with an amount of 1032, cancels.
//   PORT=3001 node daraja-stand-in.mjs
import { randomInt } from "node:crypto";
import { createServer } from "node:http";

const PORT = Number(process.env.PORT ?? 3001);
/** How long the payer takes to type the PIN. */
const PAYER_TAKES_MS = Number(process.env.PAYER_TAKES_MS ?? 3_000);
const CANCELLING_AMOUNT = 1032;
const NEEDED = ["BusinessShortCode", "Password", "Timestamp", "Amount", "PartyA", "PartyB", "PhoneNumber", "CallBackURL"];

function callbackOf({ Amount, PhoneNumber, Timestamp }, ids) {
  if (Number(Amount) === CANCELLING_AMOUNT) {
    return { Body: { stkCallback: { ...ids, ResultCode: 1032, ResultDesc: "Request cancelled by user" } } };
  }
  const Item = [
    { Name: "Amount", Value: Number(Amount) },
    { Name: "MpesaReceiptNumber", Value: `Q${randomInt(36 ** 8, 36 ** 9).toString(36).toUpperCase()}` },
    { Name: "Balance" },
    { Name: "TransactionDate", Value: Number(Timestamp) },
    { Name: "PhoneNumber", Value: Number(PhoneNumber) },
  ];
  const ResultDesc = "The service request is processed successfully.";
  return { Body: { stkCallback: { ...ids, ResultCode: 0, ResultDesc, CallbackMetadata: { Item } } } };
}

async function callBack(push, ids) {
  const body = JSON.stringify(callbackOf(push, ids));
  const headers = { "content-type": "application/json;charset=UTF-8" };
  const response = await fetch(push.CallBackURL, { method: "POST", headers, body });
  console.log(`Called back for ${ids.CheckoutRequestID}: ${response.status}`);
}

function accept(push) {
  const missing = NEEDED.filter((name) => !push[name]);
  if (missing.length > 0) return [400, { errorCode: "400.002.02", errorMessage: `Bad Request - Invalid ${missing[0]}` }];
  const ids = {
    MerchantRequestID: `${randomInt(10_000, 99_999)}-${randomInt(10_000_000, 99_999_999)}-1`,
    CheckoutRequestID: `ws_CO_${push.Timestamp}${randomInt(100_000_000, 999_999_999)}`,
  };
  setTimeout(() => callBack(push, ids).catch((error) => console.error(error.message)), PAYER_TAKES_MS);
  const said = { ResponseDescription: "Success. Request accepted for processing", CustomerMessage: "Success. Request accepted for processing" };
  return [200, { ...ids, ResponseCode: "0", ...said }];
}

async function answer(request) {
  if (request.url.startsWith("/oauth/v1/generate")) return [200, { access_token: "stand-in", expires_in: "3599" }];
  if (request.url !== "/mpesa/stkpush/v1/processrequest") return [404, {}];
  if (request.headers.authorization !== "Bearer stand-in") return [401, { errorCode: "404.001.03", errorMessage: "Invalid Access Token" }];
  let body = "";
  for await (const chunk of request) body += chunk;
  return accept(JSON.parse(body));
}

const server = createServer(async (request, response) => {
  const [status, body] = await answer(request);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
});
server.listen(PORT, "127.0.0.1", () => console.log(`Daraja's stand-in is at http://127.0.0.1:${server.address().port}`));
