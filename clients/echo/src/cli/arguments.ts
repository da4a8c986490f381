import { parseArgs } from "node:util";
import { Failure, reasonOf } from "./failure.js";

/** A source and the secret that opens it. */
export interface Access {
  readonly source: string;
  readonly secret: string;
}

/** Where to begin: `all` that is kept, after an event, or with what was received since a moment, in milliseconds since 1970. */
export type Since = { readonly from: "now" | "all" } | { readonly after: string } | { readonly time: number };

export interface ListenArguments {
  readonly command: "listen";
  readonly accesses: readonly Access[];
  readonly url: string | undefined;
  readonly session: string | undefined;
  readonly forward: string | undefined;
  readonly since: Since;
  readonly json: boolean;
}

export interface TriggerArguments {
  readonly command: "trigger";
  readonly access: Access;
  readonly url: string | undefined;
  readonly scenario: string;
  readonly session: string | undefined;
  readonly amount: number | undefined;
  readonly phone: string | undefined;
  readonly json: boolean;
}

export type Arguments = ListenArguments | TriggerArguments | { readonly command: "help" };

export const USAGE = `Usage:
  npx @jkitsao/echo listen --source SOURCE --secret sk_… [--forward URL]
  npx @jkitsao/echo trigger SCENARIO --source SOURCE --secret sk_…

listen prints the events of a source as they come. Several sources: --source and --secret several times, in the same order.
  --forward URL   posts each event to a local server, with the body and the headers that it came with
  --session NAME  only those of this session
  --since WHEN    begins with what was received since then: 10m, 2h, a time such as 2026-11-24T08:00:00Z, an event's id, or all;
                  at most 24 hours are kept
  --json          one JSON document a line

trigger sends the source a test event as Daraja would: success, cancelled, insufficient_funds, wrong_pin, unreachable or c2b.
  --session NAME, --amount SHILLINGS, --phone NUMBER, --json

Both:
  --url URL       the server; else DEVHOOKS_URL from the environment, else http://localhost:8080
  --secret SECRET is seen by others on the machine: DEVHOOKS_SECRET in the environment does the same
`;

const OPTIONS = {
  source: { type: "string", multiple: true },
  secret: { type: "string", multiple: true },
  url: { type: "string" },
  session: { type: "string" },
  forward: { type: "string" },
  since: { type: "string" },
  amount: { type: "string" },
  phone: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

const ONLY_FOR: Record<string, readonly string[]> = { listen: ["forward", "since"], trigger: ["amount", "phone"] };

/**
 * Reads the command line. Throws a Failure that says what is wrong with it.
 *
 * @param now milliseconds since 1970
 */
export function readArguments(args: readonly string[], environment: NodeJS.ProcessEnv, now: number): Arguments {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  if (values.help || command === undefined || command === "help") return { command: "help" };
  if (command !== "listen" && command !== "trigger") throw misuse(`There is no command ${command}.`);
  const foreign = ONLY_FOR[command === "listen" ? "trigger" : "listen"]?.find((name) => name in values);
  if (foreign !== undefined) throw misuse(`--${foreign} means nothing to ${command}.`);
  const accesses = accessesOf(values.source ?? [], values.secret ?? fromEnvironment(environment));
  const url = values.url ?? (environment["DEVHOOKS_URL"] ? undefined : "http://localhost:8080");
  const { session, json = false } = values;
  if (command === "listen") {
    if (rest.length > 0) throw misuse(`listen does not know ${rest.join(" ")}.`);
    return {
      command,
      accesses,
      url,
      session,
      json,
      forward: address(values.forward),
      since: sinceOf(values.since, now),
    };
  }
  const [access, second] = accesses;
  if (access === undefined || second !== undefined) throw misuse("trigger sends to one source.");
  const [scenario, ...others] = rest;
  if (scenario === undefined || others.length > 0) throw misuse("Name one scenario, such as success or cancelled.");
  return { command, access, url, scenario, session, json, amount: amountOf(values.amount), phone: values.phone };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw misuse(reasonOf(error));
  }
}

function misuse(what: string): Failure {
  return new Failure(`${what} --help says how it is used.`, 2);
}

/** Several, for several sources, stand behind one another with a comma between. */
function fromEnvironment(environment: NodeJS.ProcessEnv): string[] {
  return (environment["DEVHOOKS_SECRET"] ?? "").split(",").filter(Boolean);
}

function accessesOf(sources: readonly string[], secrets: readonly string[]): Access[] {
  if (sources.length === 0) throw misuse("Name a source with --source.");
  if (sources.length !== secrets.length) {
    throw misuse(`There are ${sources.length} sources and ${secrets.length} secrets: each source needs its own.`);
  }
  return sources.map((source, at) => ({ source, secret: secrets[at] ?? "" }));
}

function address(url: string | undefined): string | undefined {
  if (url !== undefined && !/^https?:\/\/[^/]/i.test(url)) throw misuse(`--forward ${url} is no http address.`);
  return url;
}

function amountOf(text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d+$/.test(text)) throw misuse(`--amount ${text} is no whole number of shillings.`);
  return text === undefined ? undefined : Number(text);
}

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function sinceOf(text: string | undefined, now: number): Since {
  if (text === undefined) return { from: "now" };
  if (text === "all") return { from: "all" };
  if (/^evt_\w+$/.test(text)) return { after: text };
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return { time: now - Number(count) * (UNITS[unit] ?? 0) };
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw misuse(`--since ${text} is neither a duration, a time, an event's id, nor all.`);
  return { time };
}
