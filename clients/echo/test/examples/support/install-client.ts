import { cpSync, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ECHO = new URL("../../../", import.meta.url);
const INSTALLED = new URL("../../examples/node_modules/@jkitsao/echo/", ECHO);

/** Puts the client as it is built now where the examples have installed it. */
export default function installClient(): void {
  const installed = fileURLToPath(INSTALLED);
  if (!existsSync(installed)) throw new Error(`Nothing is installed at ${installed}: run npm ci in examples.`);
  for (const part of ["dist", "package.json"])
    cpSync(fileURLToPath(new URL(part, ECHO)), `${installed}${part}`, { recursive: true });
}
