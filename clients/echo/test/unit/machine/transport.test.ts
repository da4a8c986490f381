import { describe, expect, it } from "vitest";
import { HANDSHAKE_TIMEOUT_MS, WEB_SOCKET_AGAIN_AFTER_MS } from "../../../src/bounds.js";
import { issued, lost, MachineDrive, passing, wish } from "../../support/machine-drive.js";

const closed = { type: "socket-closed", error: lost } as const;
const retry = { type: "timer", timer: "retry" } as const;
const late = { type: "timer", timer: "deadline" } as const;
const live = { type: "subscribed", stream: 0, gap: false, position: undefined } as const;
const transport = (drive: MachineDrive): string | undefined => drive.effect("open")?.transport;

function opening(drive = new MachineDrive()): MachineDrive {
  return drive.send({ type: "connect" }, { type: "token-received", token: issued("t1") });
}

describe("the transport", () => {
  it("is a WebSocket, and Server-Sent Events once two have failed in a row", () => {
    const drive = opening();
    expect(transport(drive)).toBe("websocket");

    expect(transport(drive.send(closed, retry))).toBe("websocket");
    expect(transport(drive.send({ type: "socket-opened" }, closed, retry))).toBe("sse");
    expect(drive.effect("open")?.first).toMatchObject({ key: 0, position: { from: "default" } });
  });

  it("is given up at once where it hangs", () => {
    const drive = opening().after(HANDSHAKE_TIMEOUT_MS).send(late, retry);

    expect(transport(drive)).toBe("sse");
  });

  it("is a WebSocket again where Server-Sent Events fail, too", () => {
    const drive = opening().send(late, retry, closed, retry);

    expect(transport(drive)).toBe("websocket");
  });

  it("stays what it is after a loss, and for a while", () => {
    const drive = opening().send(late, retry).toSubscribed().send(live);
    expect(transport(drive.after(60_000).send(closed, retry))).toBe("sse");

    drive.toSubscribed().send(live).after(WEB_SOCKET_AGAIN_AFTER_MS).send(closed, retry);
    drive.send({ type: "token-received", token: issued("t2", drive.now) });
    expect(transport(drive)).toBe("websocket");
    expect(transport(drive.send(closed, retry))).toBe("sse");
  });

  it.each([
    ["a refusal by the server", { type: "refused", error: passing } as const],
    ["a loss after the handshake", undefined],
  ])("is not changed by %s", (_, refused) => {
    const drive = opening();
    for (let n = 0; n < 3; n++) {
      if (refused) drive.send({ type: "socket-opened" }, refused, retry);
      else drive.toSubscribed().send(closed, retry);
    }

    expect(transport(drive)).toBe("websocket");
  });

  it("is not changed where a stream is acknowledged, which cannot be had over the other", () => {
    expect(transport(opening(new MachineDrive(undefined, { acknowledging: "auto" })).send(late, retry))).toBe(
      "websocket",
    );

    const drive = opening().send(late, retry).toSubscribed().send(live);
    drive.send({ type: "stream-added", wish: wish(1, { acknowledging: "manual" }) });
    expect(drive.payload("error")).toMatchObject({ code: "not-supported", permanent: true });
  });

  it.each(["websocket", "sse"] as const)("is %s alone where the user wants that", (only) => {
    const drive = opening(MachineDrive.over(only));
    for (let n = 0; n < 3; n++) expect(transport(n ? drive.send(late, retry) : drive)).toBe(only);
  });
});
