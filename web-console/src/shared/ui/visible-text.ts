/** A stretch of a text; `isHidden` where it stands for a character that nobody would see. */
export interface Piece {
  /** Where in the text it begins. */
  readonly at: number;
  readonly text: string;
  readonly isHidden: boolean;
}

/** Control characters but for tab and line ends, halves of pairs, marks of direction, and characters without width. */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** `text` in stretches, those that nobody would see as their numbers, such as `U+202E`. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const { 0: character, index } of text.matchAll(HIDDEN)) {
    if (index > from) found.push({ at: from, text: text.slice(from, index), isHidden: false });
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    found.push({ at: index, text: `U+${code}`, isHidden: true });
    from = index + character.length;
  }
  if (from < text.length) found.push({ at: from, text: text.slice(from), isHidden: false });
  return found;
}

/** The same as one string, for where only a string can stand. */
export function visibleText(text: string): string {
  return pieces(text)
    .map((piece) => (piece.isHidden ? `⟨${piece.text}⟩` : piece.text))
    .join("");
}
