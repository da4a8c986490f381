import type { Browser, BrowserContext, Page, Request } from "playwright-core";

const WITHIN_MS = 15_000;
const LIVE = /^RECEIPT\n(?:.*\n)*receipt-id:subscribed-/;

/** Somebody who looks at a page in a window of their own, and notices what goes wrong in it. */
export class Visit {
  readonly page: Page;
  /** Lines in the console, but for errors. */
  readonly logs: string[] = [];
  /** Errors in the console, and exceptions and rejections that nobody caught. */
  readonly errors: string[] = [];
  /** How often the page asked for a token, and how often it no longer wanted the answer. */
  readonly tokenRequests = { sent: 0, abandoned: 0 };
  /** How often a stream became live. */
  subscriptions = 0;
  /** WebSockets that ended. */
  lostSockets = 0;
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on("console", (message) => {
      const isError = message.type() === "error" || message.type() === "assert";
      (isError ? this.errors : this.logs).push(message.text());
    });
    page.on("pageerror", (error) => this.errors.push(`Uncaught ${error.stack ?? error.message}`));
    page.on("crash", () => this.errors.push("The page crashed"));
    page.on("request", (request) => {
      if (isForToken(request)) this.tokenRequests.sent++;
    });
    page.on("requestfailed", (request) => {
      if (isForToken(request) && request.failure()?.errorText === "net::ERR_ABORTED") this.tokenRequests.abandoned++;
    });
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => {
        if (LIVE.test(String(payload))) this.subscriptions++;
      });
      socket.on("close", () => this.lostSockets++);
    });
  }

  static async by(browser: Browser): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width: 480, height: 240 } });
    context.setDefaultTimeout(WITHIN_MS);
    return new Visit(context, await context.newPage());
  }

  /** Waits until this text, and nothing else, can be seen; gives the time of the frame that showed it. */
  async sees(text: string): Promise<number> {
    const shown = await this.page.waitForFunction(
      (wanted) => document.body.innerText.trim() === wanted && Date.now(),
      text,
      { polling: "raf" },
    );
    return Number(await shown.jsonValue());
  }

  /** What can be seen now. */
  async text(): Promise<string> {
    return (await this.page.locator("body").innerText()).trim();
  }

  /** An open WebSocket is frozen by this, and everything else fails. The page is told. */
  async goOffline(): Promise<void> {
    await this.#context.setOffline(true);
  }

  async goOnline(): Promise<void> {
    await this.#context.setOffline(false);
  }

  async leave(): Promise<void> {
    await this.#context.close();
  }
}

function isForToken(request: Request): boolean {
  return request.method() === "POST" && request.url().endsWith("/v1/tokens");
}
