import { type Browser, chromium } from "playwright-core";

/** Without what a Chromium asks of its maker's servers; Playwright itself turns most of it off. */
const QUIET = ["--disable-gpu", "--disable-quic", "--disable-sync"];

/** Without its sandbox, which root cannot have and which many containers refuse: it only sees our own pages. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env["DEVHOOKS_BROWSER"];
  if (!executablePath) throw new Error("Name a Chromium in DEVHOOKS_BROWSER; ./devhooks test finds or installs one.");
  return chromium.launch({ executablePath, chromiumSandbox: false, args: QUIET });
}
