import { expect, test } from "vitest";
import { stkSuccess } from "../../../clients/echo/demo/stk-callback.mjs";
import { inABrowser } from "./support/as-person.js";
import { pay, post } from "./support/callbacks.js";
import type { Person } from "./support/person.js";

const world = inABrowser();

async function opensPayments(person: Person): Promise<void> {
  await person.opens("/sources/payment-flow");
  await person.page.getByText("Live", { exact: true }).waitFor();
}

test("a payment that arrives while the list is paused waits until somebody catches up", async () => {
  const { person, callbackUrl } = await world();
  const before = await pay(callbackUrl, "order-1");
  await opensPayments(person);
  await person.row(before).waitFor();

  await person.presses("Pause");
  const meanwhile = await pay(callbackUrl, "order-2");
  await person.page.getByText("Paused, 1 new").waitFor();
  expect(await person.row(meanwhile).count()).toBe(0);

  await person.presses("Catch up");
  await person.row(meanwhile).waitFor();
  const rows = person.page.getByRole("row");
  expect(await rows.nth(1).innerText()).toContain(meanwhile);
  expect(await rows.nth(2).innerText()).toContain(before);
  await person.leaves();
});

test("a payment is found by its receipt, by hand and as it comes, and opened by the keyboard", async () => {
  const { person, callbackUrl } = await world();
  await pay(callbackUrl);
  const wanted = await pay(callbackUrl, "order-wanted");
  const other = await pay(callbackUrl);
  await opensPayments(person);
  await person.row(other).waitFor();

  await person.page.keyboard.press("/");
  await person.page.keyboard.type(wanted.toLowerCase());
  await person.page.waitForURL((url) => url.searchParams.get("q") === wanted.toLowerCase());
  await person.row(wanted).waitFor();
  await expect.poll(() => person.page.getByRole("row").count()).toBe(2);
  await pay(callbackUrl);
  await person.page.getByRole("row").nth(1).focus();
  await person.page.keyboard.press("Enter");

  await person.page.getByText("order-wanted", { exact: true }).waitFor();
  await person.page.goBack();
  await person.row(wanted).waitFor();
  expect(await person.page.getByRole("row").count()).toBe(2);
  await person.leaves();
});

test("a payment that was reported twice is one, and says so", async () => {
  const { person, callbackUrl } = await world();
  const body = JSON.stringify(stkSuccess());
  expect(await post(callbackUrl, body, "application/json")).toBe(200);
  expect(await post(callbackUrl, body, "application/json")).toBe(200);
  await opensPayments(person);
  const rows = person.page.getByRole("row");
  await expect.poll(() => rows.count()).toBe(2);

  await rows.nth(1).click();

  await person.page.getByText("Came once more", { exact: true }).waitFor();
  await person.leaves();
});

test("ten thousand payments are as few elements as ten", async () => {
  const { person, callbackUrl } = await world();
  await pay(callbackUrl);
  await person.page.route(/\/events\?.*limit=100/, (route) =>
    route.fulfill({ json: pageOf(TEN_THOUSAND, route.request().url()) }),
  );
  await opensPayments(person);
  const grid = person.page.getByRole("grid");
  await person.page.getByRole("row").nth(1).focus();
  await expect
    .poll(
      async () => {
        await person.page.keyboard.press("End");
        return grid.getAttribute("aria-rowcount");
      },
      { timeout: 60_000, interval: 20 },
    )
    .toBe(String(TEN_THOUSAND + 1));

  expect(await person.page.getByRole("row").count()).toBeLessThan(60);
  await person.page.keyboard.press("Home");
  const first = person.page.locator("[aria-rowindex='2']");
  await first.waitFor();
  expect(await first.innerText()).toContain(receiptOf(TEN_THOUSAND));
  expect(person.errors).toEqual([]);
  await person.leaves();
});

const TEN_THOUSAND = 10_000;
const receiptOf = (seq: number): string => `RCPT${String(seq).padStart(6, "0")}`;

/** A page of so many events, as the API would give it, behind the one that the request names. */
function pageOf(count: number, url: string): object {
  const { searchParams } = new URL(url);
  const before = Number(searchParams.get("before")?.replace("evt_", "") ?? count + 1);
  const limit = Number(searchParams.get("limit"));
  const events = Array.from({ length: Math.min(limit, before - 1) }, (_, index) => {
    const seq = before - 1 - index;
    const payment = { status: "paid", reason: "success", amount: 1, receipt: receiptOf(seq), phone: "254711000103" };
    const receivedAt = new Date().toISOString();
    return { id: `evt_${seq}`, seq, source: "payment-flow", type: "mpesa_callback", receivedAt, payment, payload: {} };
  });
  return { events, next: before - limit > 1 ? `evt_${before - limit}` : null };
}
