import type { ClientItem, DepartmentSummary, GroupNumbers } from "../../src/data/api-types.js";
import { maskGroups, protect, publishedChange, type Whole } from "./engine.js";
import { iso } from "./http.js";
import { Guard } from "./privacy.js";
import { DAY, rollUpOf, type Board, type ClientState, type GroupResult } from "./store.js";
import type { View } from "./view.js";

/** A client and its departments as the token's audience may see them. */
export interface ClientGroups {
  client: ClientState;
  item: ClientItem;
  departments: DepartmentSummary[];
}

/** Departments of a client by id; people without one are in none. */
function departmentsOf(client: ClientState): string[] {
  return [...new Set(client.people.flatMap((person) => person.department || []))].sort();
}

export function groupsOf(view: View, boards: readonly Board[]): ClientGroups[] {
  return boards.map((board) => (view.access.audience === "client" ? guarded(view, board) : open(view, board)));
}

function open(view: View, board: Board): ClientGroups {
  const { client } = board;
  return {
    client,
    item: { client_id: client.id, name: client.name, ...numbersOf(view, rollUpOf([board], board.model)) },
    // Only the summary of one client has them.
    get departments() {
      return departmentsOf(client).map((id) => {
        const result = rollUpOf([board], board.model, (person) => person.department === id);
        return { department_id: id, name: nameOf(id), client_id: client.id, ...numbersOf(view, result) };
      });
    },
  };
}

/** What the audience `client` may see of a client under a model, whatever the date. */
export function guardOf(view: View, client: ClientState): Guard {
  const { store, model, today } = view;
  const { min_group, min_cell } = store.settings(client);
  const settings = { minGroup: min_group ?? 10, minCell: min_cell ?? 5 };
  const heads = new Map<string, number>();
  for (const { department } of client.people) heads.set(department ?? "", (heads.get(department ?? "") ?? 0) + 1);
  const scoresAt = (at: number): ReadonlyArray<number | null> => store.numbers(client, model, at);
  return new Guard(client, settings, maskGroups(heads, settings.minGroup), scoresAt, today);
}

function guarded(view: View, board: Board): ClientGroups {
  const { client, asOf } = board;
  const guard = guardOf(view, client);
  const shown = guard.open && guard.covers(asOf) ? departmentsOf(client).filter((id) => guard.shows(id)) : [];
  const total = rollUpOf([board], board.model);
  const results = new Map(
    shown.map((id) => [id, rollUpOf([board], board.model, (_, i) => guard.parts[i] === id)] as const),
  );
  // The kit's own redactor; the guard only adds what no single answer can know: the other answers.
  const parts: Whole[] = [...results].map(([id, counts]) => ({ id, counts }));
  const whole: Whole = { id: "", counts: total, parts: [parts] };
  const verdicts = protect(whole, guard.settings);
  const isDated = guard.covers(asOf - view.window * DAY);
  const numbers = (result: GroupResult, one: Whole | undefined): GroupNumbers => {
    const verdict = one && verdicts.get(one);
    if (!verdict || verdict.withheld) return withheldNumbers(view);
    const cells = verdict.cells && Object.entries(verdict.cells);
    return {
      ...numbersOf(view, result),
      // The change itself would say more about a group than the scores of both dates do.
      change: isDated && result.change !== null ? publishedChange(view.model, result) : null,
      trend: isDated ? result.trend : null,
      scored_count: verdict.scored,
      distribution: cells && Object.fromEntries(cells.map(([band, { count }]) => [band, count])),
      under_min_cell: cells ? cells.flatMap(([band, { under }]) => (under === undefined ? [] : [band])) : [],
      withheld: false,
      min_cell: guard.settings.minCell,
    };
  };
  return {
    client,
    item: {
      client_id: client.id,
      name: client.name,
      ...numbers(total, guard.open && guard.covers(asOf) ? whole : undefined),
    },
    departments: departmentsOf(client).map((id) => ({
      department_id: id,
      name: nameOf(id),
      client_id: client.id,
      ...numbers(
        results.get(id) ?? total,
        parts.find((part) => part.id === id),
      ),
    })),
  };
}

const commonOf = (view: View) => ({ model: view.model.id, last_updated: iso(view.asOf), window: view.window });

const withheldNumbers = (view: View): GroupNumbers => ({
  ...{ employee_count: null, scored_count: null, average_score: null, band: null },
  ...{ distribution: null, trend: null, change: null, withheld: true },
  ...commonOf(view),
});

export function numbersOf(view: View, group: GroupResult): GroupNumbers {
  return {
    employee_count: group.people,
    scored_count: group.scored,
    average_score: group.published,
    band: group.band,
    distribution: group.distribution,
    trend: group.trend,
    change: group.change,
    ...commonOf(view),
  };
}

/** `dept_customer-success` → `Customer success`: records carry an id, not a title. */
export function nameOf(id: string): string {
  const words = id
    .replace(/^dept[_-]/, "")
    .replace(/[_-]+/g, " ")
    .trim();
  return words === "" ? id : words[0]!.toUpperCase() + words.slice(1);
}
