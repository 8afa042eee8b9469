import { html, nothing, type TemplateResult } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import type { LocaleController } from "../../controllers/locale.js";
import { DAY, EVENT_TYPES, type Model } from "../../engine/index.js";
import { many } from "../../strings/en/many.js";
import { events } from "../../strings/en/events.js";
import { ranking } from "../../strings/en/ranking.js";
import { digits } from "../shared/amounts.js";
import { changeText } from "../shared/change-text.js";
import { deltaColumns, sparkline, steps } from "../shared/marks.js";
import { roleName } from "../shared/names.js";
import { ruler } from "../shared/ruler.js";
import { todoName } from "../shared/todo.js";
import type { Detail } from "./detail.js";
import { TRENDS, type Group, type Ranking, type SortKey } from "./roster.js";

/** Share of the scale that the height of a line stands for, the same in every row, so that slopes compare. */
const SPAN = 0.6;

export interface RowContext {
  language: LocaleController;
  bandName: (band: string | null) => string;
  rowName: (id: string) => string;
  stale: boolean;
  /** Whether the rows are groups of people: nobody to choose, nothing that one person did. */
  groups: boolean;
  /** Whether there is room for trend lines, for suggested actions, for clients in a column of their own; or for little. */
  lines: boolean;
  actions: boolean;
  clients: boolean;
  narrow: boolean;
  /** Whether anything is suggested. */
  advice: boolean;
  asOf: number;
  window: number;
  choose: (event: Event) => void;
  open: (event: Event) => void;
  openClient: (event: Event) => void;
}

export interface PersonRow extends Detail {
  /** Place among the rows shown. */
  at: number;
  ranking: Ranking;
  /** Place in the roster. */
  i: number;
  selected: boolean;
}

export function personRow(c: RowContext, row: PersonRow): TemplateResult {
  const { language } = c;
  const r = language.words(ranking);
  const { at, i, ranking: all, line } = row;
  const { roster } = all;
  const { name: home, model } = roster.clients[roster.client[i]!]!;
  const { bands, direction, scale, precision } = model;
  const name = roster.names[i]!;
  const published = roster.published[i]!;
  const none = Number.isNaN(published);
  const band = bands[roster.band[i]!]?.id ?? null;
  const place = all.rankOf(i);
  const rank = language.format.number(place.rank);
  const group = roster.groups?.[i];
  const client = group?.kind === "client" ? "" : home;
  const role = group ? "" : roleName(language, roster.words[roster.role[i]!]!);
  const department = group ? headcount(c, group) : roster.words[roster.department[i]!];
  return html`<div
    part="row"
    role="row"
    id="r${at}"
    class="tr"
    aria-rowindex=${at + 2}
    aria-selected=${ifDefined(c.groups ? undefined : row.selected ? "true" : "false")}
  >
    ${
      c.groups
        ? nothing
        : html`<span role="gridcell" class="c-pick"
            ><label class="pick"
              ><input
                type="checkbox"
                tabindex="-1"
                data-at=${at}
                .checked=${row.selected}
                aria-label=${r("select", { name })}
                @click=${c.choose} /></label
          ></span>`
    }
    <span role="gridcell" class="c-rank num ${place.tied ? "tied" : ""}"
      ><bdi dir="ltr">${none ? "–" : place.tied ? r("tied", { rank }) : rank}</bdi></span
    >
    <span role="rowheader" class="c-name"
      ><button class="link cut" tabindex="-1" data-at=${at} title=${name} dir="auto" @click=${c.open}>
        ${name}
      </button></span
    >
    <span role="none" class="sub"
      ><span role="gridcell" class="c-department" dir="auto" title=${ifDefined(department || undefined)}
        >${department}</span
      >${department && client ? html`<span class="between" aria-hidden="true"> · </span>` : nothing}<span
        role="gridcell"
        class="c-client"
        >${
          client
            ? html`<button
                class="link cut"
                tabindex="-1"
                data-at=${at}
                title=${client}
                dir="auto"
                @click=${c.openClient}
              >
                ${client}
              </button>`
            : nothing
        }</span
      >${group ? nothing : html`<span role="gridcell" class="c-role" dir="auto" title=${role}>${role}</span>`}</span
    >
    <span role="gridcell" class="c-score"
      ><span class="n18 num">${none ? "–" : language.format.number(published, precision)}</span
      ><span class="row-ruler" aria-hidden="true"
        >${ruler({ bands, scale, direction, score: none ? null : published, band, stale: c.stale, size: "row", rtl: language.rtl })}</span
      ></span
    >
    <span role="gridcell" class="c-band">${steps({ bands, direction, band })}<span>${c.bandName(band)}</span></span>
    <span role="gridcell" class="c-change">${change(c, all, i, model)}</span>
    <span role="gridcell" class="c-trend"
      >${
        line?.length
          ? sparkline({
              points: line,
              from: c.asOf - c.window * DAY,
              to: c.asOf,
              bands,
              scale,
              direction,
              band,
              stale: c.stale,
              rtl: language.rtl,
              height: 32,
              span: SPAN * (scale[1] - scale[0]),
            })
          : nothing
      }</span
    >
    ${c.groups ? nothing : did(c, row, precision)}
  </div>`;
}

/** What one person did last, and what would help. */
function did(c: RowContext, row: PersonRow, precision: number): TemplateResult {
  const { language } = c;
  const { roster } = row.ranking;
  const { at: failed, type: place } = roster.failure(row.i);
  const what = Number.isNaN(failed) ? "" : language.words(events)(EVENT_TYPES[place] as "breach");
  return html`<span role="gridcell" class="c-failed"
      >${
        what
          ? html`<span class="two-lines" title=${what}>${what}</span
              ><span class="detail">${language.format.date(failed)}</span>`
          : nothing
      }</span
    >
    ${c.advice ? html`<span role="gridcell" class="c-action">${suggested(c, row, precision)}</span>` : nothing}`;
}

/** "14 people", or why nothing is said of them. */
function headcount({ language }: RowContext, { people, withheld }: Group): string {
  const t = language.words(many);
  return withheld ? t("withheld") : people === null ? "" : t("people", { n: people });
}

function change(
  { language }: RowContext,
  { roster }: Ranking,
  i: number,
  model: Model,
): TemplateResult | typeof nothing {
  const trend = TRENDS[roster.trend[i]!];
  const change = roster.change[i]!;
  // A service may name a trend without saying how much.
  if (trend === undefined || !Number.isFinite(change)) return nothing;
  const word = language.words(many)(`trend.${trend}`);
  return deltaColumns({ change: changeText(language.format, { change, trend, model }), trend, word });
}

function suggested(
  { language, rowName }: RowContext,
  { action }: PersonRow,
  precision: number,
): TemplateResult | typeof nothing {
  if (!action) return nothing;
  const { effect } = action;
  const words = todoName(language, rowName, action);
  // What a published score would not show takes a digit more.
  const decimals = digits([effect], precision);
  return html`<span class="two-lines" title=${words}>${words}</span
    ><span class="detail num"><bdi dir="ltr">${language.format.signed(effect, decimals)}</bdi></span>`;
}

export interface HeadRow {
  sort: SortKey;
  order: "asc" | "desc";
  sortBy: (key: SortKey) => void;
  /** Whether everyone shown is selected, and whether some are. */
  all: boolean;
  some: boolean;
  label: string;
  selectAll: (on: boolean) => void;
}

export function headRow(c: RowContext, h: HeadRow): TemplateResult {
  const r = c.language.words(ranking);
  const t = c.language.words(many);
  const days = t("days", { n: c.window });
  const sortable = (key: SortKey, label: string, room = true): TemplateResult => {
    const on = h.sort === key;
    if (!room) return html`<span role="columnheader" class="c-${key}">${label}</span>`;
    const way = h.order === "desc" ? "descending" : "ascending";
    return html`<span role="columnheader" class="c-${key}" aria-sort=${on ? way : "none"}
      ><button class="sort ${on ? "on" : ""}" @click=${() => h.sortBy(key)}>
        ${label}<svg class="sort-mark ${h.order}" viewBox="0 0 8 8" aria-hidden="true">
          <path d="M0 2h8L4 7Z" fill="currentColor" />
        </svg></button
    ></span>`;
  };
  const plain = (cls: string, label: string): TemplateResult =>
    html`<span role="columnheader" class=${cls}>${label}</span>`;
  return html`<div role="row" class="tr head-row" aria-rowindex="1">
    ${
      c.groups
        ? nothing
        : html`<span role="columnheader" class="c-pick"
            ><label class="pick"
              ><input
                type="checkbox"
                aria-label=${h.label}
                .checked=${h.all}
                .indeterminate=${h.some}
                @change=${(event: Event) => h.selectAll((event.target as HTMLInputElement).checked)} /></label
          ></span>`
    }
    ${plain("c-rank", r("rank"))} ${sortable("name", r(c.groups ? "group" : "name"))}
    <span role="none" class="sub"
      >${plain("c-department", r(c.groups ? "people" : "department"))}${sortable("client", r("client"), c.clients)}${c.groups ? nothing : plain("c-role", r("role"))}</span
    >
    ${sortable("score", r("score"))} ${plain("c-band", r("band"))} ${sortable("change", days, !c.narrow)}
    ${plain("c-trend", r("trend"))}
    ${c.groups ? nothing : html`${sortable("failed", r("failed"), c.actions)} ${c.advice ? plain("c-action", r("action")) : nothing}`}
  </div>`;
}
