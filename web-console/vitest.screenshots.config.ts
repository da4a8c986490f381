import { defineConfig } from "vitest/config";

/** Pictures of every page in its states, at two widths; those that documents show go into docs/screenshots. */
export default defineConfig({
  test: {
    include: ["test/screenshots/**/*.test.ts"],
    globalSetup: ["test/journey/support/start-server.ts"],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 90_000,
  },
});
