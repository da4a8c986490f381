import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { curlOf } from "../../src/features/events/curl.js";

const URL_ = "http://localhost:1/in/key";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What a shell would hand to curl: its arguments, and what comes by standard input. */
function handed(command: string): string[] {
  const script = `curl() { printf '%s\\n' "$@"; [ "$5" = @- ] && cat; true; }\n${command}`;
  return execFileSync("bash", ["-c", script], { encoding: "utf8" }).split("\n");
}

test("a shell hands on a body with quotes and dollars as it is", () => {
  const body = `{"a":"it's $HOME \`x\` \\\\ \\"q\\""}`;
  const event = { type: "mpesa_callback", session: "order-1", headers: { "content-type": "application/json" } };
  const [url, , header, , data] = handed(curlOf(event, URL_, bytes(body)));
  expect(url).toBe(`${URL_}/order-1`);
  expect(header).toBe("content-type: application/json");
  expect(data).toBe(body);
});

test("bytes that are no text, and text that curl would take for a file's name, go by standard input", () => {
  const event = { type: "webhook", headers: {} };
  expect(handed(curlOf(event, URL_, bytes("@/etc/passwd"))).at(-1)).toBe("@/etc/passwd");
  expect(curlOf(event, URL_, new Uint8Array([0, 255]))).toContain("base64 -d");
});

test("what only its URL tells from others goes to that URL", () => {
  const event = { type: "mpesa_c2b_confirmation", session: "ACC 1", headers: {} };
  expect(handed(curlOf(event, URL_, bytes("{}")))[0]).toBe(`${URL_}/c2b-confirmation`);
});
