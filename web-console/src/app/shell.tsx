import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { type ReactNode, Suspense } from "react";
import { signOut } from "../features/accounts/accounts-api.js";
import { texts } from "../shared/texts/index.js";
import { OfflineBanner } from "../shared/ui/offline-banner.js";
import { Loading } from "../shared/ui/query-view.js";
import { Mark } from "./mark.js";
import classes from "./shell.module.css";

const PLACES = [
  ["/sources", texts.general.sources],
  ["/usage", texts.general.usage],
  ["/audit", texts.general.audit],
  ["/settings", texts.general.settings],
] as const;

/** What stands around each page of somebody who is signed in. */
export function Shell({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const leaving = useMutation({ mutationFn: () => signOut(false), onSettled: onSignedOut });
  return (
    <>
      <a className={classes["skip"]} href="#content">
        {texts.general.skip}
      </a>
      <header className={classes["bar"]}>
        <Brand />
        <nav className={classes["places"]} aria-label={texts.general.navigation}>
          {PLACES.map(([to, label]) => (
            <Link key={to} to={to} className={classes["place"]} activeProps={{ "aria-current": "page" }}>
              {label}
            </Link>
          ))}
        </nav>
        <div className={classes["tools"]}>
          <ColourButton />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={texts.general.signOut}
            title={texts.general.signOut}
            loading={leaving.isPending}
            onClick={() => leaving.mutate()}
          >
            <IconLogout size={20} />
          </ActionIcon>
        </div>
      </header>
      <OfflineBanner />
      <main id="content">
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}

/** What stands around the pages of whoever is not signed in. */
export function OpenShell() {
  return (
    <PlainShell>
      <Outlet />
    </PlainShell>
  );
}

/** A page without places to go to. */
export function PlainShell({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <header className={classes["bar"]}>
        <Brand />
        <div className={classes["tools"]}>
          <ColourButton />
        </div>
      </header>
      <OfflineBanner />
      <main id="content">{children}</main>
    </>
  );
}

function Brand() {
  return (
    <Link to="/" className={classes["brand"]}>
      <Mark size={28} />
      {texts.general.product}
    </Link>
  );
}

function ColourButton() {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true }); // else it adds a style tag
  const isDark = useComputedColorScheme("light", { getInitialValueInEffect: false }) === "dark";
  const label = isDark ? texts.general.toLight : texts.general.toDark;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(isDark ? "light" : "dark")}
    >
      {isDark ? <IconSun size={20} /> : <IconMoon size={20} />}
    </ActionIcon>
  );
}
