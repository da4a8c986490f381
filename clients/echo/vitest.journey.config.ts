import { defineConfig } from "vitest/config";

/** Against the built package and a real server, which one start serves to all files. */
export default defineConfig({
  test: {
    include: ["test/journey/**/*.test.ts"],
    globalSetup: ["test/journey/support/start-server.ts"],
    fileParallelism: false,
    testTimeout: 30_000,
  },
});
