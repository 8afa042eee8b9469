import { html, nothing, type TemplateResult } from "lit";
import type { LocaleController } from "../../controllers/locale.js";
import type { SubjectView } from "../../data/types.js";
import { compare } from "../../strings/en/compare.js";
import type { ExportOptions } from "../export.js";
import { byRisk, steps } from "../shared/marks.js";
import { exportMenu, option } from "../shared/parts.js";
import { searchField } from "../shared/search.js";
import { NONE, type Order, type SortKey } from "./sort.js";

interface Settings {
  search: string;
  band: string | null;
  sort: SortKey;
  order: Order;
}

export interface Controls {
  host: Settings & {
    exportData(format: "csv" | "json", options?: ExportOptions): Promise<unknown>;
    exportImage(format: "svg" | "png", options?: ExportOptions): Promise<unknown>;
  };
  of: "clients" | "departments" | "roles";
  rows: readonly SubjectView[];
  /** Whether scores of different models are among the rows. */
  mixed: boolean;
  language: LocaleController;
  bandName: (band: string | null) => string;
  bandRange: (row: SubjectView, band: string) => string;
  /** Whether a narrow element shows its tools. */
  open: boolean;
  choosing: boolean;
  set: (changed: Partial<Settings> & { tools?: boolean; choosing?: boolean }) => void;
}

/** Search, compare, export; where it is narrow, behind a button, with selects for what head cells and chips do. */
export function renderTools(o: Controls): TemplateResult {
  const c = o.language.words(compare);
  return html`<button
      class="button narrow-only"
      aria-expanded=${o.open ? "true" : "false"}
      @click=${() => o.set({ tools: !o.open })}
    >
      ${c("findAndSort")}
    </button>
    <div class="tool-items ${o.open ? "open" : ""}">
      ${searchField({ find: c(`find.${o.of}`), text: o.host.search, input: (search) => o.set({ search }) })}
      ${selects(o)}
      <button
        class="button"
        aria-pressed=${o.choosing ? "true" : "false"}
        @click=${() => o.set({ choosing: !o.choosing })}
      >
        ${c(o.choosing ? "compareDone" : "compare")}
      </button>
      ${exportMenu(o.host, o.language)}
    </div>`;
}

function selects(o: Controls): TemplateResult {
  const c = o.language.words(compare);
  const keys: SortKey[] = ["score", "change", "people", "name"];
  const choices = keys.flatMap((key) => (["desc", "asc"] as const).map((order) => ({ key, order })));
  const value = (event: Event): string => (event.target as HTMLSelectElement).value;
  const sort = (event: Event): void => {
    const [sort, order] = value(event).split(".") as [SortKey, Order];
    o.set({ sort, order });
  };
  return html`<select class="select narrow-only" aria-label=${c("sortBy")} @change=${sort}>
      ${choices.map(({ key, order }) =>
        option(`${key}.${order}`, o.host.sort === key && o.host.order === order, c(`sort.${key}.${order}`)),
      )}
    </select>
    <select
      class="select narrow-only"
      aria-label=${c("filter")}
      @change=${(event: Event) => o.set({ band: value(event) || null })}
    >
      ${option("", o.host.band === null, c("allBands", { n: o.rows.length }))}
      ${bandCounts(o.rows).map(({ id, n }) =>
        option(id, o.host.band === id, `${o.bandName(id === NONE ? null : id)} (${o.language.format.number(n)})`),
      )}
    </select>`;
}

/** The chips are the legend: steps, word, range, count. */
export function renderFilters(o: Controls): TemplateResult {
  const c = o.language.words(compare);
  const chip = (id: string | null, label: TemplateResult | string, n: number): TemplateResult =>
    html`<button
      class="chip"
      part="filter"
      aria-pressed=${o.host.band === id ? "true" : "false"}
      @click=${() => o.set({ band: o.host.band === id ? null : id })}
    >
      ${label} <span class="chip-n num">${o.language.format.number(n)}</span>
    </button>`;
  return html`<div class="chips" part="filters" role="group" aria-label=${c("filter")}>
    ${chip(null, c("all"), o.rows.length)}
    ${bandCounts(o.rows).map(({ id, n, row }) => {
      const band = id === NONE ? null : id;
      const mark = steps({ bands: row.bands, direction: row.model.direction, band });
      const range = band === null || o.mixed ? nothing : html`<span class="range num">${o.bandRange(row, band)}</span>`;
      return chip(id, html`${mark}<span>${`${o.bandName(band)} `}${range}</span>`, n);
    })}
  </div>`;
}

/** Bands that there are, riskiest first, and how many rows are in each. */
function bandCounts(rows: readonly SubjectView[]): Array<{ id: string; n: number; row: SubjectView }> {
  const found = new Map<string, { id: string; n: number; row: SubjectView }>();
  const none: { id: string; n: number; row: SubjectView }[] = [];
  for (const row of rows) {
    for (const { id } of byRisk(row.bands, row.model.direction).reverse()) {
      if (!found.has(id)) found.set(id, { id, n: 0, row });
    }
    if (row.band !== null) found.get(row.band)!.n++;
    else if (none[0]) none[0].n++;
    else none.push({ id: NONE, n: 1, row });
  }
  return [...found.values(), ...none];
}
