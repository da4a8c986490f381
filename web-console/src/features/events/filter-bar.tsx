import { Button, CloseButton, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type RefObject, useState } from "react";
import { texts } from "../../shared/texts/index.js";
import classes from "./filter-bar.module.css";
import { type Filters, isFiltered, withFilter } from "./filters.js";

/** How long somebody who types is waited for. */
const TYPING_MS = 300;
const STATUSES = ["paid", "failed", "pending"];

interface Props {
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

/** What the list is narrowed to. */
export function FilterBar({ filters, onFilters, searchRef }: Props) {
  const words = texts.events;
  const set = (name: keyof Filters) => (value: string | null) => onFilters(withFilter(filters, name, value ?? ""));
  return (
    <search className={classes["bar"]}>
      <TypedFilter
        key={`q ${filters.q === undefined}`}
        label={words.search}
        placeholder={words.searchHint}
        value={filters.q ?? ""}
        onValue={set("q")}
        inputRef={searchRef}
        isSearch
      />
      <Select
        aria-label={words.columns.status}
        placeholder={words.anyStatus}
        data={STATUSES.map((value) => ({ value, label: words.status[value] ?? value }))}
        value={filters.status ?? null}
        onChange={set("status")}
        clearable
        w={140}
      />
      <Select
        aria-label={words.type}
        placeholder={words.anyType}
        data={Object.entries(words.types).map(([value, label]) => ({ value, label }))}
        value={filters.type ?? null}
        onChange={set("type")}
        clearable
        w={170}
      />
      <TypedFilter
        key={`session ${filters.session === undefined}`}
        label={words.session}
        placeholder={words.sessionHint}
        value={filters.session ?? ""}
        onValue={set("session")}
      />
      {isFiltered(filters) && (
        <Button variant="subtle" onClick={() => onFilters({})}>
          {words.clear}
        </Button>
      )}
    </search>
  );
}

interface TypedProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
  readonly isSearch?: boolean;
}

/** A filter that takes hold when its typist has paused. */
function TypedFilter({ label, placeholder, value, onValue, inputRef, isSearch = false }: TypedProps) {
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback(onValue, TYPING_MS);
  const change = (text: string): void => {
    setTyped(text);
    tell(text);
  };
  return (
    <TextInput
      className={classes[isSearch ? "search" : "typed"] ?? ""}
      {...(inputRef ? { ref: inputRef } : {})}
      {...(isSearch ? { leftSection: <IconSearch size={16} /> } : {})}
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      maxLength={200}
      spellCheck={false}
      onChange={(event) => change(event.currentTarget.value)}
      rightSection={
        typed !== "" && <CloseButton size="sm" aria-label={texts.events.clear} onClick={() => change("")} />
      }
    />
  );
}
