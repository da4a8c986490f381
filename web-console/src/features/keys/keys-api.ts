import { queryOptions } from "@tanstack/react-query";
import { api, brought, type Schemas } from "../../shared/api/client.js";

export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: async ({ signal }) => (await brought(api.GET("/v1/account/keys", { signal }))).keys,
});

/** Makes a key; the answer is the only one that holds it. */
export function createKey(name: string): Promise<Schemas["CreatedAccountKey"]> {
  return brought(api.POST("/v1/account/keys", { body: { name } }));
}

export async function revokeKey(id: string): Promise<void> {
  await api.DELETE("/v1/account/keys/{id}", { params: { path: { id } } });
}
