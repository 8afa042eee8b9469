/** Text as the browser set it: how wide it is, and where its lines stand. */

import { RTL } from "../strings/index.js";
import { font, type Text } from "./export-shapes.js";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const edges = ({ left, top, right, bottom }: Box): Box => ({ left, top, right, bottom });

/** The document's own: `Text` is a shape in these modules. */
export const isText = (node: Node): node is globalThis.Text => node.nodeType === Node.TEXT_NODE;

let probe: CanvasRenderingContext2D | null | undefined;
/** One pixel, to measure text and to read colours with. */
export const pen = (): CanvasRenderingContext2D | null =>
  (probe ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  }));

export function measured(
  style: CSSStyleDeclaration,
  text: string,
  size = parseFloat(style.fontSize),
): { width: number; up: number; down: number } {
  const context = pen();
  if (!context) return { width: 0, up: 4, down: 1 };
  context.font = font(style.fontStyle, style.fontWeight, size, style.fontFamily);
  const { width, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText(text);
  return { width, up, down };
}

/** A text in lines of a width, broken where its words end. */
export function broken(style: CSSStyleDeclaration, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    // Widths are told cut to fractions of a pixel.
    if (lines.length && measured(style, longer).width <= width + 0.5) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Which end of a line holds still where a program sets it in another font and minds no width. */
export function anchorOf({ textAlign, direction }: CSSStyleDeclaration): Text["anchor"] {
  if (textAlign === "center") return "middle";
  return textAlign === "end" || textAlign === (direction === "rtl" ? "left" : "right") ? "end" : "start";
}

/** Whether a text begins at the right: as its style says, or by its first letter where that is left to the text. */
export function fromRight({ direction, unicodeBidi }: CSSStyleDeclaration, text: string): boolean {
  const [first] =
    unicodeBidi === "plaintext"
      ? (/[\p{L}\u200e\u200f]/u.exec(text.replace(/[\u2066-\u2068].*?\u2069/gs, "")) ?? [])
      : [];
  return first ? RTL.test(first) : direction === "rtl";
}

/** The texts of an SVG text, each in the style of its own part. */
export function* runs(node: Node): Generator<globalThis.Text> {
  for (const child of node.childNodes) {
    if (isText(child)) yield child;
    else yield* runs(child);
  }
}

/** A text that stands on one line, whatever its letters are drawn with: WebKit tells of its words apart. */
export function lineOf(node: globalThis.Text): Line | null {
  const range = document.createRange();
  const text = node.data.replace(/^[ \t\r\n\f]+/, "");
  range.setStart(node, node.data.length - text.length);
  range.setEnd(node, node.data.replace(/[ \t\r\n\f]+$/, "").length);
  const rect = range.getBoundingClientRect();
  return rect.width > 0 ? { text: text.replace(/[ \t\r\n\f]+/g, " ").trimEnd(), ...edges(rect) } : null;
}

export type Line = Box & { text: string; cut?: boolean };

/** A text node's lines where they stand; the space around a word is room, not text. */
export function linesOf(node: globalThis.Text): Line[] {
  const range = document.createRange();
  const lines: Line[] = [];
  const place = (text: string, at: number, first: boolean): boolean => {
    range.setStart(node, at);
    range.setEnd(node, at + text.length);
    const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
    const [rect] = rects;
    // A word that runs over several lines is placed letter by letter.
    if (!rect || (rects.some(({ top }) => Math.abs(top - rect.top) >= 2) && [...text].length > 1)) return !rect;
    let line = lines.at(-1);
    if (!line || Math.abs(line.top - rect.top) >= 2) lines.push((line = { text, ...edges(rect) }));
    else line.text += first ? ` ${text}` : text;
    // A word has several where a part of it runs the other way, as a sign before digits.
    for (const { left, right, bottom } of rects) {
      line.left = Math.min(line.left, left);
      line.right = Math.max(line.right, right);
      line.bottom = Math.max(line.bottom, bottom);
    }
    return true;
  };
  // What CSS collapses; a space that does not break is text.
  for (const { index, 0: word } of node.data.matchAll(/[^ \t\r\n\f]+/g)) {
    if (place(word, index, true)) continue;
    let at = index;
    for (const letter of word) {
      place(letter, at, at === index);
      at += letter.length;
    }
  }
  // WebKit tells no place for what it cuts off at a line's end. Marks of direction have none anywhere.
  const last = /[\p{L}\p{N}\p{P}\p{S}](?=[^\p{L}\p{N}\p{P}\p{S}]*$)/u.exec(node.data);
  const line = lines.at(-1);
  if (last && line) {
    range.setStart(node, last.index);
    range.setEnd(node, last.index + last[0].length);
    line.cut = ![...range.getClientRects()].some(({ width }) => width > 0);
  }
  return lines;
}
