import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../shared/texts/index.js";
import { LongText } from "../../shared/ui/long-text.js";
import { Visible } from "../../shared/ui/visible.js";
import classes from "./json-tree.module.css";

/** So many members of one object or list are shown at first, and so many more at each asking. */
const MEMBERS = 100;
/** Levels that are open at first. */
const OPEN_LEVELS = 6;

/** JSON as a tree that can be folded. */
export function JsonTree({ value }: { readonly value: unknown }) {
  return (
    <div className={classes["tree"]}>
      <Node value={value} level={0} />
    </div>
  );
}

interface NodeProps {
  readonly name?: string;
  readonly value: unknown;
  readonly level: number;
}

function Node({ name, value, level }: NodeProps) {
  if (typeof value !== "object" || value === null) {
    return (
      <div className={classes["leaf"]}>
        <Name name={name} />
        <Scalar value={value} />
      </div>
    );
  }
  return <Branch name={name ?? ""} members={Object.entries(value)} isList={Array.isArray(value)} level={level} />;
}

interface BranchProps {
  readonly name: string;
  readonly members: readonly [string, unknown][];
  readonly isList: boolean;
  readonly level: number;
}

/** What is folded is not there at all, so that a deep or a wide body costs only what is looked at. */
function Branch({ name, members, isList, level }: BranchProps) {
  const [isOpen, setOpen] = useState(level < OPEN_LEVELS);
  const [shown, setShown] = useState(MEMBERS);
  const rest = members.length - shown;
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Name name={name === "" ? undefined : name} />
        <span className={classes["count"]}>
          {isList ? "[ ]" : "{ }"} {texts.events.items(members.length)}
        </span>
      </summary>
      {isOpen && (
        <div className={classes["members"]}>
          {members.slice(0, shown).map(([key, member]) => (
            <Node key={key} name={key} value={member} level={level + 1} />
          ))}
          {rest > 0 && (
            <Button size="compact-xs" variant="default" onClick={() => setShown(shown + MEMBERS)}>
              {texts.events.moreItems(Math.min(rest, MEMBERS))}
            </Button>
          )}
        </div>
      )}
    </details>
  );
}

function Name({ name }: { readonly name: string | undefined }) {
  return name === undefined ? null : (
    <span className={classes["name"]}>
      <Visible text={name} />
    </span>
  );
}

function Scalar({ value }: { readonly value: unknown }) {
  if (typeof value !== "string") return <span className={classes["scalar"]}>{String(value)}</span>;
  return (
    <span className={classes["string"]}>
      “<LongText text={value} />”
    </span>
  );
}
