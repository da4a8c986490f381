import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, preview } from "vite";
import { vi } from "vitest";

/** With `development` React mounts every effect twice, as `next dev` has it. */
export type Mode = "production" | "development";

/** What the page is built with, as Next inlines it from the environment. */
export interface Variables {
  readonly NEXT_PUBLIC_DEVHOOKS_SECRET: string;
  readonly NEXT_PUBLIC_DEVHOOKS_URL: string;
}

/** The payment page at an origin of its own. */
export interface ServedPage {
  readonly url: string;
  /** The files that it is made of. */
  readonly modules: readonly string[];
  readonly close: () => Promise<void>;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const PAYMENT_PAGE = "index.html";

export async function servePage(mode: Mode, variables: Variables, page = PAYMENT_PAGE): Promise<ServedPage> {
  const outDir = mkdtempSync(join(tmpdir(), "devhooks-page-"));
  const remove = (): void => rmSync(outDir, { recursive: true, force: true });
  try {
    const modules = await buildPage(mode, variables, page, outDir);
    const server = await preview({
      root,
      configFile: false,
      build: { outDir },
      preview: { host: "127.0.0.1", port: 0 },
    });
    const close = async (): Promise<void> => {
      await server.close();
      remove();
    };
    const [origin = ""] = server.resolvedUrls?.local ?? [];
    return { url: page === PAYMENT_PAGE ? origin : origin + page, modules, close };
  } catch (error) {
    remove();
    throw error;
  }
}

async function buildPage(mode: Mode, variables: Variables, page: string, outDir: string): Promise<string[]> {
  // Vitest's own NODE_ENV would make every build one for development.
  vi.stubEnv("NODE_ENV", mode);
  try {
    const built = await build({
      root,
      configFile: false,
      publicDir: false,
      mode,
      logLevel: "warn",
      define: Object.fromEntries(
        Object.entries(variables).map(([name, value]) => [`process.env.${name}`, JSON.stringify(value)]),
      ),
      // The page's "use client" is for Next, and means nothing here.
      build: {
        outDir,
        emptyOutDir: true,
        rolldownOptions: { input: join(root, page), checks: { moduleLevelDirective: false } },
      },
      worker: { format: "es" },
    });
    const { output } = built as Extract<typeof built, { output: unknown }>;
    return output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
  } finally {
    vi.unstubAllEnvs();
  }
}
