import { describe, expect, it } from "vitest";
import { MAX_STREAMS, RECENT_IDS } from "../../../src/bounds.js";
import type { MachineInput } from "../../../src/machine/model.js";
import { event, issued, lost, MachineDrive, wish } from "../../support/machine-drive.js";

const cut = { type: "socket-closed", error: lost } as const;
const message = (id: string, seq: number, stream = 0): MachineInput => ({
  type: "message",
  stream,
  id,
  event: event(id, seq),
});
const live = (stream = 0, position?: string): MachineInput => ({ type: "subscribed", stream, gap: false, position });
const asked = (drive: MachineDrive): unknown[] =>
  drive.effects.flatMap((effect) =>
    effect.type === "subscribe" ? [[effect.request.key, effect.request.position]] : [],
  );

function two(): MachineDrive {
  return new MachineDrive()
    .toLive("e0")
    .send({ type: "stream-added", wish: wish(1) }, live(1), message("e1", 1), message("e2", 2, 1));
}

describe("several streams", () => {
  it("are asked for on one connection, and each resumes where it was", () => {
    const drive = two().resume();

    expect(asked(drive)).toEqual([
      [0, { from: "after", id: "e1" }],
      [1, { from: "after", id: "e2" }],
    ]);
  });

  it("tell whose an event is, and do not take one for the other's", () => {
    const drive = two().send(message("e1", 1, 1));

    expect(drive.effect("emit")).toMatchObject({ name: "event", stream: 1, payload: { id: "e1" } });
  });

  it("wait for the last of them before the replay is over", () => {
    const drive = two().resume().send(live(0));
    expect(drive.effect("stop-timer")).toBeUndefined();

    expect(drive.send(live(1)).effect("stop-timer")).toMatchObject({ timer: "deadline" });
  });

  it("are as many as the server allows", () => {
    const drive = new MachineDrive();
    for (let key = 1; key < MAX_STREAMS; key++) drive.send({ type: "stream-added", wish: wish(key) });
    expect(drive.effects).toEqual([]);

    drive.send({ type: "stream-added", wish: wish(MAX_STREAMS) });

    expect(drive.payload("error")).toMatchObject({ code: "too-many-subscriptions", permanent: true });
    expect(drive.state.streams).toHaveLength(MAX_STREAMS);
  });

  it("that the token does not open end alone", () => {
    const token = { ...issued("t1"), destination: "/topic/sources/payment-flow/sessions/order-1" };
    const drive = new MachineDrive();
    for (const key of [1, 2]) drive.send({ type: "stream-added", wish: wish(key) });

    drive.send({ type: "connect" }, { type: "token-received", token }).toSubscribed();

    expect(drive.effect("emit")).toMatchObject({ name: "state" });
    expect(drive.payload("error")).toMatchObject({ code: "access-denied", permanent: true });
    expect(asked(drive).map((request) => (request as unknown[])[0])).toEqual([0, 1]);
  });

  it("need not be: a client without any is authenticated, and waits for none", () => {
    const drive = new MachineDrive().send({ type: "stream-removed", stream: 0 }).toReplaying();

    expect(drive.timer("deadline")).toBeUndefined();
    expect(drive.told()).toEqual(["state", "authenticated"]);
  });
});

describe("a stream that is held", () => {
  it("takes nothing more, and goes on where it was once it is released", () => {
    const drive = new MachineDrive().toLive("e0").send(message("e1", 1), { type: "stream-held", stream: 0 });
    expect(drive.effect("unsubscribe")).toEqual({ type: "unsubscribe", stream: 0 });
    expect(drive.send(message("e2", 2)).effects).toEqual([]);

    drive.send({ type: "stream-released", stream: 0 });

    expect(asked(drive)).toEqual([[0, { from: "after", id: "e1" }]]);
  });

  it("is not asked for by a new connection", () => {
    const drive = new MachineDrive().toLive("e0").send({ type: "stream-held", stream: 0 }).resume();
    expect(asked(drive)).toEqual([]);

    expect(asked(drive.send({ type: "stream-released", stream: 0 }))).toEqual([[0, { from: "after", id: "e0" }]]);
  });
});

describe("a hole in a source's numbers", () => {
  it("where it resumes is a loss, told before the event and once", () => {
    const drive = new MachineDrive().toLive("e0").send(message("e1", 1)).resume().send(message("e5", 5));
    expect(drive.told()).toEqual(["gap", "event"]);
    expect(drive.payload("gap")).toEqual({ lastEventId: "e1" });

    drive.send({ type: "subscribed", stream: 0, gap: true, position: "e5" });

    expect(drive.told()).toEqual(["live"]);
    expect(drive.payload("live")).toEqual({ gap: true });
  });

  it("in the middle of a stream is the connection's fault: what is missing is asked for", () => {
    const drive = new MachineDrive().toLive("e0").send(message("e1", 1), message("e3", 3));
    expect(drive.told()).toEqual(["state", "error", "reconnecting"]);
    expect(drive.payload("error")).toMatchObject({ code: "connection-lost", permanent: false });

    drive.send({ type: "timer", timer: "retry" }).toSubscribed();

    expect(asked(drive)).toEqual([[0, { from: "after", id: "e1" }]]);
  });

  it("is none in a session, nor behind a message that could not be read", () => {
    const session = new MachineDrive(undefined, { destination: "/topic/sources/payment-flow/sessions/order-1" });
    expect(session.toLive("e0").send(message("e1", 1), message("e7", 7)).told()).toEqual(["event"]);

    const drive = new MachineDrive().toLive("e0").send(message("e1", 1));
    drive.send({ type: "unreadable", stream: 0, id: "e2", error: lost }, message("e3", 3));
    expect(drive.told()).toEqual(["event"]);
  });
});

describe("the replay of a session that is cut before it says whether something was lost", () => {
  const session = (): MachineDrive =>
    new MachineDrive(
      { from: "after", id: "e1" },
      { destination: "/topic/sources/payment-flow/sessions/order-1" },
    ).toReplaying();

  it("is asked for once more from where it began, and hands nothing over twice", () => {
    const drive = session().send(message("e2", 2)).resume();
    expect(asked(drive)).toEqual([[0, { from: "after", id: "e1" }]]);

    expect(drive.send(message("e2", 2)).told()).toEqual([]);
    expect(drive.send(message("e3", 3)).told()).toEqual(["event"]);
  });

  it("goes on where it was when that is too far back to remember", () => {
    const drive = session();
    for (let n = 2; n <= RECENT_IDS + 1; n++) drive.send(message(`e${n}`, n));

    expect(asked(drive.send(cut, { type: "timer", timer: "retry" }).toSubscribed())).toEqual([
      [0, { from: "after", id: `e${RECENT_IDS + 1}` }],
    ]);
  });
});
