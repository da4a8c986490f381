import { CopyButton } from "../../shared/ui/copy-button.js";
import classes from "./code-block.module.css";

interface Props {
  readonly code: string;
  /** What it is, as its copy button says it. */
  readonly what: string;
}

/** Code to take elsewhere. */
export function CodeBlock({ code, what }: Props) {
  return (
    <div className={classes["block"]}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <pre className={classes["code"]} tabIndex={0}>
        {code}
      </pre>
      <div className={classes["copy"]}>
        <CopyButton value={code} what={what} />
      </div>
    </div>
  );
}
