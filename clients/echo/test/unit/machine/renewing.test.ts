import { describe, expect, it } from "vitest";
import type { MachineInput } from "../../../src/machine/model.js";
import { SyncError } from "../../../src/sync-error.js";
import { event, issued, lost, MachineDrive, passing, TOKEN_LIFE } from "../../support/machine-drive.js";

const rings = { type: "timer", timer: "renew" } as const;
const failed = { type: "token-failed", error: passing } as const;
const renewed = { type: "renewed" } as const;
const retry = { type: "timer", timer: "retry" } as const;
const received = (name: string, drive: MachineDrive): MachineInput => ({
  type: "token-received",
  token: issued(name, drive.now),
});

function due(): MachineDrive {
  return new MachineDrive().toLive().after(0.8 * TOKEN_LIFE);
}

describe("renewal", () => {
  it("is due at 80 % of the token's life", () => {
    expect(new MachineDrive().toReplaying().timer("renew")).toBe(0.8 * TOKEN_LIFE);
  });

  it("asks for a token, hands it over in place, and comes round again", () => {
    const drive = due().send(rings);
    expect(drive.effect("request-token")).toBeDefined();

    drive.send(received("t2", drive));
    expect(drive.effect("renew")).toEqual({ type: "renew", token: "t2" });
    expect(drive.effect("open")).toBeUndefined();

    drive.send(renewed);
    expect(drive.timer("renew")).toBe(0.8 * TOKEN_LIFE);
    expect(drive.state.token?.token).toBe("t2");
    expect(drive.situation).toBe("live");
  });

  it("that fails is tried again with back-off, and events go on", () => {
    const drive = due().send(rings, failed);
    expect(drive.timer("renew")).toBe(125);
    expect(drive.told()).toEqual(["error"]);

    drive.send(rings, failed);
    expect(drive.timer("renew")).toBe(250);
    expect(drive.send({ type: "message", stream: 0, id: "e1", event: event("e1") }).told()).toEqual(["event"]);
  });

  it("waits as long as the server asks", () => {
    const error = new SyncError("over-quota", "Busy.", { retryAfter: 9_000 });

    expect(due().send(rings, { type: "token-failed", error }).timer("renew")).toBe(9_125);
  });

  it.each(["requesting", "confirming"])("that hangs while %s is tried again", (step) => {
    const drive = due().send(rings);
    if (step === "confirming") drive.send(received("t2", drive));

    drive.send(rings);

    expect(drive.payload("error")?.code).toBe("renewal-timeout");
    expect(drive.timer("renew")).toBe(125);
    expect(drive.send(rings).effect("request-token")).toBeDefined();
  });

  it("counts failures anew after a success", () => {
    const drive = due().send(rings, failed, rings);
    drive.send(received("t2", drive), renewed, rings, failed);

    expect(drive.timer("renew")).toBe(125);
  });

  it("ignores answers that nobody waits for", () => {
    const drive = new MachineDrive().toLive();
    const before = drive.state;

    expect(drive.send(received("t2", drive)).state).toBe(before);
    expect(drive.send(renewed).state).toBe(before);
  });
});

describe("a connection that is lost", () => {
  it("during renewal resumes with the token that had just come", () => {
    const drive = due().send(rings);
    drive.send(received("t2", drive), { type: "socket-closed", error: lost }, retry);

    expect(drive.effect("open")?.token).toBe("t2");
  });

  it("because its token ran out resumes with a fresh one, after what was handed over", () => {
    const drive = due().send({ type: "message", stream: 0, id: "e1", event: event("e1") }, rings, failed);

    drive.after(0.2 * TOKEN_LIFE).send({ type: "refused", error: new SyncError("token-expired", "Expired.") }, retry);
    expect(drive.effect("request-token")).toBeDefined();

    drive.send(received("t2", drive)).toSubscribed();
    expect(drive.effect("subscribe")?.request.position).toEqual({ from: "after", id: "e1" });
  });

  it("does not fall back to a renewed token that was refused", () => {
    const drive = due().send(rings);
    drive.send(received("t2", drive), { type: "refused", error: new SyncError("invalid-token", "No.") }, retry);

    expect(drive.effect("request-token")).toBeDefined();
  });
});

describe("waking from sleep", () => {
  it("with a token that ran out renews first, then resumes, at once", () => {
    const drive = new MachineDrive().toLive().send({ type: "message", stream: 0, id: "e1", event: event("e1") });

    drive.after(TOKEN_LIFE).send({ type: "woke", silentFor: 0 });
    expect(drive.state.phase).toBe("requesting-token");
    expect(drive.payload("reconnecting")).toEqual({ attempt: 1, delay: 0 });

    drive.send(received("t2", drive)).toSubscribed();
    expect(drive.effect("subscribe")?.request.position).toEqual({ from: "after", id: "e1" });
  });

  it("with a dead connection and a good token reconnects at once", () => {
    const drive = new MachineDrive().toLive().after(60_000).send({ type: "woke", silentFor: 60_000 });

    expect(drive.effect("open")?.token).toBe("t1");
  });

  it("with a renewal overdue renews in place", () => {
    const drive = due().send({ type: "woke", silentFor: 0 });

    expect(drive.situation).toBe("live");
    expect(drive.effect("request-token")).toBeDefined();
  });

  it("does not renew twice", () => {
    expect(due().send(rings, { type: "woke", silentFor: 0 }).effects).toEqual([]);
  });
});
