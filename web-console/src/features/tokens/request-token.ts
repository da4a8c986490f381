import { SyncError, type SyncToken } from "@jkitsao/echo";
import type { QueryClient } from "@tanstack/react-query";
import { api, brought } from "../../shared/api/client.js";
import { ProblemError } from "../../shared/api/problem-error.js";

/** Statuses that no other try heals: nobody is signed in any more, or there is no such source. */
const FINAL: ReadonlySet<number> = new Set([401, 403, 404]);

/** A token for the live events of `source`, for whoever is signed in: no secret comes into the page. */
export async function requestToken(queries: QueryClient, source: string): Promise<SyncToken> {
  try {
    return await queries.fetchQuery({
      queryKey: ["tokens", source],
      queryFn: () => brought(api.POST("/v1/tokens", { body: { sourceId: source } })),
      staleTime: 0,
      gcTime: 0,
    });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new SyncError(error.code, error.detail, { permanent: FINAL.has(error.status), cause: error });
  }
}
