import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inABrowser } from "./support/as-person.js";
import { STATES } from "./support/states.js";

/** What keeps somebody from using a page, or makes it hard. */
const BAD = new Set(["serious", "critical"]);
/** Of the dark colours only what colours can do wrong. */
const OF_COLOURS = ["color-contrast"];

const world = inABrowser();

async function faults(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options = rules === undefined ? {} : { runOnly: { type: "rule", values: [...rules] } };
  const results = (await page.evaluate(
    async (given) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, given as axe.RunOptions),
    options,
  )) as axe.AxeResults;
  return results.violations
    .filter(({ impact }) => BAD.has(impact ?? ""))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/** Shows the page in these colours, and waits until it is shown in them. */
async function colour(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)))),
  );
}

test("no page has serious faults, light or dark; its policy blocks nothing of it; what is hostile stays text", async () => {
  const here = await world();
  const { page } = here.person;
  await colour(page, "light");
  const found: Record<string, string[]> = {};
  for (const { name, enter } of STATES) {
    await enter(here);
    await page.evaluate(axe.source);
    const light = await faults(page);
    await colour(page, "dark");
    const dark = await faults(page, OF_COLOURS);
    if (light.length + dark.length > 0) found[name] = [...light, ...dark];
    await colour(page, "light");
  }
  expect(found).toEqual({});
  expect(here.person.violations).toEqual([]);
  expect(here.person.errors).toEqual([]);
  await here.person.leaves();
}, 120_000);
