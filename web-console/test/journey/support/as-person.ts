import type { Browser } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { startBrowser } from "./browser.js";
import { type World, worldOf } from "./world.js";

/** One browser for all tests of a file; gives a way to make a world in it. */
export function inABrowser(): (url?: string) => Promise<World> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  return (url = inject("serverUrl")) => worldOf(url, browser);
}
