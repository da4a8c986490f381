import { SyncClient } from "@jkitsao/echo";

addEventListener("message", ({ data: { secret, url } }) => {
  const client = new SyncClient({ sourceId: "payment-flow", secret, url, replay: "all" });
  client.on("error", ({ message }) => postMessage(message));
  client.on("event", ({ ResultCode }) => postMessage(ResultCode === "0" ? "Payment confirmed" : "Payment failed"));
  client.connect();
});
