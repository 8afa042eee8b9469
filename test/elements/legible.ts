/** What a reader cannot read: words cut off, words over words. */
import type { RiskElement } from "../../src/elements/risk-element.js";

/** What WCAG 2.2, 1.4.12 lets a reader set, and `2em` between paragraphs. */
export const SPACED = `
  :host, :host * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
`;

/** Puts a style sheet of the reader's into an element's shadow tree, as browsers and extensions do. */
export function asReader(el: Element, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const root = el.shadowRoot!;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

interface Words {
  text: string;
  /** All of it, and what scrollers and ellipses leave of it. */
  whole: DOMRect;
  box: DOMRect;
  node: Element;
}

/** Asked once for each node of a tree: style is dear. */
function hiding(): (node: Element) => boolean {
  const known = new Map<Element, boolean>();
  const faded = (node: Element): boolean => {
    let is = known.get(node);
    if (is === undefined) {
      const { clipPath, opacity } = getComputedStyle(node);
      is = clipPath !== "none" || opacity === "0" || (node.parentElement !== null && faded(node.parentElement));
      known.set(node, is);
    }
    return is;
  };
  return (node) => !node.checkVisibility({ visibilityProperty: true }) || faded(node);
}

interface Frame {
  box: DOMRect;
  x: boolean;
  y: boolean;
}

/** What around a node hides what reaches over it. */
function framesOf(node: Element, known: Map<Element, Frame[]>): Frame[] {
  const own = known.get(node);
  if (own) return own;
  const around = node.parentElement ? framesOf(node.parentElement, known) : [];
  const { overflowX, overflowY } = getComputedStyle(node);
  const [x, y] = [overflowX !== "visible", overflowY !== "visible"];
  const all =
    (x || y) && node instanceof HTMLElement ? [...around, { box: node.getBoundingClientRect(), x, y }] : around;
  known.set(node, all);
  return all;
}

/** The part of a box that nothing around it hides. */
function inSight({ left, top, right, bottom }: DOMRect, frames: readonly Frame[]): DOMRect {
  for (const { box, x, y } of frames) {
    if (x) [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
    if (y) [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
  }
  return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}

/** Every line of words on screen and where it is. */
function words(root: ShadowRoot): Words[] {
  const all: Words[] = [];
  const hidden = hiding();
  const frames = new Map<Element, Frame[]>();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent!.trim();
    if (!parent || !text || parent.closest("style, option") || hidden(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const whole of range.getClientRects()) {
      const box = inSight(whole, framesOf(parent, frames));
      if (box.width > 1 && box.height > 1) all.push({ text, whole, box, node: parent });
    }
  }
  return all;
}

/** The part of a box that is ink rather than line spacing. */
const ink = ({ top, bottom }: DOMRect): [number, number] => {
  const middle = (top + bottom) / 2;
  const half = Math.min((bottom - top) / 2, ((bottom - top) * 0.5) / 2 + 1);
  return [middle - half, middle + half];
};

/** Words that lie over other words. */
export function overlaps(el: RiskElement): string[] {
  const all = words(el.shadowRoot!)
    .map((one) => ({ ...one, ink: ink(one.box) }))
    .sort((a, b) => a.ink[0] - b.ink[0]);
  const found = new Set<string>();
  all.forEach((a, i) => {
    for (let k = i + 1; k < all.length && all[k]!.ink[0] < a.ink[1] - 2; k++) {
      const b = all[k]!;
      if (a.node === b.node) continue;
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      if (across > 2 && Math.min(a.ink[1], b.ink[1]) - b.ink[0] > 2) found.add(`“${a.text}” over “${b.text}”`);
    }
  });
  return [...found];
}

/** Words that do not fit into their box and cannot be scrolled to; a name that is cut has its whole in `title`. */
export function clipped(el: RiskElement): string[] {
  const frame = el.getBoundingClientRect();
  const found = new Set<string>();
  for (const { text, whole, box, node } of words(el.shadowRoot!)) {
    if (box.left < frame.left - 1 || box.right > frame.right + 1) found.add(`“${text}” leaves the element`);
    if (node.closest("[title], text") || (whole.width - box.width < 3 && whole.height - box.height < whole.height / 2))
      continue;
    for (let at: Element | null = node; at; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (/auto|scroll/.test(overflowX + overflowY)) break;
      if (overflowX === "visible" && overflowY === "visible") continue;
      found.add(`“${text}” is cut by .${at.className}`);
      break;
    }
  }
  return [...found];
}

/** The least size of words on screen, px, where the page's are 16: less 0.1 for what 12 of 14 come to. */
const LEAST = 11.9;

/** Words that are smaller than that, screen readers' own aside. */
export function tooSmall(el: RiskElement): string[] {
  const found = new Set<string>();
  for (const { text, node } of words(el.shadowRoot!)) {
    // A drawing may be scaled.
    const scale = node instanceof SVGGraphicsElement ? node.getScreenCTM()!.a : 1;
    const size = parseFloat(getComputedStyle(node).fontSize) * scale;
    if (size < LEAST) found.add(`“${text}” is ${size.toFixed(1)} px`);
  }
  return [...found];
}

/** Words of up to fourteen letters that stand on two lines; longer ones have to be broken somewhere. */
export function brokenWords(el: RiskElement): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(el.shadowRoot!, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode as Text;
    const holder = node.parentElement!;
    if (holder.closest("style, option, .sr-only") || holder.clientWidth === 1) continue;
    for (const { 0: word, index } of node.data.matchAll(/(?<!\p{L})\p{L}{2,14}(?!\p{L})/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].filter(({ width }) => width).map(({ top }) => Math.round(top)));
      if (lines.size > 1) found.push(word);
    }
  }
  return found;
}
