import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ClientSummary, GroupNumbers } from "../../src/data/api-types.js";
import { changeDigits, shares, type Model, type PersonScore } from "./engine.js";
import { groupsOf } from "./groups.js";
import type { View } from "./view.js";
import { boardsOf } from "./view.js";
import { iso } from "./http.js";
import { DAY, type Board } from "./store.js";

/** What a report URL stands for. Signed, so nobody can ask for another's by changing it. */
export interface ReportRequest {
  tenant: string;
  audience: "internal" | "client";
  clients: readonly string[] | null;
  model: string;
  period: "monthly" | "quarterly";
  format: "pdf" | "html";
  /** Epoch milliseconds. */
  at: number;
  expires: number;
}

export const PERIOD_DAYS = { monthly: 30, quarterly: 90 } as const;
/** How many people a client's section names. */
const NAMED = 8;

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** JSON inside a script block: nothing in it can end the block. */
const escapeJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/</g, "\\u003c")
    .replace(/[\u2028\u2029]/g, "");

const dayOf = (at: number): string => iso(at).slice(0, 10);

/** The report as a page made for printing: the kit's element where the kit is built, and plain tables where it is not. */
export function reportPage(view: View, period: ReportRequest["period"], root: string): string {
  const kit = existsSync(join(root, "dist/human-risk-widgets.js"));
  const boards = boardsOf(view);
  const groups: ClientSummary[] = groupsOf(view, boards).map(({ item, departments }) => ({ ...item, departments }));
  const title = `Human risk, ${period === "monthly" ? "monthly" : "quarterly"} report`;
  const attributes = `model="${view.model.id}" as-of="${iso(view.asOf)}" window="${view.window}" audience="${view.access.audience}"`;
  const element = kit
    ? `<risk-report ${attributes}><script type="application/json">${escapeJson(dataOf(view, groups))}</script></risk-report>`
    : "";
  const sections = groups.map((group, i) => sectionOf(view, group, boards[i]!)).join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeText(title)}, ${dayOf(view.asOf)}</title>
<link rel="stylesheet" href="/reports/print.css">
${kit ? '<script type="module" src="/dist/human-risk-widgets.js"></script>' : ""}
</head>
<body>
<header><p class="over">${escapeText(view.store.row.name)}</p><h1>${escapeText(title)}</h1>
<p>${dayOf(view.asOf - view.window * DAY)} to ${dayOf(view.asOf)}</p></header>
<main>
${element}
<div class="plain">
${sections}
<footer>${footerOf(view)}</footer>
</div>
</main>
</body>
</html>`;
}

/** The audience `client` gets the redacted summaries in the page, and nothing that they were made of. */
function dataOf(view: View, groups: readonly ClientSummary[]): unknown {
  if (view.access.audience === "client") {
    return groups.length === 1 ? groups[0] : { clients: groups, model: view.model.id, last_updated: iso(view.asOf) };
  }
  return {
    as_of: iso(view.asOf),
    model: view.model.id,
    tenant: view.store.row.settings,
    clients: view.clients.map(({ id, name, settings, people }) => ({ id, name, tenant: settings, people })),
  };
}

function sectionOf(view: View, group: ClientSummary, board: Board): string {
  return `<section>
<h2>${escapeText(group.name)}</h2>
<p class="lead">${escapeText(summaryOf(view, group, board.model))}</p>
${departmentsOf(group, board.model)}
${view.access.audience === "internal" ? peopleOf(board) : ""}
</section>`;
}

const movedOf = ({ change = null, trend = null }: GroupNumbers): Pick<PersonScore, "change" | "trend"> => ({
  change,
  trend,
});

/** A change as it stands beside its word. */
function signed(model: Model, moved: Pick<PersonScore, "change" | "trend">): string {
  const size = Math.abs(moved.change!).toFixed(changeDigits(model, moved));
  return Number(size) === 0 ? size : `${moved.change! < 0 ? "−" : "+"}${size}`;
}

/** The client in a few sentences. */
function summaryOf(view: View, group: ClientSummary, model: Model): string {
  if (group.withheld) return "Fewer people than may be shown: the numbers are withheld.";
  const people = group.employee_count ?? 0;
  if (group.average_score === null) return `None of the ${people} people has enough data for a score.`;
  const score = `The score is ${group.average_score} on a scale of ${model.scale.join(" to ")}: ${group.band ?? "none"}.`;
  const moved =
    group.change == null
      ? `There is no score of ${dayOf(view.asOf - view.window * DAY)} to compare it with.`
      : `It moved by ${signed(model, movedOf(group))} since ${dayOf(view.asOf - view.window * DAY)}: ${group.trend ?? "none"}.`;
  const scored = group.scored_count == null ? "" : ` ${group.scored_count} of ${people} people have a score.`;
  return `${score} ${moved}${scored}`;
}

function departmentsOf({ departments, ...client }: ClientSummary, model: Model): string {
  const bands = model.bands.map((band) => band.id);
  const row = (name: string, group: GroupNumbers): string => {
    if (group.withheld) {
      return `<tr><th scope="row">${escapeText(name)}</th><td class="none" colspan="${bands.length + 3}">withheld: too few people</td></tr>`;
    }
    const count = (band: string): string => {
      const n = group.distribution?.[band] ?? null;
      if (n !== null) return String(n);
      return group.under_min_cell?.includes(band) ? `under ${group.min_cell ?? ""}` : "not shown";
    };
    const change = group.change == null ? "" : `${signed(model, movedOf(group))} ${group.trend ?? ""}`;
    const cells = [
      String(group.employee_count ?? ""),
      String(group.average_score ?? "no score"),
      change,
      ...bands.map(count),
    ];
    return `<tr><th scope="row">${escapeText(name)}</th>${cells.map((cell) => `<td>${escapeText(cell)}</td>`).join("")}</tr>`;
  };
  return `<table><caption>Where the risk sits</caption>
<thead><tr>${["Department", "People", "Score", "Change", ...bands].map((head) => `<th scope="col">${escapeText(head)}</th>`).join("")}</tr></thead>
<tbody>${departments.map((item) => row(item.name, item)).join("")}</tbody>
<tfoot>${row("All", client)}</tfoot></table>`;
}

/** Who drives a client's score: those with the largest parts of it. */
function peopleOf({ client, model, now }: Board): string {
  const parts = shares(
    model,
    now.map(({ score }) => score),
  );
  const total = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
  const rows = now
    .map((score, i) => ({ score, part: parts[i] ?? null, person: client.people[i]! }))
    .filter(({ part }) => part !== null && part > 0)
    .sort((a, b) => b.part! - a.part! || (a.person.id < b.person.id ? -1 : 1))
    .slice(0, NAMED);
  if (rows.length === 0) return "";
  const cells = rows.map(({ score, part, person }) => {
    const change = score.change === null ? "" : signed(model, score);
    const share = `${Math.round((100 * part!) / total)} %`;
    const cell = (text: string, kind = ""): string => `<td${kind && ` class="${kind}"`}>${escapeText(text)}</td>`;
    return `<tr><th scope="row">${escapeText(person.name ?? person.id)}</th>${cell(person.department ?? "", "text")}${cell(String(score.published))}${cell(score.band ?? "", "text")}${cell(change)}${cell(share)}</tr>`;
  });
  return `<table><caption>Who drives it</caption>
<thead><tr><th scope="col">Person</th><th scope="col" class="text">Department</th><th scope="col">Score</th><th scope="col" class="text">Band</th><th scope="col">Change</th><th scope="col">Share</th></tr></thead>
<tbody>${cells.join("")}</tbody></table>`;
}

function footerOf({ model, access, store }: View): string {
  const bands = model.bands.map(({ id, from }) => `${id} from ${from}`).join(", ");
  const direction = model.direction === "lower-is-riskier" ? "lower is riskier" : "higher is riskier";
  const hidden =
    access.audience === "client"
      ? ` Groups under ${store.row.settings.min_group ?? 10} people are withheld, and others with them where a subtraction would give one away.`
      : "";
  return escapeText(
    `Scored by ${model.name}${model.adjusted ? ", adjusted" : ""} (${model.source}): ${direction}; ${bands}.${hidden}`,
  );
}
