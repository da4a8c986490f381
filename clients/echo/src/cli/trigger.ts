import { Api } from "./api.js";
import type { TriggerArguments } from "./arguments.js";
import { Failure, reasonOf } from "./failure.js";
import type { Streams } from "./output.js";

/** Has the server send a test event. Throws a Failure. */
export async function trigger({ access, url, json, ...wanted }: TriggerArguments, { out }: Streams): Promise<void> {
  const { scenario, session, amount, phone } = wanted;
  try {
    const sent = await new Api(access, url).trigger({ scenario, session, amount, phone });
    const became = sent.eventId ? `became ${sent.eventId}` : "is stored as soon as the server's store is back";
    out(json ? JSON.stringify(sent) : `Sent ${scenario} to ${access.source}: ${sent.correlationId} ${became}`);
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(reasonOf(error));
  }
}
