import { afterAll, beforeAll, expect, test } from "vitest";
import { inABrowser } from "./support/as-person.js";
import { pay } from "./support/callbacks.js";
import { Server } from "./support/server.js";

const world = inABrowser();
let server: Server;
beforeAll(async () => {
  server = await Server.create([]);
  await server.start();
});
afterAll(() => server.remove());

test("a server that is restarted under the page is back by itself, and nothing is missing", async () => {
  const { person, callbackUrl } = await world(server.url);
  const before = await pay(callbackUrl);
  await person.opens("/sources/payment-flow");
  await person.row(before).waitFor();
  await person.page.getByText("Live", { exact: true }).waitFor();

  await server.stop();
  await person.page.getByText("Reconnecting", { exact: true }).waitFor();
  await server.start();
  const after = await pay(callbackUrl);

  await person.page.getByText("Live", { exact: true }).waitFor({ timeout: 40_000 });
  await person.row(after).waitFor();
  expect(await person.page.getByRole("row").count()).toBe(3);
  expect(person.errors).toEqual([]);

  await person.opens("/password-reset");
  await person.fills("Email", person.email);
  await person.presses("Mail me a link");
  await person.page.getByText("Look into your mailbox").waitFor();
  await expect.poll(() => server.mailed, { timeout: 10_000 }).toBeDefined();
  await person.opens(server.mailed ?? "");
  await person.page.reload();
  person.password = "correct horse, a new one";
  await person.fills("New password", person.password);
  await person.presses("Set the password");
  await person.page.getByText(/Your new password is set/).waitFor();
  await person.signsIn();
  await person.heading("Sources").waitFor();
  await person.leaves();
});
