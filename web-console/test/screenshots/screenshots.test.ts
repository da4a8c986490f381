import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, inject, test } from "vitest";
import { startBrowser } from "../journey/support/browser.js";
import { STATES } from "../journey/support/states.js";
import { worldOf } from "../journey/support/world.js";

const ALL = fileURLToPath(new URL("../../test-output/screenshots", import.meta.url));
const OF_DOCUMENTS = fileURLToPath(new URL("../../../docs/screenshots", import.meta.url));
const SHOWN = ["payments-desktop-light", "connect-desktop-light", "event-paid-phone-dark", "usage-desktop-light"];

const WIDTHS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
const SCHEMES = ["light", "dark"] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
  mkdirSync(ALL, { recursive: true });
  mkdirSync(OF_DOCUMENTS, { recursive: true });
});
afterAll(() => browser.close());

test("pictures of every page in its states", async () => {
  const world = await worldOf(inject("serverUrl"), browser);
  const { page } = world.person;
  for (const state of STATES) {
    await state.enter(world);
    for (const [width, size] of Object.entries(WIDTHS)) {
      await page.setViewportSize(size);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.screenshot({ path: join(ALL, `${state.name}-${width}-${colorScheme}.png`), animations: "disabled" });
      }
    }
    await page.setViewportSize(WIDTHS.desktop);
    await page.emulateMedia({ colorScheme: "light" });
  }
  for (const name of SHOWN) copyFileSync(join(ALL, `${name}.png`), join(OF_DOCUMENTS, `${name}.png`));
  await world.person.leaves();
});
