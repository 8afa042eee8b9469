import type { Model, ModelDefinition, PersonScore, Trend } from "./types.js";

type Scale = Pick<ModelDefinition, "scale" | "direction" | "precision" | "bands">;

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Half up at 9 decimals: what two machines agree on. */
export const round9 = (value: number): number => Math.floor(value * 1e9 + 0.5) / 1e9;

/** A table: powers are worked out one by one. */
const TENS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/** A score as it is shown: half up to the model's precision, after rounding half up to 9 decimals. */
export const publish = ({ precision }: Pick<Scale, "precision">, score: number): number => {
  const step = TENS[9 - precision]!;
  return Math.floor((Math.floor(score * 1e9 + 0.5) + step / 2) / step) / TENS[precision]!;
};

/** The band a published score falls in; the first where it lies below all. */
export const bandOf = ({ bands }: Pick<Scale, "bands">, published: number): string =>
  (bands.findLast((band) => published >= band.from) ?? bands[0]!).id;

/** A score with what is shown of it. */
export function standing(model: Scale, score: number | null): Pick<PersonScore, "score" | "published" | "band"> {
  const published = score === null ? null : publish(model, score);
  return { score, published, band: published === null ? null : bandOf(model, published) };
}

/** 1 where more is riskier, -1 where less is. */
export const riskSign = ({ direction }: Pick<Scale, "direction">): number =>
  direction === "lower-is-riskier" ? -1 : 1;

/** Least share of the scale that counts as a move. */
export const MOVE = 0.02;

/** How a score moved between two dates, in score units; null where either has none. */
export function trendOf(
  model: Pick<Scale, "scale" | "direction">,
  before: number | null,
  now: number | null,
): { change: number | null; trend: Trend | null } {
  if (before === null || now === null) return { change: null, trend: null };
  const change = round9(now - before);
  const risk = change * riskSign(model);
  const least = round9((model.scale[1] - model.scale[0]) * MOVE);
  return { change, trend: risk >= least ? "worsening" : risk <= -least ? "improving" : "stable" };
}

/** A change as it is shown: rounded as scores are published, alike on both sides of 0. */
export const roundedChange = (model: Pick<Scale, "precision">, change: number): number =>
  Math.sign(change) * publish(model, Math.abs(change));

/** Decimals in which changes differ. */
const MOST_DIGITS = 9;

/**
 * How many decimals a change has beside its word: as many as scores, and more where its number would be called otherwise
 * (+1.6 of 100 is stable, and +2 is worsening). A service's word may go by something else.
 */
export function changeDigits(
  model: Pick<Scale, "scale" | "direction" | "precision">,
  { change, trend }: Pick<PersonScore, "change" | "trend">,
): number {
  const { precision } = model;
  for (let digits = precision; digits <= MOST_DIGITS; digits++) {
    const shown = roundedChange({ precision: digits }, change!);
    if (trendOf(model, 0, shown).trend === trend) return digits;
  }
  return precision;
}

/**
 * What those may know of a change who know published scores only: how far apart the two are. The change itself would tell
 * them more, and rounded by itself it would contradict them (31.6 to 30.3 is 1.3 less, and 32 to 30 two).
 */
export const publishedChange = (
  model: Pick<Scale, "precision">,
  { score, published, change }: Pick<PersonScore, "score" | "published" | "change">,
): number => {
  if (change === null || score === null || published === null) return change ?? 0;
  // Differences of decimal numbers are none themselves.
  return publish(model, published - publish(model, score - change));
};

/** How much of its group's score each counts for, all of them summing to 1; null for a person without a score. */
export function portions(model: Pick<Model, "weights">, scores: ReadonlyArray<number | null>): Array<number | null> {
  const known = scores.filter((score) => score !== null);
  const weights = model.weights?.(known) ?? known.map(() => 1);
  const total = sum(weights);
  let next = 0;
  return scores.map((score) => (score === null ? null : weights[next++]! / total));
}

/** What each score contributes to its group's, in score units: they sum to the roll-up; null without a score. */
export const shares = (model: Pick<Model, "weights">, scores: ReadonlyArray<number | null>): Array<number | null> =>
  portions(model, scores).map((portion, i) => (portion === null ? null : portion * scores[i]!));

/** The score of a client, department or role from its people's unrounded scores; null where none has one. */
export function rollUp(model: Pick<Model, "weights">, scores: ReadonlyArray<number | null>): number | null {
  const known = scores.filter((score) => score !== null);
  const weights = model.weights?.(known);
  let total = 0;
  let all = 0;
  // A book has a hundred thousand of them: nothing is made of each.
  known.forEach((score, i) => {
    const weight = weights?.[i] ?? 1;
    total += weight;
    all += weight * score;
  });
  return known.length ? all / total : null;
}

/** Competition ranks of published scores: 1 the riskiest, equals share a place; null without a score. */
export function ranks(model: Pick<Scale, "direction">, published: ReadonlyArray<number | null>): Array<number | null> {
  const places = new Map<number, number>();
  published
    .filter((score) => score !== null)
    .sort((a, b) => (b - a) * riskSign(model))
    .forEach((score, i) => places.has(score) || places.set(score, i + 1));
  return published.map((score) => (score === null ? null : places.get(score)!));
}

/** What `movers` reads of a person or client. */
export type Mover = Pick<PersonScore, "change" | "published"> & { id?: string };

/** Whoever moved, furthest first; ties by the riskier published score, then by id. */
export function movers<T extends Mover>(
  model: Pick<Scale, "direction">,
  scores: readonly T[],
): { worsening: T[]; improving: T[] } {
  const sign = riskSign(model);
  const side = (way: number): T[] =>
    scores
      .filter(({ change }) => change! * way > 0)
      .sort(
        (a, b) =>
          (b.change! - a.change!) * way ||
          (b.published! - a.published!) * sign ||
          (a.id! < b.id! ? -1 : +(a.id! > b.id!)),
      );
  return { worsening: side(sign), improving: side(-sign) };
}

/** A band left for another. */
export interface Transition {
  id: string;
  from: string;
  to: string;
  /** The published score that did it. */
  score: number;
  /** Entered the riskiest band: what `webhook_on_critical` waits for. */
  critical: boolean;
  /** Entered one of the two riskiest bands from below them: what `auto_trigger_training` waits for. */
  training: boolean;
}

/** Who changed bands between two dates, by published score. Gaining or losing a score is no transition. */
export function transitions(
  model: Scale,
  before: ReadonlyArray<Pick<PersonScore, "id" | "published">>,
  after: ReadonlyArray<Pick<PersonScore, "id" | "published">>,
): Transition[] {
  const was = new Map(before.map(({ id, published }) => [id, published]));
  const ids = model.bands.map((band) => band.id);
  if (riskSign(model) < 0) ids.reverse();
  /** How many bands are at least as risky. */
  const left = (band: string): number => ids.length - ids.indexOf(band);
  return after.flatMap(({ id, published: score }) => {
    const old = was.get(id) ?? null;
    if (old === null || score === null) return [];
    const from = bandOf(model, old);
    const to = bandOf(model, score);
    return from === to
      ? []
      : { id, from, to, score, critical: left(to) === 1, training: left(to) < 3 && left(from) > 2 };
  });
}
