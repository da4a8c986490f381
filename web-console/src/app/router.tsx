import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { Loading } from "../shared/ui/query-view.js";
import { accountRoutes } from "./routes/account-routes.js";
import { openRoutes } from "./routes/open-routes.js";
import { rootRoute } from "./routes/root-route.js";
import { signedInRoute } from "./routes/signed-in-route.js";
import { sourceRoutes } from "./routes/source-routes.js";

const routeTree = rootRoute.addChildren([openRoutes, signedInRoute.addChildren([...accountRoutes, ...sourceRoutes])]);

/** The console's addresses, as the server has them in its class `Console`. */
export function createConsoleRouter(queries: QueryClient) {
  return createRouter({ routeTree, context: { queries }, scrollRestoration: true, defaultPendingComponent: Loading });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
