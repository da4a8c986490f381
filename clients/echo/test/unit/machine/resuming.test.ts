import { describe, expect, it } from "vitest";
import { RECENT_IDS } from "../../../src/bounds.js";
import type { MachineInput } from "../../../src/machine/model.js";
import { type Position, startPosition } from "../../../src/machine/position.js";
import { event, lost, MachineDrive } from "../../support/machine-drive.js";

const message = (id: string): MachineInput => ({ type: "message", stream: 0, id, event: event(id) });
const live = (position?: string, gap = false): MachineInput => ({ type: "subscribed", stream: 0, gap, position });
const asked = (drive: MachineDrive): Position | undefined => drive.effect("subscribe")?.request.position;

describe("a first subscription", () => {
  it("leaves the start to the server", () => {
    expect(asked(new MachineDrive().toReplaying())).toEqual({ from: "default" });
  });

  it.each(["all", "none"] as const)("asks for replay %s", (replay) => {
    expect(asked(new MachineDrive(startPosition(undefined, replay)).toReplaying())).toEqual({ from: replay });
  });

  it("starts after the given event, whatever replay says", () => {
    const drive = new MachineDrive(startPosition("e7", "all")).toReplaying();

    expect(asked(drive)).toEqual({ from: "after", id: "e7" });
  });

  it("that was lost before it went live starts as it did", () => {
    expect(asked(new MachineDrive().toReplaying().resume())).toEqual({ from: "default" });
  });
});

describe("after a loss", () => {
  it("resumes after the last event handed over", () => {
    const drive = new MachineDrive().toLive("e0").send(message("e1"), message("e2")).resume();

    expect(asked(drive)).toEqual({ from: "after", id: "e2" });
  });

  it("in the middle of the replay resumes there", () => {
    const drive = new MachineDrive(startPosition(undefined, "all")).toReplaying().send(message("e1")).resume();

    expect(asked(drive)).toEqual({ from: "after", id: "e1" });
  });

  it("before any event resumes where the stream was when it went live", () => {
    expect(asked(new MachineDrive().toLive("e9").resume())).toEqual({ from: "after", id: "e9" });
  });

  it("of a stream that was empty asks for all", () => {
    expect(asked(new MachineDrive().toLive(undefined).resume())).toEqual({ from: "all" });
  });

  it("keeps the position of what was handed over, not the stream's", () => {
    const drive = new MachineDrive().toReplaying().send(message("e1"), live("e0")).resume();

    expect(asked(drive)).toEqual({ from: "after", id: "e1" });
  });

  it("and another before any event resumes at the same place", () => {
    const drive = new MachineDrive().toLive("e0").send(message("e1")).resume().send(live("e1")).resume();

    expect(asked(drive)).toEqual({ from: "after", id: "e1" });
  });

  it("does not move past what a message that came late would skip", () => {
    const drive = new MachineDrive().toLive("e0").send({ type: "socket-closed", error: lost }, message("e5"));

    expect(drive.effects).toEqual([]);
    expect(asked(drive.send({ type: "timer", timer: "retry" }).toSubscribed())).toEqual({ from: "after", id: "e0" });
  });

  it("resumes also across disconnect and connect", () => {
    const drive = new MachineDrive().toLive("e0").send(message("e1"), { type: "disconnect" }, { type: "connect" });

    expect(asked(drive.toSubscribed())).toEqual({ from: "after", id: "e1" });
  });
});

describe("a gap", () => {
  it("is told with the position that is gone, before live", () => {
    const drive = new MachineDrive(startPosition("e1", undefined)).toLive("e9", true);

    expect(drive.told()).toEqual(["gap", "live"]);
    expect(drive.payload("gap")).toEqual({ lastEventId: "e1" });
    expect(drive.payload("live")).toEqual({ gap: true });
  });

  it("moves on to what was replayed in its stead", () => {
    const drive = new MachineDrive(startPosition("e1", undefined)).toReplaying();

    expect(asked(drive.send(message("e5"), live("e5", true)).resume())).toEqual({ from: "after", id: "e5" });
  });

  it("with nothing replayed moves on to where the stream is", () => {
    const drive = new MachineDrive(startPosition("e1", undefined)).toLive("e9", true);

    expect(asked(drive.resume())).toEqual({ from: "after", id: "e9" });
  });

  it("with nothing left in the stream asks for all from then on", () => {
    const drive = new MachineDrive(startPosition("e1", undefined)).toLive(undefined, true);

    expect(asked(drive.resume())).toEqual({ from: "all" });
  });

  it("that the server did not report leaves a known position alone", () => {
    const drive = new MachineDrive(startPosition("e1", undefined)).toLive(undefined, false);

    expect(asked(drive.resume())).toEqual({ from: "after", id: "e1" });
  });
});

describe("an event", () => {
  it("is handed over once, though it comes twice", () => {
    const drive = new MachineDrive().toLive("e0").send(message("e1"), message("e1"));

    expect(drive.told()).toEqual([]);
  });

  it("is not handed over again by the replay after a loss", () => {
    const drive = new MachineDrive().toLive("e0").send(message("e1"), message("e2")).resume();

    expect(drive.send(message("e1")).told()).toEqual([]);
    expect(drive.send(message("e2")).told()).toEqual([]);
    expect(drive.send(message("e3")).payload("event")?.id).toBe("e3");
  });

  it("leaves a memory of bounded size", () => {
    const drive = new MachineDrive().toLive("e0");

    for (let n = 1; n <= 3 * RECENT_IDS; n++) drive.send(message(`e${n}`));

    expect(drive.stream().recentIds).toHaveLength(RECENT_IDS);
    expect(drive.stream().recentIds.at(-1)).toBe(`e${3 * RECENT_IDS}`);
  });

  it("that cannot be read is told once and passed over", () => {
    const drive = new MachineDrive().toLive("e0").send({ type: "unreadable", stream: 0, id: "e1", error: lost });

    expect(drive.told()).toEqual(["error"]);
    expect(asked(drive.resume())).toEqual({ from: "after", id: "e1" });
  });
});
