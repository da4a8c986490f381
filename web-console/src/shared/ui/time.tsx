import { Tooltip } from "@mantine/core";
import { exactTime, shortTime } from "./format-time.js";

/** A moment in the reader's zone; to the microsecond, and in UTC, on hover. */
export function Time({ at }: { readonly at: string }) {
  return (
    <Tooltip label={exactTime(at)} multiline>
      <time dateTime={at}>{shortTime(at)}</time>
    </Tooltip>
  );
}
