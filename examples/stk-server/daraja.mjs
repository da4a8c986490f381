/** Shortcode and passkey of Safaricom's sandbox, which are public. */
const SANDBOX = {
  shortcode: "174379",
  passkey: "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919",
};
const EAST_AFRICA_MS = 3 * 3_600_000;
/** A token lives an hour; one that is nearly over is not used. */
const TOKEN_MARGIN_MS = 60_000;

/** As much of Safaricom's API as an STK push takes. */
export class Daraja {
  #url;
  #credentials;
  #shortcode;
  #passkey;
  #token = { value: "", until: 0 };

  constructor(environment) {
    const { DARAJA_URL, DARAJA_KEY, DARAJA_CONSUMER_SECRET, DARAJA_SHORTCODE, DARAJA_PASSKEY } = environment;
    this.#url = DARAJA_URL ?? "https://sandbox.safaricom.co.ke";
    this.#credentials = Buffer.from(`${DARAJA_KEY}:${DARAJA_CONSUMER_SECRET}`).toString("base64");
    this.#shortcode = DARAJA_SHORTCODE ?? SANDBOX.shortcode;
    this.#passkey = DARAJA_PASSKEY ?? SANDBOX.passkey;
  }

  /** Asks the payer's phone for the PIN. The answer says that it was asked; whether the payer paid comes to `callbackUrl`. */
  async stkPush({ phone, amount, order, callbackUrl }) {
    const Timestamp = new Date(Date.now() + EAST_AFRICA_MS).toISOString().replace(/\D/g, "").slice(0, 14);
    return this.#request("/mpesa/stkpush/v1/processrequest", `Bearer ${await this.#accessToken()}`, {
      BusinessShortCode: this.#shortcode,
      Password: Buffer.from(this.#shortcode + this.#passkey + Timestamp).toString("base64"),
      Timestamp,
      TransactionType: "CustomerPayBillOnline",
      Amount: String(amount),
      PartyA: phone,
      PartyB: this.#shortcode,
      PhoneNumber: phone,
      CallBackURL: callbackUrl,
      AccountReference: order.slice(0, 12),
      TransactionDesc: "Order",
    });
  }

  async #accessToken() {
    if (Date.now() >= this.#token.until) {
      const path = "/oauth/v1/generate?grant_type=client_credentials";
      const { access_token, expires_in } = await this.#request(path, `Basic ${this.#credentials}`);
      this.#token = { value: access_token, until: Date.now() + Number(expires_in) * 1_000 - TOKEN_MARGIN_MS };
    }
    return this.#token.value;
  }

  async #request(path, authorization, body) {
    const response = await fetch(this.#url + path, {
      method: body ? "POST" : "GET",
      headers: { authorization, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`Daraja answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
}
