// Builds dist/: for browsers and for Node, each as ES module and as CommonJS, and the declarations for both kinds.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

async function bundle(name, plugins) {
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
      lib: { entry: join(root, "src", "index.ts") },
      rolldownOptions: {
        external: ["@stomp/stompjs", "ws"],
        output: [
          { format: "es", entryFileNames: `${name}.js` },
          { format: "cjs", entryFileNames: `${name}.cjs` },
        ],
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
  const needed = reachable(join(types, "index.d.ts"));
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
await bundle("browser", []);
await bundle("node", [webSocketOfNode]);
declarations();
