import { useSync } from "@jkitsao/echo/react";
import { useState } from "react";

const TEXTS = { paid: "Payment confirmed", failed: "Payment failed" };

/** Starts a payment, and shows what becomes of it. */
export function Checkout() {
  const [payment, setPayment] = useState();
  const [problem, setProblem] = useState();
  const pay = () => startPayment().then(setPayment, (error) => setProblem(error.message));

  if (problem) return <p>{problem}</p>;
  return payment ? <Status payment={payment} /> : <button onClick={pay}>Pay with M-Pesa</button>;
}

function Status({ payment: { source, secret, url } }) {
  const { event, error } = useSync({ sourceId: source, secret, url });

  if (error?.permanent) return <p>{error.message}</p>;
  return <p>{TEXTS[event?.payment?.status] ?? "Waiting for payment..."}</p>;
}

async function startPayment() {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ order: `order-${crypto.randomUUID()}`, phone: "254708374149", amount: 10 });
  const response = await fetch("/pay", { method: "POST", headers, body });
  if (!response.ok) throw new Error(`The payment could not be started: ${response.status}`);
  return response.json();
}
