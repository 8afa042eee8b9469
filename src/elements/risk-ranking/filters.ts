import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import type { LocaleController } from "../../controllers/locale.js";
import type { Model } from "../../engine/index.js";
import { common } from "../../strings/en/common.js";
import { compare } from "../../strings/en/compare.js";
import { ranking } from "../../strings/en/ranking.js";
import { byRisk, steps } from "../shared/marks.js";
import { roleName } from "../shared/names.js";
import { option } from "../shared/parts.js";
import type { RiskRanking } from "./risk-ranking.js";
import { comparer, NONE, TRENDS, type Filter, type Ranking, type Roster, type SortKey } from "./roster.js";

export const SORTS: readonly SortKey[] = ["score", "name", "client", "department", "role", "change", "failed"];
/** Those that groups of people have. */
const OF_GROUPS: readonly SortKey[] = ["score", "name", "client", "change"];

/** Sorts by a column; the same one again (`turn`) turns the order round. */
export function sortBy(el: RiskRanking, key: SortKey, turn: boolean): void {
  if (el.sort === key && turn) el.order = el.order === "desc" ? "asc" : "desc";
  else {
    el.sort = key;
    el.order = key === "score" || key === "change" || key === "failed" ? "desc" : "asc";
  }
}

interface Lent {
  language: LocaleController;
  ranking: Ranking;
  /** People by band under the other filters; the last, without a score. */
  counts: readonly number[];
  bandName: (band: string | null) => string;
  modelName: (model: Model) => string;
}

/** So many entries are put into a list when somebody goes to it: a page of a thousand clients need not wait for them. */
const MANY = 60;
const PLACES = ["client", "department", "role"] as const;

/** What narrows the list: bands by chips; models, clients, departments, roles and trends by lists. */
export class Filters {
  /** The model whose people are ranked, where several score them. */
  model: string | null = null;
  readonly #at: Record<(typeof PLACES)[number], number | null> = { client: null, department: null, role: null };
  /** Lists of many entries that somebody went to. */
  readonly #wanted = new Set<string>();
  #open = false;
  #roster: Roster | null = null;
  #used = new WeakMap<ArrayLike<number>, number[]>();

  constructor(private readonly el: RiskRanking) {}

  chosen(model: Model): Filter {
    const { band, trend, search } = this.el;
    const t = TRENDS.indexOf(trend as (typeof TRENDS)[number]);
    return {
      text: search,
      ...this.#at,
      band: band === null ? null : band === "none" ? NONE : model.bands.findIndex(({ id }) => id === band),
      trend: t < 0 ? null : t,
    };
  }

  reset(): void {
    this.el.search = "";
    this.#widen();
  }

  /** Places are a roster's own: what was chosen is looked up in the next one. */
  follow(roster: Roster): void {
    const old = this.#roster;
    this.#roster = roster;
    for (const key of PLACES) {
      const at = this.#at[key];
      if (!old || at === null) continue;
      const texts = ({ clients, words }: Roster): readonly string[] =>
        key === "client" ? clients.map(({ id }) => id) : words;
      const place = texts(roster).indexOf(texts(old)[at]!);
      this.#at[key] = place < 0 ? null : place;
    }
  }

  /** The places chosen. */
  forget(): void {
    for (const key of PLACES) this.#at[key] = null;
  }

  #widen(): void {
    this.el.band = this.el.trend = null;
    this.forget();
    this.el.requestUpdate();
  }

  /** Which of several models' people are ranked. Bands and places are those of one list. */
  #models({ language, ranking: { roster }, modelName }: Lent): TemplateResult | typeof nothing {
    const { models, model } = roster;
    if (!models) return nothing;
    const set = (id: string): void => {
      this.model = id;
      this.#widen();
    };
    return choice(
      "",
      models.map((one) => [one.id, modelName(one)]),
      model.id,
      set,
      language.words(ranking)("model"),
    );
  }

  render(lent: Lent): TemplateResult {
    const { language, ranking: ready } = lent;
    const r = language.words(ranking);
    const t = language.words(common);
    const { groups, models } = ready.roster;
    return html`<div class="filters" part="filters">
      ${models ? html`<p class="detail mixed">${language.words(compare)("mixed")}</p>` : nothing} ${this.#chips(lent)}
      <div class="choices ${this.#open ? "open" : ""}">
        ${this.#models(lent)}${PLACES.map((key) => this.#places(lent, key))}
        ${choice(
          r("allOf", { of: r("trend") }),
          TRENDS.map((trend) => [trend, r("oneOf", { of: r("trend"), what: t(`trend.${trend}`) })]),
          this.el.trend ?? "",
          (value) => (this.el.trend = value || null),
          r("trend"),
        )}
        ${choice(
          "",
          (groups ? OF_GROUPS : SORTS).map((key) => [
            key,
            r("oneOf", { of: r("sortBy"), what: r(groups && key === "name" ? "group" : key) }),
          ]),
          this.el.sort,
          (value) => sortBy(this.el, value as SortKey, false),
          r("sortBy"),
        )}
      </div>
    </div>`;
  }

  #chips({ language, ranking: { roster }, counts, bandName }: Lent): TemplateResult {
    const r = language.words(ranking);
    const { model } = roster;
    const { el } = this;
    const chip = (id: string | null, label: unknown, n: number): TemplateResult =>
      html`<button
        class="chip"
        aria-pressed=${el.band === id ? "true" : "false"}
        @click=${() => (el.band = el.band === id ? null : id)}
      >
        ${label} <span class="chip-n num">${language.format.number(n)}</span>
      </button>`;
    const bandChip = (id: string | null, n: number): TemplateResult =>
      chip(
        id ?? "none",
        html`${steps({ bands: model.bands, direction: model.direction, band: id })}<span>${bandName(id)}</span>`,
        n,
      );
    const none = counts[model.bands.length] ?? 0;
    return html`<div class="chips" role="group" aria-label=${r("filterBand")}>
      ${chip(
        null,
        r("all"),
        counts.reduce((sum, n) => sum + n, 0),
      )}
      ${byRisk(model.bands, model.direction)
        .reverse()
        .map(({ id }) => bandChip(id, counts[model.bands.findIndex((band) => band.id === id)] ?? 0))}
      ${none || el.band === "none" ? bandChip(null, none) : nothing}
      <button
        class="chip more"
        aria-expanded=${this.#open ? "true" : "false"}
        @click=${() => {
          this.#open = !this.#open;
          el.requestUpdate();
        }}
      >
        ${r("filters")}
      </button>
    </div>`;
  }

  #places({ language, ranking: ready }: Lent, key: (typeof PLACES)[number]): unknown {
    const { clients, words, [key]: column } = ready.roster;
    const at = this.#at[key];
    // A thousand clients are a thousand options: made anew only where they changed.
    const wanted = this.#wanted.has(key);
    const r = language.words(ranking);
    const none = r("allOf", { of: r(key) });
    // A language comes after its tag.
    return guard([ready, at, none, wanted], () => {
      const said = key === "role" ? words.map((word) => roleName(language, word)) : words;
      const names = key === "client" ? clients.map(({ name }) => name) : said;
      // The first word is none; the list may be about some of the book's clients.
      const places = this.#usedIn(column, names.length).filter((place) => place || key === "client");
      if (places.length < 2) return nothing;
      const listed = wanted || places.length <= MANY ? [...places] : places.filter((place) => place === at);
      if (listed.length > 1) {
        const compare = comparer(language.tag);
        listed.sort((a, b) => compare(names[a]!, names[b]!));
      }
      return choice(
        none,
        listed.map((place) => [String(place), names[place]!]),
        at === null ? "" : String(at),
        (value) => {
          this.#at[key] = value === "" ? null : Number(value);
          this.el.requestUpdate();
        },
        r(key),
        places.length > MANY ? () => this.#want(key) : undefined,
      );
    });
  }

  /** At once: the list is about to open. */
  #want(key: string): void {
    if (this.#wanted.has(key)) return;
    this.#wanted.add(key);
    this.el.requestUpdate();
    this.el["performUpdate"]();
  }

  /** Places of what a column uses of so many. */
  #usedIn(column: ArrayLike<number>, many: number): number[] {
    let used = this.#used.get(column);
    if (!used) {
      const seen = new Uint8Array(many);
      for (let i = 0; i < column.length; i++) seen[column[i]!] = 1;
      used = [...seen.keys()].filter((place) => seen[place]);
      this.#used.set(column, used);
    }
    return used;
  }
}

/** A native list: it works with every key, on every phone, and with a thousand entries. */
function choice(
  none: string,
  entries: ReadonlyArray<readonly [string, string]>,
  chosen: string,
  set: (value: string) => void,
  label: string,
  near?: () => void,
): TemplateResult {
  const entry = (value: string, text: string): TemplateResult => option(value, value === chosen, text);
  return html`<select
    class="select ${near ? "many" : ""}"
    aria-label=${label}
    @focus=${near}
    @pointerdown=${near}
    @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}
  >
    ${none ? entry("", none) : nothing}${entries.map(([value, text]) => entry(value, text))}
  </select>`;
}
