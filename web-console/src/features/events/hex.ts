const BYTES_OF_A_LINE = 16;
const OFFSET_DIGITS = 6;

/** Lines such as `000010  7b 22 41 …  {"A…`. */
export function hexLines(bytes: Uint8Array): string[] {
  const count = Math.ceil(bytes.length / BYTES_OF_A_LINE);
  return Array.from({ length: count }, (_, line) => {
    const from = line * BYTES_OF_A_LINE;
    const part = [...bytes.subarray(from, from + BYTES_OF_A_LINE)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    return `${from.toString(16).padStart(OFFSET_DIGITS, "0")}  ${hex.padEnd(BYTES_OF_A_LINE * 3 - 1)}  ${ascii(part)}`;
  });
}

function ascii(bytes: readonly number[]): string {
  return bytes.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·")).join("");
}
