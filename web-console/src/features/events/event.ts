import type { SyncEvent } from "@jkitsao/echo";

/** An event as lists and streams give it. */
export type Event = SyncEvent;

/** The word for how the payment of `event` stands; `none` where it is about no payment. */
export function statusOf(event: Event): "paid" | "failed" | "pending" | "none" {
  return event.payment?.status ?? "none";
}

/** The receipt; for what has none, what ties it to its request. */
export function receiptOf(event: Event): string | undefined {
  return event.payment?.receipt ?? event.payment?.correlationId;
}

/** An amount as people write it. */
export function amountText(amount: number | undefined): string {
  return amount === undefined ? "" : AMOUNT.format(amount);
}

const AMOUNT = new Intl.NumberFormat(undefined, { style: "currency", currency: "KES", currencyDisplay: "code" });

const HASHED = /^[0-9a-f]{64}$/i;
const DIGITS = /^\d{7,15}$/;
const SHOWN_FIRST = 4;
const SHOWN_LAST = 3;

/** A phone number without its middle; one that is hashed by its first characters, one that is masked as it is. */
export function maskedPhone(phone: string | undefined): string {
  if (phone === undefined) return "";
  if (HASHED.test(phone)) return `#${phone.slice(0, 8)}…`;
  return DIGITS.test(phone) ? `${phone.slice(0, SHOWN_FIRST)}•••${phone.slice(-SHOWN_LAST)}` : phone;
}
