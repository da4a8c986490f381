import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SyncClientOptions } from "../../src/options.js";
import { SyncError } from "../../src/sync-error.js";
import type { SyncToken } from "../../src/sync-token.js";
import { tokenSource } from "../../src/token-source.js";

const url = "http://server";
const sourceId = "payment-flow";
const secret = "sk_1";
const issued: SyncToken = {
  token: "t1",
  expiresAt: "2026-11-24T12:10:00Z",
  url: "ws://server/stomp",
  destination: "/topic/sources/payment-flow",
};
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockReset().mockResolvedValue(Response.json(issued));
  vi.stubGlobal("fetch", fetched);
});

function ask(options: SyncClientOptions, signal = new AbortController().signal): Promise<SyncToken> {
  return tokenSource(options)(signal);
}

describe("a secret", () => {
  it("is exchanged for a token, without the page's cookies", async () => {
    expect(await ask({ sourceId, secret, url })).toEqual(issued);

    const [address, request] = fetched.mock.calls[0] ?? [];
    expect(address).toBe("http://server/v1/tokens");
    expect(request).toMatchObject({ method: "POST", credentials: "omit", body: JSON.stringify({ sourceId, secret }) });
    expect(new Headers(request?.headers).get("content-type")).toBe("application/json");
  });

  it.each([() => "sk_new", async () => "sk_new"])("may come from a function, asked each time", async (given) => {
    const asked = vi.fn(given);
    const source = tokenSource({ sourceId, secret: asked, url });

    await source(new AbortController().signal);
    fetched.mockResolvedValue(Response.json(issued));
    await source(new AbortController().signal);

    expect(asked).toHaveBeenCalledTimes(2);
    expect(fetched.mock.calls[1]?.[1]?.body).toBe(JSON.stringify({ sourceId, secret: "sk_new" }));
  });

  it.each([
    ["is not given", undefined],
    ["is empty", ""],
    ["comes from a function that has none", () => undefined],
  ])("that %s is a permanent error that says what to do", async (_, given) => {
    const error = { code: "missing-secret", permanent: true, message: expect.stringContaining("`getToken`") };

    await expect(ask({ sourceId, secret: given, url })).rejects.toMatchObject(error);
    expect(fetched).not.toHaveBeenCalled();
  });

  it("whose function fails is asked for again later", async () => {
    const failing = () => Promise.reject(new Error("vault closed"));

    await expect(ask({ sourceId, secret: failing, url })).rejects.toMatchObject({
      code: "token-unavailable",
      permanent: false,
      message: expect.stringContaining("vault closed"),
    });
  });
});

describe("the exchange", () => {
  it("reports the server's refusal", async () => {
    const problem = { type: "/problems/invalid-secret", status: 401, detail: "Unknown.", code: "invalid-secret" };
    fetched.mockResolvedValue(Response.json(problem, { status: 401 }));

    await expect(ask({ sourceId, secret, url })).rejects.toMatchObject({
      code: "invalid-secret",
      permanent: true,
      problem,
    });
  });

  it("honours Retry-After", async () => {
    fetched.mockResolvedValue(new Response("", { status: 429, headers: { "retry-after": "3" } }));

    await expect(ask({ sourceId, secret, url })).rejects.toMatchObject({ permanent: false, retryAfter: 3_000 });
  });

  it("reports a server that cannot be reached, with the address", async () => {
    fetched.mockRejectedValue(new TypeError("fetch failed"));

    await expect(ask({ sourceId, secret, url })).rejects.toMatchObject({
      code: "network-error",
      permanent: false,
      message: expect.stringContaining("http://server/v1/tokens"),
    });
  });

  it.each([
    ["<html>a portal</html>", "no object"],
    [JSON.stringify({ ...issued, url: "", destination: 5 }), "url, destination"],
    [JSON.stringify({ ...issued, expiresAt: "later" }), "expiresAt"],
  ])("does not take %s for a token", async (body, reason) => {
    fetched.mockResolvedValue(new Response(body));

    await expect(ask({ sourceId, secret, url })).rejects.toMatchObject({
      code: "bad-token-answer",
      permanent: false,
      message: expect.stringContaining(reason),
    });
  });

  it("can be aborted", async () => {
    const abort = new AbortController();

    await ask({ sourceId, secret, url }, abort.signal);

    expect(fetched.mock.calls[0]?.[1]?.signal).toBe(abort.signal);
  });
});

describe("getToken", () => {
  it("takes the exchange's place, and needs no address", async () => {
    const getToken = vi.fn(async () => issued);
    const { signal } = new AbortController();

    expect(await ask({ sourceId, session: "order-1", getToken }, signal)).toMatchObject({ token: "t1" });
    expect(getToken).toHaveBeenCalledWith({ sourceId, session: "order-1", signal });
    expect(fetched).not.toHaveBeenCalled();
  });

  it("may end the client with a permanent SyncError", async () => {
    const error = new SyncError("signed-out", "Sign in again.", { permanent: true });

    await expect(ask({ sourceId, getToken: () => Promise.reject(error) })).rejects.toBe(error);
  });

  it("that fails otherwise is asked again later", async () => {
    await expect(ask({ sourceId, getToken: () => Promise.reject("offline") })).rejects.toMatchObject({
      code: "token-unavailable",
      permanent: false,
    });
  });

  it("that gives something else is told so", async () => {
    const getToken = async (): Promise<SyncToken> => ({ error: "no" }) as unknown as SyncToken;

    await expect(ask({ sourceId, getToken })).rejects.toMatchObject({ code: "bad-token-answer" });
  });
});

it.each([() => url, async () => url])("the server's address may come from a function", async (given) => {
  await ask({ sourceId, secret, url: given });

  expect(fetched.mock.calls[0]?.[0]).toBe("http://server/v1/tokens");
});

it.each([
  { sourceId: "", secret, url },
  { sourceId, secret, getToken: async () => issued, url },
  { sourceId, secret, url, replay: "some" as "all" },
  { sourceId, secret, url, ack: "client" as "auto" },
  { sourceId, secret, url, prefetch: 0 },
  { sourceId, secret, url, prefetch: 1_001 },
  { sourceId, secret, url, transport: "sse" as const, consumer: "shop" },
  { sourceId, secret, url, transport: "sse" as const, ack: "manual" as const },
])("refuses options that make no sense: %j", async (options) => {
  await expect(ask(options)).rejects.toMatchObject({ code: "invalid-options", permanent: true });
});
