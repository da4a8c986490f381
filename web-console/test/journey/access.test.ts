import { SyncClient } from "@jkitsao/echo";
import { expect, inject, test } from "vitest";
import { inABrowser } from "./support/as-person.js";
import { pay } from "./support/callbacks.js";

const world = inABrowser();

test("a secret is replaced while a client is connected by it: the client is told, and the next one works", async () => {
  const { person, callbackUrl } = await world();
  const make = async (name: string): Promise<string> => {
    await person.fills("Which server it is for", name);
    await person.presses("Make a secret");
    const secret = await person.page
      .getByRole("dialog")
      .getByText(/^sk_\w{38}$/)
      .innerText();
    await person.presses("I have kept it");
    return secret;
  };
  await person.opens("/sources/payment-flow/settings");
  const first = await make("Old server");
  const url = inject("serverUrl");
  const client = new SyncClient({ sourceId: "payment-flow", secret: first, url });
  const live = new Promise((resolve) => client.once("live", resolve));
  const ended = new Promise<string>((resolve) => client.on("error", ({ code }) => resolve(code)));
  client.connect();
  await live;

  const second = await make("New server");
  await person.page.getByRole("button", { name: /^Revoke Old server/ }).click();
  await person.page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();

  expect(await ended).toMatch(/secret-revoked|invalid-secret/);
  await expect.poll(() => person.row("Old server").count()).toBe(0);
  const next = new SyncClient({ sourceId: "payment-flow", secret: second, url, replay: "none" });
  const isLive = new Promise((resolve) => next.once("live", resolve));
  const event = new Promise<string | undefined>((resolve) => next.on("event", ({ session }) => resolve(session)));
  next.connect();
  await isLive;
  await pay(callbackUrl, "order-7");
  expect(await event).toBe("order-7");
  next.disconnect();
  expect(person.violations).toEqual([]);
  await person.leaves();
});

test("whoever is signed out elsewhere signs in again and goes on where they were", async () => {
  const { person } = await world();
  await person.opens("/audit");
  await person.page.getByText("Source made").waitFor();
  await person.signIsEndedElsewhere();
  await person.page.getByRole("link", { name: "Usage" }).click();
  await person.page.getByText(/Your sign-in has ended/).waitFor();

  await person.signsIn();

  await person.heading("Usage").waitFor();
  await person.leaves();
});

test("the password is changed, everybody is signed out, and the account is deleted with its name typed", async () => {
  const { person } = await world();
  await person.opens("/settings");
  await person.fills("Current password", "not the right one");
  await person.fills("New password", "correct horse, another");
  await person.presses("Change the password");
  await person.page.getByRole("alert").or(person.page.locator("[id$=-error]")).first().waitFor();
  await person.fills("Current password", person.password);
  await person.presses("Change the password");
  await person.page.getByText(/Your password is changed/).waitFor();

  await person.presses("Sign out everywhere");
  await person.heading("Sign in").waitFor();
  person.password = "correct horse, another";
  await person.signsIn();
  await person.heading("Sources").waitFor();

  await person.page.getByRole("link", { name: "Settings" }).click();
  await person.presses("Delete the account…");
  const last = person.page.getByRole("button", { name: "Delete everything" });
  expect(await last.isDisabled()).toBe(true);
  await person.fills(`Type ${person.email} to delete the account`, person.email);
  await last.click();
  await person.heading("Sign in").waitFor();
  await person.signsIn();
  await person.page.getByText("The email or the password is wrong").waitFor();
  await person.leaves();
});
