import type { Book } from "../../data/book.js";
import { hideInSlices } from "../../data/breaths.js";
import { groupsOf } from "../../data/groups.js";
import { eventsOf, peopleOf } from "../../data/lists.js";
import { plain } from "../../data/names.js";
import type { Redact, SubjectRef, SubjectView } from "../../data/types.js";
import { DAY, EVENT_TYPES, parseTime, type Columns, type EventRecord, type Model } from "../../engine/index.js";
import { NONE, TRENDS, type Group, type Roster } from "./roster.js";

/** Points of a trend line. */
const LINE = 13;

/** What counts as having failed: the simulations and threats that somebody fell for. */
export const FAILURES = [
  "simulation_clicked",
  "simulation_qr_scanned",
  "simulation_attachment_opened",
  "simulation_submitted",
  "threat_clicked",
];

/** Dates of the trend lines over a window, oldest first. */
export const lineDates = (asOf: number, window: number): number[] =>
  [...Array<undefined>(LINE)].map((_, i) => asOf - Math.round((window * DAY * (LINE - 1 - i)) / (LINE - 1)));

/** Texts by number, "" first. */
export class Words {
  readonly list: string[] = [""];
  readonly #places = new Map([["", 0]]);
  place(text: string | undefined): number {
    const word = plain(text);
    let place = this.#places.get(word);
    if (place === undefined) this.#places.set(word, (place = this.list.push(word) - 1));
    return place;
  }
}

export interface Want {
  book: Book;
  /** Limits the ranking to a client, a department or a role. */
  ref: SubjectRef;
  within: string | null;
  /** Whose people are ranked: scores of different models say different things. */
  model: Model;
  redact: Redact;
  /** Everyone's evidence in columns, in the order of the book's people. */
  columns?: Columns | null | undefined;
}

/** Ids of the clients whose people may be in it: of a refused one nobody has a score, on any scale. */
export function homesOf({ book, ref, within, model }: Want): string[] {
  const only = ref.kind === "client" ? ref.id : within;
  return book.clientIds.filter((id, client) => {
    const own = book.modelOf(client);
    return (only === null || id === only) && (own.id === model.id || book.refusal(own));
  });
}

/**
 * Everyone of a book (or of one subject in it) in columns, from their views. Work is done between yields of a client
 * each, which say what share of it is done.
 */
export function* fromViews(want: Want): Generator<number, Roster> {
  const { book, ref } = want;
  const chosen = homesOf(want);
  const passes = (view: SubjectView): boolean =>
    ref.kind === "department" || ref.kind === "role"
      ? view[ref.kind] === ref.id
      : ref.kind !== "person" || view.id === ref.id;
  const { add, roster } = collect(want.model);
  for (let i = 0; i < chosen.length; i++) {
    const id = chosen[i]!;
    for (const view of peopleOf(book, { kind: "client", id })) {
      if (passes(view)) add(view, lastFailure(eventsOf(book, view.id, id), book.asOf));
    }
    yield (i + 1) / chosen.length;
  }
  return roster;
}

/**
 * What the client audience may see instead of people: each client's departments (or roles, where one is asked for), and
 * the clients themselves where there are none. Across clients a department would be the sum of some that may be shown
 * and some that may not.
 */
export function* fromGroups(want: Want): Generator<number, Roster> {
  const { book, ref } = want;
  const { kind } = ref;
  const chosen = homesOf(want);
  const part = kind === "role" ? kind : "department";
  const { add, roster } = collect(want.model);
  const groups: Group[] = [];
  const group = (view: SubjectView): void => {
    add(view);
    groups.push({ kind: view.kind, people: view.people, withheld: view.withheld });
  };
  for (const _ of hideInSlices(book)) yield 0;
  for (let i = 0; i < chosen.length; i++) {
    const id = chosen[i]!;
    for (const view of groupsOf(book, part, id)) if (kind !== part || view.id === ref.id) group(view);
    yield (i + 1) / chosen.length;
  }
  if (!groups.length && kind !== part)
    for (const id of chosen) {
      const view = book.subject({ kind: "client", id });
      if (view) group(view);
    }
  return { ...roster, groups };
}

/** An empty roster, and what puts one more into it. */
function collect(model: Model): {
  roster: Roster;
  add: (view: SubjectView, last?: { at: number; type: number }) => void;
} {
  const words = new Words();
  const ids: string[] = [];
  const names: string[] = [];
  const clients: Array<{ id: string; name: string; model: Model }> = [];
  const numbers = [...Array<undefined>(8)].map((): number[] => []);
  const [client, department, role, score, published, band, change, trend] = numbers as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  const failures: Array<ReturnType<Roster["failure"]>> = [];
  const failure: Roster["failure"] = (i) => failures[i]!;
  const add = (view: SubjectView, last = { at: NaN, type: 0 }): void => {
    const home = view.client ?? { id: "", name: "" };
    if (clients.at(-1)?.id !== home.id || !clients.length) clients.push({ ...home, model: view.model });
    ids.push(view.id);
    names.push(view.name);
    client.push(clients.length - 1);
    department.push(words.place(view.department));
    role.push(words.place(view.role));
    score.push(view.score ?? NaN);
    published.push(view.published ?? NaN);
    band.push(place(view.bands.findIndex(({ id }) => id === view.band)));
    change.push(view.change ?? NaN);
    trend.push(place(view.trend === null ? -1 : TRENDS.indexOf(view.trend)));
    failures.push(last);
  };
  const who = { model, ids, names, client, clients, department, role, words: words.list };
  return { add, roster: { ...who, score, published, band, change, trend, failure } };
}

export const place = (index: number): number => (index < 0 ? NONE : index);

/** The newest event that counts as a failure; NaN where there is none. */
function lastFailure(events: readonly EventRecord[] | undefined, asOf: number): { at: number; type: number } {
  let last = { at: NaN, type: 0 };
  for (const event of Array.isArray(events) ? (events as Array<EventRecord | null>) : []) {
    const type = (EVENT_TYPES as readonly string[]).indexOf(event?.type ?? "");
    if (!event || !FAILURES.includes(event.type) || event.scored === false || event.disputed) continue;
    const at = parseTime(event.at);
    if (at !== null && at <= asOf && !(at <= last.at)) last = { at, type };
  }
  return last;
}
