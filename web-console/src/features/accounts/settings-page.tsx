import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { texts } from "../../shared/texts/index.js";
import { Page } from "../../shared/ui/page.js";
import { AccountPanel } from "./account-panel.js";
import { accountQuery } from "./accounts-api.js";
import { DeleteAccountPanel } from "./delete-account-panel.js";
import { EverywherePanel } from "./everywhere-panel.js";
import { PasswordPanel } from "./password-panel.js";

interface Props {
  /** The account's keys, which are a feature of their own. */
  readonly keys: ReactNode;
  readonly onGone: () => void;
}

/** The settings of the account and of whoever is signed in to it. */
export function SettingsPage({ keys, onGone }: Props) {
  const { data: account } = useSuspenseQuery(accountQuery);
  return (
    <Page title={texts.accounts.settingsTitle} isNarrow>
      <AccountPanel account={account} />
      {keys}
      <PasswordPanel />
      <EverywherePanel onSignedOut={onGone} />
      <DeleteAccountPanel account={account} onDeleted={onGone} />
    </Page>
  );
}
