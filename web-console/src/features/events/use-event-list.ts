import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { Event } from "./event.js";
import { listQuery } from "./events-api.js";
import type { Filters } from "./filters.js";
import { rowsOf } from "./rows.js";
import type { TokenRequester } from "./tail.js";
import { useTail } from "./use-tail.js";

export type EventListQuery = UseInfiniteQueryResult<Event[] | InfiniteData<unknown>>;

interface Parts {
  readonly source: string;
  readonly start: string | undefined;
  readonly filters: Filters;
  readonly getToken: TokenRequester;
}

const NONE: Event[] = [];

/** The list of a source's events: what was read and what comes, in one order. */
export function useEventList({ source, start, filters, getToken }: Parts) {
  const queries = useQueryClient();
  const { state: tail, connect } = useTail(source, start, getToken);
  const list = useInfiniteQuery(listQuery(source, filters));
  const [pausedAt, setPausedAt] = useState<number>();
  const read = list.data ?? NONE;
  const { rows, waiting } = useMemo(
    () => rowsOf({ read, live: tail.events, filters, pausedAt }),
    [read, tail.events, filters, pausedAt],
  );

  useEffect(() => {
    if (tail.restarts > 0) void queries.resetQueries({ queryKey: ["events", source, "list"] });
  }, [queries, source, tail.restarts]);

  const { hasNextPage, isFetching, fetchNextPage } = list;
  const readOn = (): void => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  };
  const goesOn = rows.length === 0 && hasNextPage && !isFetching && !list.isError;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);

  const newest = Math.max(read[0]?.seq ?? 0, tail.events.at(-1)?.seq ?? 0);
  const togglePause = (): void => setPausedAt((at) => (at === undefined ? newest : undefined));
  return { rows, waiting, isPaused: pausedAt !== undefined, togglePause, list, readOn, tail, connect };
}
