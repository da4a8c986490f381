import { describe, expect, it } from "vitest";
import { INVALID_TOKEN_LIMIT, LOSSES_COUNTED, RETRY_AFTER_CAP_MS, STABLE_AFTER_MS } from "../../../src/bounds.js";
import { connectionState } from "../../../src/machine/model.js";
import { SyncError } from "../../../src/sync-error.js";
import { issued, lost, MachineDrive, passing, permanent, TOKEN_LIFE } from "../../support/machine-drive.js";

const closed = { type: "socket-closed", error: lost } as const;
const retry = { type: "timer", timer: "retry" } as const;
const live = { type: "subscribed", stream: 0, gap: false, position: undefined } as const;
const failed = { type: "token-failed", error: passing } as const;
const refused = (code: string) => ({ type: "refused", error: new SyncError(code, code) }) as const;
const busy = (retryAfter: number) =>
  ({ type: "token-failed", error: new SyncError("over-quota", "Busy.", { retryAfter }) }) as const;

describe("the back-off", () => {
  it("grows with each failure in a row, and says so", () => {
    const drive = new MachineDrive().send({ type: "connect" }, failed);
    expect(drive.payload("reconnecting")).toEqual({ attempt: 1, delay: 125 });
    expect(drive.timer("retry")).toBe(125);

    drive.send(retry, failed);
    expect(drive.payload("reconnecting")).toEqual({ attempt: 2, delay: 250 });

    drive.send(retry, failed);
    expect(drive.payload("reconnecting")).toEqual({ attempt: 3, delay: 500 });
  });

  it("starts anew after a stream that held", () => {
    const drive = new MachineDrive().send({ type: "connect" }, failed, retry, failed, retry);
    drive
      .send({ type: "token-received", token: issued("t1") })
      .toSubscribed()
      .send(live);

    drive.after(STABLE_AFTER_MS).send(closed);

    expect(drive.payload("reconnecting")?.attempt).toBe(1);
  });

  it("goes on growing where streams break at once", () => {
    const drive = new MachineDrive().toLive().send(closed, retry).toSubscribed().send(live);

    drive.after(STABLE_AFTER_MS - 1).send(closed);

    expect(drive.payload("reconnecting")?.attempt).toBe(2);
  });

  it("stays short where accepted connections break, however often", () => {
    const drive = new MachineDrive().toLive();
    for (let losses = 1; losses < 2 * LOSSES_COUNTED; losses++) drive.send(closed, retry).toSubscribed();

    drive.send(closed);

    expect(drive.payload("reconnecting")).toEqual({ attempt: LOSSES_COUNTED, delay: 2_000 });
  });

  it("grows where the server cannot be reached any more after that", () => {
    const drive = new MachineDrive().toLive();
    for (let losses = 1; losses < 2 * LOSSES_COUNTED; losses++) drive.send(closed, retry).toSubscribed();

    drive.send(closed, retry, closed);

    expect(drive.payload("reconnecting")?.attempt).toBe(LOSSES_COUNTED + 1);
  });

  it("starts anew when the user connects again", () => {
    const drive = new MachineDrive().send({ type: "connect" }, failed, retry, failed, { type: "disconnect" });

    expect(connectionState(drive.send({ type: "connect" }).state)).toBe("connecting");
    expect(drive.send(failed).payload("reconnecting")?.attempt).toBe(1);
  });

  it("adds to what the server asked to wait", () => {
    expect(new MachineDrive().send({ type: "connect" }, busy(7_000)).timer("retry")).toBe(7_125);
  });

  it("bounds what the server may ask for", () => {
    const drive = new MachineDrive().send({ type: "connect" }, busy(10 * RETRY_AFTER_CAP_MS));

    expect(drive.timer("retry")).toBe(RETRY_AFTER_CAP_MS + 125);
  });

  it("ends at waking, but not before the server allows it", () => {
    const drive = new MachineDrive().send({ type: "connect" }, busy(7_000)).after(3_000);

    drive.send({ type: "woke", silentFor: 0 });
    expect(drive.state.phase).toBe("waiting");
    expect(drive.timer("retry")).toBe(4_000);

    drive.after(4_000).send({ type: "woke", silentFor: 0 });
    expect(drive.state.phase).toBe("requesting-token");
  });
});

describe("a token at hand", () => {
  it("is used again while it is good", () => {
    const drive = new MachineDrive().toLive().send(closed, retry);

    expect(drive.effect("open")).toMatchObject({ type: "open", url: "ws://server/stomp", token: "t1" });
  });

  it("is replaced once most of its life has passed", () => {
    const drive = new MachineDrive()
      .toLive()
      .after(0.8 * TOKEN_LIFE)
      .send(closed, retry);

    expect(drive.state.phase).toBe("requesting-token");
  });

  it.each(["token-expired", "invalid-token"])("is dropped at %s", (code) => {
    const drive = new MachineDrive().toLive().send(refused(code));
    expect(drive.told()).toEqual(["state", "error", "reconnecting"]);

    expect(drive.send(retry).state.phase).toBe("requesting-token");
  });

  it("is dropped when the client has to stop, so that connecting again asks for another", () => {
    const drive = new MachineDrive().toLive().send({ type: "refused", error: permanent }, { type: "connect" });

    expect(drive.state.phase).toBe("requesting-token");
  });
});

describe("tokens refused in a row", () => {
  const tryOnce = (drive: MachineDrive): MachineDrive =>
    drive
      .send({ type: "token-received", token: issued("t") }, { type: "socket-opened" })
      .send(refused("invalid-token"));

  it("end in a permanent error at the limit", () => {
    const drive = new MachineDrive().send({ type: "connect" });
    for (let n = 1; n < INVALID_TOKEN_LIMIT; n++) {
      tryOnce(drive);
      expect(drive.payload("error")?.permanent).toBe(false);
      drive.send(retry);
    }

    tryOnce(drive);

    expect(drive.told()).toEqual(["state", "error", "disconnected"]);
    expect(drive.payload("error")).toMatchObject({ code: "invalid-token", permanent: true });
    expect(drive.state.phase).toBe("idle");
  });

  it("are forgotten once one is accepted", () => {
    const drive = new MachineDrive().send({ type: "connect" });
    for (let n = 1; n < INVALID_TOKEN_LIMIT; n++) tryOnce(drive).send(retry);
    drive
      .send({ type: "token-received", token: issued("t") })
      .toSubscribed()
      .send(live, closed, retry, closed, retry);

    expect(drive.state.invalidTokens).toBe(0);
    drive.send({ type: "socket-opened" }, refused("invalid-token"));
    expect(drive.payload("error")?.permanent).toBe(false);
  });
});
