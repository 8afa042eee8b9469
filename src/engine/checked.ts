/**
 * Sums as the engine's entry hands them out: with a look at what they are given. The engine itself and elements, which give
 * them what is right, take those of `rules.js`, and no page pays for the words.
 */
import { check, refuse } from "./check.js";
import { isFinite, isList, isObject } from "./evidence.js";
import * as rules from "./rules.js";
import * as scores from "./score.js";

type Look = (path: string, value: unknown) => unknown;
type Fields = Readonly<Record<string, Look>>;

const number: Look = (path, value) => isFinite(value) || refuse(path, value, "a finite number");

const score: Look = (path, value) =>
  value === null || isFinite(value) || refuse(path, value, "a finite number or null");

function each(path: string, value: unknown, item: Look): void {
  if (!isList(value)) return refuse(path, value, "a list");
  for (let i = 0; i < value.length; i++) item(`${path}[${i}]`, value[i]);
}

function object(path: string, value: unknown, fields: Fields, expected = "an object"): void {
  if (!isObject(value)) return refuse(path, value, expected);
  for (const [name, look] of Object.entries(fields)) look(`${path}.${name}`, value[name]);
}

/** What sums read of a model. */
const FIELDS = {
  bands(path, value) {
    each(path, value, (at, band) => object(at, band, { id: (at, id) => check(at, id, ""), from: number }));
    if (!(value as unknown[]).length) refuse(path, value, "a list of at least one band");
  },
  direction: (path, value) => check(path, value, "higher-is-riskier|lower-is-riskier"),
  precision: (path, value) => check(path, value, [0, 6, 1]),
  scale(path, value) {
    if (!isList(value)) return refuse(path, value, "a list");
    for (const i of [0, 1]) number(`${path}[${i}]`, value[i]);
  },
  weights: (path, value) => value === undefined || typeof value === "function" || refuse(path, value, "a function"),
} satisfies Fields;

function fits(model: unknown, ...names: ReadonlyArray<keyof typeof FIELDS>): void {
  const fields = Object.fromEntries(names.map((name) => [name, FIELDS[name]]));
  object("model", model, fields, "a model, as getModel gives it");
}

/** The band a published score falls in; the first where it lies below all. */
export const bandOf: typeof rules.bandOf = (model, published) => {
  fits(model, "bands");
  number("published", published);
  return rules.bandOf(model, published);
};

/** Whoever moved, furthest first; ties by the riskier published score, then by id. */
export const movers: typeof rules.movers = (model, scores) => {
  fits(model, "direction");
  each("scores", scores, (path, one) => object(path, one, { change: score, published: score }));
  return rules.movers(model, scores);
};

/** A score as it is shown: half up to the model's precision, after rounding half up to 9 decimals. */
export const publish: typeof rules.publish = (model, score) => {
  fits(model, "precision");
  number("score", score);
  return rules.publish(model, score);
};

/** Competition ranks of published scores: 1 the riskiest, equals share a place; null without a score. */
export const ranks: typeof rules.ranks = (model, published) => {
  fits(model, "direction");
  each("published", published, score);
  return rules.ranks(model, published);
};

/** The score of a client, department or role from its people's unrounded scores; null where none has one. */
export const rollUp: typeof rules.rollUp = (model, scores) => {
  fits(model, "weights");
  each("scores", scores, score);
  return rules.rollUp(model, scores);
};

/** The people of one client at a date, from prepared evidence: change and trend are left null. */
export const scoreGroup: typeof scores.scoreGroup = (people, options) => {
  // A record has no issues: `prepare` finds them.
  const evidence: Look = (path, one) =>
    (isObject(one) && isList(one["issues"])) || refuse(path, one, "what prepare makes of a record");
  each("people", people, evidence);
  return scores.scoreGroup(people, options);
};

/** What each score contributes to its group's, in score units: they sum to the roll-up; null without a score. */
export const shares: typeof rules.shares = (model, scores) => {
  fits(model, "weights");
  each("scores", scores, score);
  return rules.shares(model, scores);
};

/** A score with what is shown of it. */
export const standing: typeof rules.standing = (model, given) => {
  fits(model, "precision", "bands");
  score("score", given);
  return rules.standing(model, given);
};

/** Who changed bands between two dates, by published score. Gaining or losing a score is no transition. */
export const transitions: typeof rules.transitions = (model, before, after) => {
  fits(model, "bands", "direction");
  for (const [path, people] of Object.entries({ before, after }))
    each(path, people, (at, person) => object(at, person, { published: score }));
  return rules.transitions(model, before, after);
};

/** How a score moved between two dates, in score units; null where either has none. */
export const trendOf: typeof rules.trendOf = (model, before, now) => {
  fits(model, "scale", "direction");
  for (const [path, value] of Object.entries({ before, now })) score(path, value);
  return rules.trendOf(model, before, now);
};
