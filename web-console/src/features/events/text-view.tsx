import { LongText } from "../../shared/ui/long-text.js";
import classes from "./body-view.module.css";

/** A body as text; bytes that are none are shown by the sign for that. */
export function TextView({ bytes }: { readonly bytes: Uint8Array }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <pre className={classes["text"]} tabIndex={0}>
      <LongText text={new TextDecoder().decode(bytes)} />
    </pre>
  );
}
