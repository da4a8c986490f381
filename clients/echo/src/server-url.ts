import { SyncError } from "./sync-error.js";

declare const process: { readonly env: { readonly NEXT_PUBLIC_DEVHOOKS_URL?: string; readonly DEVHOOKS_URL?: string } };

/**
 * The server's address without a slash at its end. Throws a permanent SyncError: `missing-url` where none is known,
 * `invalid-options` where it is no http or https address.
 */
export function serverUrl(given: string | undefined): string {
  const url = given || fromEnvironment() || fromPage();
  if (!url) {
    const message = "The server's address is not known: pass `url`, or set NEXT_PUBLIC_DEVHOOKS_URL or DEVHOOKS_URL.";
    throw new SyncError("missing-url", message, { permanent: true });
  }
  if (!/^https?:\/\/[^/]/i.test(url)) {
    const message = `The server's address has to start with http:// or https://, which "${url}" does not.`;
    throw new SyncError("invalid-options", message, { permanent: true });
  }
  return url.replace(/\/+$/, "");
}

/** Each variable is written out, since bundlers such as Next's replace exactly these words by the value. */
function fromEnvironment(): string | undefined {
  return read(() => process.env.NEXT_PUBLIC_DEVHOOKS_URL) || read(() => process.env.DEVHOOKS_URL);
}

/** A browser has no `process`; asking whether it has one would hide a value that the bundler put in. */
function read(variable: () => string | undefined): string | undefined {
  try {
    return variable();
  } catch {
    return undefined;
  }
}

function fromPage(): string | undefined {
  const origin: unknown = globalThis.location?.origin;
  return typeof origin === "string" && origin.startsWith("http") ? origin : undefined;
}
