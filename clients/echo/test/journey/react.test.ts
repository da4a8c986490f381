import { createRequire } from "node:module";
import type { useSync } from "@jkitsao/echo/react";
import { createElement, type ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it, vi } from "vitest";

const require = createRequire(import.meta.url);

/** The built hook, as each kind of module. */
const builds = {
  import: () => import("@jkitsao/echo/react"),
  require: async () => require("@jkitsao/echo/react"),
} satisfies Record<string, () => Promise<{ useSync: typeof useSync }>>;

it.each(Object.entries(builds))(
  "on a server, useSync shows its first state and connects to nobody (%s)",
  async (_, load) => {
    const fetched = vi.spyOn(globalThis, "fetch");
    const hook = (await load()).useSync;
    function Status(): ReactElement {
      const { state, live, events, event, error } = hook({
        sourceId: "payment-flow",
        secret: "ss_1",
        url: "http://server",
      });
      return createElement("p", null, `${state} ${live} ${events.length} ${event} ${error}`);
    }

    expect(renderToString(createElement(Status))).toBe("<p>disconnected false 0 undefined undefined</p>");
    expect(fetched).not.toHaveBeenCalled();
  },
);
