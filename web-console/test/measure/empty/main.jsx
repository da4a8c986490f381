import "@mantine/core/styles.css";
import { Button, MantineProvider } from "@mantine/core";
import { createRoot } from "react-dom/client";

createRoot(/** @type {HTMLElement} */ (document.getElementById("root"))).render(
  <MantineProvider>
    <Button>Sign in</Button>
  </MantineProvider>,
);
