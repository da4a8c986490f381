// A merchant's first minute: account, source, secret, subscription, a real STK callback, and the event that comes of it.
//   node demo/demo.mjs [--url http://localhost:8080]
import { parseArgs } from "node:util";
import { deliver, Failure, Merchant } from "./merchant.mjs";
import { stkSuccess } from "./stk-callback.mjs";

const LIMIT_MS = 30_000;
const SOURCE = "payment-flow";
const SESSION = "order-1001";

/** @param {string} text */
const say = (text) => console.log(text);

/** @param {number} milliseconds */
const ms = (milliseconds) => `${milliseconds.toFixed(1)} ms`;

function readUrl() {
  try {
    return parseArgs({ options: { url: { type: "string", default: "http://localhost:8080" } } }).values.url;
  } catch (cause) {
    throw new Failure("Usage: node demo/demo.mjs [--url http://localhost:8080]", { cause });
  }
}

async function loadClient() {
  try {
    return await import("@jkitsao/echo");
  } catch (cause) {
    throw new Failure("The client is not built yet: run npm ci and npm run build in clients/echo.", { cause });
  }
}

/**
 * @template {keyof import("@jkitsao/echo").SyncClientEvents} Name
 * @param {import("@jkitsao/echo").SyncClient} client
 * @param {Name} name
 * @returns {Promise<import("@jkitsao/echo").SyncClientEvents[Name]>}
 */
function next(client, name) {
  return new Promise((resolve, reject) => {
    client.once(name, resolve);
    client.on("error", (error) => {
      if (error.permanent) reject(new Failure(`The client was refused: ${error.message}`));
    });
  });
}

/** @param {string} url */
async function demo(url) {
  const { SyncClient } = await loadClient();
  const merchant = new Merchant(url);
  say(`1. Signed up as ${await merchant.signUp()}.`);
  const { callbackUrl } = await merchant.createSource(SOURCE);
  say(`2. Created the source ${SOURCE}. Daraja would be given its callback URL: ${callbackUrl}`);
  const { secret, prefix } = await merchant.createSecret(SOURCE);
  say(`3. Created a secret (${prefix}…), with which the client gets its tokens.`);

  const client = new SyncClient({ sourceId: SOURCE, secret, url });
  try {
    const live = next(client, "live");
    client.connect();
    await live;
    say(`4. The client is subscribed to ${SOURCE}, and live.`);

    const received = next(client, "event").then((event) => ({ event, at: performance.now() }));
    const sentAt = performance.now();
    await deliver(`${callbackUrl}/${SESSION}`, JSON.stringify(stkSuccess()));
    const answeredAt = performance.now();
    say(`5. Posted the STK callback of a paid ${SESSION}; it was answered after ${ms(answeredAt - sentAt)}.`);

    const { event, at } = await received;
    say(`6. The subscriber had the event ${ms(at - sentAt)} after the POST was sent:`);
    say(JSON.stringify(event, null, 2));
  } finally {
    client.disconnect();
  }
}

/** @param {unknown} error */
function fail(error) {
  const known = error instanceof Failure;
  console.error(known ? error.message : `The demo failed, is ./devhooks up running as it should? ${error}`);
  process.exit(1);
}

const overdue = () => fail(new Failure(`Nothing came within ${LIMIT_MS / 1000} s: what does ./devhooks up say?`));
setTimeout(overdue, LIMIT_MS).unref();
try {
  await demo(readUrl());
} catch (error) {
  fail(error);
}
