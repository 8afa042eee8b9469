import { finish } from "../engine/finish.js";
import { rollUp, standing } from "../engine/rules.js";
import { DAY } from "../engine/time.js";
import type { Book } from "./book.js";
import { guardPart } from "./parts.js";
import type { SeriesPoint, SubjectRef, SubjectView } from "./types.js";

/**
 * Dates of a line: its first, then those of a grid that stays where it is, so that moving a line scores again only what is
 * new. @param step days
 */
export function datesBetween(from: number, to: number, step: number): number[] {
  const grid = Math.round(step * DAY);
  const dates = [from];
  for (let at = Math.ceil((from + 1) / grid) * grid; at < to; at += grid) dates.push(at);
  return dates;
}

/**
 * Scores over the window, oldest first. A supplied number has the points that came with it and no others.
 * @param days how far back; @param step days between points
 */
export function series(
  book: Book,
  ref: SubjectRef,
  within: string | null = null,
  days = book.window,
  step = 7,
): SeriesPoint[] {
  return finish(seriesInSlices(book, ref, within, days, step));
}

/** As `series`, with a breath after each client at each date: each scores its people. */
export function* seriesInSlices(
  book: Book,
  ref: SubjectRef,
  within: string | null,
  days: number,
  step: number,
): Generator<undefined, SeriesPoint[]> {
  const { asOf, audience, supplied } = book;
  const view = book.subject(ref, within);
  if (!view || view.withheld) return [];
  const from = asOf - days * DAY;
  const course = supplied?.courseIn(book, ref, within, from, view.score);
  if (course) return course.map(({ at, score }) => point(book, view, at, score));
  const read = reader(book, ref, within);
  // What a client may see depends on everyone, and a person's score on nobody else, or on all they are compared with.
  const homes =
    audience === "client"
      ? [...book.input.clients.keys()]
      : ref.kind === "person" && !view.model.measureAll
        ? []
        : new Set(book.membersOf(ref, within).map(({ client }) => client));
  const points: SeriesPoint[] = [];
  for (const date of datesBetween(from, asOf, step)) {
    for (const client of homes) {
      book.scoresAt(client, date);
      yield;
    }
    points.push(read(date));
  }
  return [...points, read(asOf)];
}

/** The score at any instant, what is later than it left out. @param at epoch ms */
export function pointAt(book: Book, ref: SubjectRef, within: string | null, at: number): SeriesPoint {
  return reader(book, ref, within)(at);
}

/** Who and what that is, found once for all dates of a line. */
function reader(book: Book, ref: SubjectRef, within: string | null): (at: number) => SeriesPoint {
  const { supplied } = book;
  const view = book.subject(ref, within);
  const past = supplied?.pastIn(book, ref, within);
  const members = past ? [] : book.membersOf(ref, within);
  return (at) => {
    let score = !view || view.withheld ? null : at === book.asOf ? view.score : undefined;
    if (score === undefined) {
      if (past) score = supplied!.scoreAt(past, at);
      else {
        const alone = ref.kind === "person" && !view!.model.measureAll;
        const scores = members.map((m) => (alone ? book.scoreOf(m, at) : book.scoresAt(m.client, at)[m.index]!));
        const told = book.audience === "internal" || guardPart().toldAt(book, ref, within, at);
        score =
          !told || book.mixed(members)
            ? null
            : ref.kind === "person"
              ? (scores[0] ?? null)
              : rollUp(view!.model, scores);
      }
    }
    return point(book, view, at, score);
  };
}

function point({ model, audience }: Book, view: SubjectView | null, at: number, exact: number | null): SeriesPoint {
  const { score, published, band } = standing(view?.model ?? model, exact);
  return { at, score: audience === "client" ? published : score, published, band };
}
