import { randomInt } from "node:crypto";

/** East Africa Time is three hours ahead of UTC all year round. */
const EAST_AFRICA_MS = 3 * 3_600_000;

/**
 * The body that Daraja posts when a payer has paid, as it looks in the wild: paid now, under ids of its own.
 *
 * @param {Date} [paidAt]
 */
export function stkSuccess(paidAt = new Date()) {
  const time = new Date(paidAt.getTime() + EAST_AFRICA_MS).toISOString().replace(/\D/g, "");
  return {
    Body: {
      stkCallback: {
        MerchantRequestID: `${digits(5)}-${digits(8)}-1`,
        CheckoutRequestID: `ws_CO_${time}${digits(9)}`,
        ResultCode: 0,
        ResultDesc: "The service request is processed successfully.",
        CallbackMetadata: {
          Item: [
            { Name: "Amount", Value: 1 },
            { Name: "MpesaReceiptNumber", Value: `Q${receipt(9)}` },
            { Name: "Balance" },
            { Name: "TransactionDate", Value: Number(time.slice(0, 14)) },
            { Name: "PhoneNumber", Value: 254711000103 },
          ],
        },
      },
    },
  };
}

/** @param {number} count */
function digits(count) {
  return String(randomInt(10 ** (count - 1), 10 ** count));
}

/** @param {number} count */
function receipt(count) {
  return Array.from({ length: count }, () => "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"[randomInt(34)]).join("");
}
