import { expect, test } from "vitest";
import { inABrowser } from "./support/as-person.js";
import { pay, post } from "./support/callbacks.js";

/** As the server is started with. */
const DAILY_EVENTS = 10;

const world = inABrowser();

test("who comes near the day's limit is warned, and told why more is refused", async () => {
  const { person, callbackUrl } = await world();
  await person.isGivenPlan("tiny");
  for (let sent = 0; sent < DAILY_EVENTS * 0.8; sent++) await pay(callbackUrl);
  await person.opens("/usage");
  await person.page.getByText("80 % of today's events are used").waitFor();
  await person.page.getByText("2 left").waitFor();

  for (let sent = 0; sent < DAILY_EVENTS * 0.2; sent++) await pay(callbackUrl);
  await expect.poll(() => post(callbackUrl, "{}", "application/json")).toBe(429);
  await person.opens("/sources/payment-flow");
  await person.page.getByText("Today's events are used up").waitFor();

  await person.opens("/sources/payment-flow/connect");
  await person.presses("Send test payment");
  await person.page.getByRole("alert").getByText("The account has had its events of the day").waitFor();
  await expect
    .poll(
      async () => {
        await person.opens("/usage");
        return person.page.getByText("Over the day's limit").or(person.page.getByText("None was refused.")).innerText();
      },
      { timeout: 20_000 },
    )
    .toBe("Over the day's limit");
  await person.leaves();
});
