import { html, nothing, type TemplateResult } from "lit";
import type { LocaleController } from "../../controllers/locale.js";
import type { Book } from "../../data/book.js";
import { ranking as words } from "../../strings/en/ranking.js";
import { percentText } from "../../strings/phrases.js";
import type { ExportTable } from "../export.js";
import { TRENDS, type Ranking } from "./roster.js";

const GROUPS = ["rank", "kind", "id", "client", "people", "published", "band", "change", "trend"];
const PEOPLE = [
  "rank",
  "id",
  "name",
  "client",
  "department",
  "role",
  "score",
  "published",
  "band",
  "change",
  "trend",
  "last_failure",
];

/** The rows shown, in their order, as they are exported. */
export function tableOf({ asOf }: Book, ranking: Ranking, rows: Uint32Array): ExportTable {
  const { roster } = ranking;
  const { groups, model } = roster;
  const number = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  const known = (i: number): Record<string, string | number | null | undefined> => {
    const failed = number(roster.failure(i).at);
    return {
      rank: ranking.rankOf(i).rank || null,
      kind: groups?.[i]!.kind,
      id: roster.ids[i],
      name: roster.names[i],
      client: roster.clients[roster.client[i]!]?.name,
      department: roster.words[roster.department[i]!],
      role: roster.words[roster.role[i]!],
      people: groups?.[i]!.people,
      score: number(roster.score[i]),
      published: number(roster.published[i]),
      band: model.bands[roster.band[i]!]?.id ?? null,
      change: number(roster.change[i]),
      trend: TRENDS[roster.trend[i]!] ?? null,
      last_failure: failed === null ? null : new Date(failed).toISOString(),
    };
  };
  const columns = groups ? GROUPS : PEOPLE;
  return {
    name: "ranking",
    model: model.id,
    asOf,
    columns,
    rows: [...rows].map((i) => {
      const values = known(i);
      return columns.map((column) => values[column] ?? null);
    }),
  };
}

/** How many are ranked, and how many are not. */
export function leadOf({ roster, size, scored, clients }: Ranking, language: LocaleController): string {
  const r = language.words(words);
  const n = size - scored;
  // "Across 1 client" tells nothing: the one has a name, unless columns came without.
  const { id, name } = roster.clients[roster.client[0]!] ?? {};
  const lead = r(roster.groups ? "leadGroups" : "lead", {
    n: size,
    ranked: language.format.number(scored),
    clients: clients === 1 && name !== id ? name! : r("clients", { n: clients }),
  });
  return n ? `${lead} · ${r("unranked", { n })}` : lead;
}

/** @param share of the work that is done, 0 to 1; null where none is under way */
export function progressOf(share: number | null, language: LocaleController): TemplateResult | typeof nothing {
  if (share === null) return nothing;
  const label = language.words(words)("working", { share: percentText(language.format, share) });
  return html`<div class="working">
    <p class="detail" aria-hidden="true">${label}</p>
    <progress max="1" .value=${share} aria-label=${label}></progress>
  </div>`;
}
