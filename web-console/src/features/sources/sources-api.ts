import { queryOptions } from "@tanstack/react-query";
import { api, brought, type Schemas } from "../../shared/api/client.js";

export type Source = Schemas["Source"];

export const sourcesQuery = queryOptions({
  queryKey: ["sources"],
  queryFn: async ({ signal }) => (await brought(api.GET("/v1/sources", { signal }))).sources,
});

export const sourceQuery = (source: string) =>
  queryOptions({
    queryKey: ["sources", source],
    queryFn: ({ signal }) => brought(api.GET("/v1/sources/{source}", { params: { path: { source } }, signal })),
  });

export function createSource(body: Schemas["NewSource"]): Promise<Source> {
  return brought(api.POST("/v1/sources", { body }));
}

export function changeSource(source: string, body: Schemas["SourceChanges"]): Promise<Source> {
  return brought(api.PATCH("/v1/sources/{source}", { params: { path: { source } }, body }));
}

/** Replaces the callback URL; the one before works on for so many seconds. */
export function replaceIngestKey(source: string, overlapSeconds: number): Promise<Source> {
  return brought(
    api.POST("/v1/sources/{source}/ingest-key", { params: { path: { source } }, body: { overlapSeconds } }),
  );
}

export async function deleteSource(source: string): Promise<void> {
  await api.DELETE("/v1/sources/{source}", { params: { path: { source } } });
}
