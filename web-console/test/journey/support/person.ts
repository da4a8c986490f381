import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { inject } from "vitest";

const WITHIN_MS = 15_000;

/** Somebody who uses the console, and notices whatever the page's policy has blocked and whatever went wrong in it. */
export class Person {
  readonly page: Page;
  readonly email = `person-${randomUUID()}@example.com`;
  password = `correct horse ${randomUUID()}`;
  /** What the page's policy would not let through. */
  readonly violations: string[] = [];
  /** Exceptions that nobody caught, and dialogs, which the console has none of. */
  readonly errors: string[] = [];
  readonly #context: BrowserContext;
  readonly #url: string;

  private constructor(context: BrowserContext, page: Page, url: string) {
    this.#context = context;
    this.page = page;
    this.#url = url;
    page.on("pageerror", (error) => this.errors.push(`Uncaught ${error.stack ?? error.message}`));
    page.on("crash", () => this.errors.push("The page crashed"));
    page.on("dialog", (dialog) => {
      this.errors.push(`A dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("console", (message) => {
      const text = message.text();
      if (/content security policy/i.test(text)) this.violations.push(text);
    });
  }

  static async at(url: string, browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    context.setDefaultTimeout(WITHIN_MS);
    return new Person(context, await context.newPage(), url);
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(this.#url + path);
  }

  async signsUp(): Promise<void> {
    await this.opens("/");
    await this.fills("Email", this.email);
    await this.fills("Password", this.password);
    await this.presses("Make the account");
    await this.heading("Sources").waitFor();
  }

  async signsIn(): Promise<void> {
    await this.fills("Email", this.email);
    await this.fills("Password", this.password);
    await this.presses("Sign in");
  }

  async makesSource(slug: string): Promise<void> {
    await this.fills("Name in addresses", slug);
    await this.presses("Make the source");
    await this.heading("1. Your callback URL").waitFor();
  }

  /** The callback URL that the page shows first. */
  async callbackUrl(): Promise<string> {
    return this.page.getByRole("group", { name: "Callback URL" }).first().innerText();
  }

  /** As an operator does it. */
  async isGivenPlan(plan: string): Promise<void> {
    const response = await fetch(`${inject("managementUrl")}/actuator/plans/${encodeURIComponent(this.email)}`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ plan }),
    });
    if (!response.ok) throw new Error(`The operator was answered ${response.status}: ${await response.text()}`);
  }

  async fills(label: string, value: string): Promise<void> {
    // One that must be filled in has a star behind its name.
    const field = this.page
      .getByLabel(new RegExp(`^${literal(label)}( \\*)?$`))
      .and(this.page.locator("input, textarea"));
    await field.fill(value);
  }

  async presses(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  heading(name: string): Locator {
    return this.page.getByRole("heading", { name, exact: true });
  }

  row(text: string): Locator {
    return this.page.getByRole("row").filter({ hasText: text });
  }

  async goesOffline(): Promise<void> {
    await this.#context.setOffline(true);
  }

  async comesBackOnline(): Promise<void> {
    await this.#context.setOffline(false);
  }

  /** As by "Sign out everywhere" on another device. */
  async signIsEndedElsewhere(): Promise<void> {
    await this.#context.clearCookies({ name: "devhooks_session" });
  }

  async leaves(): Promise<void> {
    await this.#context.close();
  }
}

/** A text as a regular expression for itself. */
function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
