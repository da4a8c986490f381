// Builds dist/: the client for browsers and for Node, and the React hook, each as ES module and as CommonJS, with the declarations for both
// kinds; and the command line.
import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");

/** Node's build takes the WebSocket of `ws` in the place of the platform's. */
const webSocketOfNode = {
  name: "web-socket-of-node",
  enforce: "pre",
  resolveId: (id) => (id.endsWith("/open-web-socket.js") ? join(root, "src", "open-web-socket.node.ts") : null),
};

/** Hooks run in pages only, which Next wants to be told. */
const IN_THE_PAGE = '"use client";';
const COMMAND = "#!/usr/bin/env node";

async function bundle(name, entry, { formats = ["es", "cjs"], plugins = [], banner } = {}) {
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    plugins,
    build: {
      outDir: dist,
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      target: "es2022",
      lib: { entry: join(root, "src", entry) },
      rolldownOptions: {
        external: [/^node:/, "@jkitsao/echo", "react", "ws"],
        output: formats.map((format) => ({
          format,
          entryFileNames: `${name}.${format === "es" ? "js" : "cjs"}`,
          ...(banner ? { banner } : {}),
        })),
      },
    },
  });
}

const RELATIVE_IMPORT = /(from ")(\.[^"]*)\.js"/g;

/** TypeScript writes declarations for ES modules; CommonJS wants the same under its own ending. */
function declarations() {
  const types = join(dist, "types");
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
  const needed = reachable(join(types, "react.d.ts"), reachable(join(types, "index.d.ts")));
  for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !needed.has(file)) rmSync(file);
  }
  for (const [file, text] of needed) {
    writeFileSync(file.replace(/\.d\.ts$/, ".d.cts"), text.replace(RELATIVE_IMPORT, '$1$2.cjs"'));
  }
}

/** The declarations that the public ones lead to, with their texts; the others say nothing to a user. */
function reachable(file, found = new Map()) {
  if (found.has(file)) return found;
  const text = readFileSync(file, "utf8");
  found.set(file, text);
  for (const [, , path] of text.matchAll(RELATIVE_IMPORT)) reachable(join(dirname(file), `${path}.d.ts`), found);
  return found;
}

rmSync(dist, { recursive: true, force: true });
await bundle("browser", "index.ts");
await bundle("node", "index.ts", { plugins: [webSocketOfNode] });
await bundle("react", "react.ts", { banner: IN_THE_PAGE });
await bundle("cli", "cli/main.ts", { formats: ["es"], banner: COMMAND });
chmodSync(join(dist, "cli.js"), 0o755);
declarations();
