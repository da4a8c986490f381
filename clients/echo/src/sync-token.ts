import { SyncError } from "./sync-error.js";

/** What `POST /v1/tokens` answers: permission to read one stream for a short time. */
export interface SyncToken {
  readonly token: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** `ws://…` or `wss://…` of the server's STOMP endpoint. */
  readonly url: string;
  /** `/topic/sources/{source}` or `/topic/sources/{source}/sessions/{session}`. */
  readonly destination: string;
}

const MEMBERS = ["token", "expiresAt", "url", "destination"] as const;

/** Checks what came as a token. Throws a SyncError `bad-token-answer`, not permanent, that names what is wrong. */
export function checkToken(answer: unknown): SyncToken {
  if (typeof answer !== "object" || answer === null) throw badAnswer("it is no object");
  const candidate = answer as Partial<Record<(typeof MEMBERS)[number], unknown>>;
  const missing = MEMBERS.filter((member) => typeof candidate[member] !== "string" || candidate[member] === "");
  if (missing.length > 0) throw badAnswer(`it lacks ${missing.join(", ")}`);
  const token = candidate as SyncToken;
  if (Number.isNaN(Date.parse(token.expiresAt))) throw badAnswer("its expiresAt is no time");
  return token;
}

function badAnswer(reason: string): SyncError {
  return new SyncError("bad-token-answer", `The answer is not what POST /v1/tokens gives: ${reason}.`);
}
