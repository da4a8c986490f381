import { StrictMode, useEffect } from "react";
import { createRoot } from "react-dom/client";
import PaymentPage from "./payment-page.jsx";

/** Leaves a mark for each time that React mounts the effects of this page. */
function MountedMark() {
  useEffect(() => {
    performance.mark("mounted");
  }, []);
  return null;
}

createRoot(/** @type {HTMLElement} */ (document.getElementById("root"))).render(
  <StrictMode>
    <PaymentPage />
    <MountedMark />
  </StrictMode>,
);
