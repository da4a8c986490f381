import { expect, it } from "vitest";
import { SSE_EVENT_LIMIT } from "../../src/bounds.js";
import { type SseEvent, SseParser } from "../../src/sse/sse-parser.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const STREAM =
  'retry: 1200\n\n:\n\nid: e1\ndata: {"name":"Wanjikũ"}\n\nevent: live\nid: e1\ndata: {}\n\ndata: one\ndata:two\n\n';
const EVENTS: SseEvent[] = [
  { name: "message", id: "e1", data: '{"name":"Wanjikũ"}' },
  { name: "live", id: "e1", data: "{}" },
  { name: "message", id: "e1", data: "one\ntwo" },
];

it.each(["\n", "\r\n", "\r"])("reads events whose lines end with %j, wherever the stream is cut", (end) => {
  const stream = bytes(STREAM.replaceAll("\n", end));

  for (let size = 1; size <= stream.length; size++) {
    const parser = new SseParser();
    const events: SseEvent[] = [];
    for (let at = 0; at < stream.length; at += size) events.push(...parser.read(stream.subarray(at, at + size)));
    // The last line end may be half of one.
    events.push(...parser.read(bytes(":\n")));
    expect(events).toEqual(EVENTS);
  }
});

it("hands over no event whose end has not come", () => {
  const parser = new SseParser();

  expect(parser.read(bytes("id: e1\ndata: {}\n"))).toEqual([]);
  expect(parser.read(bytes("\n"))).toHaveLength(1);
});

it("does not keep more than its limit", () => {
  const line = bytes(`data: ${"x".repeat(SSE_EVENT_LIMIT / 4)}\n`);
  const parser = new SseParser();

  const flood = (): void => {
    for (let n = 0; n < 5; n++) parser.read(line);
  };

  expect(flood).toThrow(RangeError);
});
