import { FALLBACK_TOKEN_LIFE_MS, RENEW_AT_PART_OF_LIFE } from "../bounds.js";
import type { SyncToken } from "../sync-token.js";

/** A token with its times on this machine's clock, in milliseconds since 1970. */
export interface HeldToken extends Pick<SyncToken, "token" | "url" | "destination"> {
  readonly renewAt: number;
  readonly expiresAt: number;
}

/** Takes a token that has just been issued. */
export function holdToken(issued: SyncToken, now: number): HeldToken {
  const { token, url, destination } = issued;
  const life = lifeLeft(issued, now);
  return { token, url, destination, renewAt: now + life * RENEW_AT_PART_OF_LIFE, expiresAt: now + life };
}

/**
 * `expiresAt` is the server's time, and this machine's clock may be hours off. So the token's own claims say how long a
 * fresh one lives; the clock only shortens that, for a token that was issued a while ago.
 */
function lifeLeft(issued: SyncToken, now: number): number {
  const byClock = Date.parse(issued.expiresAt) - now;
  const byClaims = lifeByClaims(issued.token);
  if (byClaims === undefined) return byClock > 0 ? byClock : FALLBACK_TOKEN_LIFE_MS;
  return byClock > 0 ? Math.min(byClock, byClaims) : byClaims;
}

/** `exp` − `iat` of a JWT (RFC 7519, section 4.1) in milliseconds; undefined where the token is none. */
function lifeByClaims(token: string): number | undefined {
  const payload = token.split(".")[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/")));
    const { iat, exp } = claims as { iat?: unknown; exp?: unknown };
    return typeof iat === "number" && typeof exp === "number" && exp > iat ? (exp - iat) * 1_000 : undefined;
  } catch {
    return undefined;
  }
}
