import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** People's ways through the console: a real browser, against a real server, which one start serves to nearly all files. */
export default defineConfig({
  // The client as others install it, for Node: built before these tests.
  resolve: { alias: { "@jkitsao/echo": fileURLToPath(new URL("../clients/echo/dist/node.js", import.meta.url)) } },
  test: {
    include: ["test/journey/**/*.test.ts"],
    globalSetup: ["test/journey/support/start-server.ts"],
    // Each signs people of its own up; more at once would only wait for each other.
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
