import { english } from "../../src/strings/en/index.js";
import { registerStrings, type LocaleStrings, type Message } from "../../src/strings/index.js";

const ACCENTS: Readonly<Record<string, string>> = {
  a: "á",
  b: "ƀ",
  c: "ç",
  d: "đ",
  e: "é",
  f: "ƒ",
  g: "ğ",
  h: "ĥ",
  i: "í",
  j: "ĵ",
  k: "ķ",
  l: "ļ",
  m: "ɱ",
  n: "ñ",
  o: "ó",
  p: "þ",
  q: "ɋ",
  r: "ř",
  s: "š",
  t: "ţ",
  u: "ú",
  v: "ṽ",
  w: "ŵ",
  x: "ẋ",
  y: "ý",
  z: "ž",
  A: "Á",
  B: "Ɓ",
  C: "Ç",
  D: "Đ",
  E: "É",
  F: "Ƒ",
  G: "Ğ",
  H: "Ĥ",
  I: "Í",
  J: "Ĵ",
  K: "Ķ",
  L: "Ļ",
  M: "Ṁ",
  N: "Ñ",
  O: "Ó",
  P: "Þ",
  Q: "Ɋ",
  R: "Ř",
  S: "Š",
  T: "Ţ",
  U: "Ú",
  V: "Ṽ",
  W: "Ŵ",
  X: "Ẋ",
  Y: "Ý",
  Z: "Ž",
};

/** "Try again" as "[Ţřý áğáíñ ··]": a third longer, every word marked, placeholders as they were. */
export function pseudo(text: string): string {
  if (!/\p{L}/u.test(text.replace(/\{\w+\}/g, ""))) return text;
  const pieces = text
    .split(/(\{\w+\})/)
    .map((piece) => (piece.startsWith("{") ? piece : [...piece].map((sign) => ACCENTS[sign] ?? sign).join("")));
  return `[${pieces.join("")}${" ·".repeat(Math.ceil(text.length / 6))}]`;
}

/** A language made of English that shows what is not translated, and what clips when words are longer. */
export function enablePseudo(): void {
  const of = (message: Message): Message =>
    typeof message === "string"
      ? pseudo(message)
      : (Object.fromEntries(Object.entries(message).map(([form, text]) => [form, pseudo(text)])) as unknown as Message);
  const sections = Object.entries(english).map(([name, section]): [string, Record<string, Message>] => [
    name,
    Object.fromEntries(
      Object.entries(section).map(([key, message]) => [key, key === "_" ? message : of(message as Message)]),
    ),
  ]);
  registerStrings("en-XA", Object.fromEntries(sections) as LocaleStrings);
}
