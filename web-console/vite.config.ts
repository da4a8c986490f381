import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      // The client's own source, so that there is one build; what it needs is installed here.
      "@jkitsao/echo": here("../clients/echo/src/index.ts"),
      "@stomp/stompjs": here("node_modules/@stomp/stompjs"),
    },
  },
  build: {
    // Where Maven takes the module's jar from.
    outDir: "target/classes/console",
    target: "es2022",
    // No data: address: the page's policy allows files of its own server only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    // The chart is large, and loaded only where it is looked at; a test holds the first load to its limit.
    chunkSizeWarningLimit: 1_000,
    // "use client" is for servers that render React, and means nothing here.
    rolldownOptions: {
      checks: { moduleLevelDirective: false },
      output: {
        // Each file more that a browser asks for costs as much as tens of kilobytes: one for what the first page needs, and one for what
        // several of the others have in common.
        codeSplitting: {
          groups: [
            { name: "first", tags: ["$initial"], priority: 1 },
            { name: "shared", minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { "/v1": "http://localhost:8080", "/stomp": { target: "ws://localhost:8080", ws: true } } },
});
