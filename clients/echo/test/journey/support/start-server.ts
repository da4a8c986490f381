import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

const READY_WITHIN_MS = 120_000;
const GONE_WITHIN_MS = 20_000;
const READY = /Devhooks Sync is ready at (http:\/\/\S+)/;
const LAST_LINES = 40;
const LOG_FOLDER = fileURLToPath(new URL("../../../test-output/test-log", import.meta.url));

declare module "vitest" {
  export interface ProvidedContext {
    serverUrl: string;
  }
}

/** Runs one server, whose tokens live five seconds, for all journeys; or takes the one at DEVHOOKS_SERVER, which spares a developer its start. */
export default async function startServer(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env["DEVHOOKS_SERVER"];
  if (running !== undefined) {
    project.provide("serverUrl", running);
    return async () => undefined;
  }
  const path = jar();
  const data = mkdtempSync(join(tmpdir(), "devhooks-journey-"));
  const server = spawn(process.env["DEVHOOKS_JAVA"] ?? "java", [
    "-jar",
    path,
    `--server.port=${await freePort()}`,
    "--management.server.port=0",
    `--devhooks.data=${data}`,
    "--devhooks.token.lifetime=5s",
    "--logging.level.live.devhooks=DEBUG",
    // All tests sign up from one address.
    "--devhooks.accounts.sign-ups-per-address=1000/1h",
  ]);
  const stop = async (): Promise<void> => {
    await end(server);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    project.provide("serverUrl", await ready(server));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

function jar(): string {
  const path =
    process.env["DEVHOOKS_JAR"] ??
    fileURLToPath(new URL("../../../../../standalone/target/devhooks.jar", import.meta.url));
  if (!existsSync(path))
    throw new Error(`No server at ${path}: build standalone first, or name a jar in DEVHOOKS_JAR.`);
  return path;
}

async function freePort(): Promise<number> {
  const socket = createServer().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address() as AddressInfo;
  socket.close();
  await once(socket, "close");
  return port;
}

/** The server's address, once it says that it is ready. */
function ready(server: ChildProcess): Promise<string> {
  const lines: string[] = [];
  // Of which ./devhooks test looks whether it holds secrets.
  mkdirSync(LOG_FOLDER, { recursive: true });
  const log = createWriteStream(join(LOG_FOLDER, `server-${server.pid}.log`));
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`The server ${why}. Its last lines:\n${lines.join("\n")}`));
    const late = setTimeout(() => fail(`was not ready within ${READY_WITHIN_MS} ms`), READY_WITHIN_MS);
    const read = (line: string): void => {
      lines.push(line);
      log.write(`${line}\n`);
      if (lines.length > LAST_LINES) lines.shift();
      const url = READY.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    };
    for (const output of [server.stdout, server.stderr])
      if (output) createInterface({ input: output }).on("line", read);
    server.once("error", (error) => fail(`could not be started: ${error.message}`));
    server.once("exit", (code) => {
      clearTimeout(late);
      fail(`ended with code ${code}`);
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, "exit");
  server.kill("SIGTERM");
  const force = setTimeout(() => server.kill("SIGKILL"), GONE_WITHIN_MS);
  await gone;
  clearTimeout(force);
}
