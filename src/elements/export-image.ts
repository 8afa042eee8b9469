/**
 * Draws what an element shows as plain shapes: every box, line and word where the browser laid it out, with the colours
 * and fonts it computed, so that the picture needs no style sheet, no font and no other file.
 *
 * A PNG is painted onto a canvas from the same shapes. The usual way, an `<img>` that loads the SVG, is refused by a
 * page policy without `img-src`, and `createImageBitmap` takes no SVG.
 */

interface Path {
  d: string;
  fill: string | null;
  stroke: string | null;
  width: number;
  dash: number[];
  cap: CanvasLineCap;
  join: CanvasLineJoin;
  opacity: number;
}

interface Text {
  text: string;
  x: number;
  y: number;
  rtl: boolean;
  fill: string;
  size: number;
  weight: string;
  style: string;
  family: string;
  spacing: number;
  opacity: number;
}

export interface Picture {
  width: number;
  height: number;
  shapes: Array<Path | Text>;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Controls are for pressing, and words for screen readers are said elsewhere. */
const LEFT_OUT =
  ".no-print,.sr-only,.button,.link-button,.segmented,.chips,.search,.pick,input,select,script,style,[hidden],[popover]";
const CAPTION = 30;
const SCALE = 2;

let probe: CanvasRenderingContext2D | null | undefined;
const pen = (): CanvasRenderingContext2D | null =>
  (probe ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  }));

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

const round = (n: number): number => Math.round(n * 100) / 100;
const numbers = (text: string): number[] => (text.match(/-?[\d.]+/g) ?? []).map(Number);

/** The part of `root` that is on screen, and a caption line under it. */
export function picture(root: Element, caption: string): Picture {
  const frame = root.getBoundingClientRect();
  const shapes: Array<Path | Text> = [];
  const ground = colour(getComputedStyle(root).backgroundColor);
  if (ground) path(roundedBox(0, 0, Math.ceil(frame.width), Math.ceil(frame.height) + CAPTION, 0), { fill: ground });
  walk(root, { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity }, 1);
  const style = getComputedStyle(root);
  const size = 12;
  shapes.push({
    text: caption,
    x: style.direction === "rtl" ? frame.width - 12 : 12,
    y: round(frame.height + 20),
    rtl: style.direction === "rtl",
    fill: colour(style.color) ?? "rgb(0, 0, 0)",
    size,
    weight: "400",
    style: "normal",
    family: style.fontFamily,
    spacing: 0,
    opacity: 0.75,
  });
  return { width: Math.ceil(frame.width), height: Math.ceil(frame.height) + CAPTION, shapes };

  function walk(node: Node, clip: Box, opacity: number): void {
    if (node instanceof Text_) return words(node, clip, opacity);
    if (!(node instanceof Element) || node.matches(LEFT_OUT)) return;
    const style = getComputedStyle(node);
    if (style.display === "none" || style.visibility !== "visible") return;
    const shown = opacity * Number(style.opacity);
    if (node instanceof SVGElement) {
      if (node instanceof SVGGraphicsElement) drawing(node, style, shown);
    } else if (style.display !== "contents") {
      box(node, style, shown);
      if (style.overflowX !== "visible" || style.overflowY !== "visible") clip = within(clip, node);
    }
    const inside =
      node instanceof HTMLSlotElement && node.assignedNodes().length
        ? node.assignedNodes({ flatten: true })
        : (node.shadowRoot ?? node).childNodes;
    for (const child of inside) walk(child, clip, shown);
  }

  function within(clip: Box, node: Element): Box {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return {
      left: Math.max(clip.left, left),
      top: Math.max(clip.top, top),
      right: Math.min(clip.right, right),
      bottom: Math.min(clip.bottom, bottom),
    };
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

  function box(node: Element, style: CSSStyleDeclaration, opacity: number): void {
    const rect = node.getBoundingClientRect();
    if (!rect.width || !rect.height) return;
    const x = rect.left - frame.left;
    const y = rect.top - frame.top;
    const radius = parseFloat(style.borderTopLeftRadius) || 0;
    const fill = colour(style.backgroundColor);
    if (fill) path(roundedBox(x, y, rect.width, rect.height, radius), { fill, opacity });
    const sides = (["Top", "Right", "Bottom", "Left"] as const).map((side) => ({
      width: style[`border${side}Style`] === "none" ? 0 : parseFloat(style[`border${side}Width`]) || 0,
      stroke: colour(style[`border${side}Color`]),
    }));
    const [top, right, bottom, left] = sides as [Side, Side, Side, Side];
    if (sides.every((side) => side.width === top.width && side.stroke === top.stroke)) {
      const w = top.width;
      if (w && top.stroke) {
        const d = roundedBox(x + w / 2, y + w / 2, rect.width - w, rect.height - w, Math.max(0, radius - w / 2));
        path(d, { stroke: top.stroke, width: w, opacity });
      }
      return;
    }
    const line = ({ width, stroke }: Side, d: string): void => {
      if (width && stroke) path(d, { stroke, width, opacity });
    };
    line(top, `M${round(x)} ${round(y + top.width / 2)}h${round(rect.width)}`);
    line(bottom, `M${round(x)} ${round(y + rect.height - bottom.width / 2)}h${round(rect.width)}`);
    line(left, `M${round(x + left.width / 2)} ${round(y)}v${round(rect.height)}`);
    line(right, `M${round(x + rect.width - right.width / 2)} ${round(y)}v${round(rect.height)}`);
  }

  function drawing(node: SVGGraphicsElement, style: CSSStyleDeclaration, opacity: number): void {
    const m = node.getScreenCTM();
    if (!m) return;
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
    if (node instanceof SVGRectElement) {
      const [l, t] = [node.x.baseVal.value, node.y.baseVal.value];
      const [w, h] = [node.width.baseVal.value * m.a, node.height.baseVal.value * m.d];
      if (w && h)
        add(roundedBox(Math.min(x(l), x(l) + w), y(t), Math.abs(w), h, node.rx.baseVal.value * Math.abs(m.a)));
    } else if (node instanceof SVGLineElement) {
      const d = `M${x(node.x1.baseVal.value)} ${y(node.y1.baseVal.value)}L${x(node.x2.baseVal.value)} ${y(node.y2.baseVal.value)}`;
      add(d, { fill: null });
    } else if (node instanceof SVGCircleElement) {
      const r = round(node.r.baseVal.value * Math.abs(m.a));
      const [cx, cy] = [x(node.cx.baseVal.value), y(node.cy.baseVal.value)];
      if (r) add(`M${round(cx - r)} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`);
    } else if (node instanceof SVGPathElement) {
      const d = placed(node.getAttribute("d") ?? "", m.a, m.d, x, y);
      if (d) add(d);
    } else if (node instanceof SVGTextElement) {
      const text = node.textContent?.trim() ?? "";
      if (!text || !paint.fill) return;
      const start = node.getStartPositionOfChar(0);
      letters(text, x(start.x), y(start.y), style, paint.fill, opacity, Math.abs(m.d));
    }
  }

  function letters(
    text: string,
    x: number,
    y: number,
    style: CSSStyleDeclaration,
    fill: string,
    opacity: number,
    scale = 1,
  ): void {
    shapes.push({
      text,
      x: round(x),
      y: round(y),
      rtl: style.direction === "rtl",
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
    if (!node.data.trim() || !parent || parent instanceof SVGElement) return;
    const style = getComputedStyle(parent);
    const fill = colour(style.color);
    if (!fill) return;
    const context = pen();
    if (context) context.font = font(style.fontStyle, style.fontWeight, parseFloat(style.fontSize), style.fontFamily);
    const { fontBoundingBoxAscent: up = 4, fontBoundingBoxDescent: down = 1 } = context?.measureText("x") ?? {};
    for (const { text, rect } of linesOf(node)) {
      const middle = (rect.top + rect.bottom) / 2;
      if (middle < clip.top || middle > clip.bottom || rect.left >= clip.right || rect.right <= clip.left) continue;
      const over = Math.max(rect.right - clip.right, clip.left - rect.left);
      const kept = over > 1 ? `${text.slice(0, Math.floor(text.length * (1 - over / rect.width)) - 1)}…` : text;
      const x = (style.direction === "rtl" ? rect.right : rect.left) - frame.left;
      letters(kept, x, rect.top - frame.top + ((rect.bottom - rect.top) * up) / (up + down), style, fill, opacity);
    }
  }
}

interface Side {
  width: number;
  stroke: string | null;
}

/** In here `Text` is a shape. */
const Text_ = globalThis.Text;

type Line = { text: string; rect: { left: number; top: number; right: number; bottom: number; width: number } };

function linesOf(node: globalThis.Text): Line[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  const all = [...range.getClientRects()].filter((rect) => rect.width > 0);
  const whole = node.data.replace(/\s+/g, " ").trim();
  const [first] = all;
  if (!first) return [];
  if (all.every((rect) => Math.abs(rect.top - first.top) < 2)) return [{ text: whole, rect: union(all) }];
  const lines: Line[] = [];
  for (const { index, 0: word } of node.data.matchAll(/\S+\s*/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const rect = [...range.getClientRects()].find((r) => r.width > 0);
    if (!rect) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.rect.top - rect.top) < 2) {
      last.text += word;
      last.rect = union([last.rect, rect]);
    } else lines.push({ text: word, rect: union([rect]) });
  }
  return lines.map(({ text, rect }) => ({ text: text.replace(/\s+/g, " ").trim(), rect }));
}

function union(rects: ReadonlyArray<Line["rect"]>): Line["rect"] {
  const left = Math.min(...rects.map((r) => r.left));
  const right = Math.max(...rects.map((r) => r.right));
  return {
    left,
    right,
    width: right - left,
    top: Math.min(...rects.map((r) => r.top)),
    bottom: Math.max(...rects.map((r) => r.bottom)),
  };
}

function roundedBox(x: number, y: number, width: number, height: number, radius: number): string {
  const r = round(Math.max(0, Math.min(radius, width / 2, height / 2)));
  const [l, t, w, h] = [x, y, width, height].map(round) as [number, number, number, number];
  if (!r) return `M${l} ${t}h${w}v${h}h${-w}Z`;
  const [across, along] = [round(w - 2 * r), round(h - 2 * r)];
  const arc = (dx: number, dy: number): string => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${round(l + r)} ${t}h${across}${arc(r, r)}v${along}${arc(-r, r)}h${-across}${arc(-r, -r)}v${-along}${arc(r, -r)}Z`;
}

/** How many numbers a path command takes. */
const TAKES: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

/** A path in absolute pixels: scaled and moved, never turned. */
function placed(d: string, sx: number, sy: number, x: (n: number) => number, y: (n: number) => number): string {
  const tokens = d.match(/[a-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? [];
  let [cx, cy, startX, startY] = [0, 0, 0, 0];
  let command = "";
  let out = "";
  for (let i = 0; i < tokens.length;) {
    if (/[a-z]/i.test(tokens[i]!)) command = tokens[i++]!;
    const name = command.toUpperCase();
    const n = tokens.slice(i, i + (TAKES[name] ?? 0)).map(Number);
    i += n.length;
    const [fromX, fromY] = command === name ? [0, 0] : [cx, cy];
    if (name === "Z") {
      [cx, cy] = [startX, startY];
      out += "Z";
    } else if (name === "A") {
      [cx, cy] = [fromX + n[5]!, fromY + n[6]!];
      const sweep = sx * sy < 0 ? 1 - n[4]! : n[4]!;
      out += `A${round(n[0]! * Math.abs(sx))} ${round(n[1]! * Math.abs(sy))} ${n[2]} ${n[3]} ${sweep} ${x(cx)} ${y(cy)}`;
    } else if (name === "H" || name === "V") {
      if (name === "H") cx = fromX + n[0]!;
      else cy = fromY + n[0]!;
      out += `L${x(cx)} ${y(cy)}`;
    } else {
      const points: string[] = [];
      for (let k = 0; k + 1 < n.length; k += 2) {
        [cx, cy] = [fromX + n[k]!, fromY + n[k + 1]!];
        points.push(`${x(cx)} ${y(cy)}`);
      }
      if (!points.length) break;
      out += name + points.join(" ");
      if (name === "M") {
        [startX, startY] = [cx, cy];
        // Further pairs after a move are lines.
        command = command === "M" ? "L" : "l";
      }
    }
    if (name === "Z" && i < tokens.length && !/[a-z]/i.test(tokens[i]!)) break;
  }
  return out;
}

const escaped = (text: string): string =>
  text
    // What XML cannot hold at all.
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "")
    .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const font = (style: string, weight: string, size: number, family: string): string =>
  `${style} ${weight} ${size}px ${family}`;

/** A file of its own: no style sheet, no script, no reference to anything outside. */
export function toSvg({ width, height, shapes }: Picture, title: string, description: string): string {
  const drawn = shapes.map((shape) => {
    const opacity = shape.opacity < 1 ? ` opacity="${round(shape.opacity)}"` : "";
    if ("d" in shape) {
      const { d, fill, stroke, dash, cap, join } = shape;
      const line = stroke
        ? ` stroke="${stroke}" stroke-width="${shape.width}" stroke-linecap="${cap}" stroke-linejoin="${join}"${dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : ""}`
        : "";
      return `<path d="${d}" fill="${fill ?? "none"}"${line}${opacity}/>`;
    }
    const { x, y, rtl, fill, size, weight, style, family, spacing, text } = shape;
    return `<text x="${x}" y="${y}" fill="${fill}" font-family="${escaped(family)}" font-size="${size}" font-weight="${weight}"${style === "normal" ? "" : ` font-style="${style}"`}${spacing ? ` letter-spacing="${spacing}"` : ""}${rtl ? ' direction="rtl"' : ""}${opacity} xml:space="preserve">${escaped(text)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${escaped(title)}</title><desc>${escaped(description)}</desc>\n${drawn.join("\n")}\n</svg>\n`;
}

/** @throws {Error} where the browser gives no canvas */
export async function toPng({ width, height, shapes }: Picture): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives no canvas to draw a picture on.");
  context.scale(SCALE, SCALE);
  for (const shape of shapes) {
    context.globalAlpha = shape.opacity;
    if ("d" in shape) {
      const outline = new Path2D(shape.d);
      if (shape.fill) {
        context.fillStyle = shape.fill;
        context.fill(outline);
      }
      if (shape.stroke && shape.width) {
        Object.assign(context, { strokeStyle: shape.stroke, lineWidth: shape.width });
        Object.assign(context, { lineCap: shape.cap, lineJoin: shape.join });
        context.setLineDash(shape.dash);
        context.stroke(outline);
      }
    } else {
      context.font = font(shape.style, shape.weight, shape.size, shape.family);
      context.direction = shape.rtl ? "rtl" : "ltr";
      context.textAlign = "start";
      if ("letterSpacing" in context) context.letterSpacing = `${shape.spacing}px`;
      context.fillStyle = shape.fill;
      context.fillText(shape.text, shape.x, shape.y);
    }
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png");
  });
}
