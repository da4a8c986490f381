import { useHotkeys } from "@mantine/hooks";
import { useRef } from "react";
import { EventGrid } from "./event-grid.js";
import { FilterBar } from "./filter-bar.js";
import { type Filters, isFiltered } from "./filters.js";
import { ListState } from "./list-state.js";
import { NoEvents } from "./no-events.js";
import type { TokenRequester } from "./tail.js";
import { TailBar } from "./tail-bar.js";
import { useEventList } from "./use-event-list.js";

export interface EventListProps {
  readonly source: string;
  /** The newest event when the page was opened, after which the live end begins. */
  readonly start: string | undefined;
  readonly filters: Filters;
  readonly getToken: TokenRequester;
  readonly onFilters: (filters: Filters) => void;
  readonly onOpen: (id: string) => void;
}

export function EventList({ source, start, filters, getToken, onFilters, onOpen }: EventListProps) {
  const search = useRef<HTMLInputElement>(null);
  const events = useEventList({ source, start, filters, getToken });
  const { rows, list, tail, isPaused, waiting } = events;
  useHotkeys([
    ["/", () => search.current?.focus()],
    ["p", () => events.togglePause()],
  ]);
  return (
    <>
      <FilterBar filters={filters} onFilters={onFilters} searchRef={search} />
      <TailBar
        tail={tail}
        isPaused={isPaused}
        waiting={waiting}
        onPause={events.togglePause}
        onConnect={events.connect}
      />
      <ListState list={list} isEmpty={rows.length === 0}>
        {rows.length === 0 ? (
          <NoEvents source={source} isFiltered={isFiltered(filters)} onClear={() => onFilters({})} />
        ) : (
          <EventGrid rows={rows} hasMore={list.hasNextPage} onEnd={events.readOn} onOpen={onOpen} />
        )}
      </ListState>
    </>
  );
}
