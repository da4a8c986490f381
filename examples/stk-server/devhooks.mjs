/** Makes a session of the source for one order: where Daraja is to call back, and what the page may have. */
export async function startSession({ DEVHOOKS_URL = "http://localhost:8080", DEVHOOKS_SOURCE, DEVHOOKS_SECRET }, order) {
  const source = DEVHOOKS_SOURCE ?? "payment-flow";
  const response = await fetch(`${DEVHOOKS_URL}/v1/sources/${source}/sessions`, {
    method: "POST",
    headers: { authorization: `Bearer ${DEVHOOKS_SECRET}`, "content-type": "application/json" },
    body: JSON.stringify({ session: order }),
  });
  if (!response.ok) throw new Error(`No session for ${order}: ${response.status} ${await response.text()}`);
  const { session, secret, callbackUrl } = await response.json();
  return { source, session, secret, callbackUrl, url: DEVHOOKS_URL };
}
