import createClient, { type Middleware } from "openapi-fetch";
import { csrfToken } from "./csrf-token.js";
import type { components, paths } from "./generated/schema.js";
import { ProblemError } from "./problem-error.js";
import { readProblem, unreachable } from "./read-problem.js";

/** What the API takes and gives, by the names of its document. */
export type Schemas = components["schemas"];

const raising: Middleware = {
  onRequest({ request }) {
    const token = csrfToken(document.cookie);
    if (token !== undefined) request.headers.set("x-xsrf-token", token);
  },
  async onResponse({ response }) {
    if (!response.ok) throw await readProblem(response);
  },
  onError({ error }) {
    return error instanceof ProblemError ? error : unreachable(error);
  },
};

/** The API as whoever is signed in by cookie. Whatever does not succeed is raised as a ProblemError. */
export const api = createClient<paths>({ baseUrl: location.origin, credentials: "same-origin", cache: "no-store" });
api.use(raising);

/** What a call has brought; for one that brings nothing, nothing. */
export async function brought<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  const { data } = await call;
  return data as Data;
}
