// Runs on the server: the source's secret stays here, and the page gets one that opens this payment only.
export const dynamic = "force-dynamic";

const { DEVHOOKS_URL = "http://localhost:8080", DEVHOOKS_SOURCE = "payment-flow", DEVHOOKS_SECRET } = process.env;

export async function POST(request) {
  const { order } = await request.json();
  const response = await fetch(`${DEVHOOKS_URL}/v1/sources/${DEVHOOKS_SOURCE}/sessions`, {
    method: "POST",
    headers: { authorization: `Bearer ${DEVHOOKS_SECRET}`, "content-type": "application/json" },
    body: JSON.stringify({ session: order }),
  });
  if (!response.ok) return Response.json(await response.json(), { status: 502 });
  const { session, secret } = await response.json();
  // Here the STK push would be started, with the callbackUrl of this answer as its CallBackURL: see ../stk-server.
  return Response.json({ source: DEVHOOKS_SOURCE, session, secret, url: DEVHOOKS_URL });
}
