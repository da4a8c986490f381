import { expect, test } from "vitest";
import { inABrowser } from "../journey/support/as-person.js";
import { pay } from "../journey/support/callbacks.js";
import { evenly } from "./support.js";

const PER_SECOND = 200;
const SECONDS = 20;

const world = inABrowser();

test("how long the page of payments is busy at a time while they come", async () => {
  const { person, callbackUrl } = await world();
  await person.isGivenPlan("large");
  await person.opens("/sources/payment-flow");
  await person.page.getByText("Live", { exact: true }).waitFor();
  const tasks = await person.page.evaluateHandle(() => {
    const durations: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durations.push(duration);
    });
    observer.observe({ type: "longtask" });
    return durations;
  });

  const began = performance.now();
  const done = await evenly(PER_SECOND, SECONDS, () => pay(callbackUrl));
  const rate = done / ((performance.now() - began) / 1_000);
  const last = await pay(callbackUrl);
  const paid = performance.now();
  await person.row(last).waitFor();
  const shown = performance.now() - paid;

  const long = await tasks.jsonValue();
  expect(person.errors).toEqual([]);
  console.log(
    `${done} payments, ${rate.toFixed(0)} in a second: ${long.length} tasks of 50 ms or more, the longest ${Math.max(0, ...long).toFixed(0)} ms; the next one was shown after ${shown.toFixed(0)} ms`,
  );
  await person.leaves();
});
