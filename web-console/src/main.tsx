import "@mantine/core/styles.css";
import "./app/theme.css";
import { createRoot } from "react-dom/client";
import { Console, createConsole } from "./app/console.js";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no element with the id root");
const state = createConsole();
// A page that asks the server nothing is rendered once, and not as "loading" before.
void Promise.race([state.router.load().catch(console.error), new Promise((resolve) => setTimeout(resolve))]).then(() =>
  createRoot(root).render(<Console {...state} />),
);
