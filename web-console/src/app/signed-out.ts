/** Pages for whoever is not signed in. */
const OPEN: ReadonlySet<string> = new Set(["/sign-in", "/sign-up", "/password-reset"]);

/** Where somebody goes whose sign-in has ended while they looked at `href`; nowhere where that needs none. */
export function signedOutPath(pathname: string, href: string): string | undefined {
  if (OPEN.has(pathname)) return undefined;
  return `/sign-in?${new URLSearchParams({ expired: "true", next: href })}`;
}

/** The page of ours that `next` names; an address of somebody else's is none. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : "/";
}
