import { describe, expect, it } from "vitest";
import { asPermanent, httpError, refusal, SyncError } from "../../src/sync-error.js";

const problem = { type: "/problems/x", title: "No", status: 401, detail: "Not this one.", code: "invalid-secret" };

describe("an HTTP answer without success", () => {
  it.each([
    [400, true],
    [401, true],
    [404, true],
    [408, false],
    [429, false],
    [500, false],
    [503, false],
  ])("%d is permanent: %s", (status, permanent) => {
    expect(httpError(status, "", null).permanent).toBe(permanent);
  });

  it("is described by its problem document", () => {
    expect(httpError(401, JSON.stringify(problem), null)).toMatchObject({
      code: "invalid-secret",
      message: "Not this one.",
      problem,
    });
  });

  it.each(["", "<html>", "null", '"text"'])("without one, as with %j, is described by its status", (body) => {
    expect(httpError(502, body, null)).toMatchObject({ code: "http-502", message: expect.stringContaining("502") });
  });

  it.each([
    ["7", 7_000],
    ["0", 0],
    ["soon", undefined],
    ["-1", undefined],
    [null, undefined],
  ])("asks with Retry-After %s to wait %s ms", (header, milliseconds) => {
    expect(httpError(429, "", header).retryAfter).toBe(milliseconds);
  });
});

describe("an ERROR frame", () => {
  it.each(["access-denied", "invalid-secret", "secret-revoked", "source-deleted", "not-supported", "bad-request"])(
    "%s is permanent",
    (slug) => {
      expect(refusal(slug, "")).toMatchObject({ code: slug, permanent: true });
    },
  );

  it.each(["token-expired", "invalid-token", "shutting-down", "anything"])("%s is not", (slug) => {
    expect(refusal(slug, "")).toMatchObject({ code: slug, permanent: false });
  });

  it("is described by its problem document", () => {
    expect(refusal("access-denied", JSON.stringify(problem))).toMatchObject({ message: "Not this one.", problem });
  });
});

describe("a SyncError", () => {
  it("is an Error with its cause", () => {
    const cause = new Error("deep");

    expect(new SyncError("network-error", "Gone.", { cause })).toMatchObject({
      name: "SyncError",
      cause,
      permanent: false,
    });
    expect(new SyncError("x", "y")).toBeInstanceOf(Error);
  });

  it("stays itself when it becomes permanent", () => {
    const error = asPermanent(refusal("invalid-token", JSON.stringify(problem)));

    expect(error).toMatchObject({ code: "invalid-token", message: "Not this one.", problem, permanent: true });
  });
});
