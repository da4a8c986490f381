import { Fragment } from "react";
import classes from "./visible.module.css";
import { pieces } from "./visible-text.js";

/** Text that somebody else wrote: as text whatever it holds, and with what would be invisible, or turn it round, made visible. */
export function Visible({ text }: { readonly text: string }) {
  return (
    <bdi>
      {pieces(text).map(({ at, text: piece, isHidden }) =>
        isHidden ? (
          <span key={at} className={classes["hidden"]}>
            {piece}
          </span>
        ) : (
          <Fragment key={at}>{piece}</Fragment>
        ),
      )}
    </bdi>
  );
}
