import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startBrowser } from "./support/browser.js";
import { Person } from "./support/person.js";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test("a new user sees a first test payment, and nothing that the page's policy had to block", async () => {
  const person = await Person.at(inject("serverUrl"), browser);
  await person.signsUp();
  await person.makesSource("payment-flow");
  const url = await person.callbackUrl();
  expect(url).toMatch(/^http:\/\/localhost:\d+\/in\/\w{28}$/);
  for (const language of ["curl", "Node", "Java", "Python"]) {
    await person.page.getByRole("tab", { name: language }).click();
    await person.page.getByRole("tabpanel").getByText(`${url}/order-1001`).waitFor();
  }

  await person.page.getByText("Live", { exact: true }).waitFor();
  await person.presses("Send test payment");

  const arrivals = person.page.getByRole("log", { name: "Arrivals" });
  await arrivals.getByText("Paid").waitFor();
  await arrivals.getByText(/Received, kept and pushed to this page/).waitFor();
  await arrivals.getByRole("link").click();
  await person.heading("Event 1").waitFor();
  await person.page.getByText(/The payer has paid/).waitFor();
  expect(person.violations).toEqual([]);
  expect(person.errors).toEqual([]);
  await person.leaves();
});
