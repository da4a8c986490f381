// Builds what the module's jar holds: installs what the lock file says, writes the API's types, bundles, and compresses what a browser fetches.
// With --if-changed each of these only where something is newer than what it made the last time.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const repository = dirname(root);
const onlyIfChanged = process.argv.includes("--if-changed");

const BUILT = join(root, "target", "classes", "console");
/** Written when all is done, so that a build that was interrupted is begun again. */
const STAMP = join(root, "target", "console-built");
const LOCK = join(root, "package-lock.json");
const INSTALLED = join(root, "node_modules", ".package-lock.json");
const SOURCES = [
  ...["src", "scripts", "index.html", "vite.config.ts", "package.json", "package-lock.json"].map((name) =>
    join(root, name),
  ),
  join(repository, "clients", "echo", "src"),
  join(repository, "protocol", "openapi.json"),
];
const COMPRESSED = new Set([".js", ".css", ".svg"]);

/**
 * When the newest file of these was written, in milliseconds.
 * @param {string[]} paths
 */
function newest(paths) {
  return Math.max(...paths.flatMap(filesOf).map((file) => statSync(file).mtimeMs));
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== "generated")
    .flatMap((entry) => filesOf(join(path, entry.name)));
}

/**
 * @param {string} product
 * @param {string[]} sources
 */
function isOlder(product, sources) {
  return !existsSync(product) || statSync(product).mtimeMs < newest(sources);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  execFileSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
}

function install() {
  if (!isOlder(INSTALLED, [LOCK])) return;
  console.log("web-console: installing what it is built with");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  const now = new Date();
  utimesSync(INSTALLED, now, now);
}

function bundle() {
  console.log("web-console: building");
  run("npm", ["run", "--silent", "generate"]);
  run(process.execPath, [join("node_modules", "vite", "bin", "vite.js"), "build", "--logLevel", "warn"]);
}

/** Beside each file what a server gives to browsers that take it compressed. */
function compress() {
  for (const file of filesOf(join(BUILT, "assets"))) {
    if (!COMPRESSED.has(extname(file))) continue;
    const content = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
    writeFileSync(`${file}.br`, brotliCompressSync(content));
  }
}

install();
if (!onlyIfChanged || !existsSync(join(BUILT, "index.html")) || isOlder(STAMP, SOURCES)) {
  bundle();
  compress();
  writeFileSync(STAMP, "");
}
