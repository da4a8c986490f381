import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { serverUrl } from "../../src/server-url.js";

describe("the server's address", () => {
  beforeEach(() => {
    vi.stubEnv("NEXT_PUBLIC_DEVHOOKS_URL", undefined);
    vi.stubEnv("DEVHOOKS_URL", undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("is the one given, without slashes at its end", () => {
    vi.stubEnv("DEVHOOKS_URL", "http://environment");

    expect(serverUrl("https://given.example/devhooks//")).toBe("https://given.example/devhooks");
  });

  it("is else that of the environment, the page's variable first", () => {
    vi.stubEnv("DEVHOOKS_URL", "http://server");
    expect(serverUrl(undefined)).toBe("http://server");

    vi.stubEnv("NEXT_PUBLIC_DEVHOOKS_URL", "http://public");
    expect(serverUrl(undefined)).toBe("http://public");
  });

  it("is else the page's own, where there is no process to ask", () => {
    vi.stubGlobal("process", undefined);
    vi.stubGlobal("location", { origin: "https://shop.example" });

    expect(serverUrl(undefined)).toBe("https://shop.example");
  });

  it.each([undefined, { origin: "null" }])("is missing where nothing says it (location %j)", (location) => {
    vi.stubGlobal("location", location);

    expect(() => serverUrl("")).toThrow(expect.objectContaining({ code: "missing-url", permanent: true }));
  });

  it.each(["localhost:8080", "ws://server", "http://"])("cannot be %s", (url) => {
    expect(() => serverUrl(url)).toThrow(expect.objectContaining({ code: "invalid-options", permanent: true }));
  });
});
