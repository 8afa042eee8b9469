import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ClientSummary } from "../../src/data/api-types.js";
import { groupsOf } from "./groups.js";
import type { View } from "./view.js";
import { boardsOf } from "./view.js";
import { iso } from "./http.js";

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

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** JSON inside a script block: nothing in it can end the block. */
const escapeJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/</g, "\\u003c")
    .replace(/[\u2028\u2029]/g, "");

/** The report as a page made for printing: the kit's element where the kit is built, and plain tables where it is not. */
export function reportPage(view: View, period: ReportRequest["period"], root: string): string {
  const kit = existsSync(join(root, "dist/human-risk-widgets.js"));
  const groups: ClientSummary[] = groupsOf(view, boardsOf(view)).map(({ item, departments }) => ({
    ...item,
    departments,
  }));
  const title = `Human risk, ${period === "monthly" ? "monthly" : "quarterly"} report`;
  const date = iso(view.asOf).slice(0, 10);
  const attributes = `model="${view.model.id}" as-of="${iso(view.asOf)}" window="${view.window}" audience="${view.access.audience}"`;
  const element = kit
    ? `<risk-report ${attributes}><script type="application/json">${escapeJson(dataOf(view, groups))}</script></risk-report>`
    : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeText(title)}, ${date}</title>
<link rel="stylesheet" href="/reports/print.css">
${kit ? '<script type="module" src="/dist/human-risk-widgets.js"></script>' : ""}
</head>
<body>
<header><h1>${escapeText(title)}</h1><p>${escapeText(view.store.row.name)} · ${escapeText(view.model.name)} · ${date}</p></header>
<main>
${element}
<section class="plain">${groups.map((group) => tableOf(view, group)).join("\n")}</section>
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

function tableOf(view: View, { departments, ...client }: ClientSummary): string {
  const bands = view.model.bands.map((band) => band.id);
  const number = (value: number | null | undefined, withheld = false): string =>
    value === null || value === undefined ? (withheld ? "withheld" : "not shown") : String(value);
  const row = (name: string, group: Omit<ClientSummary, "departments" | "client_id" | "name">): string => {
    const cells = [
      number(group.employee_count, group.withheld),
      group.average_score === null && !group.withheld ? "not enough data" : number(group.average_score, group.withheld),
      group.trend ?? "none",
      ...bands.map((band) => number(group.distribution?.[band], group.withheld)),
    ];
    return `<tr><th scope="row">${escapeText(name)}</th>${cells.map((cell) => `<td>${escapeText(cell)}</td>`).join("")}</tr>`;
  };
  return `<table><caption>${escapeText(client.name)}</caption>
<thead><tr>${["", "People", "Score", "Trend", ...bands].map((head) => `<th scope="col">${escapeText(head)}</th>`).join("")}</tr></thead>
<tbody>${row("All", client)}${departments.map((item) => row(item.name, item)).join("")}</tbody></table>`;
}
