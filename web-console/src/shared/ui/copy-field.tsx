import { CopyButton } from "./copy-button.js";
import classes from "./copy-field.module.css";
import { Visible } from "./visible.js";

interface Props {
  readonly value: string;
  readonly label: string;
}

/** A value that people take elsewhere, with its button. */
export function CopyField({ value, label }: Props) {
  return (
    <div role="group" aria-label={label} className={classes["field"]}>
      <code className={classes["value"]}>
        <Visible text={value} />
      </code>
      <CopyButton value={value} what={label.toLowerCase()} />
    </div>
  );
}
