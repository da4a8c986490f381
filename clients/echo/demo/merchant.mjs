import { randomUUID } from "node:crypto";

/** Something that went wrong, told in one sentence that says what to do. */
export class Failure extends Error {}

/** A merchant with a throw-away account, who uses the management API as the console does: cookies, and a token against CSRF. */
export class Merchant {
  /** @type {Map<string, string>} */
  #cookies = new Map();
  #url;

  /** @param {string} url the server's address */
  constructor(url) {
    this.#url = url.replace(/\/+$/, "");
  }

  /** @returns {Promise<string>} the account's email */
  async signUp() {
    const id = randomUUID();
    const email = `demo-${id}@example.com`;
    await this.#create("/v1/accounts", { email, password: `correct horse ${id}`, name: "Demo" });
    return email;
  }

  /**
   * @param {string} source its slug
   * @returns {Promise<{ source: string, callbackUrl: string }>}
   */
  createSource(source) {
    return this.#create("/v1/sources", { source, name: "Demo payments" });
  }

  /**
   * @param {string} source its slug
   * @returns {Promise<{ id: string, secret: string, prefix: string }>}
   */
  createSecret(source) {
    return this.#create(`/v1/sources/${source}/secrets`, { name: "demo" });
  }

  /**
   * @param {string} path
   * @param {object} body
   */
  async #create(path, body) {
    const response = await this.#post(path, body);
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const answer = await response.text();
    if (response.status !== 201) throw new Failure(`POST ${path} was answered ${response.status}: ${answer}`);
    return JSON.parse(answer);
  }

  /**
   * @param {string} path
   * @param {object} body
   */
  async #post(path, body) {
    const headers = {
      "content-type": "application/json",
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      "x-xsrf-token": this.#cookies.get("XSRF-TOKEN") ?? "",
    };
    try {
      return await fetch(this.#url + path, { method: "POST", headers, body: JSON.stringify(body) });
    } catch (cause) {
      throw new Failure(`Nothing answers at ${this.#url}: is ./devhooks up running?`, { cause });
    }
  }

  /** @param {string} cookie a Set-Cookie header */
  #keep(cookie) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (name !== undefined && value !== undefined) this.#cookies.set(name, value);
  }
}

/**
 * Posts a callback as Daraja does.
 *
 * @param {string} callbackUrl
 * @param {string} body JSON
 */
export async function deliver(callbackUrl, body) {
  const headers = { "content-type": "application/json;charset=UTF-8" };
  const response = await fetch(callbackUrl, { method: "POST", headers, body });
  const answer = await response.text();
  if (response.status !== 200) throw new Failure(`The callback was answered ${response.status}: ${answer}`);
}
