// A shop's server: starts STK pushes, and gives the page a secret that opens this payment only. Serves the page of ../plain.
//   DEVHOOKS_SECRET=sk_… DARAJA_URL=https://sandbox.safaricom.co.ke DARAJA_KEY=… DARAJA_CONSUMER_SECRET=… node server.mjs
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { Daraja } from "./daraja.mjs";
import { startSession } from "./devhooks.mjs";

const PORT = Number(process.env.PORT ?? 3000);
const MAX_BODY_CHARACTERS = 10_000;

const PAGE = new URL("../plain/index.html", import.meta.url);
const CLIENT = new URL("./browser.js", import.meta.resolve("@jkitsao/echo"));
const daraja = new Daraja(process.env);

/** The order, as the page asked for it; a shop would look up what it costs. */
async function orderIn(request) {
  let body = "";
  for await (const chunk of request) {
    body += chunk;
    if (body.length > MAX_BODY_CHARACTERS) throw new Error("The order is too long.");
  }
  return JSON.parse(body);
}

/** The session comes first: its stream keeps whatever arrives before the page has subscribed. */
async function pay(request) {
  const { order, phone, amount } = await orderIn(request);
  const { source, session, secret, callbackUrl, url } = await startSession(process.env, order);
  const { CheckoutRequestID } = await daraja.stkPush({ phone, amount, order, callbackUrl });
  return { source, session, secret, url, CheckoutRequestID };
}

const routes = {
  "GET /": async () => ["text/html; charset=utf-8", await readFile(PAGE)],
  "GET /echo.js": async () => ["text/javascript; charset=utf-8", await readFile(fileURLToPath(CLIENT))],
  "POST /pay": async (request) => ["application/json", JSON.stringify(await pay(request))],
};

const server = createServer(async (request, response) => {
  const route = routes[`${request.method} ${request.url}`];
  if (route === undefined) return response.writeHead(404).end();
  try {
    const [type, body] = await route(request);
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body);
  } catch (error) {
    console.error(error.message);
    response.writeHead(502, { "content-type": "application/json" }).end('{"error":"The payment could not be started."}');
  }
});

server.listen(PORT, "127.0.0.1", () => console.log(`The shop is at http://127.0.0.1:${server.address().port}`));
