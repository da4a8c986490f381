import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { newPayments, type Payments, serverUrl } from "./support/payments.js";

const COMMAND = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const WITHIN = { timeout: 20_000, interval: 20 };

/** The command, and the lines that it wrote. */
class Command {
  readonly out: string[] = [];
  readonly err: string[] = [];
  readonly ended: Promise<unknown>;
  readonly #process: ChildProcessWithoutNullStreams;

  constructor(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    this.#process = spawn(process.execPath, [COMMAND, ...args], { env: { ...process.env, ...environment } });
    createInterface({ input: this.#process.stdout }).on("line", (line) => this.out.push(line));
    createInterface({ input: this.#process.stderr }).on("line", (line) => this.err.push(line));
    this.ended = once(this.#process, "exit");
  }

  async says(text: string): Promise<void> {
    await vi.waitFor(() => expect([...this.err, ...this.out].join("\n")).toContain(text), WITHIN);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null) this.#process.kill("SIGINT");
    await this.ended;
  }
}

/** A merchant's own server, which keeps what was posted to it. */
class Callbacks {
  readonly bodies: Buffer[] = [];
  readonly headers: NodeJS.Dict<string | string[]>[] = [];
  #server: Server | undefined;

  constructor(readonly port: number) {}

  async start(status = 202): Promise<void> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      this.bodies.push(Buffer.concat(chunks));
      this.headers.push(request.headers);
      response.writeHead(status).end();
    });
    this.#server = server.listen(this.port, "127.0.0.1");
    await once(server, "listening");
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}

const commands: Command[] = [];
let payments: Payments;

beforeEach(async () => {
  payments = await newPayments();
});
afterEach(async () => {
  await Promise.all(commands.splice(0).map((command) => command.stop()));
});

function run(args: readonly string[], environment?: NodeJS.ProcessEnv): Command {
  const command = new Command(args, environment);
  commands.push(command);
  return command;
}

function access({ sourceId, secret }: Payments): string[] {
  return ["--source", sourceId, "--secret", secret, "--url", serverUrl];
}

async function freePort(): Promise<number> {
  const socket = createServer().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address() as AddressInfo;
  await new Promise((resolve) => socket.close(resolve));
  return port;
}

it("listen forwards what came, byte for byte with its headers, and waits for a server that is down", async () => {
  const callbacks = new Callbacks(await freePort());
  const target = `http://127.0.0.1:${callbacks.port}/callback`;
  const listening = run(["listen", ...access(payments), "--forward", target]);
  await listening.says("payment-flow: listening");
  const body = Buffer.from([123, 32, 34, 110, 34, 32, 58, 10, 49, 46, 48, 48, 125, 13, 10]);

  const headers = { "content-type": "application/vnd.shop+json", "user-agent": "daraja unit" };
  await fetch(`${payments.callbackUrl}/order-1`, { method: "POST", headers, body });
  await listening.says("again in");
  await callbacks.start();
  await fetch(payments.callbackUrl, { method: "POST", headers: { "content-type": "text/plain" }, body: "Ksh 1,000" });

  await vi.waitFor(() => expect(callbacks.bodies).toHaveLength(2), WITHIN);
  expect(callbacks.bodies).toEqual([body, Buffer.from("Ksh 1,000")]);
  expect(callbacks.headers).toMatchObject([headers, { "content-type": "text/plain" }]);
  await listening.says("→ 202");
  expect(listening.out[0]).toContain("#1  webhook  order-1");
  expect(listening.out[1]).toMatch(/^ {2}→ 202 {2}\(\d+ ms, \d tries\)$/);
  await callbacks.stop();
});

it("trigger sends what listen prints, of several sources at once, as JSON", async () => {
  const other = await newPayments("other-flow");
  const listening = run(["listen", ...access(payments), ...access(other).slice(0, 4), "--json", "--since", "all"]);

  for (const [{ sourceId, secret }, scenario] of [
    [payments, "success"],
    [other, "cancelled"],
  ] as const) {
    const args = ["trigger", scenario, "--source", sourceId, "--session", "order-7", "--amount", "25"];
    const sent = run(args, { DEVHOOKS_SECRET: secret, DEVHOOKS_URL: serverUrl });
    expect(await sent.ended).toEqual([0, null]);
    expect(sent.out.join()).toMatch(new RegExp(`^Sent ${scenario} to ${sourceId}: \\S+ became evt_`));
  }

  await vi.waitFor(() => expect(listening.out).toHaveLength(2), WITHIN);
  const events = listening.out.map((line) => JSON.parse(line)).sort((a, b) => a.source.localeCompare(b.source));
  expect(events).toMatchObject([
    { source: "other-flow", session: "order-7", payment: { status: "failed", reason: "cancelled" } },
    { source: "payment-flow", session: "order-7", payment: { status: "paid", amount: 25 } },
  ]);
});

it("listen begins where it is told to", async () => {
  await payments.pay("order-1");
  const after = new Date(Date.now() + 3_600_000).toISOString();
  const all = run(["listen", ...access(payments), "--since", "1h", "--session", "order-1"]);
  const none = run(["listen", ...access(payments), "--since", after]);

  await all.says("#1  mpesa_callback  order-1  paid");
  await none.says("listening");
  expect(none.out).toEqual([]);
});

it.each([
  ["a secret that opens nothing", ["listen", "--source", "payment-flow", "--secret", "sk_wrong"], 1, /payment-flow: /],
  ["a scenario that there is not", ["trigger", "luck", "--source", "payment-flow"], 1, /\(invalid-field\)/],
  ["no source", ["listen"], 2, /Name a source with --source/],
  ["a command that there is not", ["sing"], 2, /There is no command sing/],
])("%s is told in one line", async (_, args, code, told) => {
  const command = run(args, { DEVHOOKS_SECRET: payments.secret, DEVHOOKS_URL: serverUrl });

  expect(await command.ended).toEqual([code, null]);
  expect(command.err).toHaveLength(1);
  expect(command.err[0]).toMatch(told);
});
