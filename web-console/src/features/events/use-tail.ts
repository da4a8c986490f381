import { useEffect, useState, useSyncExternalStore } from "react";
import { Tail, type TailState, type TokenRequester } from "./tail.js";

/** Follows a source from after the event `start` for as long as the page is there. */
export function useTail(source: string, start: string | undefined, getToken: TokenRequester) {
  // What a page was made with stays: a source and a start have a page of their own.
  const [tail] = useState(() => new Tail(source, start, getToken));
  useEffect(() => {
    tail.connect();
    return () => tail.close();
  }, [tail]);
  const state: TailState = useSyncExternalStore(tail.watch, () => tail.state);
  return { state, connect: () => tail.connect() };
}
