import { defineConfig } from "vitest/config";

/** How quick the console is, in figures that no test judges: these machines are noisy. */
export default defineConfig({
  test: {
    include: ["test/measure/**/*.test.ts"],
    globalSetup: ["test/journey/support/start-server.ts"],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 90_000,
  },
});
