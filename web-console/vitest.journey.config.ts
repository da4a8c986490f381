import { defineConfig } from "vitest/config";

/** People's ways through the console: a real browser, against a real server, which one start serves to all files. */
export default defineConfig({
  test: {
    include: ["test/journey/**/*.test.ts"],
    globalSetup: ["test/journey/support/start-server.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
