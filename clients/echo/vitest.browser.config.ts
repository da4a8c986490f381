import { defineConfig } from "vitest/config";

/** The published page in a real browser, against the built package and a real server. */
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: ["test/journey/support/start-server.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
