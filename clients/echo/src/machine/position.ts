/** Where in a stream a subscription starts. `default` leaves it to the server. */
export type Position =
  | { readonly from: "default" }
  | { readonly from: "all" }
  | { readonly from: "none" }
  | { readonly from: "after"; readonly id: string };

/** The first position of a client; `lastEventId` wins over `replay`. */
export function startPosition(lastEventId: string | undefined, replay: "all" | "none" | undefined): Position {
  if (lastEventId) return { from: "after", id: lastEventId };
  return { from: replay ?? "default" };
}

/**
 * Where to resume once a stream has gone live: after what was handed over, else after the stream's position at that
 * moment, else, the stream being empty, from its beginning. So a loss between going live and the first event loses nothing.
 *
 * @param asked the position that the subscription asked for
 * @param reached the position after what was handed over since; `asked` itself if that was nothing
 */
export function livePosition(asked: Position, reached: Position, gap: boolean, streamAt: string | undefined): Position {
  if (reached !== asked) return reached;
  if (asked.from === "after" && !gap) return asked;
  return streamAt === undefined ? { from: "all" } : { from: "after", id: streamAt };
}
