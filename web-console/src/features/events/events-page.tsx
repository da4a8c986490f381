import { useQuery } from "@tanstack/react-query";
import { QueryView } from "../../shared/ui/query-view.js";
import { EventList, type EventListProps } from "./event-list.js";
import { startQuery } from "./events-api.js";

/** The payments of a source: those of the last day, and each new one as it comes. */
export function EventsPage(props: Omit<EventListProps, "start">) {
  const start = useQuery(startQuery(props.source));
  return <QueryView query={start}>{(id) => <EventList {...props} start={id ?? undefined} />}</QueryView>;
}
