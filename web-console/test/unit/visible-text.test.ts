import { expect, test } from "vitest";
import { visibleText } from "../../src/shared/ui/visible-text.js";

test("what would be invisible, or turn a line round, is written as its number", () => {
  expect(visibleText("a\u0000b")).toBe("a⟨U+0000⟩b");
  expect(visibleText("\u202egnp.exe")).toBe("⟨U+202E⟩gnp.exe");
  expect(visibleText("x\u200by\ufeff")).toBe("x⟨U+200B⟩y⟨U+FEFF⟩");
  expect(visibleText("\ud83d!")).toBe("⟨U+D83D⟩!");
});

test("all else stays as it is: letters of any script, pictures, tabs and line ends", () => {
  const text = "Grüße 💚 مرحبا\t<b>\n&amp;";
  expect(visibleText(text)).toBe(text);
});
