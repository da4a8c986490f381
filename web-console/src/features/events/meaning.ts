import { texts } from "../../shared/texts/index.js";
import type { Event } from "./event.js";

/** One sentence or two on what an event means for its payment, and what to do. */
export function meaningOf({ payment }: Event): string {
  const words = texts.outcomes;
  if (payment === undefined) return words.noPayment;
  const known = payment.reason === undefined ? undefined : words.byReason[payment.reason];
  if (known !== undefined) return known;
  return payment.status === "failed" && payment.resultCode !== undefined
    ? words.otherFailed(payment.resultCode)
    : words.other;
}

/** What an event says, by the names that people have for it; without what it does not say. */
export function fieldsOf(event: Event): [string, string][] {
  const { payment, session, type, id } = event;
  const fields: Record<string, string | undefined> = {
    receipt: payment?.receipt,
    phone: payment?.phone,
    session,
    resultCode: payment?.resultCode,
    reason: payment?.reason,
    description: event.ResultDesc,
    correlationId: payment?.correlationId,
    completedAt: payment?.completedAt,
    type: texts.events.types[type] ?? type,
    id,
  };
  return Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}
