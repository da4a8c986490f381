import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { texts } from "../../shared/texts/index.js";
import { Loading, QueryView } from "../../shared/ui/query-view.js";
import type { EventListQuery } from "./use-event-list.js";

interface Props {
  readonly list: EventListQuery;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

/** A list while it is read, when it failed, and at its end. A search that has found nothing yet goes on by itself. */
export function ListState({ list, isEmpty, children }: Props) {
  return (
    <QueryView query={list}>
      {() => (
        <>
          {isEmpty && list.hasNextPage ? <Loading /> : children}
          {!isEmpty && (
            <Text size="sm" c="dimmed" ta="center" role="status">
              {list.isFetchingNextPage ? texts.general.loading : list.hasNextPage ? "" : texts.events.end}
            </Text>
          )}
        </>
      )}
    </QueryView>
  );
}
