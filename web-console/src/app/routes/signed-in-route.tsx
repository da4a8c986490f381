import { createRoute, redirect, useRouter } from "@tanstack/react-router";
import { accountQuery } from "../../features/accounts/accounts-api.js";
import { isSignedOut } from "../../shared/api/problem-error.js";
import { Shell } from "../shell.js";
import { rootRoute } from "./root-route.js";

/** Lets nobody through who is not signed in: newcomers are shown what this is, others sign in and go on. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: async ({ context: { queries }, location }) => {
    try {
      await queries.ensureQueryData(accountQuery);
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      throw location.pathname === "/"
        ? redirect({ to: "/sign-up", replace: true })
        : redirect({ to: "/sign-in", search: { next: location.href }, replace: true });
    }
  },
  component: function SignedIn() {
    return <Shell onSignedOut={useExit()} />;
  },
});

/** Forgets all that was read, and goes to the door. */
export function useExit(): () => void {
  const router = useRouter();
  return () => {
    void router.navigate({ to: "/sign-in" }).then(() => router.options.context.queries.clear());
  };
}
