import type { recordOf } from "../../data/lists.js";
import { MEASURES } from "../../data/measures.js";
import type { SubjectView } from "../../data/types.js";
import { advise, changed, DAY, EVENT_TYPES, parseTime, prepare } from "../../engine/index.js";
import { addedBy, withAdded, type Advice } from "../../engine/advise.js";
import { known, type Evidence } from "../../engine/evidence.js";
import { beyond } from "../../engine/models/beyond.js";
import { rollUp, standing } from "../../engine/rules.js";
import { scoreGroup } from "../../engine/score.js";
import type { EventType, Measure, Model, Move, PersonRecord, PersonScore } from "../../engine/types.js";
import { changesOf, empty, FIELDS, type Draft } from "./draft.js";

/** A measure that may be moved: where, and where it stands. */
export interface Slider {
  name: string;
  min: number;
  max: number;
  value: number | null;
  /** What the model reckons with where the record has no value, as a place among others. */
  computed: number | null;
}

/** What could be changed about a person under a model: only what moves the score or the band. */
export interface Offers {
  events: EventType[];
  /** Courses, quizzes and breaches that are open. */
  open: Move[];
  sliders: Slider[];
  fields: Array<{ name: (typeof FIELDS)[number]; values: string[]; value: string }>;
}

export interface Outcome {
  person: PersonScore;
  /** Of the client, with everyone else as they will be by then; null where they are not all here. */
  rollUp: Pick<PersonScore, "score" | "published" | "band"> | null;
}

const list = <T>(value: readonly T[] | undefined): readonly T[] =>
  Array.isArray(value) ? (value as readonly T[]) : [];

/** A record as it was known at a date: what is later has not happened, however many days the reader lets pass. */
function knownAt(person: PersonRecord, asOf: number): PersonRecord {
  const past = (item: { at: unknown } | null): boolean => !((parseTime(item?.at) ?? 0) > asOf);
  const measures = Object.entries(person.measures ?? {}).map(([name, value]): [string, Measure] => [
    name,
    typeof value === "number" ? value : list(value).filter(past),
  ]);
  return {
    ...person,
    events: list(person.events).filter(past),
    breaches: list(person.breaches).filter(past),
    measures: Object.fromEntries(measures),
  };
}

/** Ends of scales that are not 0 to 100. */
const ENDS: Readonly<Record<string, readonly [number, number]>> = { phish_risk: [-50, 100], badge_score: [0, 200] };
/** What a person can do about it first, then what may go wrong. */
const GOOD: readonly EventType[] = ["training_completed", "simulation_reported", "threat_reported", "quiz_passed"];

/** One person in their client at one date, ready to be scored under any draft. */
export class Scene {
  readonly asOf: number;
  readonly offers: Offers;
  readonly now: Outcome;
  readonly #person: PersonRecord;
  readonly #others: readonly Evidence[];
  readonly #index: number;
  /** The others' scores at the date that was asked for last. */
  #beside: { asOf: number; scores: Array<number | null> } | null = null;
  readonly #whole: boolean;
  #advice: Advice | null = null;

  constructor(
    readonly view: SubjectView,
    readonly record: NonNullable<ReturnType<typeof recordOf>>,
    people: readonly Evidence[],
    readonly targets: Readonly<Record<string, number>>,
  ) {
    const { person, cohort } = record;
    this.asOf = view.asOf;
    this.#person = knownAt(person, view.asOf);
    // The others only where somebody is compared or rolled up with them, and never touched.
    this.#whole = cohort.every((other) => !("supplied" in other));
    this.#others = people.map((other) => known(other, view.asOf));
    this.#index = record.index;
    this.now = this.at(empty());
    this.offers = this.#offers();
  }

  get model(): Model {
    return this.view.model;
  }

  at(draft: Draft): Outcome {
    return this.#score(prepare(changed(this.#person, changesOf(draft, this.asOf))), this.asOf + draft.days * DAY);
  }

  /** Everyone beside each other, the person with this evidence. */
  #among(evidence: Evidence): Evidence[] {
    const people = [...this.#others];
    people[this.#index] = evidence;
    return people;
  }

  #score(evidence: Evidence, asOf: number): Outcome {
    const { model } = this;
    let person: PersonScore;
    let scores: Array<number | null>;
    if (model.measureAll) {
      const all = scoreGroup(this.#among(evidence), { model, asOf });
      person = all[this.#index]!;
      scores = all.map(({ score }) => score);
    } else {
      // The others stay as they are, whatever is changed about one.
      if (this.#beside?.asOf !== asOf)
        this.#beside = { asOf, scores: this.#others.map((other) => model.measure(other, asOf).score) };
      person = scoreGroup([evidence], { model, asOf })[0]!;
      scores = [...this.#beside.scores];
      scores[this.#index] = person.score;
    }
    return { person, rollUp: this.#whole ? standing(model, rollUp(model, scores)) : null };
  }

  /** What tells whether something counts at all; the record itself is read once. */
  #counting(own: Evidence): (draft: Partial<Draft>) => boolean {
    const { model, asOf } = this;
    const one = { index: this.#index, read: new WeakMap<Evidence, object>() };
    /** At the end of the scale the score rests while its rows move. */
    const rowsOf = (evidence: Evidence): string => {
      const { coverage, rows } = model.measureAll
        ? model.measureAll(this.#among(evidence), asOf, one)[one.index]!
        : model.measure(evidence, asOf);
      return JSON.stringify([coverage, rows]);
    };
    const now = rowsOf(own);
    return (draft) => now !== rowsOf(withAdded(own, [addedBy(changesOf({ ...empty(), ...draft }, asOf), -1)]));
  }

  /** The next safer band: what it takes, and when time alone gets there. */
  get advice(): Advice {
    const { tenant, cohort } = this.record;
    this.#advice ??= advise(this.record.person, {
      model: this.model,
      asOf: this.asOf,
      tenant,
      cohort,
      targets: this.targets,
    });
    return this.#advice;
  }

  #offers(): Offers {
    const { model, asOf } = this;
    const own = prepare(this.#person);
    const counts = this.#counting(own);
    const moves = beyond(model).actions?.(own, asOf, {}) ?? [];
    const parameters = model.parameters as { roles?: object; modifier?: { values: object; default: string } };
    const values = { role: parameters.roles, business_impact: parameters.modifier?.values };
    const read = model.compares === "measures" ? [] : EVENT_TYPES;
    const events = read.filter((type) => counts({ add: { [type]: 1 } }));
    const names = [...new Set([...MEASURES, ...own.measures.keys()])];
    return {
      events: [...GOOD.filter((type) => events.includes(type)), ...events.filter((type) => !GOOD.includes(type))],
      open: moves.filter(({ ref, changes }) => ref !== undefined || changes.notify),
      sliders: names
        .filter((name) => [0, 37].some((value) => counts({ measures: { [name]: value } })))
        .map((name): Slider => {
          const series = own.measures.get(name);
          const value = series?.at(-1)?.value ?? null;
          const [min, max] = ENDS[name] ?? [0, 100];
          const row = this.now.person.contributions.find(({ id }) => id === name);
          const computed = value === null ? (row?.value ?? null) : null;
          return { name, min: Math.min(min, value ?? min), max: Math.max(max, value ?? max), value, computed };
        }),
      fields: FIELDS.filter((name) => values[name]).map((name) => ({
        name,
        values: Object.keys(values[name]!),
        value: own[name],
      })),
    };
  }
}
