import type { ClientRecord, Dataset, EventRecord, PersonRecord } from "../../../../src/engine/types.js";

export const DAY = 86_400_000;
/** The tests' now: a minute that is whole, a little after a UTC midnight. */
export const NOW = Date.UTC(2026, 10, 23, 9, 12);

/** The same numbers for the same seed (mulberry32), from 0 up to 1. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SIGNALS = ["phishing_simulation", "threat_exposure", "training", "incidents", "security_iq", "phish_risk"];
const TYPES = ["simulation_opened", "simulation_clicked", "simulation_submitted", "simulation_reported"];

/** A person with some of everything, so that every model has something to say. */
export function person(id: string, next: () => number, rest: Partial<PersonRecord> = {}): PersonRecord {
  const ago = (days: number): string => new Date(NOW - days * DAY).toISOString();
  const events: EventRecord[] = Array.from({ length: 6 }, (_, i) => ({
    id: `${id}-e${i}`,
    type: TYPES[Math.floor(next() * TYPES.length)]!,
    at: ago(next() * 200),
    ref: `campaign-${i % 4}`,
  }));
  events.push({ id: `${id}-t`, type: "training_assigned", at: ago(150), ref: "course-1" });
  return {
    id,
    email: `${id}@example.test`,
    events,
    measures: Object.fromEntries(
      SIGNALS.map((name) => [
        name,
        [150, 30].map((days) => ({ at: ago(days + next()), value: Math.round(next() * 100) })),
      ]),
    ),
    ...rest,
  };
}

/** Departments and how many people each has; `""` has the people in none. */
export function client(
  id: string,
  departments: Readonly<Record<string, number>>,
  seed: number,
  mark = "",
): ClientRecord {
  const next = random(seed);
  const people = Object.entries(departments).flatMap(([department, size]) =>
    Array.from({ length: size }, (_, i) =>
      person(`${id}-${department || "none"}-${i}`, next, {
        name: `${mark}${id} ${department} ${i}`,
        role: i % 3 === 0 ? "finance" : "standard",
        ...(department ? { department } : {}),
      }),
    ),
  );
  return { id, name: `${mark}${id}`, people };
}

/** What must never be read with a token of another tenant: it is in every text of tenant B. */
export const SECRET = "BRAVO";

/** Tenant A: three clients, one of them with small departments, one too small as a whole. */
export const bookA = (): Dataset => ({
  model: "phishr",
  clients: [
    client("a-one", { dept_finance: 14, dept_sales: 12, dept_hr: 4, dept_it: 7, "": 3 }, 1),
    client("a-two", { dept_finance: 11, dept_ops: 13 }, 2),
    client("a-small", { dept_finance: 6 }, 3),
  ],
});

/** Tenant B: a department and a person's id that tenant A has too, and some of its own. */
export function bookB(): Dataset {
  const one = client("b-one", { dept_finance: 12, dept_bravo: 11 }, 4, SECRET);
  const two = client("b-two", { dept_bravo: 10 }, 5, SECRET);
  const next = random(6);
  const people = [
    ...one.people,
    person("a-one-dept_finance-0", next, { name: `${SECRET} twin`, department: "dept_bravo" }),
  ];
  return { model: "phishr", tenant: { min_group: 10 }, clients: [{ ...one, people }, two] };
}
