import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const READY_WITHIN_MS = 90_000;
const GONE_WITHIN_MS = 30_000;
const READY = /Devhooks Sync is ready at (http:\/\/\S+)/;
const MAILED = /\/password-reset#pr_\w+/;
const LAST_LINES = 40;
const LOG_FOLDER = fileURLToPath(new URL("../../../test-output/test-log", import.meta.url));
const JAR = fileURLToPath(new URL("../../../../standalone/target/devhooks.jar", import.meta.url));

/** A standalone server as a process of its own, with ports and a folder that stay when it is started again. */
export class Server {
  readonly url: string;
  readonly managementUrl: string;
  readonly #arguments: readonly string[];
  readonly #data: string;
  readonly #lastLines: string[] = [];
  #process: ChildProcess | undefined;
  #mailed: string | undefined;

  private constructor(port: number, managementPort: number, options: readonly string[]) {
    this.url = `http://localhost:${port}`;
    this.managementUrl = `http://127.0.0.1:${managementPort}`;
    this.#data = mkdtempSync(join(tmpdir(), "devhooks-console-"));
    this.#arguments = [
      // It is to be there soon, and not to live long.
      "-XX:TieredStopAtLevel=1",
      "-XX:+UseSerialGC",
      "-jar",
      process.env["DEVHOOKS_JAR"] ?? JAR,
      `--server.port=${port}`,
      `--management.server.port=${managementPort}`,
      `--devhooks.data=${this.#data}`,
      // All tests sign up and in from one address.
      "--devhooks.accounts.sign-ups-per-address=1000/1h",
      "--devhooks.accounts.sign-in-tries-per-address=1000/10m",
      "--devhooks.accounts.hash-strength=4",
      ...options,
    ];
  }

  static async create(options: readonly string[]): Promise<Server> {
    return new Server(await freePort(), await freePort(), options);
  }

  /** The path of the page that the last mail led to. */
  get mailed(): string | undefined {
    return this.#mailed;
  }

  async start(): Promise<void> {
    const jar = process.env["DEVHOOKS_JAR"] ?? JAR;
    if (!existsSync(jar))
      throw new Error(`No server at ${jar}: build standalone first, or name a jar in DEVHOOKS_JAR.`);
    const server = spawn(process.env["DEVHOOKS_JAVA"] ?? "java", this.#arguments);
    this.#process = server;
    await this.#ready(server);
  }

  /** Ends it as an operator does. */
  async stop(): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (server?.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, "exit");
    server.kill("SIGTERM");
    const force = setTimeout(() => server.kill("SIGKILL"), GONE_WITHIN_MS);
    await gone;
    clearTimeout(force);
  }

  /** Ends it, and takes its data along. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#data, { recursive: true, force: true });
  }

  #ready(server: ChildProcess): Promise<void> {
    // Of which ./devhooks test looks whether it holds secrets.
    mkdirSync(LOG_FOLDER, { recursive: true });
    const log = createWriteStream(join(LOG_FOLDER, `server-${server.pid}.log`));
    return new Promise((resolve, reject) => {
      const fail = (why: string): void =>
        reject(new Error(`The server ${why}. Its last lines:\n${this.#lastLines.join("\n")}`));
      const late = setTimeout(() => fail(`was not ready within ${READY_WITHIN_MS} ms`), READY_WITHIN_MS);
      const read = (line: string): void => {
        log.write(`${line}\n`);
        this.#note(line);
        if (!READY.test(line)) return;
        clearTimeout(late);
        resolve();
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

  #note(line: string): void {
    this.#lastLines.push(line);
    if (this.#lastLines.length > LAST_LINES) this.#lastLines.shift();
    this.#mailed = MAILED.exec(line)?.[0] ?? this.#mailed;
  }
}

async function freePort(): Promise<number> {
  const socket = createServer().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address() as AddressInfo;
  socket.close();
  await once(socket, "close");
  return port;
}
