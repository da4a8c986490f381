import { describe, expect, it, vi } from "vitest";
import { SyncClient, SyncError } from "../../src/index.js";

describe("an error that nobody listens to", () => {
  it.each([true, false])("is written to the console if it is permanent: %s", async (permanent) => {
    const written = vi.spyOn(console, "error").mockReturnValue();
    const error = new SyncError("odd", "So.", { permanent });
    const client = new SyncClient({ sourceId: "payment-flow", getToken: () => Promise.reject(error) });
    const over = new Promise<void>((resolve) =>
      client.once(permanent ? "disconnected" : "reconnecting", () => resolve()),
    );

    client.connect();
    await over;
    client.disconnect();

    expect(written.mock.calls).toEqual(permanent ? [[expect.stringContaining("So. (odd)")]] : []);
  });
});
