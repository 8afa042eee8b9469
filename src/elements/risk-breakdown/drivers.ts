import { html, nothing, type TemplateResult } from "lit";
import type { SubjectView } from "../../data/types.js";
import type { Driver } from "../../data/why.js";
import { publish } from "../../engine/rules.js";
import { breakdown } from "../../strings/en/breakdown.js";
import { common } from "../../strings/en/common.js";
import { percentText } from "../../strings/phrases.js";
import { amounts, leastMove } from "../shared/amounts.js";
import { signedRows, type SignedRow } from "../shared/rows.js";
import { decimalsOf, fit, percents } from "../../charts/fit.js";
import type { Change } from "./change.js";
import type { Kit } from "./kit.js";

export type By = "groups" | "people";

/** Rows before the reader asks for all. */
const FIRST = 8;

export interface DriverRow extends Driver {
  kind: "person" | "department" | "client" | null;
  name: string;
  /** A person's own score. */
  own?: SubjectView | null;
}

/** Who a group's score, or its change, comes from; largest first, the withheld last. None where there is one only. */
export function driverRows(
  { drivers, moved, view, book, language, within }: Kit,
  change: boolean,
  by: By,
): DriverRow[] {
  const source = change ? (moved?.change === null ? null : moved) : drivers;
  if (!source) return [];
  const t = language.words(breakdown);
  const people = by === "people" && source.people.length > 0;
  const list: readonly Driver[] = people ? source.people : source.groups;
  const group = view.kind === "book" ? "client" : "department";
  const inside = view.kind === "client" ? view.id : within;
  const rows = list.map((row): DriverRow => {
    if (row.withheld) return { ...row, kind: null, name: t("withheld") };
    if (!row.id) return { ...row, kind: null, name: t("noGroup") };
    const kind = people ? "person" : group;
    const known = kind === "department" ? null : book.subject({ kind, id: row.id }, row.client ?? inside);
    return { ...row, kind, name: known?.name ?? row.id, own: people ? known : null };
  });
  const last = (row: DriverRow): number => +(row.withheld ?? false);
  // What moved most comes first, either way.
  const order = change
    ? (a: DriverRow, b: DriverRow) => Math.abs(b.share) - Math.abs(a.share)
    : (a: DriverRow, b: DriverRow) => b.share - a.share;
  rows.sort((a, b) => last(a) - last(b) || order(a, b));
  return rows.length > 1 ? rows : [];
}

export interface DriverState {
  by: By;
  all: boolean;
  choose(by: By): void;
  toggle(): void;
}

/** @param shown the change as it is shown; null where the score is told */
export function renderDrivers(kit: Kit, shown: Change | null, state: DriverState): TemplateResult | typeof nothing {
  const { drivers, moved, view, language, risk, exact } = kit;
  const change = moved !== null;
  const source = change ? moved : drivers;
  const composition = change ? moved?.composition : null;
  if (!source || (change && !shown)) return nothing;
  const t = language.words(breakdown);
  const rows = driverRows(kit, change, state.by);
  const few = change && view.kind !== "person" && !composition;
  if (!rows.length && !composition) return nothing;
  const group = view.kind === "book" ? "clients" : "groups";
  const tab = (by: By): TemplateResult =>
    html`<button aria-pressed=${state.by === by ? "true" : "false"} @click=${() => state.choose(by)}>
      ${t(by === "people" ? "by.people" : `by.${group}`)}
    </button>`;
  return html`<section class="section" part="drivers">
    <div class="line">
      <h3 class="sub-title">${t(change ? "made" : "drivers")}</h3>
      ${
        source.people.length && source.groups.length > 1
          ? html`<div class="segmented no-print" role="group" aria-label=${t("by")}>
              ${tab("groups")}${tab("people")}
            </div>`
          : nothing
      }
    </div>
    ${composition ? compositionRows() : few ? html`<p class="detail">${t("fewMoved")}</p>` : nothing}
    ${rows.length ? driverList() : nothing}
  </section>`;

  /** Whoever stayed, joined and left, and the groups: two tellings of one change, drawn to one scale, from what is told. */
  function room({ start, end, decimals }: Change): number[] {
    const { people: _, ...parts } = composition ?? { people: null };
    const lists = [Object.values(parts), rows.map(({ share }) => share)];
    const points = [0, ...lists.flatMap((list) => (exact ? list : fit(list, end - start, decimals)))];
    const low = Math.min(...points);
    return [low, Math.max(low + leastMove(view.model), ...points)];
  }

  function compositionRows(): TemplateResult {
    const { people, ...parts } = composition!;
    const keys = (["changed", "joined", "left"] as const).filter((key) => people[key]);
    return plain(
      keys.map((key) => ({ label: t(`who.${key}`, { n: people[key] }), points: parts[key] })),
      true,
    );
  }

  function driverList(): TemplateResult {
    const cut = !state.all && rows.length > FIRST + 1;
    const first = cut ? rows.slice(0, FIRST) : rows;
    // Where all stand here, their shares add up as their points do.
    const parts = rows.map(({ share }) => share);
    const shares = cut ? parts.map((share) => (100 * share) / view.score!) : percents(parts);
    const told: Array<{ label: unknown; points: number; note?: string; bare?: boolean }> = first.map((row, i) => ({
      label: row.kind
        ? html`<button class="link" @click=${() => kit.select({ kind: row.kind!, id: row.id })}>${row.name}</button>`
        : row.name,
      points: row.share,
      note: noteOf(row, shares[i]!, cut ? 0 : decimalsOf(shares)),
    }));
    // What is not listed is one row: the list always adds up.
    if (cut) {
      const rest = rows.slice(FIRST);
      const points = rest.reduce((sum, row) => sum + row.share, 0);
      told.push({ label: t("rest", { n: rest.length }), points, bare: true });
    }
    return html`${plain(told, false)}${
      rows.length > FIRST + 1
        ? html`<button
            class="link-button no-print"
            part="more"
            aria-expanded=${state.all ? "true" : "false"}
            @click=${state.toggle}
          >
            ${state.all ? t("showFewer") : t("showAll", { n: rows.length })}
          </button>`
        : nothing
    }`;
  }

  function noteOf({ people, own }: DriverRow, percent: number, decimals: number): string {
    const of = change
      ? moveOf(own)
      : view.score && exact
        ? t("ofScore", { share: percentText(language.format, percent / 100, decimals) })
        : "";
    const heads = people ? language.words(common)("people", { n: people }) : "";
    return [of, heads].filter(Boolean).join(" · ");
  }

  /** "25 → 38": beside the part of their group's change, what became of a person's own score. */
  function moveOf(own: SubjectView | null | undefined): string {
    if (own?.score == null || own.change === null) return "";
    const [from, to] = [own.score - own.change, own.score].map((score) =>
      language.format.number(publish(own.model, score), own.model.precision),
    );
    // Without a letter it would not be known which way it is read.
    return language.rtl ? `\u200f${from} ← ${to}` : `${from} → ${to}`;
  }

  /** Rows on a zero line of their own, adding up to the whole. */
  function plain(
    list: ReadonlyArray<{ label: unknown; points: number; note?: string; bare?: boolean }>,
    small: boolean,
  ): TemplateResult {
    const points = list.map((row) => row.points);
    const told = shown
      ? { decimals: shown.decimals, rows: fit(points, shown.end - shown.start, shown.decimals) }
      : amounts(view.model, view.score!, view.published, points, exact);
    const signed = list.map(({ label, points, note, bare }, i): SignedRow => ({
      label: label as SignedRow["label"],
      note: note ?? "",
      points: exact ? points : told.rows[i]!,
      // Nothing in the number is nothing in the plot.
      bare: bare || !told.rows[i],
      amount: language.format.signed(told.rows[i]!, told.decimals),
    }));
    const words = { less: "", more: "", amount: "", ...(shown && { least: room(shown) }) };
    return html`<div class=${small ? "thin" : ""}>${signedRows(signed, { rtl: language.rtl, risk, ...words })}</div>`;
  }
}
