import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isSignedOut, ProblemError } from "./problem-error.js";

/** Tries after the first one, where a problem may pass by itself. */
const RETRIES = 2;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** How long what was read counts as fresh. */
const FRESH_MS = 5_000;

/** What the server knows, as it was last told. `onSignedOut` is called where a sign-in turns out to have ended. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const notice = (error: unknown): void => {
    if (isSignedOut(error)) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: notice }),
    mutationCache: new MutationCache({ onError: notice }),
    defaultOptions: {
      queries: { retry: isWorthATry, retryDelay: pause, staleTime: FRESH_MS },
      mutations: { retry: false },
    },
  });
}

function isWorthATry(failures: number, error: unknown): boolean {
  return failures < RETRIES && (!(error instanceof ProblemError) || (error.isPassing && error.status !== 429));
}

function pause(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
}
