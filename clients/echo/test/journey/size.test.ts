import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, it } from "vitest";

/** Bytes that a page may load for the whole client. */
const LIMIT = 15_000;
const CLIENT = fileURLToPath(new URL("../../dist/browser.js", import.meta.url));

it("the whole client, without the hook, is less than 15 KB of a page", async () => {
  const lib = { entry: CLIENT, formats: ["iife" as const], name: "echo" };

  const built = await build({ configFile: false, logLevel: "error", build: { write: false, minify: true, lib } });

  const outputs = (built as Extract<typeof built, readonly unknown[]>).flatMap(({ output }) => output);
  const code = outputs.map((file) => (file.type === "chunk" ? file.code : "")).join("");
  console.log(`${code.length} bytes, ${gzipSync(code).length} gzipped`);
  expect(gzipSync(code).length).toBeLessThan(LIMIT);
});
