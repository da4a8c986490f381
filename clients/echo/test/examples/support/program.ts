import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const EXAMPLES = fileURLToPath(new URL("../../../../../examples", import.meta.url));
const READY_WITHIN_MS = 60_000;
const ADDRESS = /https?:\/\/(?:localhost|127\.0\.0\.1):\d+/;

/** A program of an example, in a group of processes of its own, until it is stopped. */
export class Program {
  readonly #process: ChildProcess;
  readonly #lines: string[] = [];

  private constructor(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
    // Colours would stand in the midst of an address.
    const env = { ...process.env, NODE_ENV: "development", NO_COLOR: "1", ...environment };
    this.#process = spawn(process.execPath, args, { cwd: `${EXAMPLES}/${folder}`, env, detached: true });
  }

  /** Starts it, and gives the address that it says it is at. */
  static async start(
    folder: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv = {},
  ): Promise<{ program: Program; url: string }> {
    const program = new Program(folder, args, environment);
    return { program, url: await program.#address() };
  }

  async stop(): Promise<void> {
    const { pid, exitCode } = this.#process;
    if (pid === undefined || exitCode !== null) return;
    const gone = once(this.#process, "exit");
    process.kill(-pid, "SIGKILL");
    await gone;
  }

  #address(): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`The example ${why}:\n${this.#lines.join("\n")}`));
      const late = setTimeout(() => fail("did not start in time"), READY_WITHIN_MS);
      const read = (line: string): void => {
        this.#lines.push(line);
        const [url] = ADDRESS.exec(line) ?? [];
        if (url === undefined) return;
        clearTimeout(late);
        resolve(url);
      };
      for (const output of [this.#process.stdout, this.#process.stderr])
        if (output) createInterface({ input: output }).on("line", read);
      this.#process.once("exit", (code) => fail(`ended with code ${code}`));
    });
  }
}
