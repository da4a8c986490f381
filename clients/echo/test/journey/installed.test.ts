import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPayments, type Payments, serverUrl } from "./support/payments.js";

const run = promisify(execFile);
const ECHO = fileURLToPath(new URL("../..", import.meta.url));
const TOOLS = join(ECHO, "node_modules");
const WITHIN = 60_000;

const READ = `
const client = new SyncClient({ sourceId: "payment-flow", secret: process.env.SECRET, url: process.env.URL, replay: "all" });
client.on("error", (error) => { console.error(error); process.exit(1); });
client.on("event", (event) => { console.log(event.CheckoutRequestID); client.disconnect(); });
client.connect();
`;

const TYPED = `
import { SyncClient, SyncError, type SyncEvent } from "@jkitsao/echo";
import { useSync } from "@jkitsao/echo/react";

export const client: SyncClient = new SyncClient({ sourceId: "payment-flow", getToken: ({ signal }) => fetch("/t", { signal }).then((r) => r.json()) });
client.on("event", (event: SyncEvent) => { const amount: number | undefined = event.payment?.amount; console.log(amount); });
client.on("error", (error: SyncError) => console.log(error.code));
export const order = client.subscribe({ session: "order-1", ack: "manual" });
export async function read(): Promise<string[]> {
  const ids: string[] = [];
  for await (const event of order) ids.push(event.id);
  return ids;
}
export function Status(): string { return useSync({ sourceId: "payment-flow", session: "order-1" }).event?.payment?.status ?? "pending"; }
// @ts-expect-error there is no such event
client.on("events", () => undefined);
// @ts-expect-error a source is needed
export const wrong = new SyncClient({ secret: "sk_1" });
`;

let project: string;
let payments: Payments;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "devhooks-installed-"));
  await run("npm", ["pack", "--ignore-scripts", "--pack-destination", project], { cwd: ECHO });
  const [tarball = ""] = readdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--omit=peer", "--loglevel=error"];
  await run("npm", ["install", ...quiet, join(project, tarball)], { cwd: project });
  linkTools("react", "@types/react", "csstype", "@types/node", "undici-types");
  payments = await newPayments();
}, WITHIN);
afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

/** What a project would have beside the package. */
function linkTools(...names: string[]): void {
  mkdirSync(join(project, "node_modules", "@types"), { recursive: true });
  for (const name of names) symlinkSync(join(TOOLS, name), join(project, "node_modules", name));
}

async function runs(file: string, script: string): Promise<string> {
  writeFileSync(join(project, file), script);
  const environment = { ...process.env, SECRET: payments.secret, URL: serverUrl };
  return (await run(process.execPath, [file], { cwd: project, env: environment })).stdout.trim();
}

describe("the package, installed in an empty project,", () => {
  it("brings nothing but what it needs", () => {
    const installed = readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."));

    expect(installed.filter((name) => !["@types", "csstype", "react", "undici-types"].includes(name))).toEqual([
      "@jkitsao",
      "ws",
    ]);
  });

  it.each([
    ["an ES module", "read.mjs", `import { SyncClient } from "@jkitsao/echo";${READ}`],
    ["CommonJS", "read.cjs", `const { SyncClient } = require("@jkitsao/echo");${READ}`],
  ])(
    "works as %s",
    async (_, file, script) => {
      const paid = await payments.pay();

      expect((await runs(file, script)).split("\n")[0]).toBeTruthy();
      expect(await runs(file, script.replace('replay: "all"', `replay: "all", session: "${paid}"`))).toBe(paid);
    },
    WITHIN,
  );

  it.each([
    ["nodenext", "typed.ts"],
    ["nodenext", "typed.cts"],
    ["bundler", "typed.ts"],
  ])(
    "has types for TypeScript, strictly (%s, %s)",
    async (resolution, file) => {
      writeFileSync(join(project, file), TYPED);
      const module = resolution === "bundler" ? "esnext" : "nodenext";
      const strict = [
        "--strict",
        "--noUncheckedIndexedAccess",
        "--exactOptionalPropertyTypes",
        "--noEmit",
        "--target",
        "es2022",
      ];
      const args = [
        ...strict,
        "--module",
        module,
        "--moduleResolution",
        resolution,
        "--lib",
        "es2023,dom,dom.iterable",
        file,
      ];

      await run(process.execPath, [join(TOOLS, "typescript", "bin", "tsc"), ...args], { cwd: project }).catch((error) =>
        expect.fail(error.stdout),
      );
    },
    WITHIN,
  );

  it(
    "is bundled by Vite for a page, with its build for browsers",
    async () => {
      writeFileSync(join(project, "index.html"), '<script type="module" src="./page.js"></script>');
      writeFileSync(
        join(project, "page.js"),
        'import { useSync } from "@jkitsao/echo/react";\nimport { SyncClient } from "@jkitsao/echo";\nconsole.log(useSync, SyncClient);',
      );
      const { build } = await import("vite");

      const built = await build({ root: project, configFile: false, logLevel: "error", build: { write: false } });

      const { output } = built as Extract<typeof built, { output: unknown }>;
      const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
      expect(
        modules
          .filter((id) => id.includes("@jkitsao"))
          .map((id) => id.split("/").at(-1))
          .sort(),
      ).toEqual(["browser.js", "react.js"]);
      expect(modules.join()).not.toContain("/ws/");
    },
    WITHIN,
  );

  it(
    "has a command",
    async () => {
      const { stdout } = await run("npx", ["--no-install", "@jkitsao/echo", "--help"], { cwd: project });

      expect(stdout).toContain("npx @jkitsao/echo listen --source");
    },
    WITHIN,
  );
});
