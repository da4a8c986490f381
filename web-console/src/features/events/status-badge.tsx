import { texts } from "../../shared/texts/index.js";
import classes from "./status-badge.module.css";

/** How a payment stands, in a word and a colour. */
export function StatusBadge({ status }: { readonly status: string }) {
  return (
    <span className={classes["badge"]} data-status={status}>
      {texts.events.status[status] ?? status}
    </span>
  );
}
