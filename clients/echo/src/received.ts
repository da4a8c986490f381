import type { MachineInput } from "./machine/model.js";
import { SyncError } from "./sync-error.js";
import type { SyncEvent } from "./sync-event.js";

/** What a message with this id and body is to the machine. */
export function received(stream: number, id: string, body: string): MachineInput {
  try {
    const event: unknown = JSON.parse(body);
    if (typeof event === "object" && event !== null) return { type: "message", stream, id, event: event as SyncEvent };
    return { type: "unreadable", stream, id, error: unreadable(id) };
  } catch (cause) {
    return { type: "unreadable", stream, id, error: unreadable(id, cause) };
  }
}

function unreadable(id: string, cause?: unknown): SyncError {
  return new SyncError("bad-message", `The message ${id} is not the JSON of an event.`, { cause });
}
