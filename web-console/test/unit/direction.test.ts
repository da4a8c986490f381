import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SRC = fileURLToPath(new URL("../../src", import.meta.url));
const API = fileURLToPath(new URL("../../../api/src/main/java/live/devhooks/api", import.meta.url));
const IMPORT = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;
const LONGEST_FILE = 200;

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(ts|tsx|css)$/.test(name) && !name.includes("generated"))
  .map((name) => name.replaceAll("\\", "/"));

/** `app`, `shared`, or one feature. */
function layer(path: string): string {
  const [top, feature] = path.split("/");
  return top === "features" ? `features/${feature}` : (top ?? "");
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), "utf8");
  return [...text.matchAll(IMPORT)].map(([, path]) =>
    relative(SRC, resolve(SRC, dirname(file), path ?? "")).replaceAll("\\", "/"),
  );
}

/** Whether code of one layer may use that of another. */
function may(from: string, to: string): boolean {
  if (from === to || from === "app" || from === "main.tsx") return true;
  return from.startsWith("features/") && to === "shared";
}

test("app uses features, features use shared and not each other, shared uses nobody", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => !may(layer(file), layer(target)))
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
  expect(may("shared", "features/events")).toBe(false);
  expect(may("features/events", "features/sources")).toBe(false);
});

test("each feature is named as the package of the API that it shows", () => {
  const packages = readdirSync(API, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = new Set(packages.map((entry) => entry.name));
  const features = readdirSync(join(SRC, "features"));
  expect(features.filter((name) => !names.has(name))).toEqual([]);
});

test("no file is longer than somebody reads at once", () => {
  const long = files.filter((file) => readFileSync(join(SRC, file), "utf8").split("\n").length > LONGEST_FILE);
  expect(long).toEqual([]);
});
