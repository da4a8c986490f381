import { inject } from "vitest";
import { deliver, Merchant } from "../../../demo/merchant.mjs";
import { stkSuccess } from "../../../demo/stk-callback.mjs";

/** A source of a new account, and payments that Daraja reports to it. */
export interface Payments {
  readonly sourceId: string;
  readonly secret: string;
  /** Posts a callback; it is answered once the event is stored. Gives its CheckoutRequestID. */
  readonly pay: (session?: string) => Promise<string>;
  readonly callbackUrl: string;
}

export const serverUrl = inject("serverUrl");
export const webSocketUrl = `${serverUrl.replace(/^http/, "ws")}/stomp`;

export async function newPayments(sourceId = "payment-flow"): Promise<Payments> {
  const merchant = new Merchant(serverUrl);
  await merchant.signUp();
  const { callbackUrl } = await merchant.createSource(sourceId);
  const { secret } = await merchant.createSecret(sourceId);
  const pay = async (session?: string): Promise<string> => {
    const body = stkSuccess();
    await deliver(session === undefined ? callbackUrl : `${callbackUrl}/${session}`, JSON.stringify(body));
    return body.Body.stkCallback.CheckoutRequestID;
  };
  return { sourceId, secret, pay, callbackUrl };
}

/** What `POST /v1/tokens` answers. */
export async function requestToken(
  sourceId: string,
  secret: string,
): Promise<{ token: string; expiresAt: string; url: string; destination: string }> {
  const response = await fetch(`${serverUrl}/v1/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ sourceId, secret }),
  });
  return response.json() as Promise<{ token: string; expiresAt: string; url: string; destination: string }>;
}
