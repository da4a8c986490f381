import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { accountQuery } from "../features/accounts/accounts-api.js";
import { createQueryClient } from "../shared/api/query-client.js";
import { createConsoleRouter } from "./router.js";
import { signedOutPath } from "./signed-out.js";
import { theme } from "./theme.js";

/** The whole console. Mantine puts nothing into style tags, which the page's policy would not let through. */
export function Console({ queries, router }: ConsoleState) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** What the console knows and where in it one is. */
export type ConsoleState = ReturnType<typeof createConsole>;

export function createConsole() {
  const queries = createQueryClient(() => leave());
  const router = createConsoleRouter(queries);
  /** To the door, where somebody's sign-in has ended; who had none is no such person. */
  const leave = (): void => {
    const wasIn = queries.getQueryData(accountQuery.queryKey) !== undefined;
    const { href, pathname } = router.state.location;
    const door = signedOutPath(pathname, href);
    if (!wasIn || door === undefined) return;
    queries.removeQueries({ queryKey: accountQuery.queryKey });
    void router.navigate({ href: door }).then(() => queries.clear());
  };
  return { queries, router };
}
