import type { ReactNode } from "react";
import classes from "./table-frame.module.css";

/** Room for a table that may be wider than the screen; scrolls by itself, and by the keyboard. */
export function TableFrame({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={classes["frame"]} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
