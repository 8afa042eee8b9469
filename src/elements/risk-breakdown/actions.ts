import type { Book } from "../../data/book.js";
import { clientRecord } from "../../data/lists.js";
import type { SubjectRef, SubjectView } from "../../data/types.js";
import { addedBy, adviseAmong, withAdded, type Action, type Advice } from "../../engine/advise.js";
import { known } from "../../engine/evidence.js";
import { finish } from "../../engine/finish.js";
import { beyond } from "../../engine/models/beyond.js";
import { riskSign, rollUp, standing } from "../../engine/rules.js";
import { measure } from "../../engine/scoring.js";
import { DAY } from "../../engine/time.js";
import type { Changes } from "../../engine/types.js";
import { readOf } from "../shared/scorer.js";
import { targetOf, WAIT } from "../shared/todo.js";
import type { Kit } from "./kit.js";

/** Something to do: by one person, or by everyone of a group whom it helps. */
export interface Todo extends Pick<Action, "id" | "score" | "published" | "band"> {
  ref?: string | undefined;
  /** A measure's target. */
  target?: number | undefined;
  effect: number;
  /** Whose it is to do. */
  people: string[];
  /** Training that a source may assign. */
  assignable: boolean;
}

export interface Counsel {
  /** What lowers the risk, most first. */
  todos: Todo[];
  /** Of one person: the fewest that reach the next band, and when time alone does. */
  set: (Pick<Advice, "fewest" | "together" | "byTime"> & { bandByTime: string | null }) | null;
}

const trains = ({ add = [], measures = {} }: Changes): boolean =>
  "training" in measures || add.some((item) => "type" in item && item.type === "training_completed");

type About = Pick<Kit, "book" | "view">;

/** People of a client between two breaths. */
const BREATH = 64;

/** What would lower the risk of the subject; null where its records are not here. */
function* counselOf(about: About, targets: Readonly<Record<string, number>>): Generator<undefined, Counsel | null> {
  const { view } = about;
  if (view.score === null) return null;
  if (view.kind === "client") return yield* ofClient(about, targets);
  return view.kind === "person" ? ofPerson(about, targets) : null;
}

function sorted(todos: Todo[], view: SubjectView): Todo[] {
  const risk = riskSign(view.model);
  return todos.filter(({ effect }) => effect * risk < -1e-9).sort((a, b) => (a.effect - b.effect) * risk);
}

function ofPerson({ view, book }: About, targets: Readonly<Record<string, number>>): Counsel | null {
  const read = readOf(book, view);
  if (!read) return null;
  const { model, asOf } = view;
  const { advice, at } = adviseAmong({ model, ...read }, { asOf, targets });
  const { actions, ...set } = advice;
  const todos = actions.map((action): Todo => ({
    ...action,
    effect: action.effect ?? 0,
    target: targetOf(action.changes),
    people: [view.id],
    assignable: trains(action.changes),
  }));
  const { score, published, band } = at(asOf + WAIT * DAY);
  if (score !== null) {
    todos.push({ id: "wait", score, published, band, effect: score - view.score!, people: [], assignable: false });
  }
  const bandByTime = set.byTime === null ? null : at(set.byTime).band;
  return { todos: sorted(todos, view), set: { ...set, bandByTime } };
}

/** A client's is measured on its roll-up, where everyone whom it helps does the same: it is not the sum of theirs. */
function* ofClient(
  { view, book }: About,
  targets: Readonly<Record<string, number>>,
): Generator<undefined, Counsel | null> {
  if (!clientRecord(book, view.id)) return null;
  const { model, asOf } = view;
  const home = book.clientIds.indexOf(view.id);
  const people = book.evidence(home).map((person) => known(person, asOf));
  const scores = book.scored(home, asOf);
  const byMove = new Map<string, Map<number, { changes: Changes; ref: string | undefined }>>();
  for (let i = 0; i < people.length; i++) {
    const person = people[i]!;
    if (i % BREATH === 0) yield;
    // Who has no score yet would gain one, and move the mean by being counted.
    if (scores[i]!.score === null) continue;
    for (const { id, ref, changes } of beyond(model).actions?.(person, asOf, targets) ?? []) {
      // One course is enough: a client's people have courses of their own.
      const key = JSON.stringify([id, targetOf(changes) === undefined ? "" : ref]);
      const who = byMove.get(key) ?? new Map<number, { changes: Changes; ref: string | undefined }>();
      byMove.set(key, who);
      const mine = who.get(i);
      if (!mine) who.set(i, { changes, ref });
      else if (changes.notify) mine.changes = { notify: [...(mine.changes.notify ?? []), ...changes.notify] };
    }
  }
  const todos: Todo[] = [];
  const risk = riskSign(model);
  const helps = (i: number, score: number | null): boolean =>
    score !== null && (score - scores[i]!.score!) * risk < -1e-9;
  for (const [key, who] of byMove) {
    const [id, ref] = JSON.parse(key) as [string, string];
    const all = scores.map(({ score }) => score);
    const then = [...people];
    let n = 0;
    for (const [i, { changes }] of who) {
      if (n++ % BREATH === 0) yield;
      then[i] = withAdded(people[i]!, [addedBy(changes, -1)]);
      if (model.measureAll) continue;
      const { score } = model.measure(then[i], asOf);
      if (helps(i, score)) all[i] = score;
      else who.delete(i);
    }
    if (model.measureAll) {
      yield;
      const together = measure(model, then, asOf);
      const rest = [...who.keys()].filter((i) => !helps(i, together[i]!.score));
      for (const i of rest) {
        who.delete(i);
        then[i] = people[i]!;
      }
      yield;
      // Whoever is measured against them stands differently beside those who do nothing.
      (rest.length && who.size ? measure(model, then, asOf) : together).forEach(({ score }, i) => (all[i] = score));
    }
    yield;
    if (!who.size) continue;
    const { score, published, band } = standing(model, rollUp(model, all));
    const [first] = who.values();
    todos.push({
      id,
      ref,
      target: targetOf(first!.changes),
      score,
      published,
      band,
      effect: score === null ? 0 : score - view.score!,
      people: [...new Set([...who.keys()].map((i) => scores[i]!.id))],
      assignable: trains(first!.changes),
    });
  }
  return { todos: sorted(todos, view), set: null };
}

const told = new WeakMap<SubjectView, Map<string, Counsel | null>>();

/** The same, once per view and targets: a view is new whenever anything behind it is. */
function* counselOnce(about: About, targets: Readonly<Record<string, number>>): Generator<undefined, Counsel | null> {
  const key = JSON.stringify(targets);
  const mine = told.get(about.view) ?? new Map<string, Counsel | null>();
  told.set(about.view, mine);
  if (!mine.has(key)) mine.set(key, yield* counselOf(about, targets));
  return mine.get(key)!;
}

export const counsel = (about: About, targets: Readonly<Record<string, number>>): Counsel | null =>
  finish(counselOnce(about, targets));

/** Ahead of that, for a subject of very many people: takes a breath now and then. */
export function* counselling(
  book: Book,
  ref: SubjectRef,
  within: string | null,
  targets: Readonly<Record<string, number>>,
): Generator<undefined, void> {
  const view = book.subject(ref, within);
  if (view) yield* counselOnce({ book, view }, targets);
}
