import { createRoute, redirect } from "@tanstack/react-router";
import { lazy } from "react";
import { signedInRoute, useExit } from "./signed-in-route.js";

const KeysPanel = lazy(async () => ({ default: (await import("../../features/keys/keys-panel.js")).KeysPanel }));
const SettingsPage = lazy(async () => ({
  default: (await import("../../features/accounts/settings-page.js")).SettingsPage,
}));
const AuditPage = lazy(async () => ({ default: (await import("../../features/audit/audit-page.js")).AuditPage }));
const UsagePage = lazy(async () => ({ default: (await import("../../features/usage/usage-page.js")).UsagePage }));

const indexRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/sources", replace: true });
  },
});

const usageRoute = createRoute({ getParentRoute: () => signedInRoute, path: "/usage", component: () => <UsagePage /> });

const auditRoute = createRoute({ getParentRoute: () => signedInRoute, path: "/audit", component: () => <AuditPage /> });

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/settings",
  component: () => <SettingsPage keys={<KeysPanel />} onGone={useExit()} />,
});

export const accountRoutes = [indexRoute, usageRoute, auditRoute, settingsRoute] as const;
