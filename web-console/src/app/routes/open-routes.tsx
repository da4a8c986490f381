import { createRoute, useRouter } from "@tanstack/react-router";
import { type Account, accountQuery } from "../../features/accounts/accounts-api.js";
import { PasswordResetPage } from "../../features/accounts/password-reset-page.js";
import { SignInPage } from "../../features/accounts/sign-in-page.js";
import { SignUpPage } from "../../features/accounts/sign-up-page.js";
import { texts } from "../../shared/texts/index.js";
import { OpenShell } from "../shell.js";
import { safeNext } from "../signed-out.js";
import { rootRoute } from "./root-route.js";

/** Where somebody goes after signing in, and why they had to. */
interface SignInSearch {
  readonly next?: string;
  readonly expired?: boolean;
  readonly reset?: boolean;
}

const openRoute = createRoute({ getParentRoute: () => rootRoute, id: "open", component: OpenShell });

const signUpRoute = createRoute({
  getParentRoute: () => openRoute,
  path: "/sign-up",
  component: () => <SignUpPage onSignedIn={useEntry(undefined)} />,
});

const signInRoute = createRoute({
  getParentRoute: () => openRoute,
  path: "/sign-in",
  validateSearch: ({ next, expired, reset }: Record<string, unknown>): SignInSearch => ({
    ...(typeof next === "string" ? { next } : {}),
    ...(expired === true ? { expired } : {}),
    ...(reset === true ? { reset } : {}),
  }),
  component: function SignInRoute() {
    const { next, expired, reset } = signInRoute.useSearch();
    const notice = expired ? texts.accounts.expired : reset ? texts.accounts.passwordSet : undefined;
    return <SignInPage notice={notice} onSignedIn={useEntry(next)} />;
  },
});

const passwordResetRoute = createRoute({
  getParentRoute: () => openRoute,
  path: "/password-reset",
  component: function PasswordResetRoute() {
    const navigate = passwordResetRoute.useNavigate();
    const router = useRouter();
    return (
      <PasswordResetPage
        token={router.state.location.hash}
        onSet={() => void navigate({ to: "/sign-in", search: { reset: true } })}
        onAskAgain={() => void navigate({ to: "/password-reset", hash: "" })}
      />
    );
  },
});

/** Lets somebody in who has just signed in or up. */
function useEntry(next: string | undefined): (account: Account) => void {
  const router = useRouter();
  return (account) => {
    router.options.context.queries.setQueryData(accountQuery.queryKey, account);
    router.history.push(safeNext(next));
  };
}

export const openRoutes = openRoute.addChildren([signUpRoute, signInRoute, passwordResetRoute]);
