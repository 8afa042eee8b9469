import fc from "fast-check";
import { EVENT_TYPES, type ClientRecord, type EventRecord, type PersonRecord } from "../../src/engine/index.js";

export const DAY = 86_400_000;
/** The date that random histories surround. */
export const AS_OF = Date.UTC(2026, 10, 23, 9, 12);
export const MODELS = ["phishr", "caniphish", "moxso", "metacompliance", "infima"] as const;
export const RUNS = 1000;

/** Fresh every run; a failure is repeated with `?seed=N` at the end of the test page's address. */
export const SEED = Number(/seed=(\d+)/.exec(globalThis.location?.search ?? "")?.[1] ?? Date.now() % 2 ** 31);

/** A test over random input, its seed in its name. */
export function property<T>(name: string, arbitrary: fc.Arbitrary<T>, test: (value: T) => void, runs = RUNS): void {
  it(`${name} (seed ${SEED}, ${runs} runs)`, function () {
    this.timeout(120_000);
    fc.assert(fc.property(arbitrary, test), { numRuns: runs, seed: SEED });
  });
}

/** Some 500 days before and 100 after, often at the same instants, in both notations. */
const ms = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -500 * DAY, max: 100 * DAY }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 1, -90 * DAY, -90 * DAY - 1, -365 * DAY, -30 * DAY) },
);
export const time = fc
  .tuple(ms, fc.boolean())
  .map(([at, text]) => (text ? new Date(AS_OF + at).toISOString() : AS_OF + at));

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Leaves out what is undefined, as a record does. */
const tidy = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;

export const event: fc.Arbitrary<EventRecord> = fc
  .record({
    id: optional(fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", "event-1", "event-2")),
    type: fc.constantFrom(...EVENT_TYPES),
    at: time,
    ref: optional(fc.constantFrom("r1", "r2", "r3", "r4")),
    score: optional(fc.constantFrom(0, 0.25, 0.8, 1)),
    scored: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant(false) }),
    disputed: fc.oneof(
      { weight: 9, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constant("scanner") },
    ),
  })
  .map(tidy);

const breach = fc
  .record({
    at: time,
    severity: optional(fc.constantFrom("low", "medium", "high", "critical")),
    password_exposed: optional(fc.boolean()),
    notified: optional(fc.boolean()),
  })
  .map(tidy);

const measure = (low: number, high: number) => {
  const value = fc.oneof(fc.integer({ min: low, max: high }), fc.double({ min: low, max: high, noNaN: true }));
  return optional(fc.oneof(value, fc.array(fc.record({ at: time, value }), { maxLength: 3 })));
};

const measures = fc
  .record({
    security_iq: measure(-40, 180),
    phish_risk: measure(-80, 140),
    badge_score: measure(0, 160),
    phishing_simulation: measure(0, 100),
    threat_exposure: measure(0, 100),
    training: measure(0, 100),
    incidents: measure(0, 100),
    peer_benchmark: measure(0, 100),
  })
  .map(tidy);

export const person: fc.Arbitrary<PersonRecord> = fc
  .record({
    id: fc.constant("p"),
    department: optional(fc.constantFrom("finance", "it")),
    role: optional(fc.constantFrom("finance", "admin", "standard", "hr", "visitor")),
    business_impact: optional(fc.constantFrom("low", "moderate", "high", "critical")),
    cohort_mean: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 100 }) },
    ),
    events: fc.array(event, { maxLength: 10 }),
    measures,
    breaches: fc.array(breach, { maxLength: 3 }),
  })
  .map((fields) => tidy(fields) as PersonRecord);

export const people = (most: number) =>
  fc.array(person, { maxLength: most }).map((list) => list.map((one, i) => ({ ...one, id: `p${i}` })));

export const client = (most = 8): fc.Arbitrary<ClientRecord> => people(most).map((list) => ({ id: "c", people: list }));

/** A window that ends at the date, or near it. */
export const span = fc
  .tuple(fc.integer({ min: -60 * DAY, max: 60 * DAY }), fc.integer({ min: 0, max: 400 * DAY }))
  .map(([end, length]) => ({ from: AS_OF + end - length, to: AS_OF + end }));

export const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, n) => total + n, 0);
