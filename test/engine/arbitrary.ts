import fc from "fast-check";
import {
  DAY,
  EVENT_TYPES,
  models,
  type BreachRecord,
  type EventRecord,
  type PersonRecord,
} from "../../src/engine/index.js";
import { NOW } from "./support.js";

const IDS = models.map((model) => model.id);
const id = fc.constantFrom("e1", "e2", "e3", "e4");
export const ref = fc.option(fc.constantFrom("a", "b", "c", "d"), { nil: undefined });
/** Within three years of the date scored at, often at the same instant as others. */
const time = fc.oneof(
  fc.integer({ min: NOW - 1100 * DAY, max: NOW + 100 * DAY }),
  fc.integer({ min: -400, max: 20 }).map((days) => NOW + days * DAY),
);
export const past = fc.integer({ min: NOW - 1100 * DAY, max: NOW });
const value = fc.oneof(fc.integer({ min: -60, max: 160 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));

export const event: fc.Arbitrary<EventRecord> = fc.record(
  {
    type: fc.constantFrom(...EVENT_TYPES),
    at: time,
    id,
    ref,
    score: fc.double({ min: -1, max: 2, noNaN: true }),
    scored: fc.boolean(),
    disputed: fc.constantFrom("scanner", "", true, false),
  },
  { requiredKeys: ["type", "at"] },
);
export const breach: fc.Arbitrary<BreachRecord> = fc.record(
  {
    at: time,
    severity: fc.constantFrom("low", "medium", "high", "critical", "strange"),
    password_exposed: fc.boolean(),
    notified: fc.boolean(),
  },
  { requiredKeys: ["at"] },
);
const MEASURES = [
  "security_iq",
  "phish_risk",
  "badge_score",
  "phishing_simulation",
  "threat_exposure",
  "training",
  "incidents",
  "peer_benchmark",
];
const measure = fc.oneof(value, fc.array(fc.record({ at: time, value }), { maxLength: 4 }));
export const person: fc.Arbitrary<PersonRecord> = fc.record(
  {
    id: fc.constantFrom("p1", "p2", "p3"),
    department: fc.constantFrom("it", "hr", ""),
    role: fc.constantFrom("admin", "hr", "clerk"),
    business_impact: fc.constantFrom("low", "moderate", "high", "critical", "odd"),
    cohort_mean: value,
    events: fc.array(event, { maxLength: 12 }),
    measures: fc.record(Object.fromEntries(MEASURES.map((name) => [name, measure])), {
      requiredKeys: [],
    }) as fc.Arbitrary<NonNullable<PersonRecord["measures"]>>,
    breaches: fc.array(breach, { maxLength: 4 }),
  },
  { requiredKeys: ["id"] },
);
export const people = fc
  .array(person, { minLength: 1, maxLength: 8 })
  .map((list) => list.map((p, i) => ({ ...p, id: `p${i}` })));
export const model = fc.constantFrom(...IDS);
