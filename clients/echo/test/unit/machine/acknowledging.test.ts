import { describe, expect, it } from "vitest";
import { ACKNOWLEDGE_WITHIN_MS, REPLAY_STALL_MS } from "../../../src/bounds.js";
import type { MachineInput } from "../../../src/machine/model.js";
import { event, MachineDrive } from "../../support/machine-drive.js";

const message = (id: string): MachineInput => ({
  type: "message",
  stream: 0,
  id,
  event: event(id, Number(id.slice(1))),
});
const ack = (id: string): MachineInput => ({ type: "acknowledged", stream: 0, id });
const nack = (id: string): MachineInput => ({ type: "rejected", stream: 0, id });
const rings = { type: "timer", timer: "acknowledge" } as const;
const asked = (drive: MachineDrive): unknown => drive.effect("subscribe")?.request.position;

function reader(prefetch = 1_000): MachineDrive {
  return new MachineDrive(undefined, { acknowledging: "manual", consumer: "shop", prefetch }).toLive("e0");
}

describe("a replay", () => {
  const deadline = { type: "timer", timer: "deadline" } as const;
  const behind = (): MachineDrive =>
    new MachineDrive(undefined, { acknowledging: "manual", prefetch: 2 }).toReplaying().send(message("e1"));

  it("that brings nothing is given up", () => {
    expect(behind().send(deadline).situation).toBe("waiting");
  });

  it("waits as long as the user does, who has all that may wait to be acknowledged", () => {
    const drive = behind().send(message("e2"), deadline);

    expect(drive.situation).toBe("replaying");
    expect(drive.timer("deadline")).toBe(REPLAY_STALL_MS);
    expect(drive.send(ack("e1"), deadline).situation).toBe("waiting");
  });
});

describe("what is acknowledged", () => {
  it("is told to the server soon, in one word for several", () => {
    const drive = reader().send(message("e1"), message("e2"), ack("e1"));
    expect(drive.timer("acknowledge")).toBe(ACKNOWLEDGE_WITHIN_MS);
    expect(drive.send(ack("e2")).effects).toEqual([]);

    expect(drive.send(rings).effects).toEqual([{ type: "acknowledge", stream: 0, id: "e2" }]);
    expect(drive.send(rings).effects).toEqual([]);
  });

  it("is told at once where the server would wait for it", () => {
    expect(reader(1).send(message("e1"), ack("e1")).effects).toEqual([{ type: "acknowledge", stream: 0, id: "e1" }]);
  });

  it("out of order waits for what is before it", () => {
    const drive = reader().send(message("e1"), message("e2"), ack("e2"), rings);
    expect(drive.effects).toEqual([]);

    expect(drive.send(ack("e1"), rings).effects).toEqual([{ type: "acknowledge", stream: 0, id: "e2" }]);
  });

  it("is told before the client leaves", () => {
    const drive = reader().send(message("e1"), ack("e1"), { type: "disconnect" });

    expect(drive.effects[0]).toEqual({ type: "acknowledge", stream: 0, id: "e1" });
  });

  it("is no event that was never handed over", () => {
    const drive = reader();
    const before = drive.state;

    expect(drive.send(ack("e9")).state).toBe(before);
    expect(drive.send(nack("e9")).effects).toEqual([]);
  });
});

describe("after a loss", () => {
  it("the stream goes on after what was acknowledged, and hands nothing over twice", () => {
    const drive = reader().send(message("e1"), message("e2"), message("e3"), ack("e1")).resume();
    expect(asked(drive)).toEqual({ from: "after", id: "e1" });

    expect(drive.send(message("e2")).told()).toEqual([]);
    expect(drive.send(message("e3")).told()).toEqual([]);
    expect(drive.send(message("e4")).told()).toEqual(["event"]);
  });

  it("with nothing acknowledged it goes on where it began, though the replay was over", () => {
    const drive = new MachineDrive({ from: "all" }, { acknowledging: "manual" }).toReplaying().send(message("e1"));
    drive.send({ type: "subscribed", stream: 0, gap: false, position: "e1" });

    expect(asked(drive.resume())).toEqual({ from: "all" });
  });

  it("what was acknowledged in the meantime is acknowledged when it comes again", () => {
    const drive = reader().send(message("e1"), message("e2")).resume().send(ack("e1"), ack("e2"), rings);

    drive.send(message("e1"), message("e2"), rings);

    expect(drive.effects).toEqual([{ type: "acknowledge", stream: 0, id: "e2" }]);
  });

  it("a hole is seen all the same", () => {
    const drive = reader().send(message("e1"), ack("e1")).resume().send(message("e5"));

    expect(drive.told()).toEqual(["gap", "event"]);
  });
});

describe("what is rejected", () => {
  it("is handed over once more when it comes again, and what was handed over with it is not", () => {
    const drive = reader().send(message("e1"), message("e2"), nack("e1"));
    expect(drive.effects).toEqual([{ type: "reject", stream: 0, id: "e1" }]);

    expect(drive.send(message("e1")).payload("event")?.id).toBe("e1");
    expect(drive.send(message("e2")).told()).toEqual([]);
  });

  it("while there is no connection is handed over by the next one", () => {
    const drive = reader().send(message("e1"), { type: "stream-held", stream: 0 }, nack("e1"));
    expect(drive.effects).toEqual([]);

    drive.send({ type: "stream-released", stream: 0 }, message("e1"));

    expect(drive.told()).toEqual(["event"]);
  });
});

it("a stream without acknowledgement remembers nothing that waits", () => {
  expect(new MachineDrive().toLive("e0").send(message("e1")).stream().pending).toEqual([]);
});
