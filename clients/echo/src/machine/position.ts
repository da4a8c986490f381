/** Where in a stream a subscription starts. `default` leaves it to the server. */
export type Position =
  | { readonly from: "default" }
  | { readonly from: "all" }
  | { readonly from: "none" }
  | { readonly from: "after"; readonly id: string };

/** The first position of a stream; `lastEventId` wins over `replay`. */
export function startPosition(lastEventId: string | undefined, replay: "all" | "none" | undefined): Position {
  if (lastEventId) return { from: "after", id: lastEventId };
  return { from: replay ?? "default" };
}

/**
 * Where to resume a stream that has gone live without any event: where it was asked for, if that is a place that is still kept, else the
 * stream's position at that moment, else, the stream being empty, its beginning. So a loss between going live and the first event loses nothing.
 */
export function emptyLivePosition(asked: Position, gap: boolean, streamAt: string | undefined): Position {
  if (asked.from === "after" && !gap) return asked;
  return streamAt === undefined ? { from: "all" } : { from: "after", id: streamAt };
}
