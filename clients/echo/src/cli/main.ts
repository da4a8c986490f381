import { readArguments, USAGE } from "./arguments.js";
import { Failure, reasonOf } from "./failure.js";
import { listen } from "./listen.js";
import { Output, type Streams } from "./output.js";
import { trigger } from "./trigger.js";

const streams: Streams = { out: (line) => console.log(line), err: (line) => console.error(line) };

async function run(): Promise<void> {
  const wanted = readArguments(process.argv.slice(2), process.env, Date.now());
  if (wanted.command === "help") return streams.out(USAGE);
  if (wanted.command === "trigger") return trigger(wanted, streams);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  return listen(wanted, new Output(streams, wanted.json), stop.signal);
}

try {
  await run();
} catch (error) {
  streams.err(error instanceof Failure ? error.message : `That failed: ${reasonOf(error)}`);
  process.exitCode = error instanceof Failure ? error.code : 1;
}
