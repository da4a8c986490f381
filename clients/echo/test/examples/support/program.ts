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
    this.#read((line) => this.#lines.push(line));
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

  /** Runs one that ends by itself, and well. */
  static async run(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
    const program = new Program(folder, args, environment);
    const [code] = await once(program.#process, "exit");
    if (code !== 0) throw program.#failed(`ended with code ${code}`);
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
      const late = setTimeout(() => reject(this.#failed("did not start in time")), READY_WITHIN_MS);
      this.#read((line) => {
        const [url] = ADDRESS.exec(line) ?? [];
        if (url === undefined) return;
        clearTimeout(late);
        resolve(url);
      });
      this.#process.once("exit", (code) => reject(this.#failed(`ended with code ${code}`)));
    });
  }

  #read(each: (line: string) => void): void {
    for (const output of [this.#process.stdout, this.#process.stderr])
      if (output) createInterface({ input: output }).on("line", each);
  }

  #failed(why: string): Error {
    return new Error(`The example ${why}:\n${this.#lines.join("\n")}`);
  }
}
