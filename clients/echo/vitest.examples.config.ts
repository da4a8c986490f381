import { defineConfig } from "vitest/config";

/** The examples in a real browser, each started as its reader would, against a real server. */
export default defineConfig({
  test: {
    include: ["test/examples/**/*.test.ts"],
    globalSetup: ["test/journey/support/start-server.ts", "test/examples/support/install-client.ts"],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
