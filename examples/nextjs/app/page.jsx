"use client";

import { SyncClient } from "@jkitsao/echo";
import { useEffect, useState } from "react";

export default function PaymentPage() {
  const [paymentStatus, setPaymentStatus] = useState("pending");

  useEffect(() => {
    const client = new SyncClient({
      sourceId: "payment-flow",
      secret: process.env.NEXT_PUBLIC_DEVHOOKS_SECRET,
    });

    client.on("authenticated", () => {
      console.log("Connected to payment stream");
    });

    client.on("event", (data) => {
      if (data.type === "mpesa_callback") {
        setPaymentStatus(data.ResultCode === "0" ? "success" : "failed");
        console.log("Payment callback received:", data);
      }
    });

    client.connect();
    return () => client.disconnect();
  }, []);

  return (
    <div>
      {paymentStatus === "pending" && <p>Waiting for payment...</p>}
      {paymentStatus === "success" && <p>Payment confirmed</p>}
      {paymentStatus === "failed" && <p>Payment failed</p>}
    </div>
  );
}
