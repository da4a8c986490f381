import { defineConfig } from "vite";

/** What starts payments: ../stk-server. */
const SHOP = process.env.SHOP_URL ?? "http://localhost:3000";

export default defineConfig({ server: { proxy: { "/pay": SHOP } } });
