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

const hidden = (node: Element): boolean => {
  for (let at: Element | null = node; at; at = at.parentElement) {
    const { clipPath, opacity } = getComputedStyle(at);
    if (clipPath !== "none" || opacity === "0") return true;
  }
  return !node.checkVisibility({ visibilityProperty: true });
};

/** The part of a box that nothing around it hides. */
function inSight({ left, top, right, bottom }: DOMRect, node: Element): DOMRect {
  for (let at: Element | null = node; at; at = at.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(at);
    if (!(at instanceof HTMLElement)) continue;
    const frame = at.getBoundingClientRect();
    if (overflowX !== "visible") [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
    if (overflowY !== "visible") [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
  }
  return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}

/** Every line of words on screen and where it is. */
function words(root: ShadowRoot): Words[] {
  const all: Words[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent!.trim();
    if (!parent || !text || parent.closest("style, option") || hidden(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const whole of range.getClientRects()) {
      const box = inSight(whole, parent);
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
  const all = words(el.shadowRoot!);
  const found: string[] = [];
  all.forEach((a, i) => {
    const [aTop, aBottom] = ink(a.box);
    for (const b of all.slice(i + 1)) {
      if (a.node === b.node) continue;
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const [bTop, bBottom] = ink(b.box);
      if (across > 2 && Math.min(aBottom, bBottom) - Math.max(aTop, bTop) > 2)
        found.push(`“${a.text}” over “${b.text}”`);
    }
  });
  return [...new Set(found)];
}

/** Words that do not fit into their box and cannot be scrolled to; a name that is cut has its whole in `title`. */
export function clipped(el: RiskElement): string[] {
  const frame = el.getBoundingClientRect();
  const found: string[] = [];
  for (const { text, whole: box, node } of words(el.shadowRoot!)) {
    if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(`“${text}” leaves the element`);
    for (let at: Element | null = node; at; at = at.parentElement) {
      if (at.closest("[title]")) break;
      const { overflowX, overflowY } = getComputedStyle(at);
      const cut = /hidden|clip/;
      const inside = at.getBoundingClientRect();
      const wide = cut.test(overflowX) && (box.left < inside.left - 2 || box.right > inside.right + 2);
      const [top, bottom] = ink(box);
      const tall = cut.test(overflowY) && (top < inside.top - 2 || bottom > inside.bottom + 2);
      if (at instanceof HTMLElement && (wide || tall)) found.push(`“${text}” is cut by .${at.className}`);
    }
  }
  return [...new Set(found)];
}
