import { actionsOf, type Action } from "../engine/advise.js";
import { riskSign, rollUp, standing } from "../engine/rules.js";
import { scorePerson } from "../engine/score.js";
import { DAY } from "../engine/time.js";
import type { Changes, PersonRecord, ScoreOptions } from "../engine/types.js";
import { changed } from "../engine/what-if.js";
import type { Book } from "./book.js";
import { computedNumbers } from "./numbers.js";
import type { SubjectRef, SubjectView } from "./types.js";
import { failuresOf, isFailure } from "./why.js";

/** What happened to a group over the window, by kind. `null` is a count the audience may not know exactly. */
export interface Done {
  kind: string;
  count: number | null;
  under?: number;
}

const KINDS = [
  "simulation_sent",
  "simulation_failed",
  "simulation_reported",
  "training_assigned",
  "training_completed",
  "quiz_passed",
  "threat_reported",
  "threat_clicked",
  "breach",
];

/** Counts of what is on record for a group's people between the window's start and the book's date. */
export function doneBy(book: Book, ref: SubjectRef, within: string | null): Done[] {
  if (book.subject(ref, within)?.withheld) return [];
  const [from, to] = [book.asOf - book.window * DAY, book.asOf];
  const counts = new Map<string, number>();
  const add = (kind: string, n = 1): void => void counts.set(kind, (counts.get(kind) ?? 0) + n);
  for (const { client, index } of book.membersOf(ref, within)) {
    const evidence = book.evidence(client)[index]!;
    for (const { type, at } of evidence.events) if (at > from && at <= to && !isFailure(type)) add(type);
    for (const { at } of evidence.breaches) if (at > from && at <= to) add("breach");
    // As the score counts them: a simulation that was clicked and filled in was failed once.
    const { simulations, threats } = failuresOf(evidence, from, to);
    add("simulation_failed", simulations);
    add("threat_clicked", threats);
  }
  const least = book.setting("min_cell", 5);
  return KINDS.flatMap((kind): Done | [] => {
    const count = counts.get(kind) ?? 0;
    if (!count) return [];
    return book.audience === "client" && count < least ? { kind, count: null, under: least } : { kind, count };
  });
}

/** Those of a client's people who are in no department, as a group of their own; null where there is nobody, or numbers came as such. */
export function restOf(book: Book, client: SubjectView): SubjectView | null {
  const rest = book.membersOf(client, null).filter(({ person }) => !person.department);
  if (!rest.length || rest.some(({ person }) => person.supplied) || client.supplied) return null;
  const scores = rest.map(({ client, index }) => book.scored(client, book.asOf)[index]!);
  const before = rest.map(({ client, index }) => book.scoresAt(client, book.start)[index]!);
  const numbers = computedNumbers("", book.asOf, client.model, scores, before, []);
  return { ...client, kind: "department", id: "", name: "", ...numbers };
}

/** How many events are on record and do not count because somebody disputes them; the client audience is told of none. */
export function disputedOf(book: Book, ref: SubjectRef, within: string | null): number {
  if (book.audience === "client") return 0;
  return book
    .membersOf(ref, within)
    .reduce((n, { person }) => n + (person.events ?? []).filter(({ disputed }) => disputed).length, 0);
}

/** One thing to do for several people, and what the group's score would come to. */
export interface Step {
  id: string;
  ref?: string | undefined;
  target?: number | undefined;
  /** How many do it; null for the client audience, which could take those off the counts that it has. */
  people: number | null;
  /** Where those people stand now, riskiest first. */
  bands: readonly string[];
  /** Of the group's score, score units; below 0 lowers it. */
  effect: number;
}

export interface Next {
  steps: Step[];
  /** Something would lower the score, for so few people that it would tell theirs: the client audience is told none of it. */
  few?: boolean;
  /** Only so many were worked through, those at most risk, of how many; `null`: the audience may not know of how many. */
  only?: { people: number; total: number | null };
  /** What all of them come to together: a person's actions overlap. */
  together: { effect: number; score: number; published: number; band: string | null } | null;
}

/** More people than this are not worked through: each is scored anew with each action. */
const MOST_PEOPLE = 40;
const MOST_STEPS = 3;

/**
 * The riskiest bands that hold `least` people, as far as the audience may count them: what it is told of them tells nothing
 * that it does not know. Null where none do.
 */
function bandsTold(order: readonly string[], { distribution }: SubjectView, least: number): string[] | null {
  const bands: string[] = [];
  let people = 0;
  for (const id of order) {
    const count = distribution?.find(({ band }) => band === id)?.count;
    if (count === 0) continue;
    bands.push(id);
    people += count ?? 0;
    if (people >= least) return bands;
  }
  return null;
}

/**
 * What would change a group's score most: the people of the two riskiest bands that have any (for the client audience, of as
 * many as hold people enough to be told of), each action done by all of them whose record allows it, measured on the roll-up
 * (which need not fall when a person's score does). Yields between people, so that a caller can keep a page answering.
 */
export function* nextSteps(
  book: Book,
  ref: SubjectRef,
  within: string | null,
  targets: Readonly<Record<string, number>>,
): Generator<void, Next | null> {
  const view = book.subject(ref, within);
  if (!view || view.withheld || view.supplied || view.score === null || ref.kind === "person") return null;
  const { model } = view;
  const sign = riskSign(model);
  const members = book.membersOf(ref, within);
  const scores = members.map(({ client, index }) => book.scored(client, book.asOf)[index]!);
  const guarded = book.audience === "client";
  const least = guarded ? book.setting("min_group", 10) : 0;
  const order = (sign > 0 ? [...model.bands].reverse() : [...model.bands]).map(({ id }) => id);
  const bands = guarded
    ? bandsTold(order, view, least)
    : order.filter((id) => scores.some(({ band }) => band === id)).slice(0, 2);
  if (!bands) return { steps: [], few: true, together: null };
  const all = scores
    .map((score, i) => ({ score, i }))
    .filter(({ score }) => score.band !== null && bands.includes(score.band))
    .sort((a, b) => (b.score.score! - a.score.score!) * sign);
  const chosen = all.slice(0, MOST_PEOPLE);
  // Whether it says so depends on nothing that such an audience is not told.
  const cut = guarded ? view.people! > MOST_PEOPLE : all.length > MOST_PEOPLE;
  const only = cut ? { only: { people: MOST_PEOPLE, total: guarded ? null : all.length } } : {};
  const found = new Map<string, { step: Omit<Step, "people" | "effect">; scores: Map<number, number> }>();
  const taken = new Map<number, Map<string, Changes>>();
  const records: PersonRecord[] = members.map(({ person }) => person);
  const optionsOf = (i: number): ScoreOptions => {
    const { client } = members[i]!;
    const cohort = model.measureAll ? records.filter((_, k) => members[k]!.client === client) : undefined;
    return { model, asOf: book.asOf, tenant: book.tenant(client), cohort };
  };
  for (const { i } of chosen) {
    yield;
    const best = new Map<string, Action>();
    for (const action of actionsOf(records[i]!, { ...optionsOf(i), targets })) {
      if (action.score === null || action.effect === null || action.effect * sign >= 0) continue;
      // A course by name is one person's; for a group it is the training as such. A measure is the same for all.
      const key = action.changes.measures ? `${action.id} ${action.ref}` : action.id;
      const known = best.get(key);
      if (!known || action.effect * sign < known.effect! * sign) best.set(key, action);
    }
    taken.set(i, new Map([...best].map(([key, { changes }]) => [key, changes])));
    for (const [key, { id, ref: about, changes, score }] of best) {
      const measured = changes.measures ? about : undefined;
      let known = found.get(key);
      if (!known) {
        const step = { id, ref: measured, target: measured && targets[measured], bands } as Omit<
          Step,
          "people" | "effect"
        >;
        found.set(key, (known = { step, scores: new Map() }));
      }
      known.scores.set(i, score!);
    }
  }
  const now = scores.map(({ score }) => score);
  const exact = rollUp(model, now)!;
  const effectOf = (with_: ReadonlyMap<number, number>): number =>
    rollUp(
      model,
      now.map((score, i) => with_.get(i) ?? score),
    )! - exact;
  const helpful = [...found]
    .map(([key, { step, scores: with_ }]) => {
      const people = with_.size;
      return { key, people, step: { ...step, people: guarded ? null : people, effect: effectOf(with_) } };
    })
    .filter(({ step }) => step.effect * sign < 0)
    .sort((a, b) => (a.step.effect - b.step.effect) * sign);
  // What a few people's effect on a score is tells what they scored.
  const ranked = helpful.filter(({ people }) => people >= least).slice(0, MOST_STEPS);
  const steps = ranked.map(({ step }) => step);
  if (!steps.length && helpful.length) return { steps, few: true, together: null };
  if (steps.length < 2) return { steps, ...only, together: null };
  const everything = new Map<number, number>();
  for (const [i, changes] of taken) {
    yield;
    const record = ranked.reduce((person, { key }) => changed(person, changes.get(key) ?? {}), records[i]!);
    const { score } = scorePerson(record, optionsOf(i));
    if (score !== null) everything.set(i, score);
  }
  const effect = effectOf(everything);
  const { published, band: reached } = standing(model, exact + effect);
  return {
    steps,
    ...only,
    together: published === null ? null : { effect, score: exact + effect, published, band: reached },
  };
}
