import { html, nothing, svg, type TemplateResult } from "lit";
import { lane, LANE_GAP, textWidth } from "../../charts/lane.js";
import { timeTicks, type Tick } from "../../charts/months.js";
import { trend } from "../../charts/trend.js";
import type { SeriesPoint } from "../../data/types.js";
import type { Model } from "../../engine/types.js";
import { byRisk, hue, steps } from "../shared/marks.js";

/** An event in words. */
export interface Label {
  at: number;
  /** On the line at that instant; null where there is none. */
  score: number | null;
  name: string;
  about: string;
  effect: string;
  date: string;
}

export interface Drawn {
  /** Px. */
  width: number;
  height: number;
  rtl: boolean;
  stale: boolean;
  model: Model;
  band: string | null;
  from: number;
  to: number;
  until: number;
  points: readonly SeriesPoint[];
  other: readonly SeriesPoint[];
  future: ReadonlyArray<{ at: number; score: number | null }>;
  events: readonly Label[];
  crossings: ReadonlyArray<{ at: number; score: number | null; band: string; date: string }>;
  breaks: readonly number[];
  /** The point looked at. */
  looked: { at: number; score: number | null } | null;
  number: (value: number) => string;
  tick: (at: number, unit: Tick["unit"]) => string;
  span: (from: number, to: number) => string;
  bandName: (band: string) => string;
  /** The published score, in words. */
  now: string;
  /** `pending`: said in place of the line; "" where it is there. */
  words: { today: string; forecast: string; model: string; pending: string };
}

/** From this width on there is room for names beside and above the plot. */
const WIDE = 560;
const LANE = 46;
const AXIS = 26;
const RING = 4.5;

export interface Drawing {
  svg: TemplateResult;
  /** The instant at a place along the drawing, 0 to 1 from its left. */
  share: (x: number) => number;
  /** Events carry numbers: their names are for a list. */
  numbered: boolean;
}

export function draw(d: Drawn): Drawing {
  const { width, height, rtl, model } = d;
  const { bands, direction, scale } = model;
  const wide = width >= WIDE;
  const digits = Math.max(
    ...[scale[0], ...bands.map((b) => b.from), scale[1]].filter(Number.isFinite).map((n) => textWidth(d.number(n), 12)),
  );
  const start = Math.ceil(digits) + 12;
  const end = wide ? Math.ceil(Math.max(...bands.map((b) => textWidth(d.bandName(b.id), 14)))) + 44 : 6;
  // Squeezed to nothing, as while a page unfolds, it is drawn as a line and not inside out.
  const right = Math.max(width, start + end + 1) - (rtl ? start : end);
  const left = rtl ? end : start;
  const bottom = height - AXIS;
  const box = { left, right, bottom, rtl, from: d.from, to: d.to, until: d.until, scale, bands };
  const lines = [d.points, d.other];
  const plot = (top: number) => trend({ ...box, top, lines, forecast: d.future, breaks: d.breaks });
  let g = plot(LANE);
  const { x } = g;
  const named = (e: Label): number => Math.max(textWidth(`${e.name} ${e.effect}`, 14), textWidth(e.about, 12));
  const shown = d.events.filter((e) => e.score !== null).sort((a, b) => x(a.at) - x(b.at));
  const sides = wide
    ? lane(
        shown.map((e) => ({ x: x(e.at), width: named(e) })),
        left - start / 2,
        width,
      )
    : null;
  const numbered = sides === null;
  const top = !shown.length ? 10 : numbered ? 24 : LANE;
  g = plot(top);
  const { y } = g;
  const marks = shown.map((e) => ({ e, x: x(e.at), y: y(e.score!) }));
  // Numbers count up with time, also where time runs leftwards.
  const order = [...marks].sort((a, b) => a.e.at - b.e.at);

  const away = rtl ? -1 : 1;
  const anchor = "start";
  const text = (cls: string, at: number, base: number, words: unknown, how = anchor): TemplateResult =>
    svg`<text class=${cls} x=${at} y=${base} text-anchor=${how}>${words}</text>`;
  const ticks = labelled(
    timeTicks(d.from, d.until, x, wide ? 56 : 46).map((t) => ({ ...t, words: d.tick(t.at, t.unit) })),
    (at) => (rtl ? right - at : at - left),
    right - left + 4,
  );
  const ahead = d.until > d.to;
  const wash = Math.min(g.today, x(d.until));
  const future = Math.abs(x(d.until) - g.today);
  const last = d.points.at(-1)?.score ?? null;
  // At the top, unless today's number is there.
  const forecastAt = last !== null && y(last) < top + 54 ? bottom - 10 : top + 18;

  const drawing = html`<svg
    class="chart"
    viewBox="0 0 ${width} ${height}"
    width="100%"
    height="100%"
    aria-hidden="true"
    direction=${rtl ? "rtl" : "ltr"}
  >
    ${g.zones.map((z) => svg`<rect class="zone ${hue(bands, direction, z.id)}" x=${left} y=${z.y} width=${right - left} height=${z.height} />`)}
    ${ahead ? svg`<rect class="wash" x=${wash} y=${top} width=${future} height=${bottom - top} />` : nothing}
    ${g.ticks.map((t) => svg`<text class="tick" x=${rtl ? right + 8 : left - 8} y=${t.y + 4} text-anchor=${rtl ? "start" : "end"} direction="ltr">${d.number(t.value)}</text>`)}
    <path class="axis" d="M${left} ${bottom}H${right}" />
    ${ticks.map((t) => svg`<path class="axis" d="M${t.x} ${bottom}v5" />${text("tick", t.x + 4 * away, bottom + 19, t.words)}`)}
    ${
      wide
        ? byRisk(bands, direction).map((b) =>
            zoneName(
              d,
              g.zones.find((z) => z.id === b.id),
              rtl ? left - 14 : right + 14,
            ),
          )
        : nothing
    }
    ${d.breaks.map((at) => svg`<path class="break" d="M${x(at)} ${top}V${bottom}" />${wide ? text("muted", x(at) + 6 * away, bottom - 8, d.words.model) : nothing}`)}
    ${marks.map((m, i) => (numbered ? nothing : hairline(m, sides[i]!, rtl)))}
    ${g.gaps.map(
      (gap) => svg`<path class="bracket" d="M${gap.x1} ${gap.y - 4}v8m0-4H${gap.x2}m0-4v8" />
        ${wide || gap.x2 - gap.x1 > 60 ? text("muted", (gap.x1 + gap.x2) / 2, gap.over ? gap.y - 10 : gap.y + 18, d.span(gap.from, gap.to), "middle") : nothing}`,
    )}
    ${d.words.pending ? text("muted", (x(d.from) + g.today) / 2, (top + bottom) / 2 + 4, d.words.pending, "middle") : nothing}
    <path class="line other" d=${g.paths[1] ?? ""} />
    <path class="line" part="line" d=${g.paths[0] ?? ""} />
    <path class="line expected" part="forecast" d=${g.forecast} />
    ${numbered ? nothing : marks.map((m) => svg`<circle part="event" class="ring" cx=${m.x} cy=${m.y} r=${RING} />`)}
    ${numbered ? together(order).map((group) => numbers(group, top, d)) : nothing}
    ${d.crossings.map((c) => (c.score === null ? nothing : crossing({ x: x(c.at), y: y(c.score) }, c, wide, bottom, left, right)))}
    <path class="today" d="M${g.today} ${top}V${bottom}" />
    ${wide && ahead && future > 90 ? text("muted", g.today + 10 * away, forecastAt, d.words.forecast) : nothing}
    ${
      last === null
        ? nothing
        : svg`<circle class="dot ${d.stale ? "hollow" : ""} ${hue(bands, direction, d.band)}" cx=${g.today} cy=${y(last)} r="5" />
            ${wide ? today(d, { x: g.today, y: y(last) }, last, ahead && future > 90, y(scale[1]), bottom) : nothing}`
    }
    ${d.looked ? svg`<path class="cursor" d="M${x(d.looked.at)} ${top}V${bottom}" />${d.looked.score === null ? nothing : svg`<circle class="cursor-dot" cx=${x(d.looked.at)} cy=${y(d.looked.score)} r="4" />`}` : nothing}
  </svg>`;

  const span = right - left || 1;
  const share = (at: number): number => {
    const along = (at * width - left) / span;
    return d.from + (rtl ? 1 - along : along) * (d.until - d.from);
  };
  return { svg: drawing, share, numbered };
}

interface Labelled extends Tick {
  words: string;
}

/**
 * Those whose labels have room: each runs on from its tick, and the last one ends on the plot. Days keep one step, as
 * uneven ones would look like uneven time; a month gives way to the label before it.
 */
function labelled(ticks: readonly Labelled[], along: (x: number) => number, most: number): Labelled[] {
  const ends = ({ x, words }: Labelled): number => along(x) + textWidth(words, 12) + 4;
  let every = 1;
  const crowded = (_: unknown, i: number): boolean => {
    const next = ticks[i + every];
    return i % every === 0 && next !== undefined && ends(ticks[i]!) + 6 > along(next.x);
  };
  if (ticks[0]?.unit === "day") while (ticks.some(crowded)) every++;
  let free = -Infinity;
  return ticks.filter((tick, i) => {
    if (i % every || along(tick.x) < free || ends(tick) > most) return false;
    free = ends(tick) + 6;
    return true;
  });
}

/** Steps and word at a zone's middle; the band one is in stands out. */
function zoneName(
  d: Drawn,
  zone: { id: string; height: number; middle: number } | undefined,
  x: number,
): TemplateResult | typeof nothing {
  if (!zone || zone.height < 15) return nothing;
  const { bands, direction } = d.model;
  const width = bands.length * 4.5 - 1.5;
  const at = d.rtl ? x - width : x;
  return svg`<svg x=${at} y=${zone.middle - 7} width=${width} height="12">${steps({ bands, direction, band: zone.id })}</svg>
    <text class="zone-name ${zone.id === d.band ? "on" : ""}" x=${x + (d.rtl ? -1 : 1) * (width + 8)} y=${zone.middle + 4.5} text-anchor="start">${d.bandName(zone.id)}</text>`;
}

interface Mark {
  e: Label;
  x: number;
  y: number;
}

function hairline({ e, x, y }: Mark, side: 1 | -1, rtl: boolean): TemplateResult {
  const at = x + side * LANE_GAP;
  // An anchor is about reading direction, a side is about the page.
  const anchor = side > 0 !== rtl ? "start" : "end";
  return svg`<path class="hair" d="M${x} 2V${y - RING}" />
    <text class="event-name" x=${at} y="14" text-anchor=${anchor}>${e.name} <tspan class="effect">${e.effect}</tspan></text>
    <text class="muted" x=${at} y="31" text-anchor=${anchor}>${e.about}</text>`;
}

/** Height of a number's ring, px: nearer than that, two would lie over each other. */
const DISC = 18;

/** Events that are too near for a number each: the first and last of a run, counted from 1. */
interface Run extends Omit<Mark, "e"> {
  first: number;
  last: number;
}

function together(order: readonly Mark[]): Run[] {
  const runs: Run[] = [];
  order.forEach(({ x, y }, i) => {
    const run = runs.at(-1);
    if (run && Math.abs(x - run.x) < DISC * 1.5) Object.assign(run, { last: i + 1, y: Math.min(y, run.y) });
    else runs.push({ first: i + 1, last: i + 1, x, y });
  });
  return runs;
}

/** "2", or "2–4", in a ring over the line, or under it at the top of the plot. */
function numbers({ first, last, x, y }: Run, top: number, d: Drawn): TemplateResult {
  const over = y - DISC > top - 5 ? y - DISC : y + DISC;
  const words = first === last ? d.number(first) : `${d.number(first)}–${d.number(last)}`;
  const width = Math.max(DISC, textWidth(words, 12) + 9);
  return svg`<rect part="event" class="ring" x=${x - width / 2} y=${over - DISC / 2} width=${width} height=${DISC} rx=${DISC / 2} /><text class="n" x=${x} y=${over + 4.3} text-anchor="middle" direction="ltr">${words}</text>`;
}

function crossing(
  at: { x: number; y: number },
  c: { band: string; date: string },
  wide: boolean,
  bottom: number,
  left: number,
  right: number,
): TemplateResult {
  const half = Math.max(textWidth(c.band, 14), textWidth(c.date, 12)) / 2;
  const fits = wide && at.x - half > left && at.x + half < right;
  const y = at.y + 46 < bottom ? at.y + 23 : at.y - 29;
  return svg`<circle class="ring" cx=${at.x} cy=${at.y} r=${RING} />${fits ? svg`<text class="event-name" x=${at.x} y=${y} text-anchor="middle">${c.band}</text><text class="muted" x=${at.x} y=${y + 17} text-anchor="middle">${c.date}</text>` : nothing}`;
}

/** Beside the dot on the side of what is to come (on the other where that has no room), and off the line there. */
function today(
  d: Drawn,
  at: { x: number; y: number },
  now: number,
  beside: boolean,
  top: number,
  bottom: number,
): TemplateResult {
  const side = beside !== d.rtl ? 1 : -1;
  const near = (beside ? d.future.slice(1, 20) : d.points.slice(-6, -1)).flatMap(({ score }) => score ?? []);
  const above = near.reduce((sum, score) => sum + Math.sign(score - now), 0) > 0 ? at.y + 22 > bottom : at.y - 24 > top;
  return svg`<text class="now" x=${at.x + 11 * side} y=${above ? at.y - 8 : at.y + 21} text-anchor=${beside ? "start" : "end"}>${d.now}<tspan class="muted" dx=${d.rtl ? -6 : 6}>${d.words.today}</tspan></text>`;
}

export function legend(l: { score: string; other: string; expected: string; ring: string }): TemplateResult {
  const item = (words: string, mark: TemplateResult): TemplateResult | typeof nothing =>
    words
      ? html`<li>
          <svg class="key" viewBox="0 0 22 12" width="22" height="12" aria-hidden="true">${mark}</svg
          ><bdi>${words}</bdi>
        </li>`
      : nothing;
  return html`<ul part="legend" class="legend ${l.other ? "two" : ""}" role="list">
    ${item(l.score, svg`<path class="line" d="M1 6h20" />`)}
    ${item(l.other, svg`<path class="line other" d="M1 6h20" />`)}
    ${item(l.expected, svg`<path class="line expected" d="M1 6h20" />`)}
    ${item(l.ring, svg`<circle class="ring" cx="11" cy="6" r="4" />`)}
  </ul>`;
}
