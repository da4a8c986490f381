import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { build, preview } from "vite";
import { inject, test, vi } from "vitest";
import { startBrowser } from "../journey/support/browser.js";
import { median } from "./support.js";

const ROUNDS = 21;
const EMPTY = fileURLToPath(new URL("empty", import.meta.url));
/** Said of one answer, and not how a browser is to treat the page. */
const OF_ONE_ANSWER = new Set([
  "content-length",
  "content-type",
  "content-encoding",
  "date",
  "expires",
  "set-cookie",
  "vary",
]);

/** What our server says of a page, such as its policies: some of it costs a browser time, whatever the page. */
async function pageHeaders(url: string): Promise<Record<string, string>> {
  const { headers } = await fetch(url);
  return Object.fromEntries([...headers].filter(([name]) => !OF_ONE_ANSWER.has(name)));
}

/** Until the button can be pressed: it is there, and the page has nothing else to do. */
async function untilReady(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "commit" });
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  const ready = await page.evaluate(
    () => new Promise<number>((resolve) => requestIdleCallback(() => resolve(performance.now()))),
  );
  await context.close();
  return ready;
}

test("how long the console takes until it can be used, beside a page with one button of the same library", async () => {
  const signIn = `${inject("serverUrl")}/sign-in`;
  const outDir = mkdtempSync(join(tmpdir(), "devhooks-empty-"));
  // Vitest's own NODE_ENV would make it a build for development.
  vi.stubEnv("NODE_ENV", "production");
  await build({ root: EMPTY, configFile: false, logLevel: "error", build: { outDir, emptyOutDir: true } });
  vi.unstubAllEnvs();
  const server = await preview({
    root: EMPTY,
    configFile: false,
    build: { outDir },
    preview: { host: "127.0.0.1", port: 0, headers: await pageHeaders(signIn) },
  });
  const browser = await startBrowser();
  const empty: number[] = [];
  const full: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      empty.push(await untilReady(browser, server.resolvedUrls?.local[0] ?? ""));
      full.push(await untilReady(browser, signIn));
    }
  } finally {
    await browser.close();
    await server.close();
    rmSync(outDir, { recursive: true });
  }
  const [a, b] = [median(empty), median(full)];
  console.log(
    `an empty page ${a.toFixed(0)} ms, the console ${b.toFixed(0)} ms: ${(b / a).toFixed(2)} times (medians of ${ROUNDS})`,
  );
});
