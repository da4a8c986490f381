/** What an event is: the kinds of Daraja callbacks, and `webhook` for everything else. Newer servers may know more. */
export type SyncEventType =
  | "mpesa_callback"
  | "mpesa_c2b_validation"
  | "mpesa_c2b_confirmation"
  | "mpesa_result"
  | "mpesa_timeout"
  | "mpesa_b2b_express"
  | "mpesa_ratiba"
  | "mpesa_bill_manager"
  | "webhook"
  | (string & {});

/** How a payment ended. `pending` is no end: a timeout notice, a validation question, or a payment on its way. */
export type PaymentStatus = "paid" | "failed" | "pending";

/** The payment that an event tells about, read from whichever callback form it came in. */
export interface Payment {
  /** Absent where the callback is about no payment (an account balance), or claims a success that it does not prove. */
  readonly status?: PaymentStatus;
  /** The provider's code, always as a string: `"0"`, `"1032"`, `"R000002"`. */
  readonly resultCode?: string;
  /** One stable word for each known code: `cancelled`, `insufficient_funds`, `wrong_pin`, …, `other`. */
  readonly reason?: string;
  /** In Kenyan shillings. */
  readonly amount?: number;
  /** The M-Pesa receipt of a success, or of the payment that a C2B validation asks about. */
  readonly receipt?: string;
  /** Digits, masked, or hashed: as the provider sent it. */
  readonly phone?: string;
  /** What ties the callback to its request, e.g. an STK push's `CheckoutRequestID`. */
  readonly correlationId?: string;
  /** ISO 8601 with the offset of East Africa Time. */
  readonly completedAt?: string;
}

/** One webhook as the server stored it. */
export interface SyncEvent {
  /** Unique; sorts in stream order within its source. */
  readonly id: string;
  /** Counts 1, 2, 3, … within the source, without a gap. */
  readonly seq: number;
  /** The source's slug, such as `payment-flow`. */
  readonly source: string;
  /** The payment, or other unit, that the event belongs to. */
  readonly session?: string;
  readonly type: SyncEventType;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;

  /** Of an STK callback (`mpesa_callback`): `"0"` is success. Always a string. */
  readonly ResultCode?: string;
  /** Of an STK callback. */
  readonly ResultDesc?: string;
  /** Of an STK callback. */
  readonly MerchantRequestID?: string;
  /** Of an STK callback. */
  readonly CheckoutRequestID?: string;
  /** Of a successful STK callback, in Kenyan shillings. */
  readonly Amount?: number;
  /** Of a successful STK callback. */
  readonly MpesaReceiptNumber?: string;
  /** Of a successful STK callback: `yyyyMMddHHmmss`, East Africa Time. */
  readonly TransactionDate?: string;
  /** Of a successful STK callback: digits, or masked for a session secret's reader. */
  readonly PhoneNumber?: string;

  /** Absent where the body is no payment. */
  readonly payment?: Payment;
  /** The body as received. Absent for a session secret's reader, unless its source allows it. */
  readonly payload?: unknown;
  /** Where the body is no JSON: whether `payload` is its text, or its bytes in Base64. */
  readonly payloadEncoding?: "text" | "base64";
}
