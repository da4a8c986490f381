import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, brought, type Schemas } from "../../shared/api/client.js";
import type { Event } from "./event.js";
import type { Filters } from "./filters.js";

const PAGE_SIZE = 100;

export type EventDetails = Schemas["EventDetails"];
export type TestEventRequest = Schemas["NewTestEvent"];

/** Where a source's stream stands: its newest event, after which its live end begins. Asked anew by each page. */
export const startQuery = (source: string) =>
  queryOptions({
    queryKey: ["events", source, "start"],
    queryFn: async ({ signal }) => {
      const params = { path: { source }, query: { limit: 1 } };
      const page = await brought(api.GET("/v1/sources/{source}/events", { params, signal }));
      return page.events[0]?.id ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** Pages of events, newest first. What comes later is the tail's, so a page stays as it was read. */
export const listQuery = (source: string, filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ["events", source, "list", filters],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filters, limit: PAGE_SIZE, ...(pageParam === null ? {} : { before: pageParam }) };
      return brought(api.GET("/v1/sources/{source}/events", { params: { path: { source }, query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    select: ({ pages }): Event[] => pages.flatMap((page) => page.events),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const eventQuery = (source: string, id: string) =>
  queryOptions({
    queryKey: ["events", source, "one", id],
    queryFn: ({ signal }) =>
      brought(api.GET("/v1/sources/{source}/events/{id}", { params: { path: { source, id } }, signal })),
  });

export const bodyQuery = (source: string, id: string) =>
  queryOptions({
    queryKey: ["events", source, "body", id],
    queryFn: async ({ signal }) => {
      const params = { path: { source, id } };
      const options = { params, parseAs: "arrayBuffer", signal } as const;
      return new Uint8Array(await brought(api.GET("/v1/sources/{source}/events/{id}/raw", options)));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export function sendTestEvent(source: string, body: TestEventRequest): Promise<Schemas["TestEvent"]> {
  return brought(api.POST("/v1/sources/{source}/test-events", { params: { path: { source } }, body }));
}
