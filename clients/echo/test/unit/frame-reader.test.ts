import { describe, expect, it } from "vitest";
import { FRAME_LIMIT } from "../../src/bounds.js";
import { type Frame, parsed, written } from "../../src/stomp/frame.js";
import { FrameReader } from "../../src/stomp/frame-reader.js";

const FRAMES: Frame[] = [
  { command: "CONNECTED", headers: { version: "1.2", "heart-beat": "10000,10000" }, body: "" },
  { command: "MESSAGE", headers: { "message-id": "e1", note: "a:b\\c\nd\r" }, body: '{"name":"Wanjikũ",\n\n"n":1}' },
  { command: "RECEIPT", headers: { "receipt-id": "subscribed-s1" }, body: "" },
];
const WIRE = FRAMES.map(({ command, headers, body }) => written(command, headers, body)).join("\n");
const BYTES = new TextEncoder().encode(`\n\r\n${WIRE}\n`);

describe("frames", () => {
  it("are read however they are cut into text messages", () => {
    for (let size = 1; size <= WIRE.length; size++) {
      const reader = new FrameReader();
      const frames: Frame[] = [];
      for (let at = 0; at < WIRE.length; at += size) frames.push(...reader.read(WIRE.slice(at, at + size)));
      expect(frames).toEqual(FRAMES);
    }
  });

  it("are read however they are cut into binary messages, between heart-beats", () => {
    for (let size = 1; size <= BYTES.length; size++) {
      const reader = new FrameReader();
      const frames: Frame[] = [];
      for (let at = 0; at < BYTES.length; at += size) frames.push(...reader.read(BYTES.slice(at, at + size).buffer));
      expect(frames).toEqual(FRAMES);
    }
  });

  it("may have line ends of two characters, and a header twice, of which the first counts", () => {
    expect(parsed("MESSAGE\r\nx:1\r\nx:2\r\n\r\n{}")).toEqual({ command: "MESSAGE", headers: { x: "1" }, body: "{}" });
  });

  it("of CONNECT are not escaped", () => {
    expect(written("CONNECT", { authorization: "Bearer a:b" })).toBe("CONNECT\nauthorization:Bearer a:b\n\n\0");
  });

  it("have a limit, behind which nothing is kept", () => {
    const reader = new FrameReader();
    const part = "x".repeat(FRAME_LIMIT / 4);

    expect(() => {
      for (let n = 0; n < 5; n++) reader.read(part);
    }).toThrow(RangeError);
  });
});
