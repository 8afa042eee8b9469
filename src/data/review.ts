import { actionsOf, type Action } from "../engine/advise.js";
import { finish } from "../engine/finish.js";
import type { Counts, Masked } from "../engine/privacy.js";
import { riskSign, rollUp, standing, sum } from "../engine/rules.js";
import { scorePerson } from "../engine/score.js";
import { beyond } from "../engine/models/beyond.js";
import { prepare, type Evidence } from "../engine/evidence.js";
import type { Changes, EventRecord, Model, PersonRecord, ScoreOptions } from "../engine/types.js";
import { changed } from "../engine/what-if.js";
import { EVERYTHING, type Book, type Member } from "./book.js";
import { computedNumbers, keyOf } from "./numbers.js";
import { guardPart } from "./parts.js";
import type { SubjectRef, SubjectView } from "./types.js";
import { failuresOf, isFailure } from "./why.js";

/** What happened to a group over the window, by kind. `null` is a count the audience may not know exactly, or not at all. */
export interface Done {
  kind: string;
  count: number | null;
  under?: number;
}

/** People whose records are looked through in one go: a few milliseconds' worth. */
const BREATH = 100;

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

/** How often each kind of thing happened to somebody between two dates, in the order of `KINDS`. */
function tally(evidence: Evidence, from: number, to: number): number[] {
  const counts = new Map<string, number>();
  const add = (kind: string, n = 1): void => void counts.set(kind, (counts.get(kind) ?? 0) + n);
  for (const { type, at } of evidence.events) if (at > from && at <= to && !isFailure(type)) add(type);
  for (const { at } of evidence.breaches) if (at > from && at <= to) add("breach");
  // As the score counts them: a simulation that was clicked and filled in was failed once.
  const { simulations, threats } = failuresOf(evidence, from, to);
  add("simulation_failed", simulations);
  add("threat_clicked", threats);
  return KINDS.map((kind) => counts.get(kind) ?? 0);
}

const guarded = new WeakMap<Book, Map<string, Record<string, Masked>>>();

/** Counts of what is on record for a group's people between the window's start and the book's date. */
export function doneBy(book: Book, ref: SubjectRef, within: string | null): Done[] {
  return finish(doneInSlices(book, ref, within));
}

/** The same, with a breath now and then: what the client audience may know of a group depends on all of them. */
export function* doneInSlices(book: Book, ref: SubjectRef, within: string | null): Generator<undefined, Done[]> {
  if (book.subject(ref, within)?.withheld) return [];
  const sums = new Map<string, number[]>();
  const add = (key: string, counts: readonly number[]): void => {
    const sum = sums.get(key);
    if (!sum) sums.set(key, [...counts]);
    else counts.forEach((n, k) => (sum[k]! += n));
  };
  const own = keyOf(ref, within);
  const client = book.audience === "client";
  let known = guarded.get(book);
  if (!known) {
    const everyone = client ? book.membersOf(EVERYTHING, null) : book.membersOf(ref, within);
    for (let i = 0; i < everyone.length; i++) {
      const { client: home, index, person } = everyone[i]!;
      if (i % BREATH === BREATH - 1) yield;
      const counts = tally(book.evidence(home)[index]!, book.start, book.asOf);
      if (!client) {
        add(own, counts);
        continue;
      }
      const { id } = book.input.clients[home]!;
      add(keyOf(EVERYTHING, null), counts);
      add(keyOf({ kind: "client", id }, null), counts);
      for (const kind of ["department", "role"] as const)
        if (person[kind]) add(keyOf({ kind, id: person[kind] }, id), counts);
    }
    if (client) {
      const countsOf = (one: SubjectRef, inside: string | null): Counts | null => {
        const people = book.membersOf(one, inside).length;
        const counts = sums.get(keyOf(one, inside));
        const distribution = Object.fromEntries(KINDS.map((kind, k) => [kind, counts?.[k] ?? 0]));
        return people ? { people, scored: people, distribution } : null;
      };
      guarded.set(book, (known = guardPart().guardCounts(book, countsOf)));
    }
  }
  if (!known)
    return KINDS.flatMap((kind, k): Done | [] => ({ kind, count: sums.get(own)?.[k] ?? 0 })).filter(
      ({ count }) => count,
    );
  const told = known.get(own) ?? {};
  return KINDS.flatMap((kind): Done | [] => (told[kind] && told[kind].count !== 0 ? { kind, ...told[kind] } : []));
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
  // Records are kept as they came, whatever stands in them.
  const disputed = (events: unknown): number =>
    Array.isArray(events) ? events.filter((event: Partial<EventRecord> | null) => event?.disputed).length : 0;
  return sum(book.membersOf(ref, within).map(({ person }) => disputed(person.events)));
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

/** More people than this are not worked through: a report waits for it. */
export const MOST_PEOPLE = 5000;
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

/** What some people would score, by their place among the members. */
type Scores = ReadonlyMap<number, number>;

interface Planning {
  book: Book;
  model: Model;
  members: readonly Member[];
  /** Everybody's scores. */
  now: ReadonlyArray<number | null>;
  targets: Readonly<Record<string, number>>;
}

/** One thing to do, done by everybody whom it helps. */
interface Worked {
  id: string;
  /** The measure that it is about. */
  ref: string | undefined;
  /** Whom it helps. */
  who: Set<number>;
  /** What they would score, and whoever else would score something else for it. */
  scores: Scores;
}

interface Plan {
  moves: Map<string, Worked>;
  /** What everybody would score who does all that helps them of some. */
  together(keys: readonly string[]): Generator<undefined, Scores>;
}

/** A course by name is one person's; for a group it is the training as such. A measure is the same for all. */
const keyFor = ({ id, ref, changes }: Pick<Action, "id" | "ref" | "changes">): string =>
  changes.measures ? `${id} ${ref}` : id;
const measureOf = ({ ref, changes }: Pick<Action, "ref" | "changes">): string | undefined =>
  changes.measures ? ref : undefined;

/** Where everybody is scored by themselves. */
function* oneByOne({ book, model, members, targets }: Planning, chosen: readonly number[]): Generator<undefined, Plan> {
  const sign = riskSign(model);
  const moves = new Map<string, Worked & { scores: Map<number, number> }>();
  const taken = new Map<number, Map<string, Changes>>();
  const optionsOf = (i: number): ScoreOptions => ({ model, asOf: book.asOf, tenant: book.tenant(members[i]!.client) });
  for (const i of chosen) {
    yield;
    const best = new Map<string, Action>();
    for (const action of actionsOf(members[i]!.person, { ...optionsOf(i), targets })) {
      if (action.score === null || action.effect === null || action.effect * sign >= 0) continue;
      const key = keyFor(action);
      const known = best.get(key);
      if (!known || action.effect * sign < known.effect! * sign) best.set(key, action);
    }
    taken.set(i, new Map([...best].map(([key, { changes }]) => [key, changes])));
    for (const [key, action] of best) {
      const known = moves.get(key) ?? { id: action.id, ref: measureOf(action), who: new Set(), scores: new Map() };
      moves.set(key, known);
      known.who.add(i);
      known.scores.set(i, action.score!);
    }
  }
  return {
    moves,
    *together(keys) {
      const scores = new Map<number, number>();
      for (const [i, changes] of taken) {
        yield;
        const record = keys.reduce(
          (person, key) => changed(person, changes.get(key) ?? {}),
          members[i]!.person as PersonRecord,
        );
        const { score } = scorePerson(record, optionsOf(i));
        if (score !== null) scores.set(i, score);
      }
      return scores;
    },
  };
}

/** Where people are measured against each other: everybody does it at once, and a whole client is scored anew. */
function* inCohorts(
  { book, model, members, now, targets }: Planning,
  chosen: readonly number[],
): Generator<undefined, Plan> {
  const sign = riskSign(model);
  const offered = new Map<string, Pick<Worked, "id" | "ref"> & { changes: Map<number, Changes> }>();
  for (let n = 0; n < chosen.length; n++) {
    if (n % BREATH === 0) yield;
    const i = chosen[n]!;
    const { client, index } = members[i]!;
    for (const move of beyond(model).actions?.(book.evidence(client)[index]!, book.asOf, targets) ?? []) {
      const key = keyFor(move);
      const known = offered.get(key) ?? { id: move.id, ref: measureOf(move), changes: new Map<number, Changes>() };
      offered.set(key, known);
      if (!known.changes.has(i)) known.changes.set(i, move.changes);
    }
  }
  const scored = function* (changes: ReadonlyMap<number, readonly Changes[]>): Generator<undefined, Scores> {
    const scores = new Map<number, number>();
    const people = new Map<number, Evidence[]>();
    let n = 0;
    for (const [i, all] of changes) {
      if (n++ % BREATH === 0) yield;
      const { client, index, person } = members[i]!;
      const evidence = people.get(client) ?? [...book.evidence(client)];
      people.set(client, evidence);
      evidence[index] = prepare(all.reduce((record, one) => changed(record, one), person as PersonRecord));
    }
    const after = new Map<number, ReadonlyArray<number | null>>();
    for (const [client, evidence] of people) {
      yield;
      after.set(client, book.scores(client, book.asOf, evidence));
    }
    members.forEach(({ client, index }, i) => {
      const score = after.get(client)?.[index] ?? null;
      if (score !== null && now[i] !== null) scores.set(i, score);
    });
    return scores;
  };
  const moves = new Map<string, Worked>();
  for (const [key, { id, ref, changes }] of offered) {
    const helps = (scores: Scores, i: number): boolean => (scores.get(i)! - now[i]!) * sign < -1e-9;
    const doing = (who: Iterable<number>) => new Map([...who].map((i) => [i, [changes.get(i)!]]));
    let scores = yield* scored(doing(changes.keys()));
    const who = new Set([...changes.keys()].filter((i) => helps(scores, i)));
    // Whom it does not help does not do it, and others stand differently beside them.
    if (who.size && who.size < changes.size) scores = yield* scored(doing(who));
    if (who.size) moves.set(key, { id, ref, who, scores });
  }
  return {
    moves,
    together: (keys) => {
      const all = new Map<number, Changes[]>();
      for (const key of keys)
        for (const i of moves.get(key)!.who) all.set(i, [...(all.get(i) ?? []), offered.get(key)!.changes.get(i)!]);
      return scored(all);
    },
  };
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
): Generator<undefined, Next | null> {
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
  const chosen = all.slice(0, MOST_PEOPLE).map(({ i }) => i);
  // Whether it says so depends on nothing that such an audience is not told.
  const cut = guarded ? view.people! > MOST_PEOPLE : all.length > MOST_PEOPLE;
  const only = cut ? { only: { people: MOST_PEOPLE, total: guarded ? null : all.length } } : {};
  const plan: Planning = { book, model, members, now: scores.map(({ score }) => score), targets };
  const worked = model.measureAll ? yield* inCohorts(plan, chosen) : yield* oneByOne(plan, chosen);
  const { now } = plan;
  const exact = rollUp(model, now)!;
  const effectOf = (with_: Scores): number =>
    rollUp(
      model,
      now.map((score, i) => with_.get(i) ?? score),
    )! - exact;
  const helpful = [...worked.moves]
    .map(([key, { id, ref: measure, scores: with_, who }]) => {
      const target = measure === undefined ? undefined : targets[measure];
      // Those whom it helps need not be in all of them; the client audience is told no more than the whole choice.
      const where = guarded ? bands : bands.filter((band) => [...who].some((i) => scores[i]!.band === band));
      const step = { id, ref: measure, target, bands: where };
      const people = who.size;
      return { key, people, step: { ...step, people: guarded ? null : people, effect: effectOf(with_) } };
    })
    .filter(({ step }) => step.effect * sign < 0)
    .sort((a, b) => (a.step.effect - b.step.effect) * sign);
  // What a few people's effect on a score is tells what they scored.
  const ranked = helpful.filter(({ people }) => people >= least).slice(0, MOST_STEPS);
  const steps = ranked.map(({ step }) => step);
  if (!steps.length && helpful.length) return { steps, few: true, together: null };
  if (steps.length < 2) return { steps, ...only, together: null };
  const everything = yield* worked.together(ranked.map(({ key }) => key));
  const effect = effectOf(everything);
  const { published, band: reached } = standing(model, exact + effect);
  return {
    steps,
    ...only,
    together: published === null ? null : { effect, score: exact + effect, published, band: reached },
  };
}
