import type { Event } from "./event.js";

/** What a list is narrowed to, as it stands in the page's address. */
export interface Filters {
  readonly q?: string;
  readonly status?: string;
  readonly type?: string;
  readonly session?: string;
}

const NAMES = ["q", "status", "type", "session"] as const;

/** The filters in the parameters of an address; a number there is the text that it was typed as. */
export function filtersOf(search: Record<string, unknown>): Filters {
  const given = NAMES.flatMap((name) => {
    const value = search[name];
    const text = typeof value === "number" ? String(value) : value;
    return typeof text === "string" && text !== "" ? [[name, text] as const] : [];
  });
  return Object.fromEntries(given);
}

/** The same filters with another one; an empty value takes it away. */
export function withFilter(filters: Filters, name: keyof Filters, value: string): Filters {
  return filtersOf({ ...filters, [name]: value.trim() });
}

export function isFiltered(filters: Filters): boolean {
  return NAMES.some((name) => filters[name] !== undefined);
}

/** Whether an event that has just come belongs into a list with these filters. */
export function matches(event: Event, { q, status, type, session }: Filters): boolean {
  return (
    (status === undefined || event.payment?.status === status) &&
    (type === undefined || event.type === type) &&
    (session === undefined || event.session === session) &&
    (q === undefined || contains(event, q.toLowerCase()))
  );
}

function contains(event: Event, wanted: string): boolean {
  const { id, session, payment, payload } = event;
  const texts = [id, session, payment?.receipt, payment?.phone, payment?.correlationId, JSON.stringify(payload)];
  return texts.some((text) => text?.toLowerCase().includes(wanted));
}
