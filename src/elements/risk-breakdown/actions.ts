import { clientRecord, peopleOf, personRecord } from "../../data/lists.js";
import type { SubjectView } from "../../data/types.js";
import { adviseAmong } from "../../engine/advise.js";
import { changed, DAY, getModel, prepare, scoreClient, type Action, type Advice } from "../../engine/index.js";
import { beyond } from "../../engine/models/beyond.js";
import type { Changes, PersonRecord } from "../../engine/types.js";
import { targetOf, WAIT } from "../shared/todo.js";
import type { Kit } from "./kit.js";

/** Something to do: by one person, or by everyone of a group who can. */
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
  set: Pick<Advice, "fewest" | "together" | "byTime"> | null;
}

const trains = ({ add = [], measures = {} }: Changes): boolean =>
  "training" in measures || add.some((item) => "type" in item && item.type === "training_completed");

/** What would lower the risk of the subject; null where its records are not here. */
export function counselOf(kit: Kit, targets: Readonly<Record<string, number>>): Counsel | null {
  const { view, book } = kit;
  if (view.score === null) return null;
  return view.kind === "person"
    ? ofPerson(kit, targets)
    : view.kind === "client"
      ? ofClient(kit, clientRecord(book, view.id), targets)
      : null;
}

function sorted(todos: Todo[], { risk }: Kit): Todo[] {
  return todos.filter(({ effect }) => effect * risk < -1e-9).sort((a, b) => (a.effect - b.effect) * risk);
}

function ofPerson(kit: Kit, targets: Readonly<Record<string, number>>): Counsel | null {
  const { view, book } = kit;
  const record = personRecord(book, view.id, view.client?.id);
  if (!record) return null;
  const { model, asOf } = view;
  // As read for the score: reading it again takes longer than all that is asked of it.
  const { client, index } = book.memberOf(view.id, view.client?.id)!;
  const people = book.evidence(client);
  const scored = getModel(model, record.tenant);
  const among = scored.measureAll ? { people, index } : { people: [people[index]!], index: 0 };
  const { advice, at } = adviseAmong({ model: scored, ...among }, { asOf, targets });
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
  return { todos: sorted(todos, kit), set };
}

/** A client's is measured on its roll-up, where everyone who can does the same: it is not the sum of theirs. */
function ofClient(
  kit: Kit,
  record: { people: readonly PersonRecord[] } | null,
  targets: Readonly<Record<string, number>>,
): Counsel | null {
  const { view, book } = kit;
  if (!record) return null;
  const { model, asOf } = view;
  const scores = peopleOf(book, { kind: view.kind, id: view.id });
  const byMove = new Map<string, Map<string, { changes: Changes; ref: string | undefined }>>();
  record.people.forEach((person, i) => {
    // Who has no score yet would gain one, and move the mean by being counted.
    if (scores[i]!.score === null) return;
    for (const { id, ref, changes } of beyond(model).actions?.(prepare(person), asOf, targets) ?? []) {
      // One course is enough: a client's people have courses of their own.
      const key = JSON.stringify([id, targetOf(changes) === undefined ? "" : ref]);
      const who = byMove.get(key) ?? new Map<string, { changes: Changes; ref: string | undefined }>();
      byMove.set(key, who);
      const known = who.get(person.id);
      if (!known) who.set(person.id, { changes, ref });
      else if (changes.notify) known.changes = { notify: [...(known.changes.notify ?? []), ...changes.notify] };
    }
  });
  const todos = [...byMove].map(([key, who]): Todo => {
    const [id, ref] = JSON.parse(key) as [string, string];
    const people = record.people.map((person) => {
      const move = who.get(person.id);
      return move ? changed(person, move.changes) : person;
    });
    const { score, published, band } = scoreClient({ people }, { model, asOf });
    const [first] = who.values();
    return {
      id,
      ref,
      target: targetOf(first!.changes),
      score,
      published,
      band,
      effect: score === null ? 0 : score - view.score!,
      people: [...who.keys()],
      assignable: trains(first!.changes),
    };
  });
  return { todos: sorted(todos, kit), set: null };
}

const known = new WeakMap<SubjectView, Map<string, Counsel | null>>();

/** The same, once per view and targets: a view is new whenever anything behind it is. */
export function counsel(kit: Kit, targets: Readonly<Record<string, number>>): Counsel | null {
  const key = JSON.stringify(targets);
  const mine = known.get(kit.view) ?? new Map<string, Counsel | null>();
  known.set(kit.view, mine);
  if (!mine.has(key)) mine.set(key, counselOf(kit, targets));
  return mine.get(key)!;
}
