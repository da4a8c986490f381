import { HOSTILE, receiveHostile, receiveVariety, type World } from "./world.js";

/** A page in one of its states: how somebody comes there, and stays until all of it can be seen. */
export interface State {
  readonly name: string;
  readonly enter: (world: World) => Promise<void>;
}

const NOTHING = /\/v1\/(?!account$)/;

/** Every page of the console in its states, in an order in which one leads to the next. */
export const STATES: readonly State[] = [
  {
    name: "payments-empty",
    enter: async ({ person }) => {
      await person.opens("/sources/payment-flow");
      await person.heading("No payments yet").waitFor();
    },
  },
  {
    name: "usage-empty",
    enter: async ({ person }) => {
      await person.opens("/usage");
      await person.page.getByText("None was refused.").waitFor();
    },
  },
  {
    name: "connect",
    enter: async ({ person }) => {
      await person.opens("/sources/payment-flow/connect");
      await person.page.getByText("Live", { exact: true }).waitFor();
      await person.presses("Send test payment");
      await person.page.getByText(/Received, kept/).waitFor();
    },
  },
  {
    name: "payments",
    enter: async ({ person, callbackUrl }) => {
      await receiveVariety(callbackUrl);
      await person.opens("/sources/payment-flow");
      await person.page.getByText("Live", { exact: true }).waitFor();
      await person.row("order-1999").waitFor();
    },
  },
  {
    name: "payments-paused",
    enter: async ({ person, callbackUrl }) => {
      await person.presses("Pause");
      await receiveHostile(callbackUrl);
      await person.page.getByText("Paused, 1 new").waitFor();
    },
  },
  {
    name: "payments-no-match",
    enter: async ({ person }) => {
      await person.opens("/sources/payment-flow?q=nothing-like-this");
      await person.heading("Nothing matches").waitFor();
    },
  },
  {
    name: "event-paid",
    enter: async ({ person }) => {
      await person.opens("/sources/payment-flow?session=order-1999");
      await person.row("order-1999").click();
      await person.page.getByText(/The payer has paid/).waitFor();
      await person.page.getByRole("button", { name: "Copy as curl" }).waitFor();
    },
  },
  {
    name: "event-failed",
    enter: async ({ person }) => {
      await person.opens("/sources/payment-flow?session=order-2002");
      await person.row("order-2002").click();
      await person.page.getByText(/The payer pressed cancel/).waitFor();
      await person.page.getByText("Bytes", { exact: true }).click();
      await person.page.getByText(/^000000 /).waitFor();
    },
  },
  {
    name: "event-hostile",
    enter: async ({ person }) => {
      await person.opens(`/sources/payment-flow?type=webhook`);
      await person.row("Webhook").first().click();
      await person.heading("Body").waitFor();
      await person.page.getByText(HOSTILE.slice(0, 28)).first().waitFor();
    },
  },
  {
    name: "event-gone",
    enter: async ({ person }) => {
      await person.opens("/sources/payment-flow/events/evt_00000000000000000000000000");
      await person.heading("There is no such event").waitFor();
    },
  },
  {
    name: "source-settings",
    enter: async ({ person }) => {
      await person.opens("/sources/payment-flow/settings");
      await person.page.getByText(/No secrets yet/).waitFor();
    },
  },
  {
    name: "secret-shown",
    enter: async ({ person }) => {
      await person.fills("Which server it is for", "Shop server");
      await person.presses("Make a secret");
      await person.page.getByRole("dialog").getByText(/^sk_/).waitFor();
    },
  },
  {
    name: "source-delete",
    enter: async ({ person }) => {
      await person.presses("I have kept it");
      await person.presses("Delete the source…");
      await person.page.getByRole("dialog").getByText("Type payment-flow to delete the source").waitFor();
    },
  },
  {
    name: "sources",
    enter: async ({ person }) => {
      await person.opens("/sources");
      await person.page.getByRole("link", { name: "payment-flow" }).waitFor();
    },
  },
  {
    name: "usage",
    enter: async ({ person }) => {
      await person.opens("/usage");
      await person.page
        .getByRole("img", { name: /last 30 days/ })
        .locator("path")
        .first()
        .waitFor();
    },
  },
  {
    name: "audit",
    enter: async ({ person }) => {
      await person.opens("/audit");
      await person.page.getByText("Account made").waitFor();
    },
  },
  {
    name: "settings",
    enter: async ({ person }) => {
      await person.opens("/settings");
      await person.page.getByText(/No keys yet/).waitFor();
    },
  },
  {
    name: "not-found",
    enter: async ({ person }) => {
      await person.opens("/sources/payment-flow/no-such-page");
      await person.heading("There is no such page").waitFor();
    },
  },
  {
    name: "source-not-found",
    enter: async ({ person }) => {
      await person.opens("/sources/no-such-source");
      await person.heading("There is no such page").waitFor();
    },
  },
  {
    name: "loading",
    enter: async ({ person }) => {
      // Answered by nobody.
      await person.page.route(NOTHING, () => undefined);
      await person.opens("/sources");
      await person.page.getByRole("status", { name: "Loading…" }).waitFor();
    },
  },
  {
    name: "error",
    enter: async ({ person }) => {
      await person.page.unrouteAll();
      await person.page.route(NOTHING, (route) => route.fulfill({ status: 500, body: "" }));
      await person.opens("/sources");
      await person.page.getByRole("alert").waitFor();
    },
  },
  {
    name: "offline",
    enter: async ({ person }) => {
      await person.page.unrouteAll();
      await person.opens("/sources");
      await person.page.getByRole("link", { name: "payment-flow" }).waitFor();
      await person.goesOffline();
      await person.page.getByText("You are offline.").waitFor();
    },
  },
  {
    name: "expired",
    enter: async ({ person }) => {
      await person.comesBackOnline();
      await person.signIsEndedElsewhere();
      await person.page.getByRole("link", { name: "Audit log" }).click();
      await person.page.getByText(/Your sign-in has ended/).waitFor();
    },
  },
  {
    name: "sign-in-refused",
    enter: async ({ person }) => {
      await person.fills("Email", person.email);
      await person.fills("Password", "not the right one");
      await person.presses("Sign in");
      await person.page.getByRole("alert").waitFor();
    },
  },
  {
    name: "sign-up",
    enter: async ({ person }) => {
      await person.opens("/sign-up");
      await person.heading("Make an account").waitFor();
    },
  },
  {
    name: "sign-up-refused",
    enter: async ({ person }) => {
      await person.fills("Email", "no address");
      await person.fills("Password", "short");
      await person.presses("Make the account");
      await person.page
        .getByText(/^Must be/)
        .first()
        .waitFor();
    },
  },
  {
    name: "password-reset",
    enter: async ({ person }) => {
      await person.opens("/password-reset");
      await person.heading("Set a new password").waitFor();
    },
  },
  {
    name: "password-link-over",
    enter: async ({ person }) => {
      await person.opens("/password-reset#pr_unknown");
      await person.page.reload();
      await person.fills("New password", "correct horse long");
      await person.presses("Set the password");
      await person.page.getByText("This link is not good any more").waitFor();
    },
  },
];
