/** The few shapes a picture is made of, and the paths of those that are not paths yet. Lengths are CSS pixels. */

export interface Path {
  d: string;
  fill: string | null;
  stroke: string | null;
  width: number;
  dash: number[];
  cap: CanvasLineCap;
  join: CanvasLineJoin;
  opacity: number;
}

export interface Text {
  text: string;
  /** Where its line is held: at its beginning, its middle or its end. */
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
  /** How wide the page has it: another font is not to be wider. */
  length: number;
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

export const round = (n: number): number => Math.round(n * 100) / 100;

export const font = (style: string, weight: string, size: number, family: string): string =>
  `${style} ${weight} ${size}px ${family}`;

export function roundedBox(x: number, y: number, width: number, height: number, radius: number): string {
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
export function placed(d: string, sx: number, sy: number, x: (n: number) => number, y: (n: number) => number): string {
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
