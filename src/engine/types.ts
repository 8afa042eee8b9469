/**
 * The engine's vocabulary: the records as they travel (snake_case, nothing to convert) and the answers.
 * Times in answers are epoch milliseconds; scores are in the model's own scale.
 */

import type { Evidence } from "./evidence.js";

/** An instant: epoch milliseconds, or `YYYY-MM-DDThh:mm[:ss[.fff…]]` with `Z` or an offset. */
export type Time = number | string;

export const EVENT_TYPES = [
  "simulation_sent",
  "simulation_opened",
  "simulation_clicked",
  "simulation_qr_scanned",
  "simulation_attachment_opened",
  "simulation_submitted",
  "simulation_reported",
  "simulation_ignored",
  "threat_received",
  "threat_clicked",
  "threat_reported",
  "training_assigned",
  "training_completed",
  "quiz_passed",
  "quiz_failed",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface EventRecord {
  id?: string;
  type: EventType | (string & {});
  at: Time;
  /** The campaign, course or quiz the event belongs to; without one it stands for itself. */
  ref?: string;
  /** What was learned, 0 to 1 (a training completion). */
  score?: number;
  /** `false` leaves the event out of every score. */
  scored?: boolean;
  /** Any truthy value leaves the event out of every score, and says why. */
  disputed?: string | boolean;
}

export interface BreachRecord {
  id?: string;
  at: Time;
  severity?: "low" | "medium" | "high" | "critical" | (string & {});
  password_exposed?: boolean;
  notified?: boolean;
  /** The breach's name, where its source gives one. */
  name?: string;
}

/** A number that carries no date, or a series of which the newest value at or before `as_of` holds. */
export type Measure = number | ReadonlyArray<{ at: Time; value: number }>;

export interface PersonRecord {
  id: string;
  name?: string;
  email?: string;
  department?: string;
  role?: string;
  business_impact?: "low" | "moderate" | "high" | "critical" | (string & {});
  cohort_mean?: number;
  events?: readonly EventRecord[];
  measures?: Readonly<Record<string, Measure>>;
  breaches?: readonly BreachRecord[];
  history?: ReadonlyArray<{ at: Time; score: number }>;
}

/** Tenant settings by their published names; `null` means the default. */
export interface Tenant {
  dark_web_monitoring?: boolean | null;
  score_decay_days?: number | null;
  critical_threshold?: number | null;
  auto_trigger_training?: boolean | null;
  webhook_on_critical?: string | null;
  period_years?: number | null;
  /** Smallest group shown to the client audience (default 10). */
  min_group?: number | null;
  /** Smallest count shown inside a group to the client audience (default 5). */
  min_cell?: number | null;
}

export interface ClientRecord {
  id: string;
  name?: string;
  /** The id of a model of its own, for elements and `redact`, where those who ask name none; `options.model` of the engine wins. */
  model?: string;
  tenant?: Tenant;
  people: readonly PersonRecord[];
  history?: ReadonlyArray<{ at: Time; score: number }>;
}

export interface Dataset {
  as_of?: Time;
  model?: string;
  tenant?: Tenant;
  clients: readonly ClientRecord[];
}

/** Which end of the scale is risky. */
export type Direction = "higher-is-riskier" | "lower-is-riskier";

/** A band starts at `from` (inclusive, published score) and ends where the next begins. Listed by ascending `from`. */
export interface Band {
  id: string;
  from: number;
}

export interface Issue {
  /** Where in the record, as `events[3].at`. */
  path: string;
  message: string;
}

/** A signed row in score units. All rows of a score sum to it (1e-9). */
export interface Contribution {
  id: string;
  points: number;
  /** Weighted models: the factor's own value (0 to 100, before weighting) … */
  value?: number;
  /** … its weight as a share of the whole (0 to 1) … */
  weight?: number;
  /** … and the band its own value falls in. */
  band?: string | null;
  /** How many events or breaches stand behind the row. */
  count?: number;
  /** The newest of them, epoch ms. */
  latest?: number | null;
  /** A signal older than its published cadence allows. */
  stale?: boolean;
}

export type Trend = "improving" | "stable" | "worsening";

export interface PersonScore {
  id: string;
  model: string;
  /** Epoch ms. */
  asOf: number;
  score: number | null;
  published: number | null;
  band: string | null;
  /** Share of the model's weight with data, 0 to 1. */
  coverage: number;
  contributions: Contribution[];
  issues: Issue[];
  /** Change over the window, score units; null where either end has no score. */
  change: number | null;
  trend: Trend | null;
  /** True where a parameter or tenant setting of the model differs from the published one ("phishr, adjusted"). */
  adjusted?: boolean;
  /** Rows the model expects and this record has no data for. */
  missing?: string[];
}

export interface ClientScore {
  id?: string;
  model: string;
  asOf: number;
  score: number | null;
  published: number | null;
  band: string | null;
  /** How many people have a score. */
  scored: number;
  change: number | null;
  trend: Trend | null;
  /** People by band id, every band of the model present; people without a score are not in it. */
  distribution: Record<string, number>;
  people: PersonScore[];
  issues: Issue[];
  adjusted?: boolean;
}

export interface RankedPerson extends PersonScore {
  /** The client's id. */
  client: string;
  /** 1 the riskiest of the book, equals share a place; null without a score. */
  rank: number | null;
}

export interface BookScore {
  model: string;
  asOf: number;
  /** In the order given. */
  clients: ClientScore[];
  /** Everybody, riskiest first, those without a score last. */
  people: RankedPerson[];
}

export interface ScoreOptions {
  /** A model's id, or a model from `defineModel`. */
  model: string | Model;
  asOf: Time;
  tenant?: Tenant | null;
  /** Moxso only: the people of the person's client, as records (the person included or not). */
  cohort?: readonly PersonRecord[];
  /** Days for change and trend (default 90). */
  window?: number;
}

/** What a model is, as data: enough to publish, compare and adjust it. */
export interface ModelDefinition {
  /** How it measures: `event-decay` and `weighted-factors` are declarative; others are named after their model. */
  kind: string;
  id: string;
  name: string;
  /** Where the model is published (a URL or a citation). */
  source: string;
  /** [lowest, highest] score. */
  scale: readonly [number, number];
  direction: Direction;
  /** Decimals of the published score, 0 to 6. */
  precision: number;
  /** By ascending `from`. */
  bands: readonly Band[];
  /** Least share of weight with data for which there is a score, 0 to 1. */
  min_coverage: number;
  /** True where it differs from the published model of that id. */
  adjusted?: boolean;
  /** Weights, bounds and decay, by name. */
  parameters: Readonly<Record<string, unknown>>;
}

/** What a model makes of one person at one instant, before rounding. */
export interface Raw {
  score: number | null;
  /** Share of weight with data, 0 to 1. */
  coverage: number;
  /** Summing to the score; none where there is no score. */
  rows: Contribution[];
  missing?: string[];
  issues?: Issue[];
}

/** A tenant setting: `[low, high]` (and a step), `[]` for true or false, null for a URL. */
export type SettingRange = readonly number[] | null;

/** An exact change to what is known at a date, that a model's evidence allows. */
export interface Move {
  /** An event type (it is added), `breach_notified` or `measure_reached`. */
  id: string;
  /** The course, quiz, breach or measure it is about. */
  ref?: string;
  changes: Changes;
  /** Moves of one group are worth the same, so that searching need not tell them apart … */
  group?: string;
  /** … or the more, the lower this is; at 0 and above a move never helps. */
  worth?: number;
}

/** How a record would differ. */
export interface Changes {
  /** Events (with a `type`) and breaches (without). */
  add?: ReadonlyArray<EventRecord | BreachRecord>;
  /** Ids of events or breaches to take out. */
  remove?: readonly string[];
  /** Places in `breaches` (from 0) of which the person has now been notified. */
  notify?: readonly number[];
  /** Other fields of the record. */
  set?: Partial<Omit<PersonRecord, "id">>;
  /** Measures to replace. */
  measures?: Readonly<Record<string, Measure>>;
}

/** A sum of points by event type, each event fading by a factor a day. */
export interface Fading {
  weights: Readonly<Record<string, number>>;
  /** What is left after one day, above 0, at most 1. */
  decay: number;
  /** The score that a sum makes. */
  score(raw: number): number;
}

/** How many count, and what they come to. */
export type Tally = readonly [count: number, sum: number];

/** How a score follows from sums, for whoever keeps them up to date rather than measuring anew. */
export interface Counting {
  /** By what event types begin with: what those of one ref add to the sums of their kind, from their types in time order. */
  tallies: Readonly<Record<string, (list: readonly string[]) => Tally>>;
  /** What the sums come to, in the order of `tallies`. */
  rate(sums: readonly Tally[]): Raw;
}

/** One of those measured together is asked about again and again at the same date: the others' results may stay unfinished. */
export interface OfOne {
  index: number;
  /** What was read of them before. */
  read: WeakMap<Evidence, object>;
}

/** How a model of a kind measures, from its parameters. */
export interface Hooks {
  /** Every row id the model can produce, in reading order. */
  rows: readonly string[];
  /** Where bands follow from a parameter. */
  bands?: readonly Band[];
  /** Tenant settings it uses. One that is also a parameter takes its place; the others are only checked. */
  settings?: Readonly<Record<string, SettingRange>>;
  measure(evidence: Evidence, asOf: number): Raw;
  /** Models in which people are compared with each other measure a whole client at once. */
  measureAll?(people: readonly Evidence[], asOf: number, one?: OfOne): Raw[];
  /** All that a person is measured by, where it is not the whole record. */
  compares?: "measures";
  /** How much each score counts in a group's; without it they count the same. */
  weights?(scores: readonly number[]): number[];
  /** Where a score is a sum of events that all fade alike, how: such sums can be kept. */
  fading?: Fading;
  /** Where `measure` is a matter of counting, how. */
  counting?: Counting;
  /** A person of `measureAll` as someone to be measured alone at later dates, from what they measured at `asOf`. */
  alone?(evidence: Evidence, raw: Raw): Evidence;
  /** Instants after `asOf` at which an untouched record's score may jump or turn: between them it only rises, falls or rests. */
  turns?(evidence: Evidence, asOf: number): number[];
  actions?(evidence: Evidence, asOf: number, targets: Readonly<Record<string, number>>): Move[];
  /** The score is a weighted mean by coverage, cut in the row `limits`: a move changes its part whatever else is done. */
  separable?: boolean;
}

/** Takes a definition as it is: `defineModel` has checked it. */
export type Build = (definition: ModelDefinition) => Hooks;

/** A model: what it is called, how its scale reads, and how it measures. */
export interface Model extends ModelDefinition, Hooks {
  bands: readonly Band[];
  /** Makes it anew from changed parameters. */
  build: Build;
  /** Itself as data, without what follows from it. */
  definition: ModelDefinition;
}
