import { html, nothing, svg, type TemplateResult } from "lit";
import { lane, LANE_GAP, textWidth } from "../../charts/lane.js";
import { timeTicks, type Tick } from "../../charts/months.js";
import { Room, type Box } from "../../charts/room.js";
import { runs, trend } from "../../charts/trend.js";
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
  // The band one is in is written bold.
  const end = wide ? Math.ceil(Math.max(...bands.map((b) => textWidth(d.bandName(b.id), 15)))) + 44 : 6;
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

  const [away, back] = rtl ? ([-1, 1] as const) : ([1, -1] as const);
  const anchor = "start";
  const text = (cls: string, at: number, base: number, words: unknown, how = anchor): TemplateResult =>
    svg`<text class=${cls} x=${at} y=${base} text-anchor=${how}>${words}</text>`;
  const ticks = labelled(
    timeTicks(d.from, d.until, x, wide ? 56 : 46).map((t) => ({
      ...t,
      words: d.tick(t.at, t.unit),
      short: d.tick(t.at, t.unit === "year" ? "month" : t.unit),
    })),
    (at) => (rtl ? right - at : at - left),
    right - left + 4,
  );
  const ahead = d.until > d.to;
  const wash = Math.min(g.today, x(d.until));
  const future = Math.abs(x(d.until) - g.today);
  const last = d.points.at(-1)?.score ?? null;
  const discs = numbered ? together(order).map((group) => disc(group, top, d)) : [];
  const room = new Room(
    [...runs(d.points), ...runs(d.other), ...runs(d.future)].map((run) => run.map((p) => [x(p.at), y(p.score)])),
    discs,
  );
  /** Words beside a place: `lines` of them from `base` on, to one side of it or over the middle. */
  const beside = (at: number, side: -1 | 0 | 1, half: number, base: number, lines: number): Words => ({
    x: at,
    y: base,
    left: at - half + side * half,
    right: at + half + side * half,
    top: base - 12,
    bottom: base + 4 + 17 * (lines - 1),
    // An anchor is about reading direction, a side is about the page.
    anchor: side === 0 ? "middle" : side > 0 !== rtl ? "start" : "end",
  });
  const inside = (place: Words): boolean =>
    place.left >= left && place.right <= right && place.top >= top && place.bottom <= bottom;
  const roomy = wide && ahead && future > 90;
  let now: (Words & { today: string }) | undefined;
  if (wide && last !== null) {
    // On the side of what is to come, where that has room; with the number alone before it lies over a line.
    const places = [d.words.today, ""].flatMap((today) => {
      const half = (textWidth(d.now, 17) + (today ? 6 + textWidth(today, 12) : 0)) / 2;
      return (roomy ? [away, back] : [back, away]).flatMap((side) =>
        [-8, 21, -28, 41].map((dy) => ({ ...beside(g.today + 11 * side, side, half, y(last) + dy, 1), today })),
      );
    });
    now = room.first(places.filter(inside)) ?? places.find(inside);
  }
  // With a line's room under it: right over today's number it would read as one with that.
  const half = textWidth(d.words.forecast, 12) / 2;
  const ends = [top + 18, bottom - 10].map((base, i) => beside(g.today + 10 * away, away, half, base, 2 - i));
  const forecast = roomy ? (room.first(ends) ?? ends[1]) : undefined;
  const crossings = d.crossings.flatMap((c) => {
    if (c.score === null) return [];
    const [cx, cy] = [x(c.at), y(c.score)];
    const half = Math.max(textWidth(c.band, 14), textWidth(c.date, 12)) / 2;
    const places = ([0, back, away] as const).flatMap((side) =>
      [23, -29].map((dy) => beside(cx + 4 * side, side, half, cy + dy, 2)),
    );
    const free = (place: Words): boolean => inside(place) && (place.left > g.today || place.right < g.today);
    // Named where there is room; a ring says that there is something to look at.
    return { ...c, cx, cy, place: wide ? room.first(places.filter(free)) : undefined };
  });

  const drawing = html`<svg
    class="chart"
    viewBox="0 0 ${width} ${height}"
    width="100%"
    height="100%"
    aria-hidden="true"
    direction=${rtl ? "rtl" : "ltr"}
  >
    ${g.zones.map((z) => svg`<rect class="zone ${hue(bands, direction, z.id)}" x=${left} y=${z.y} width=${right - left} height=${z.height} stroke-dasharray="${right - left} 9999" />`)}
    ${ahead ? svg`<rect class="wash" x=${wash} y=${top} width=${future} height=${bottom - top} />` : nothing}
    ${g.ticks.map((t) => svg`<text class="tick" x=${rtl ? right + 8 : left - 8} y=${t.y + 4} text-anchor=${rtl ? "start" : "end"} direction="ltr">${d.number(t.value)}</text>`)}
    <path class="axis" d="M${left} ${bottom}H${right}" />
    ${ticks.map((t) => svg`<path class="axis" d="M${t.x} ${bottom}v5" />${t.words && text("tick", t.x + 4 * away, bottom + 19, t.words)}`)}
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
    ${discs.map(numbers)}
    ${crossings.map(
      ({ cx, cy, place, band, date }) =>
        svg`<circle class="ring" cx=${cx} cy=${cy} r=${RING} />${place ? [text("event-name", place.x, place.y, band, place.anchor), text("muted", place.x, place.y + 17, date, place.anchor)] : nothing}`,
    )}
    <path class="today" d="M${g.today} ${top}V${bottom}" />
    ${forecast ? text("muted", forecast.x, forecast.y, d.words.forecast, forecast.anchor) : nothing}
    ${
      last === null
        ? nothing
        : svg`<circle class="dot ${d.stale ? "hollow" : ""} ${hue(bands, direction, d.band)}" cx=${g.today} cy=${y(last)} r="5" />
            ${now ? svg`<text class="now" x=${now.x} y=${now.y} text-anchor=${now.anchor}>${d.now}${rtl ? "\u200f" : ""} <tspan class="muted">${now.today}</tspan></text>` : nothing}`
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

/** Words with their place: where they begin, end or have their middle, and the box they fill. */
interface Words extends Box {
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
}

interface Labelled extends Tick {
  words: string;
  /** Without the year. */
  short: string;
}

/**
 * Those that have room for words: each label runs on from its tick, and the last one ends on the plot. They keep one step,
 * as uneven ones would look like uneven time; a month that is left out keeps its tick. A year that would push the next one
 * out is left to the dates under the title.
 */
function labelled(ticks: readonly Labelled[], along: (x: number) => number, most: number): Labelled[] {
  let every = 1;
  const fits = ({ x }: Labelled, words: string, i: number): boolean => {
    const next = ticks[i + every];
    return along(x) + textWidth(words, 12) + 4 <= (next ? along(next.x) - 6 : most);
  };
  while (ticks.some((tick, i) => i % every === 0 && ticks[i + every] && !fits(tick, tick.short, i))) every++;
  return ticks.flatMap((tick, i) => {
    const words = ticks[i + every] && !fits(tick, tick.words, i) ? tick.short : tick.words;
    if (i % every === 0 && fits(tick, words, i)) return { ...tick, words };
    return ticks[0]!.unit === "day" ? [] : { ...tick, words: "" };
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

interface Disc extends Box {
  x: number;
  words: string;
}

/** "2", or "2–4", in a ring over the line, or under it at the top of the plot. */
function disc({ first, last, x, y }: Run, top: number, d: Drawn): Disc {
  const over = y - DISC > top - 5 ? y - DISC : y + DISC;
  const words = first === last ? d.number(first) : `${d.number(first)}–${d.number(last)}`;
  const half = Math.max(DISC, textWidth(words, 12) + 9) / 2;
  return { x, words, left: x - half, right: x + half, top: over - DISC / 2, bottom: over + DISC / 2 };
}

const numbers = ({ x, words, left, right, top }: Disc): TemplateResult =>
  svg`<rect part="event" class="ring" x=${left} y=${top} width=${right - left} height=${DISC} rx=${DISC / 2} /><text class="n" x=${x} y=${top + 13.3} text-anchor="middle" direction="ltr">${words}</text>`;

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
