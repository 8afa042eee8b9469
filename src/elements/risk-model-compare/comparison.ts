import { bookOf, type Book } from "../../data/book.js";
import { groupsOf } from "../../data/groups.js";
import { clientsOf, peopleOf } from "../../data/lists.js";
import { modelFor } from "../../data/settings.js";
import type { BookInput, SubjectRef, SubjectView, ViewOptions } from "../../data/types.js";
import { kendallTauB } from "../../engine/compare.js";
import { riskSign, standing } from "../../engine/rules.js";
import type { Contribution, Model } from "../../engine/types.js";

/** One person, or one group where people are not shown, under every model. */
export interface Row {
  key: string;
  name: string;
  ref: SubjectRef;
  /** By model, in the order of the models. */
  views: SubjectView[];
  /** Where each score is on its scale: 0 the safest end, 1 the riskiest; null without a score. */
  levels: Array<number | null>;
}

export interface Pair {
  a: number;
  b: number;
  /** Null where a list has no two different values. */
  tau: number | null;
  /** Rows that both have a score for. */
  n: number;
}

/** A row that other models would put in other bands of the first. */
export interface MovedRow {
  row: Row;
  /** By the first model. */
  from: string;
  /** By each that differs, furthest apart first. */
  others: Array<{ model: number; to: string; gap: number }>;
  /** What the riskier of the furthest two counts most, and which of them that is. */
  why: { model: number; row: Contribution } | null;
}

export interface Comparison {
  models: Model[];
  books: Book[];
  rows: Row[];
  pairs: Pair[];
  moved: MovedRow[];
}

/** A place on a model's scale as a share of it, 0 the safest end. */
export function levelOf(model: Model, value: number): number {
  const [low, high] = model.scale;
  const share = (value - low) / (high - low);
  return riskSign(model) > 0 ? share : 1 - share;
}

/** The same data under each of the models. @throws {BookError} `unknown-model` */
export const booksOf = (input: BookInput, options: ViewOptions, models: ReadonlyArray<string | Model>): Book[] =>
  models.map((model) => bookOf(input, { ...options, model }));

/** People between two breaths. */
const SOME = 256;

/** Makes the views of a subject's people, which a book keeps, with a breath now and then. */
export function* viewsInSlices(book: Book, ref: SubjectRef, within: string | null): Generator<undefined, void> {
  if (book.audience === "client") return;
  let i = 0;
  for (const member of book.membersOf(ref, ref.kind === "client" ? null : within)) {
    book.personView(member);
    if (++i % SOME === 0) yield;
  }
}

/** The same subjects in each of the books, with a breath now and then. */
export function* compare(
  books: Book[],
  { input, options }: { input: BookInput; options: ViewOptions },
  models: ReadonlyArray<string | Model>,
  ref: SubjectRef | null,
  within: string | null,
): Generator<undefined, Comparison> {
  const list = (book: Book): SubjectView[] => {
    const subject = ref ?? book.whole;
    if (subject.kind === "person") return [book.subject(subject, within) ?? []].flat();
    const inside = subject.kind === "client" ? null : within;
    if (book.audience !== "client") return peopleOf(book, subject, inside);
    // People are not shown: the groups of the subject stand for them.
    if (subject.kind === "book" && book.clientIds.length > 1) return clientsOf(book);
    if (subject.kind === "client" || subject.kind === "book") return groupsOf(book, "department", subject.id || null);
    return [book.subject(subject, inside) ?? []].flat();
  };
  // A service's own number is of one model: under the others there is none.
  const own = bookOf(input, { ...options, model: options.model ?? input.model ?? models[0]! }).model.id;
  const lists = books.map((book, m) => {
    const model = modelFor(models[m], input.tenant, options.tenant);
    return list(book).map((view) => {
      if (!view.supplied || (view.model.id === own && model.id === own)) return view;
      return { ...view, model, bands: model.bands, score: null, published: null, band: null };
    });
  });
  const rows = (lists[0] ?? []).map((first, i): Row => {
    const views = lists.map((views) => views[i]!);
    return {
      key: JSON.stringify([first.client?.id, first.kind, first.id, i]),
      name: first.name,
      ref: { kind: first.kind, id: first.id },
      views,
      levels: views.map(({ model, published }) => (published === null ? null : levelOf(model, published))),
    };
  });
  yield;
  const compared = { models: lists.map((views, m) => views[0]?.model ?? books[m]!.model), books, rows };
  const pairs = yield* agreement(compared);
  return { ...compared, pairs, moved: movedRows(compared) };
}

/** Rank agreement of each pair of models, with a breath after each: it takes every pair of rows. */
function* agreement({ models, rows }: Pick<Comparison, "models" | "rows">): Generator<undefined, Pair[]> {
  const pairs: Pair[] = [];
  for (let a = 0; a < models.length; a++) {
    for (let b = a + 1; b < models.length; b++) {
      const [left, right] = [a, b].map((m) => rows.map(({ levels }) => levels[m]!)) as [Row["levels"], Row["levels"]];
      const n = left.filter((level, i) => level !== null && right[i] !== null).length;
      pairs.push({ a, b, tau: kendallTauB(left, right), n });
      yield;
    }
  }
  return pairs;
}

/** Whom other models put in other bands than the first, furthest apart first. */
function movedRows({ models, rows }: Pick<Comparison, "models" | "rows">): MovedRow[] {
  const [first] = models;
  const found = rows.flatMap((row): MovedRow | [] => {
    const [own = null, ...levels] = row.levels;
    const from = row.views[0]?.band ?? null;
    if (!first || own === null || from === null) return [];
    const [low, high] = first.scale;
    const others = levels.flatMap((level, k) => {
      if (level === null) return [];
      const share = riskSign(first) > 0 ? level : 1 - level;
      const to = standing(first, low + share * (high - low)).band!;
      return from === to ? [] : { model: k + 1, to, gap: Math.abs(level - own) };
    });
    others.sort((a, b) => b.gap - a.gap);
    const [far] = others;
    if (!far) return [];
    const riskier = row.levels[far.model]! > own ? far.model : 0;
    return { row, from, others, why: most(row.views[riskier]!, riskier) };
  });
  return found.sort((a, b) => b.others[0]!.gap - a.others[0]!.gap);
}

/** What raises a score most; null for a group, and where nothing does. */
function most({ person, model }: SubjectView, index: number): MovedRow["why"] {
  const sign = riskSign(model);
  const row = person?.contributions.reduce<Contribution | null>(
    (top, one) => (one.points * sign > Math.max(0, (top?.points ?? 0) * sign) ? one : top),
    null,
  );
  return row ? { model: index, row } : null;
}
