/** The pieces every element is put together from, so that all look alike: heading, tools, table twin, chart figure. */
import { html, nothing, type TemplateResult } from "lit";
import { tools } from "../../strings/en/tools.js";
import type { LocaleController } from "../../controllers/locale.js";
import { isServer } from "../../controllers/server.js";
import type { SubjectView } from "../../data/types.js";
import type { ExportOptions } from "../export.js";
import { pointed, walk, walked, type Looked } from "./walk.js";

export type Content = TemplateResult | string | typeof nothing;

/** What an element is and about whom: several of a kind on a page are told apart by it. */
export const named = (title: string, about: Pick<SubjectView, "kind" | "name"> | null | undefined): string =>
  about?.name && about.kind !== "book" && !title.includes(about.name) ? `${title}, ${about.name}` : title;

/** Title, a quiet line under it, and what can be done beside it. */
export function heading(title: string, detail: Content, tools: Content = nothing): TemplateResult {
  return html`<header class="head">
    <div class="titles">
      <slot name="heading"><h2 part="title" class="title">${title}</h2></slot>
      ${detail === nothing ? nothing : html`<p part="detail" class="detail">${detail}</p>`}
    </div>
    <div class="tools no-print" part="tools">${tools}<slot name="actions"></slot></div>
  </header>`;
}

/** An entry of a native list. Not as the list's own value, which can only be one that it has already; on a server as an attribute. */
export const option = (value: string | number, chosen: boolean, text: string): TemplateResult =>
  isServer
    ? html`<option value=${value} ?selected=${chosen}>${text}</option>`
    : html`<option value=${value} .selected=${chosen}>${text}</option>`;

interface Exporting {
  exportData(format: "csv" | "json", options?: ExportOptions): Promise<unknown>;
  exportImage(format: "svg" | "png", options?: ExportOptions): Promise<unknown>;
}

/** One button that opens the formats. Native `<details>`: it works with every key and every reader. */
export function exportMenu(host: Exporting, { words }: LocaleController): TemplateResult {
  const t = words(tools);
  const item = (label: string, run: () => Promise<unknown>): TemplateResult =>
    html`<button
      @click=${(event: Event) => {
        close(event);
        void run();
      }}
    >
      ${label}
    </button>`;
  return html`<details class="menu" part="export" @keydown=${onEscape} @focusout=${onLeave}>
    <summary class="button">${t("export")}</summary>
    <div class="menu-items">
      ${item(t("exportCsv"), () => host.exportData("csv"))} ${item(t("exportJson"), () => host.exportData("json"))}
      ${item(t("exportSvg"), () => host.exportImage("svg"))} ${item(t("exportPng"), () => host.exportImage("png"))}
    </div>
  </details>`;
}

function close(event: Event): void {
  const menu = (event.currentTarget as Element).closest("details");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
}

function onEscape(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (event.key !== "Escape" || !menu.open) return;
  event.stopPropagation();
  close(event);
}

function onLeave(event: FocusEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (event.relatedTarget && !menu.contains(event.relatedTarget as Node)) menu.open = false;
}

/**
 * Brings what the keyboard is at out from under a head that stays (WCAG 2.4.11): Safari scrolls to nothing that is in the
 * window already. Not what is pressed: it would move away from under the pointer.
 */
export function inSight({ target }: FocusEvent): void {
  if ((target as Element).matches(":focus-visible")) (target as Element).scrollIntoView({ block: "nearest" });
}

interface Column {
  label: string;
  /** Right-aligned, in one line. */
  number?: boolean;
  /** Dates, bands: words that always have room, and are never broken. */
  short?: boolean;
}

const kind = ({ number, short }: Column): string => (number ? "r num" : short ? "short" : "");

/** The chart's numbers as a table. Cells are text as the reader's language writes it. */
export interface Twin {
  caption: string;
  columns: readonly Column[];
  /** The first cell names the row. */
  rows: ReadonlyArray<ReadonlyArray<Content>>;
}

/** "Show as a table", and what it says when it is shown. */
export function twinToggle({ words }: LocaleController, shown: boolean, toggle: () => void): TemplateResult {
  const t = words(tools);
  return html`<button
    class="button no-print"
    part="table-toggle"
    aria-expanded=${shown ? "true" : "false"}
    @click=${toggle}
  >
    ${t(shown ? "hideTable" : "showTable")}
  </button>`;
}

export function twin({ caption, columns, rows }: Twin): TemplateResult {
  // The roles hold where narrow styles take the table's own display away, which would take its meaning along.
  return html`<div class="twin">
    <table class="table" part="data-table" role="table">
      <caption class="sr-only">
        ${caption}
      </caption>
      <thead>
        <tr role="row">
          ${columns.map((c) => html`<th scope="col" role="columnheader" class=${c.number ? "r" : ""}>${c.label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...cells]) =>
            html`<tr role="row">
              <th scope="row" role="rowheader" class=${kind(columns[0]!)}><bdi>${name}</bdi></th>
              ${cells.map((c, i) => html`<td role="cell" data-label=${columns[i + 1]!.label} class=${kind(columns[i + 1]!)}>${c}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export interface ChartFigure {
  /** What the chart is, in a few words. */
  name: string;
  /** What it says, in one sentence. */
  summary: string;
  /** The drawing, decoration to screen readers: the numbers are in the points and in the table twin. */
  body: TemplateResult;
  /** How many points can be walked through; without any the chart has a name and a summary only. */
  points?: number;
  at?: Looked;
  /** Where keys begin; default: the last. */
  start?: number;
  /** A point in words: "12 Aug 2026: 62, Elevated". */
  text?: (index: number) => string;
  /** Looks at another point, or at none. */
  move?: (index: Looked) => void;
  /** The point nearest to a place along the plot, 0 to 1 from its left; default: evenly spaced, in reading order. */
  nearest?: (share: number) => number;
  rtl: boolean;
}

/** A chart with its name, its sentence, and points that keys and pointer walk along. */
export function figure(o: ChartFigure): TemplateResult {
  const { points = 0, at, text, move, rtl } = o;
  const spread = (place: number): number => Math.round((rtl ? 1 - place : place) * (points - 1));
  const walks = points > 0 && text && move;
  const look = (event: PointerEvent): void => {
    const place = pointed(event);
    move?.(place === null ? null : (o.nearest ?? spread)(place));
  };
  return html`<figure class="figure" part="figure" aria-label=${o.name} @pointerleave=${walks ? look : nothing}>
    <p class="sr-only">${o.summary}</p>
    <div class="plot" @pointermove=${walks ? look : nothing}>
      ${o.body}${walks ? walk({ name: o.name, points, at, start: o.start, text, look: (event) => move(walked(event, at)) }) : nothing}
    </div>
    ${move ? html`<figcaption class="readout" part="readout" aria-hidden="true">${walks ? (at == null ? o.summary : text(at)) : nothing}</figcaption>` : nothing}
  </figure>`;
}
