import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/index.js";
import { Visible } from "./visible.js";

/** So many characters of a text are shown before somebody asks for more, and so many more at each asking. */
const FIRST = 2_000;
const MORE = 50_000;

/** Text of any length, by and by. */
export function LongText({ text }: { readonly text: string }) {
  const [shown, setShown] = useState(FIRST);
  return (
    <>
      <Visible text={text.slice(0, shown)} />
      {text.length > shown && (
        <>
          …{" "}
          <Button size="compact-xs" variant="default" onClick={() => setShown(shown + MORE)}>
            {texts.general.more}
          </Button>
        </>
      )}
    </>
  );
}
