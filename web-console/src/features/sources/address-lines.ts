/** The entries of a text that has one on each line, or commas between them. */
export function linesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((line) => line !== "");
}

/** The text with `entry` on a line of its own, once. */
export function addedTo(text: string, entry: string): string {
  const lines = linesOf(text);
  return (lines.includes(entry) ? lines : [...lines, entry]).join("\n");
}
