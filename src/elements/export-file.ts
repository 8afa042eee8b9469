/** A picture as a file: text, or painted. */

import { font, round, type Picture } from "./export-shapes.js";

/** A PNG has so many pixels for each of the page's, for paper and dense screens. */
const SCALE = 2;

const escaped = (text: string): string =>
  text
    // What XML cannot hold at all.
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "")
    .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const GENERIC = /(?:^|,)\s*(?:serif|sans-serif|monospace|cursive|fantasy|system-ui|ui-\w+(?:-\w+)?)\s*(?:,|$)/;
/** Where the page's font is not installed, one without serifs is nearer to it than what a program opens texts in. */
const withGeneric = (family: string): string => (GENERIC.test(family) ? family : `${family}, sans-serif`);

/**
 * A file of its own: no style sheet, no script, no reference to anything outside. The font is not in it either: each
 * run of words keeps the width that it has on the page, whatever it is set in, so that none runs into the next.
 */
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
    const { x, y, anchor, length, rtl, fill, size, weight, style, family, spacing, text } = shape;
    const held = `${anchor === "start" ? "" : ` text-anchor="${anchor}"`} textLength="${length}" lengthAdjust="spacingAndGlyphs"`;
    return `<text x="${x}" y="${y}"${held} fill="${fill}" font-family="${escaped(withGeneric(family))}" font-size="${size}" font-weight="${weight}"${style === "normal" ? "" : ` font-style="${style}"`}${spacing ? ` letter-spacing="${spacing}"` : ""}${rtl ? ' direction="rtl"' : ""}${opacity} xml:space="preserve">${escaped(text)}</text>`;
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
      context.textAlign = shape.anchor === "middle" ? "center" : shape.anchor;
      if ("letterSpacing" in context) context.letterSpacing = `${shape.spacing}px`;
      context.fillStyle = shape.fill;
      context.fillText(shape.text, shape.x, shape.y);
    }
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png");
  });
}
