import { prepare, type Evidence } from "../engine/evidence.js";
import { measure } from "../engine/scoring.js";
import { age } from "../engine/time.js";
import type { Model } from "../engine/types.js";
import { kept } from "./kept.js";
import type { ClientInput } from "./types.js";

/** Time strings parsed and sorted once per supplied data, whatever is asked of it afterwards. */
const read = new WeakMap<ClientInput, Evidence[]>();

/** Everybody's evidence, or the first so many's; goes on where somebody else left off. */
export function evidenceOf(input: ClientInput, upTo = input.people.length): readonly Evidence[] {
  const known = kept(read, input, () => []);
  while (known.length < upTo) known.push(prepare(input.people[known.length]!));
  return known;
}

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
