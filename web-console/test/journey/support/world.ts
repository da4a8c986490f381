import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { deliver } from "../../../../clients/echo/demo/merchant.mjs";
import { pay, post } from "./callbacks.js";
import { Person } from "./person.js";

const SAMPLES = new URL("../../../../protocol/daraja/", import.meta.url);

/** Callbacks of many kinds, as they came in the wild. */
const VARIETY = [
  "c2b_confirmation_v2_masked",
  "stk_fail_1032_cancelled",
  "c2b_validation_v2_masked",
  "stk_fail_1037_ds_timeout",
  "b2c_result_success",
  "stk_fail_2001_wrong_pin",
  "b2c_timeout_echoed_request",
];
const SEGMENTS: Record<string, string> = {
  c2b_confirmation_v2_masked: "c2b-confirmation",
  c2b_validation_v2_masked: "c2b-validation",
  b2c_timeout_echoed_request: "queue-timeout",
  b2c_result_success: "result",
};

/** What would do harm where it is taken for more than text: a picture that calls, marks that turn a line round, NUL. */
export const HOSTILE = `<img src=x onerror="alert(1)">\u202egnp.exe\u0000</script><script>alert(2)</script>`;

/** Somebody with a source, and payments in it. */
export interface World {
  readonly person: Person;
  readonly callbackUrl: string;
}

export async function worldOf(url: string, browser: Browser): Promise<World> {
  const person = await Person.at(url, browser);
  await person.signsUp();
  await person.makesSource("payment-flow");
  return { person, callbackUrl: await person.callbackUrl() };
}

/** Payments of many kinds, each for an order of its own where its kind lets it. */
export async function receiveVariety(callbackUrl: string): Promise<void> {
  for (const [index, name] of VARIETY.entries()) {
    await pay(callbackUrl, `order-${1001 + index}`);
    const { payload } = JSON.parse(readFileSync(new URL(`${name}.json`, SAMPLES), "utf8"));
    await deliver(`${callbackUrl}/${SEGMENTS[name] ?? `order-${2001 + index}`}`, JSON.stringify(payload));
  }
  await pay(callbackUrl, "order-1999");
}

/** A webhook whose every text is hostile, and which has one very long line. */
export async function receiveHostile(callbackUrl: string): Promise<void> {
  const body = { [HOSTILE]: HOSTILE, line: "x".repeat(200_000), Body: { stkCallback: { ResultDesc: HOSTILE } } };
  await post(callbackUrl, JSON.stringify(body), "application/json");
}
