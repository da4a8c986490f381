"use client";

import { useSync } from "@jkitsao/echo/react";
import { useParams } from "next/navigation";
import { useEffect, useState } from "react";

const TEXTS = { paid: "Payment confirmed", failed: "Payment failed" };

export default function OrderPage() {
  const { order } = useParams();
  const [access, setAccess] = useState();
  useEffect(() => {
    const abort = new AbortController();
    startPayment(order, abort.signal).then(setAccess, (error) => abort.signal.aborted || console.error(error));
    return () => abort.abort();
  }, [order]);

  const { event, error } = useSync({
    sourceId: access?.source ?? "",
    secret: access?.secret,
    url: access?.url,
    enabled: access !== undefined,
  });

  if (error?.permanent) return <p>{error.message}</p>;
  return <p>{TEXTS[event?.payment?.status] ?? "Waiting for payment..."}</p>;
}

async function startPayment(order, signal) {
  const headers = { "content-type": "application/json" };
  const response = await fetch("/payments", { method: "POST", headers, body: JSON.stringify({ order }), signal });
  if (!response.ok) throw new Error(`The payment could not be started: ${response.status}`);
  return response.json();
}
