/** What a result means, and what to do about it, by the stable word that an event carries as its payment's reason. */
export const outcomes = {
  title: "What this means",
  code: (code: string): string => `Result code ${code}`,
  noPayment: "This webhook tells of no payment. Its body is shown below as it came.",
  byReason: {
    success:
      "The payer has paid, and the money is in your account. Hand over the goods; check with the STK query first where they matter.",
    cancelled: "The payer pressed cancel, or let the prompt time out. Nothing was taken. Offer to try again.",
    insufficient_funds:
      "There was not enough money for the amount and its fee. Ask the payer to top up, or to pay a smaller amount.",
    wrong_pin: "The payer typed a wrong PIN. Nothing was taken. Offer to try again.",
    unreachable:
      "The phone was off, out of reach, or its SIM did not answer. Ask the payer to check the phone, and send the prompt again.",
    expired: "The request ran out before the payer answered. Send a new one.",
    subscriber_locked:
      "Another request is open for this phone, or the line is locked. Wait a minute or two, and send one prompt at a time.",
    push_failed:
      "M-Pesa could not send the prompt. Wait a moment and send it again; keep the text of the transaction short.",
    processing: "M-Pesa is still at work. This is no end: wait for the next callback, or ask by the STK query.",
    timeout:
      "M-Pesa says that the request waited too long in its queue. This is no final failure: ask by query before you send it again.",
    validation: "M-Pesa asks whether this payment is welcome. The money follows as a confirmation of its own.",
    amount_too_small: "The amount is below the smallest that is allowed. Send a larger one.",
    amount_too_large: "The amount is above the largest that is allowed in one go. Split it.",
    limit_exceeded:
      "The day's limit, or the most that an account may hold, would be passed. Wait, or use a smaller amount.",
    not_permitted:
      "The shortcode or its initiator may not do this. Look at the product's permissions on the M-Pesa portal.",
    invalid_initiator:
      "M-Pesa does not know the initiator or its password. Check InitiatorName and SecurityCredential.",
    credential_locked: "The initiator's password is locked after wrong tries. Unlock it on the M-Pesa portal.",
    unregistered_recipient:
      "The phone number is not registered for M-Pesa. Check it with the person who gave it to you.",
    already_reversed: "This transaction has been reversed before. Nothing was done again.",
    invalid_transaction: "M-Pesa does not find the transaction. Check its receipt number.",
    reversed: "The payment was made and then reversed. The money is back with the payer.",
    declined: "M-Pesa declined the payment. Nothing was taken.",
    failed: "The payment did not work. Nothing was taken.",
  } as Record<string, string>,
  otherFailed: (code: string): string =>
    `M-Pesa says that it failed with code ${code}, which is not one of the documented ones. Take it as not paid; its own description is below.`,
  other: "M-Pesa gives no more than the text below. Look at the body, or ask by query.",
};
