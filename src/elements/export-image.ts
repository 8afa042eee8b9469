/**
 * Draws what an element shows as plain shapes: every box, line and word where the browser laid it out, with the colours
 * and fonts it computed, so that the picture needs no style sheet, no font and no other file.
 *
 * A PNG is painted onto a canvas from the same shapes. The usual way, an `<img>` that loads the SVG, is refused by a
 * page policy without `img-src`, and `createImageBitmap` takes no SVG.
 */

import { placed, round, roundedBox, type Path, type Picture, type Text } from "./export-shapes.js";
import {
  anchorOf,
  broken,
  edges,
  fromRight,
  isText,
  lineOf,
  linesOf,
  measured,
  pen,
  runs,
  type Box,
  type Line,
} from "./export-text.js";

/** Controls are for pressing, and words for screen readers are said elsewhere. What is set in a form is part of what is shown. */
const LEFT_OUT =
  ".no-print,.sr-only,.button,.link-button,.segmented,.chips,.search,.pick,span.track,input,select,script,style,[hidden],[popover]";
const FIELD = ".control > input[type=number],.control > select,.control > input[type=checkbox]";
const CAPTION = 30;
/** Pixels under the last thing drawn. Where more than that and SLACK is empty, controls stood there. */
const ROOM = 16;
const SLACK = 12;

/** Any CSS colour as `rgb()`, which every program reads; null where nothing would be seen. */
function colour(css: string): string | null {
  if (css === "none" || css === "" || css === "transparent") return null;
  const known = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(css);
  if (known) return Number(known[4] ?? 1) === 0 ? null : css;
  const context = pen();
  if (!context) return css;
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
  if (!a) return null;
  return a === 255 ? `rgb(${r}, ${g}, ${b})` : `rgba(${r}, ${g}, ${b}, ${Math.round((a / 255) * 1000) / 1000})`;
}

const numbers = (text: string): number[] => (text.match(/-?[\d.]+/g) ?? []).map(Number);

/**
 * The part of `root` that is on screen, and a caption line under it. What is left out takes no room in it: for the moment
 * that it is drawn, controls are out of the layout. The host keeps its height, or a page that is scrolled to its end jumps.
 */
export function picture(root: Element, caption: string): Picture {
  const tree = root.getRootNode() as ShadowRoot;
  if (!tree.host) return draw(root, caption);
  const { defaultView: view } = root.ownerDocument;
  const { host } = tree;
  const worn = [...tree.adoptedStyleSheets];
  const sheet = new view!.CSSStyleSheet();
  sheet.replaceSync(
    `:is(${LEFT_OUT}):not(${FIELD}){display:none!important}*{scrollbar-width:none!important}:host{min-block-size:${host.getBoundingClientRect().height}px!important}`,
  );
  tree.adoptedStyleSheets = [...worn, sheet];
  try {
    return draw(root, caption);
  } finally {
    tree.adoptedStyleSheets = worn;
  }
}

function draw(root: Element, caption: string): Picture {
  const frame = root.getBoundingClientRect();
  const shapes: Array<Path | Text> = [];
  const style = getComputedStyle(root);
  let last = frame.top;
  const edge = parseFloat(style.borderBottomWidth) || 0;
  /** Whether the frame alone follows, as where controls stood: a line there would be a second one. */
  const closed = (bottom: number): boolean => {
    const gap = frame.bottom - edge - bottom;
    return edge > 0 && gap > -0.5 && gap < 4;
  };
  for (const child of inside(root)) walk(child, frame, 1);
  const drawn = shapes.splice(0);
  const slack = frame.bottom - Math.max(ROOM, parseFloat(style.paddingBottom) || 0) - last;
  const height = frame.height - (drawn.length && slack > SLACK ? slack : 0);
  const ground = colour(style.backgroundColor);
  if (ground) path(roundedBox(0, 0, Math.ceil(frame.width), Math.ceil(height) + CAPTION, 0), { fill: ground });
  shapes.push(...drawn);
  const own = shapes.length;
  box({ ...edges(frame), bottom: frame.top + height }, style, 1, frame);
  // The frame is over what is in it, whose ground would cut its round corners. Its own ground is there by now.
  if (ground) shapes.splice(own, 1);
  shapes.push({
    text: caption,
    x: style.direction === "rtl" ? frame.width - 12 : 12,
    y: round(height + 20),
    anchor: "start",
    length: round(measured(style, caption, 12).width),
    rtl: style.direction === "rtl",
    fill: colour(style.color) ?? "rgb(0, 0, 0)",
    size: 12,
    weight: "400",
    style: "normal",
    family: style.fontFamily,
    spacing: 0,
    opacity: 0.75,
  });
  return { width: Math.ceil(frame.width), height: Math.ceil(height) + CAPTION, shapes };

  function walk(node: Node, clip: Box, opacity: number): void {
    if (isText(node)) return words(node, clip, opacity);
    if (!isElement(node)) return;
    const style = getComputedStyle(node);
    // Clipped to nothing are words for screen readers, as names of columns that there is no room for.
    if (style.display === "none" || style.visibility !== "visible" || style.clipPath === "inset(50%)") return;
    const shown = opacity * Number(style.opacity);
    if (node.matches(FIELD)) return field(node as HTMLInputElement | HTMLSelectElement, style, clip, shown);
    if (node.matches(LEFT_OUT)) return;
    if (isDrawing(node)) {
      if ("getScreenCTM" in node && !outside(edges(node.getBoundingClientRect()), clip))
        drawing(node as SVGGraphicsElement, style, shown);
    } else if (style.display !== "contents") {
      const rect = edges(node.getBoundingClientRect());
      if (rect.right > rect.left && rect.bottom > rect.top) box(rect, style, shown, clip);
      laid(node, rect, style, clip, shown);
      if (style.overflowX !== "visible" || style.overflowY !== "visible") clip = within(clip, rect);
    }
    for (const child of inside(node)) walk(child, clip, shown);
  }

  /** Words that styles lay into a box, as a column's name where columns have no room: from its first line on, at its start or end. */
  function laid(node: Element, rect: Box, box: CSSStyleDeclaration, clip: Box, opacity: number): void {
    for (const side of ["start", "end"] as const) {
      const style = getComputedStyle(node, side === "start" ? "::before" : "::after");
      // Some engines tell the name of the attribute that the words are from.
      const [, said, from] = /^(?:"(.+)"|attr\((.+)\))$/.exec(style.content) ?? [];
      const text = from ? node.getAttribute(from) : said;
      const fill = colour(style.color);
      if (!text || !fill || outside(rect, clip)) continue;
      const left = rect.left + (parseFloat(box.paddingLeft) || 0);
      const right = rect.right - (parseFloat(box.paddingRight) || 0);
      const rightwards = (side === "start") === (box.direction !== "rtl");
      let top = rect.top + (parseFloat(box.paddingTop) || 0);
      // A box of its own has a width to break lines at; in a line there is none.
      for (const line of broken(style, text, parseFloat(style.width) || Infinity)) {
        const { width, up, down } = measured(style, line);
        const at = rightwards ? { left, right: left + width } : { left: right - width, right };
        const height = parseFloat(style.lineHeight) || up + down;
        letters({ text: line, ...at }, side, top + (height + up - down) / 2 - frame.top, style, fill, opacity);
        top += height;
        last = Math.max(last, top);
      }
    }
  }

  /** What was chosen or typed, at the end of its line. */
  function field(
    node: HTMLInputElement | HTMLSelectElement,
    style: CSSStyleDeclaration,
    clip: Box,
    opacity: number,
  ): void {
    const rect = edges(node.getBoundingClientRect());
    const chosen = is(node, "select") ? (node.selectedOptions[0]?.text ?? "") : node.value;
    const text = node.type === "checkbox" ? (node.checked ? "✓" : "") : chosen;
    const fill = colour(style.color);
    if (!text || !fill || outside(rect, clip)) return;
    const { width, up, down } = measured(style, text);
    const at =
      style.direction === "rtl"
        ? { left: rect.left, right: rect.left + width }
        : { left: rect.right - width, right: rect.right };
    letters({ text, ...at }, "end", (rect.top + rect.bottom + up - down) / 2 - frame.top, style, fill, opacity);
    last = Math.max(last, rect.bottom);
  }

  function path(d: string, rest: Partial<Path>): void {
    shapes.push({
      d,
      fill: null,
      stroke: null,
      width: 1,
      dash: [],
      cap: "butt",
      join: "miter",
      opacity: 1,
      ...rest,
    });
  }

  function box(rect: Box, style: CSSStyleDeclaration, opacity: number, clip: Box): void {
    const seen = within(clip, rect);
    if (seen.right <= seen.left || seen.bottom <= seen.top) return;
    const at = ({ left, top, right, bottom }: Box, inset: number, radius: number): string =>
      roundedBox(
        left - frame.left + inset,
        top - frame.top + inset,
        right - left - 2 * inset,
        bottom - top - 2 * inset,
        Math.max(0, radius - inset),
      );
    const radius = parseFloat(style.borderTopLeftRadius) || 0;
    const fill = colour(style.backgroundColor);
    if (fill) {
      path(at(seen, 0, radius), { fill, opacity });
      last = Math.max(last, seen.bottom);
    }
    const sides = (["Top", "Right", "Bottom", "Left"] as const).map((side) => ({
      width: style[`border${side}Style`] === "none" ? 0 : parseFloat(style[`border${side}Width`]) || 0,
      stroke: colour(style[`border${side}Color`]),
    }));
    const [top, right, bottom, left] = sides as [Side, Side, Side, Side];
    if (sides.every((side) => side.width === top.width && side.stroke === top.stroke)) {
      if (top.width && top.stroke)
        path(at(seen, top.width / 2, radius), { stroke: top.stroke, width: top.width, opacity });
      return;
    }
    const line = ({ width, stroke }: Side, from: [number, number], to: [number, number]): void => {
      if (!width || !stroke || outside({ left: from[0], right: to[0], top: from[1], bottom: to[1] }, clip)) return;
      const [x, y] = [round(from[0] - frame.left), round(from[1] - frame.top)];
      path(from[1] === to[1] ? `M${x} ${y}h${round(to[0] - from[0])}` : `M${x} ${y}v${round(to[1] - from[1])}`, {
        stroke,
        width,
        opacity,
      });
    };
    const [t, b] = [rect.top + top.width / 2, rect.bottom - bottom.width / 2];
    const [l, r] = [rect.left + left.width / 2, rect.right - right.width / 2];
    line(top, [seen.left, t], [seen.right, t]);
    if (!closed(rect.bottom)) line(bottom, [seen.left, b], [seen.right, b]);
    line(left, [l, seen.top], [l, seen.bottom]);
    line(right, [r, seen.top], [r, seen.bottom]);
  }

  function drawing(node: SVGGraphicsElement, style: CSSStyleDeclaration, opacity: number): void {
    const m = node.getScreenCTM();
    if (!m) return;
    if (!is(node, "svg")) last = Math.max(last, node.getBoundingClientRect().bottom);
    const x = (px: number): number => round(m.a * px + m.e - frame.left);
    const y = (px: number): number => round(m.d * px + m.f - frame.top);
    const scale = style.vectorEffect === "non-scaling-stroke" ? 1 : Math.abs(m.d);
    const paint = {
      fill: colour(style.fill),
      stroke: colour(style.stroke),
      width: round((parseFloat(style.strokeWidth) || 0) * scale),
      dash: style.strokeDasharray === "none" ? [] : numbers(style.strokeDasharray).map((n) => n * scale),
      cap: style.strokeLinecap as CanvasLineCap,
      join: style.strokeLinejoin as CanvasLineJoin,
      opacity,
    };
    const add = (d: string, over: Partial<Path> = {}): void => {
      const outline = style.paintOrder.startsWith("stroke") && paint.fill && paint.stroke;
      if (outline) path(d, { ...paint, fill: null, ...over });
      path(d, { ...paint, ...(outline ? { stroke: null } : {}), ...over });
    };
    if (is(node, "rect")) {
      const [l, t] = [node.x.baseVal.value, node.y.baseVal.value];
      const [w, h] = [node.width.baseVal.value * m.a, node.height.baseVal.value * m.d];
      if (w && h)
        add(roundedBox(Math.min(x(l), x(l) + w), y(t), Math.abs(w), h, node.rx.baseVal.value * Math.abs(m.a)));
    } else if (is(node, "line")) {
      const d = `M${x(node.x1.baseVal.value)} ${y(node.y1.baseVal.value)}L${x(node.x2.baseVal.value)} ${y(node.y2.baseVal.value)}`;
      add(d, { fill: null });
    } else if (is(node, "circle")) {
      const r = round(node.r.baseVal.value * Math.abs(m.a));
      const [cx, cy] = [x(node.cx.baseVal.value), y(node.cy.baseVal.value)];
      if (r) add(`M${round(cx - r)} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`);
    } else if (is(node, "path")) {
      const d = placed(node.getAttribute("d") ?? "", m.a, m.d, x, y);
      if (d) add(d);
    } else if (is(node, "text")) {
      if (!node.textContent?.trim()) return;
      const baseline = y(node.getStartPositionOfChar(0).y);
      for (const run of runs(node)) {
        const own = getComputedStyle(run.parentElement!);
        const fill = colour(own.fill);
        const rect = run.data.trim() ? lineOf(run) : null;
        if (!fill || !rect) continue;
        letters(rect, own.textAnchor as Text["anchor"], baseline, own, fill, opacity, Math.abs(m.d));
      }
    }
  }

  function letters(
    { text, left, right }: Pick<Line, "text" | "left" | "right">,
    anchor: Text["anchor"],
    y: number,
    style: CSSStyleDeclaration,
    fill: string,
    opacity: number,
    scale = 1,
    rtl = style.direction === "rtl",
  ): void {
    const at = { start: rtl ? right : left, middle: (left + right) / 2, end: rtl ? left : right }[anchor];
    shapes.push({
      text,
      x: round(at - frame.left),
      y: round(y),
      anchor,
      length: round(right - left),
      rtl,
      fill,
      size: round(parseFloat(style.fontSize) * scale),
      weight: style.fontWeight,
      style: style.fontStyle,
      family: style.fontFamily,
      spacing: parseFloat(style.letterSpacing) || 0,
      opacity,
    });
  }

  /** A text node line by line, each at its own baseline; what the layout cut off stays cut off. */
  function words(node: globalThis.Text, clip: Box, opacity: number): void {
    const parent = node.parentElement ?? (node.getRootNode() as ShadowRoot).host;
    if (!node.data.trim() || !parent || isDrawing(parent)) return;
    const style = getComputedStyle(parent);
    const fill = colour(style.color);
    if (!fill) return;
    const { up, down } = measured(style, "x");
    const rtl = fromRight(style, node.data);
    const lines = linesOf(node);
    for (let i = 0; i < lines.length; i++) {
      const { text, cut, ...rect } = lines[i]!;
      if (outside(rect, clip)) continue;
      let [kept, at]: [string, Pick<Box, "left" | "right">] = [text, rect];
      const next = lines[i + 1];
      // Cut at its end, or after so many lines: as much as there is room for beside the sign that says so.
      if (
        Math.max(rect.right - clip.right, clip.left - rect.left) > 1 ||
        (next ? outside(next, clip) : cut && measured(style, node.data.trim()).width > rect.right - rect.left + 1)
      ) {
        const room = rtl ? rect.right - clip.left : clip.right - rect.left;
        const letters = [...text];
        const width = (): number => measured(style, (kept = `${letters.join("").trimEnd()}…`)).width;
        while (width() > room && letters.length) letters.pop();
        at = rtl ? { left: rect.right - width(), right: rect.right } : { left: rect.left, right: rect.left + width() };
      }
      const y = rect.top - frame.top + ((rect.bottom - rect.top) * up) / (up + down);
      letters({ ...at, text: kept }, anchorOf(style), y, style, fill, opacity, 1, rtl);
      last = Math.max(last, rect.bottom);
    }
  }
}

const within = (clip: Box, { left, top, right, bottom }: Box): Box => ({
  left: Math.max(clip.left, left),
  top: Math.max(clip.top, top),
  right: Math.min(clip.right, right),
  bottom: Math.min(clip.bottom, bottom),
});

/** Whether the layout cut it off. A line of a list that is half in view is in the picture with all that is on it, or not at all. */
function outside({ left, top, right, bottom }: Box, clip: Box): boolean {
  const middle = (top + bottom) / 2;
  return middle < clip.top || middle > clip.bottom || left >= clip.right || right <= clip.left;
}

// What nodes are they say themselves: in a frame or a window that a page fills, Firefox makes them that window's, whose
// classes are others than this one's.
const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;
const isDrawing = (node: Element): node is SVGElement => "ownerSVGElement" in node;
const is = <Name extends keyof (HTMLElementTagNameMap & SVGElementTagNameMap)>(
  node: Element,
  name: Name,
): node is (HTMLElementTagNameMap & SVGElementTagNameMap)[Name] => node.localName === name;

function inside(node: Element): Iterable<Node> {
  if (is(node, "slot") && node.assignedNodes().length) return node.assignedNodes({ flatten: true });
  // What is folded away is laid out all the same.
  if (is(node, "details") && !node.open) return [...node.children].slice(0, 1);
  return (node.shadowRoot ?? node).childNodes;
}

interface Side {
  width: number;
  stroke: string | null;
}
