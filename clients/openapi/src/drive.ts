import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./generated/api.js";

type Source = components["schemas"]["Source"];
type Problem = components["schemas"]["Problem"];

/** What the program has seen. */
export interface Seen {
  readonly source: Source;
  readonly sourcesByKey: readonly string[];
  readonly destination: string;
  readonly session: string;
  readonly actions: readonly string[];
  readonly refusal: Problem;
}

/** The cookies of a browser, as far as the API needs them. */
function cookies(): Middleware {
  const jar = new Map<string, string>();
  return {
    onRequest({ request }) {
      request.headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
      request.headers.set("x-xsrf-token", jar.get("XSRF-TOKEN") ?? "");
      return request;
    },
    onResponse({ response }) {
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ""] = cookie.split(";");
        const at = pair.indexOf("=");
        jar.set(pair.slice(0, at), pair.slice(at + 1));
      }
    },
  };
}

/** The answer's body, of the type that the document promises; a problem is an error. */
function body<T>(answer: { data?: T; error?: unknown }): T {
  if (answer.data === undefined) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}

/** Signs up at `baseUrl` and uses what there is, by the generated types only. */
export async function drive(baseUrl: string, email: string, password: string): Promise<Seen> {
  const browser = createClient<paths>({ baseUrl });
  browser.use(cookies());
  body(await browser.POST("/v1/accounts", { body: { email, password, name: "Generated" } }));
  const source = body(await browser.POST("/v1/sources", { body: { source: "payment-flow", burst: 20 } }));
  const params = { path: { source: source.source } };
  const { secret } = body(await browser.POST("/v1/sources/{source}/secrets", { params, body: { name: "server" } }));
  const { key } = body(await browser.POST("/v1/account/keys", { body: { name: "automation" } }));

  const automaton = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${key}` } });
  const { sources } = body(await automaton.GET("/v1/sources"));
  const server = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${secret}` } });
  const session = body(await server.POST("/v1/sources/{source}/sessions", { params, body: { session: "order-1" } }));
  const token = body(
    await automaton.POST("/v1/tokens", { body: { sourceId: source.source, secret: session.secret } }),
  );
  const { entries } = body(await automaton.GET("/v1/audit", { params: { query: { limit: 10 } } }));
  const { error } = await server.GET("/v1/account");
  if (error === undefined) throw new Error("a source secret opened the account");
  return {
    source,
    sourcesByKey: sources.map((each) => each.source),
    destination: token.destination,
    session: session.session,
    actions: entries.map((entry) => entry.action),
    refusal: error,
  };
}
