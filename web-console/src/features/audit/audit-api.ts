import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, brought, type Schemas } from "../../shared/api/client.js";

export type AuditEntry = Schemas["AuditEntry"];

export const auditQuery = infiniteQueryOptions({
  queryKey: ["audit"],
  queryFn: ({ pageParam, signal }) => {
    const query = pageParam === undefined ? {} : { before: pageParam };
    return brought(api.GET("/v1/audit", { params: { query }, signal }));
  },
  initialPageParam: undefined as number | undefined,
  getNextPageParam: (page) => page.next,
});
