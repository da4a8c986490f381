import { expect, test } from "vitest";
import { safeNext, signedOutPath } from "../../src/app/signed-out.js";
import { csrfToken } from "../../src/shared/api/csrf-token.js";
import { readProblem } from "../../src/shared/api/read-problem.js";
import { beyondFields, fieldErrors } from "../../src/shared/ui/problem-fields.js";

const answer = (status: number, body: string, headers: Record<string, string> = {}): Response =>
  new Response(body, { status, headers });

test("a problem document is raised with its fields and its pause", async () => {
  const errors = [{ field: "allowedAddresses[1]", message: "must be an address" }];
  const body = JSON.stringify({ code: "invalid-field", title: "A field", detail: "Mend it", errors });
  const problem = await readProblem(answer(400, body, { "retry-after": "7" }));
  expect(problem).toMatchObject({ code: "invalid-field", status: 400, detail: "Mend it", errors, retryAfter: 7 });
  expect(fieldErrors(problem, ["allowedAddresses"])).toEqual({ allowedAddresses: "Must be an address." });
  expect(beyondFields(problem, ["allowedAddresses"])).toBeNull();
  expect(beyondFields(problem, ["name"])).toBe(problem);
});

test("what is no problem document, as from a proxy, is told by its status", async () => {
  expect(await readProblem(answer(502, "<html>Bad gateway</html>"))).toMatchObject({
    code: "http-502",
    isPassing: true,
  });
  expect(await readProblem(answer(404, "[]"))).toMatchObject({ code: "http-404", isPassing: false });
});

test("after signing in somebody goes on where they were, and never to another site", () => {
  expect(signedOutPath("/usage", "/usage?x=1")).toBe("/sign-in?expired=true&next=%2Fusage%3Fx%3D1");
  expect(signedOutPath("/sign-in", "/sign-in")).toBeUndefined();
  expect(safeNext("/usage")).toBe("/usage");
  for (const foreign of ["//evil.example", "/\\evil.example", "https://evil.example", undefined])
    expect(safeNext(foreign)).toBe("/");
});

test("the token against forgery is found among the cookies", () => {
  expect(csrfToken("a=b; XSRF-TOKEN=abc-1; c=d")).toBe("abc-1");
  expect(csrfToken("NOT-XSRF-TOKEN=abc")).toBeUndefined();
});
