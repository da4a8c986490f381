import "@mantine/core/styles.css";
import "./app/theme.css";
import { createRoot } from "react-dom/client";
import { Console } from "./app/console.js";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no element with the id root");
createRoot(root).render(<Console />);
