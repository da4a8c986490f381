import { deliver } from "../../../../clients/echo/demo/merchant.mjs";
import { stkSuccess } from "../../../../clients/echo/demo/stk-callback.mjs";

/** Has Daraja report a payment, which is answered once it is kept; gives its receipt. */
export async function pay(callbackUrl: string, session?: string): Promise<string> {
  const body = stkSuccess();
  await deliver(session === undefined ? callbackUrl : `${callbackUrl}/${session}`, JSON.stringify(body));
  const receipt = body.Body.stkCallback.CallbackMetadata.Item.find(({ Name }) => Name === "MpesaReceiptNumber");
  return String(receipt?.Value);
}

/** Posts a body of any kind; gives the status of the answer. */
export async function post(
  callbackUrl: string,
  body: string | Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<number> {
  const response = await fetch(callbackUrl, { method: "POST", headers: { "content-type": contentType }, body });
  await response.text();
  return response.status;
}
