import { queryOptions } from "@tanstack/react-query";
import { api, brought, type Schemas } from "../../shared/api/client.js";

export type UsageReport = Schemas["UsageReport"];
export type Day = Schemas["DayUsage"];
export type Refused = Schemas["RefusedWebhooks"];

const READ_AGAIN_MS = 30_000;

export const usageQuery = queryOptions({
  queryKey: ["usage"],
  queryFn: ({ signal }) => brought(api.GET("/v1/usage", { signal })),
  refetchInterval: READ_AGAIN_MS,
});
