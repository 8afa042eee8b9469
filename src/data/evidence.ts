import { prepare, type Evidence } from "../engine/evidence.js";
import { finish } from "../engine/finish.js";
import { measure } from "../engine/scoring.js";
import { age } from "../engine/time.js";
import type { Model } from "../engine/types.js";
import { kept } from "./kept.js";
import type { Book } from "./book.js";
import type { ClientInput, SubjectView } from "./types.js";

/** People between two breaths: a few milliseconds' worth, however much is known of them. */
const SOME = 16;

/** Time strings parsed and sorted once per supplied data, whatever is asked of it afterwards. */
const read = new WeakMap<ClientInput, Evidence[]>();

/** Everybody's evidence, with a breath now and then; goes on where somebody else left off. */
export function* evidenceInSlices(input: ClientInput): Generator<undefined, readonly Evidence[]> {
  const known = kept(read, input, () => []);
  while (known.length < input.people.length) {
    known.push(prepare(input.people[known.length]!));
    if (known.length % SOME === 0) yield;
  }
  return known;
}

/** Everybody's evidence at once. */
export const evidenceOf = (input: ClientInput): readonly Evidence[] => finish(evidenceInSlices(input));

/**
 * Everybody's scores at a date and nothing else. Where every event fades by itself no rows are made of them: a line of
 * scores asks for thirty dates of each person.
 */
export const scoresOf = (model: Model, people: readonly Evidence[], at: number): Array<number | null> =>
  model.fading
    ? people.map((person) => fadedScore(model.fading!, person, at))
    : measure(model, people, at).map(({ score }) => score);

function fadedScore({ weights, decay, score }: NonNullable<Model["fading"]>, { events }: Evidence, at: number) {
  let sum: number | null = null;
  for (const event of events) {
    if (event.at > at) break;
    const weight = weights[event.type];
    if (weight !== undefined) sum = (sum ?? 0) + weight * decay ** age(at, event.at);
  }
  return sum === null ? null : score(sum);
}

/** A client's view; what is slow about it, scoring many people, with a breath now and then. */
export function* clientView(book: Book, id: string): Generator<undefined, SubjectView | null> {
  yield* book.ahead(book.clientIds.indexOf(id));
  return book.subject({ kind: "client", id });
}
