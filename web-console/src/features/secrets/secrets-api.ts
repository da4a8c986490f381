import { queryOptions } from "@tanstack/react-query";
import { api, brought, type Schemas } from "../../shared/api/client.js";

export const secretsQuery = (source: string) =>
  queryOptions({
    queryKey: ["secrets", source],
    queryFn: async ({ signal }) => {
      const answer = api.GET("/v1/sources/{source}/secrets", { params: { path: { source } }, signal });
      return (await brought(answer)).secrets;
    },
  });

/** Makes a secret; the answer is the only one that holds it. */
export function createSecret(source: string, name: string): Promise<Schemas["CreatedSecret"]> {
  const body = name === "" ? {} : { name };
  return brought(api.POST("/v1/sources/{source}/secrets", { params: { path: { source } }, body }));
}

export async function revokeSecret(source: string, id: string): Promise<void> {
  await api.DELETE("/v1/sources/{source}/secrets/{id}", { params: { path: { source, id } } });
}
