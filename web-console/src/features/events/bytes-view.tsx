import { Text } from "@mantine/core";
import { texts } from "../../shared/texts/index.js";
import classes from "./body-view.module.css";
import { hexLines } from "./hex.js";

/** So many bytes are shown; all of them can be downloaded. */
const MOST_BYTES = 16_384;

/** A body byte for byte, in hexadecimal and as ASCII. */
export function BytesView({ bytes }: { readonly bytes: Uint8Array }) {
  const shown = bytes.subarray(0, MOST_BYTES);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <pre className={`${classes["text"]} ${classes["bytes"]}`} tabIndex={0}>
        {hexLines(shown).join("\n")}
      </pre>
      {shown.length < bytes.length && (
        <Text size="sm" c="dimmed">
          {texts.events.cut(`${shown.length.toLocaleString()} bytes`, bytes.length.toLocaleString())}
        </Text>
      )}
    </>
  );
}
