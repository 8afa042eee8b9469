import { html, nothing, svg, type TemplateResult } from "lit";
import { fit } from "../../charts/fit.js";
import { overlay } from "../../charts/overlay.js";
import type { LocaleController } from "../../controllers/locale.js";
import type { SeriesPoint, SubjectView } from "../../data/types.js";
import { publish } from "../../engine/rules.js";
import { DAY } from "../../engine/time.js";
import { common } from "../../strings/en/common.js";
import { waiting } from "../../strings/en/waiting.js";
import { compare } from "../../strings/en/compare.js";
import { RTL } from "../../strings/index.js";
import { listText } from "../../strings/phrases.js";
import { endsOf, endsText } from "../shared/amounts.js";
import { hue } from "../shared/marks.js";
import { figure, twin, twinToggle } from "../shared/parts.js";
import type { Looked } from "../shared/walk.js";

type End = Pick<SubjectView, "score" | "published">;

/** What a group's change is made of, in score units: the parts sum to the change. */
export interface Parts {
  from: End;
  to: End;
  /** Null where it would tell a few people's scores. */
  parts: { joined: number; left: number; changed: number } | null;
}

export interface OverlayOptions {
  of: "clients" | "departments" | "roles";
  rows: readonly SubjectView[];
  layout: "overlay" | "multiples";
  language: LocaleController;
  bandName: (band: string | null) => string;
  /** Undefined while they are being worked out. */
  series: (row: SubjectView) => readonly SeriesPoint[] | undefined;
  parts: (row: SubjectView) => Parts | null | undefined;
  /** The point looked at. */
  at: Looked;
  /** Whether the audience may know more digits than are published. */
  exact: boolean;
  table: boolean;
  set: (changed: { layout?: "overlay" | "multiples"; at?: Looked; table?: boolean }) => void;
  clear: () => void;
  select: (row: SubjectView) => void;
}

interface Line {
  row: SubjectView;
  points: readonly SeriesPoint[];
  /** Whether all but the last point are still to come. */
  coming: boolean;
}

const HEIGHT = 240;
const SMALL = 96;
/** What fits the room for names at 12 px, also bold and in wide fonts. */
const MOST_LETTERS = 22;

/** Until a line is there it is where its row ends, which is known. */
function lineOf(row: SubjectView, points: readonly SeriesPoint[] | undefined): Line {
  const { asOf: at, score, published, band } = row;
  return { row, coming: !points, points: points ?? [{ at, score, published, band }] };
}

/** Whose dates the others share. */
const longest = (lines: readonly Line[]): readonly SeriesPoint[] =>
  (lines.find(({ coming }) => !coming) ?? lines[0]!).points;

/** The chosen rows on one scale, or one chart each; the same in numbers; and what each change is made of. */
export function renderOverlay(o: OverlayOptions): TemplateResult {
  const c = o.language.words(compare);
  const [first] = o.rows;
  const days = o.language.words(common)("days", { n: first!.window });
  const lines = o.rows.map((row) => lineOf(row, o.series(row)));
  const mixed = o.rows.some((row) => row.model.id !== first!.model.id);
  const together = o.layout === "overlay" && !mixed && lines.length > 1;
  const segment = (layout: "overlay" | "multiples"): TemplateResult =>
    html`<button aria-pressed=${o.layout === layout ? "true" : "false"} @click=${() => o.set({ layout })}>
      ${c(layout)}
    </button>`;
  return html`<section class="chosen-rows section" part="overlay" tabindex="-1" aria-label=${c("chosen", { days })}>
    <div class="overlay-head">
      <h3 class="sub-title">${c("chosen", { days })}</h3>
      ${mixed || lines.length < 2 ? nothing : html`<span class="segmented">${segment("overlay")}${segment("multiples")}</span>`}
      ${twinToggle(o.language, o.table, () => o.set({ table: !o.table }))}
      <button class="link-button" @click=${o.clear}>${c("unchoose")}</button>
    </div>
    ${mixed ? html`<p class="detail">${c("chosenMixed")}</p>` : nothing}
    ${together ? html`<div class="together">${chart(o, lines, HEIGHT)}</div>` : nothing}
    <div class="multiples ${together ? "narrow" : ""}">
      ${lines.map(
        (line) =>
          html`<div class="multiple">
            <p class="caption"><bdi>${line.row.name}</bdi></p>
            ${chart(o, [line], SMALL)}
          </div>`,
      )}
    </div>
    ${o.table ? numbers(o, lines) : nothing}${composition(o)}
  </section>`;
}

function chart(o: OverlayOptions, lines: readonly Line[], height: number): TemplateResult {
  const { rtl, format } = o.language;
  const c = o.language.words(compare);
  const { model, asOf, window } = lines[0]!.row;
  const days = o.language.words(common)("days", { n: window });
  const g = overlay({
    lines: lines.map(({ row, points }) => ({ id: row.id, points })),
    from: asOf - window * DAY,
    to: asOf,
    bands: model.bands,
    scale: model.scale,
    height,
    spacing: 15,
    rtl,
  });
  const number = (n: number | null): string => (n === null ? "–" : format.number(n, model.precision));
  const points = longest(lines);
  const text = (i: number): string =>
    c("point", {
      date: format.date(points[i]!.at),
      list: listText(
        format,
        lines.map(({ row, points, coming }) =>
          c("ofName", { name: row.name, score: coming ? "…" : number(points[i]?.published ?? null) }),
        ),
      ),
    });
  const known = lines.filter(({ coming }) => !coming);
  const summary = known.length
    ? c("linesSummary", {
        days,
        list: listText(
          format,
          known.map(({ row, points }) => {
            const first = points.find((p) => p.published !== null);
            const ends =
              first && row.score !== null
                ? endsText(format, { ...row, change: row.score - first.score! })
                : { from: number(first?.published ?? null), to: number(row.published) };
            return c("lineSummary", { name: row.name, ...ends });
          }),
        ),
      })
    : o.language.words(waiting)("loading");
  const at = o.at == null ? o.at : Math.min(o.at, points.length - 1);
  const looked = at == null || at < 0 ? undefined : points[at];
  const x = looked ? 100 * ((looked.at - asOf + window * DAY) / (window * DAY)) : 0;
  const left = rtl ? 100 - x : x;
  const body = html`<div class="lines ${lines.length > 1 ? "named" : ""}">
    <svg class="axis" height=${height} aria-hidden="true">
      ${g.ticks.map(
        ({ value, y }) =>
          svg`<text x=${rtl ? "0%" : "100%"} y=${y + 4} text-anchor=${rtl ? "start" : "end"} direction="ltr">${format.place(value, model.precision)}</text>`,
      )}
    </svg>
    <svg class="plane" height=${height} aria-hidden="true">
      ${g.ticks.map(({ y }) => svg`<line class="grid" x2="100%" y1=${y} y2=${y} />`)}
      ${looked ? svg`<line class="cursor" x1="${left}%" x2="${left}%" y1="4" y2=${height - 4} />` : nothing}
      <svg viewBox="0 0 100 ${height}" width="100%" height=${height} preserveAspectRatio="none">
        ${g.lines.map((line, i) => svg`<path class="series s${i}" part="line" d=${line.path} />`)}
      </svg>
      ${g.lines.map(({ end }, i) => {
        const { bands, band } = lines[i]!.row;
        return end
          ? svg`<circle class="dot ${hue(bands, model.direction, band)}" cx="${end.x}%" cy=${end.y} r="3.5" />`
          : nothing;
      })}
    </svg>
    ${
      lines.length > 1
        ? html`<svg class="names" height=${height} aria-hidden="true">
            ${g.lines.map(({ label, end }, i) =>
              label === null
                ? nothing
                : svg`${Math.abs(label - end!.y) > 3 ? svg`<svg x=${rtl ? "100%" : "0%"}><path class="leader" d=${`M${rtl ? 2 : -2} ${end!.y}L${rtl ? -6 : 6} ${label}`} /></svg>` : nothing}<text class="s${i}" x=${rtl ? "100%" : "0%"} dx=${rtl ? -10 : 10} y=${label + 4} text-anchor="start" direction=${rtl ? "rtl" : "ltr"}>${rtl ? isolated(cut(lines[i]!.row.name)) : cut(lines[i]!.row.name)}</text>`,
            )}
          </svg>`
        : nothing
    }
    <svg class="dates" height="18" aria-hidden="true">
      <text x=${rtl ? "100%" : "0%"} y="13" text-anchor="start">${format.date(asOf - window * DAY, SHORT)}</text>
      <text x=${rtl ? "0%" : "100%"} y="13" text-anchor="end">${format.date(asOf, SHORT)}</text>
    </svg>
  </div>`;
  return figure({
    name: c("lines", { days }),
    summary,
    body,
    points: points.length,
    at,
    text,
    move: (at) => o.set({ at }),
    rtl,
  });
}

const SHORT: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" };

/** Among lines of the other direction its letters and its ellipsis stay in their order. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

/** With a mark of their direction after it, the ellipsis of Hebrew, Arabic and their kin stays where the name ends. */
function cut(name: string): string {
  const letters = [...name];
  return letters.length > MOST_LETTERS
    ? `${letters
        .slice(0, MOST_LETTERS - 1)
        .join("")
        .trimEnd()}…${RTL.test(name) ? "\u200f" : ""}`
    : name;
}

function numbers(o: OverlayOptions, lines: readonly Line[]): TemplateResult {
  const c = o.language.words(compare);
  const { format } = o.language;
  const days = o.language.words(common)("days", { n: lines[0]!.row.window });
  return twin({
    caption: c("lines", { days }),
    columns: [{ label: c("date"), short: true }, ...lines.map(({ row }) => ({ label: row.name, number: true }))],
    rows: longest(lines).map((point, i) => [
      format.date(point.at),
      ...lines.map(({ row, points, coming }) => {
        const published = points[i]?.published ?? null;
        return coming ? "…" : published === null ? "–" : format.number(published, row.model.precision);
      }),
    ]),
  });
}

function composition(o: OverlayOptions): TemplateResult {
  const c = o.language.words(compare);
  const { format } = o.language;
  return html`<h4 class="sub-title composition">${c("composition")}</h4>
    ${twin({
      caption: c("composition"),
      columns: [
        { label: c(`one.${o.of}`) },
        ...(["from", "changed", "joined", "left", "to"] as const).map((key) => ({ label: c(key), number: true })),
      ],
      rows: o.rows.map((row) => {
        const known = o.parts(row);
        const none = known === undefined ? "…" : "–";
        const [start, end] = [known?.from, known?.to ?? row];
        const scored = [start, end].filter((one): one is End => one !== undefined && one.score !== null);
        const { decimals } = endsOf(row.model, scored, o.exact);
        const at = (one: End | undefined): number | null =>
          one === undefined || one.score === null ? null : publish({ precision: decimals }, one.score);
        const [from, to] = [at(start), at(end)];
        const { parts } = known ?? {};
        const values = parts && [parts.changed, parts.joined, parts.left];
        // What is shown adds up.
        const shown = values && from !== null && to !== null ? fit(values, to - from, decimals) : values;
        return [
          html`<button class="link" @click=${() => o.select(row)}><span class="two-lines">${row.name}</span></button>`,
          from === null ? none : format.number(from, decimals),
          ...[0, 1, 2].map((i) => (shown ? format.signed(shown[i]!, decimals) : none)),
          to === null ? none : format.number(to, decimals),
        ];
      }),
    })}`;
}
