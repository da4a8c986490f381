import { SyncClient, type SyncEvent } from "@jkitsao/echo";
import { Api } from "./api.js";
import type { Access, ListenArguments, Since } from "./arguments.js";
import { WAITING_EVENTS } from "./bounds.js";
import { Failure, reasonOf } from "./failure.js";
import { forward } from "./forwarder.js";
import type { Output } from "./output.js";

/** Prints the events of all sources, and forwards them where asked, until the signal aborts. Throws a Failure where a source is refused for good. */
export async function listen(wanted: ListenArguments, output: Output, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  try {
    await Promise.all(wanted.accesses.map((access) => listenTo(access, wanted, output, either)));
  } finally {
    stop.abort();
  }
}

async function listenTo(access: Access, wanted: ListenArguments, output: Output, signal: AbortSignal): Promise<void> {
  const { url, session, forward: target, since } = wanted;
  const client = new SyncClient({
    sourceId: access.source,
    secret: access.secret,
    url,
    session,
    signal,
    ...startOf(since),
  });
  narrate(client, access.source, output);
  const api = target === undefined ? undefined : new Api(access, url);
  try {
    for await (const event of client.events({ limit: WAITING_EVENTS })) {
      if (isBefore(event, since)) continue;
      output.event(event);
      if (api && target) await pass(event, api, target, output, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw new Failure(`${access.source}: ${reasonOf(error)}`);
  } finally {
    client.disconnect();
  }
}

function startOf(since: Since): { replay?: "all"; lastEventId?: string } {
  if ("after" in since) return { lastEventId: since.after };
  return "from" in since && since.from === "now" ? {} : { replay: "all" };
}

function isBefore({ receivedAt }: SyncEvent, since: Since): boolean {
  return "time" in since && Date.parse(receivedAt) < since.time;
}

function narrate(client: SyncClient, source: string, output: Output): void {
  let lost = false;
  client.on("live", () => {
    output.note(lost ? `${source}: connected again` : `${source}: listening`);
    lost = false;
  });
  client.on("gap", () => output.note(`${source}: some events are no longer kept, and were missed`));
  client.on("error", ({ message, permanent, code }) => {
    if (!permanent && !lost) output.note(`${source}: ${message} (${code}); trying again`);
    lost = true;
  });
}

/** An event that cannot be forwarded is told, and the next one has its turn. */
async function pass(event: SyncEvent, api: Api, target: string, output: Output, signal: AbortSignal): Promise<void> {
  try {
    const original = await api.originalOf(event.id, signal);
    const wait = (delay: number, reason: string): void => output.note(`  ${target}: ${reason}; again in ${delay} ms`);
    output.forwarded(event, await forward(target, original, signal, wait));
  } catch (error) {
    if (!signal.aborted) output.forwarded(event, { outcome: "unreached", reason: reasonOf(error), tries: 1 });
  }
}
