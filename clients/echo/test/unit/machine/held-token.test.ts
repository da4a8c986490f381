import { describe, expect, it } from "vitest";
import { FALLBACK_TOKEN_LIFE_MS } from "../../../src/bounds.js";
import { holdToken } from "../../../src/machine/held-token.js";
import { issued, NOON, TOKEN_LIFE } from "../../support/machine-drive.js";

const HOUR = 3_600_000;

function jwt(life: number): string {
  const iat = NOON / 1_000;
  const claims = Buffer.from(JSON.stringify({ iat, exp: iat + life / 1_000, sub: "?>?~?>?~~" })).toString("base64url");
  expect(claims).toMatch(/-.*_|_.*-/);
  return `header.${claims}.signature`;
}

describe("the life of a token", () => {
  it("ends at expiresAt, and is renewed at four fifths", () => {
    expect(holdToken(issued("opaque"), NOON)).toMatchObject({
      expiresAt: NOON + TOKEN_LIFE,
      renewAt: NOON + 0.8 * TOKEN_LIFE,
    });
  });

  it.each([
    ["ahead by an hour", HOUR],
    ["behind by an hour", -HOUR],
  ])("is that of its claims where this machine's clock is %s", (_, skew) => {
    const held = holdToken(issued(jwt(TOKEN_LIFE)), NOON + skew);

    expect(held.expiresAt - (NOON + skew)).toBe(TOKEN_LIFE);
  });

  it("is what is left of a token that was issued a while ago", () => {
    expect(holdToken(issued(jwt(TOKEN_LIFE)), NOON + 60_000).expiresAt).toBe(NOON + TOKEN_LIFE);
  });

  it.each(["opaque", "a.b", "a.e30.c", "a.bnVsbA.c"])(
    "is guessed for %s, which says nothing, where it seems to have run out",
    (token) => {
      expect(holdToken(issued(token), NOON + HOUR).expiresAt).toBe(NOON + HOUR + FALLBACK_TOKEN_LIFE_MS);
    },
  );
});
