import type { EventDetails } from "./events-api.js";

/** What stands behind the callback URL for those callbacks that only their URL tells from others. */
const SEGMENTS: Record<string, string> = {
  mpesa_c2b_validation: "c2b-validation",
  mpesa_c2b_confirmation: "c2b-confirmation",
  mpesa_result: "result",
  mpesa_timeout: "queue-timeout",
};

type Sent = Pick<EventDetails, "type" | "headers"> & { readonly session?: string };

/** A command for a POSIX shell that sends the same body to `callbackUrl` again. */
export function curlOf({ type, session, headers }: Sent, callbackUrl: string, body: Uint8Array): string {
  const segment = SEGMENTS[type] ?? session;
  const url = segment === undefined ? callbackUrl : `${callbackUrl}/${encodeURIComponent(segment)}`;
  const contentType = headers["content-type"] ?? "application/json";
  const call = `curl ${quoted(url)} -H ${quoted(`content-type: ${contentType}`)}`;
  const text = plainText(body);
  return text === undefined
    ? `printf %s ${quoted(base64(body))} | base64 -d | ${call} --data-binary @-`
    : `${call} --data-binary ${quoted(text)}`;
}

/** In single quotes, in which a shell reads nothing into a text. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The body as text; nothing where it is none, or where a terminal could trip over it. */
function plainText(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for; curl reads a file's name after an @
    return /^@|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/.test(text)
      ? undefined
      : text;
  } catch {
    return undefined;
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
