import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const BUILT = fileURLToPath(new URL("../../target/classes/console", import.meta.url));
const LIMIT_BYTES = 250 * 1024;

const read = (path: string): string => {
  const file = join(BUILT, path);
  if (!existsSync(file)) throw new Error(`There is no ${file}: run npm run build`);
  return readFileSync(file, "utf8");
};

/** A script with all that it loads at once; what it loads when somebody looks at it stands in `import(…)`. */
function withImports(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, name] of read(path).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    withImports(`assets/${name}`, found);
  return found;
}

test("the first load has less than 250 KB of script, compressed, and no chart", () => {
  const page = read("index.html");
  const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? "");
  expect(scripts.length).toBeGreaterThan(0);
  const all = new Set(scripts.flatMap((path) => [...withImports(path)]));
  const bytes = [...all].reduce((sum, path) => sum + gzipSync(read(path)).length, 0);
  expect(bytes).toBeLessThan(LIMIT_BYTES);
  expect([...all].filter((path) => path.includes("chart"))).toEqual([]);
  expect(bytes).toBeGreaterThan(50_000);
});

test("each script and style is there in compressed form, too", () => {
  for (const [, path] of read("index.html").matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)) {
    for (const coding of ["gz", "br"]) expect(existsSync(join(BUILT, `${path}.${coding}`))).toBe(true);
  }
});
