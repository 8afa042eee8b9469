/** Small, made-up data that every element can show: fixed, so that a number on screen can be named in a test. */
import { defineModel } from "../../src/engine/index.js";
import type { BreachRecord, Dataset, EventRecord, Model, PersonRecord } from "../../src/engine/types.js";

const DAY = 86_400_000;
export const AS_OF = "2026-11-23T09:12:00Z";
export const NOW = Date.parse(AS_OF);

const ago = (days: number): string => new Date(NOW - days * DAY).toISOString();

export const event = (type: string, days: number, more: Partial<EventRecord> = {}): EventRecord => ({
  id: `${type}-${days}`,
  type,
  at: ago(days),
  ref: `campaign-${Math.floor(days / 30)}`,
  ...more,
});

const breach = (days: number, more: Partial<BreachRecord> = {}): BreachRecord => ({ at: ago(days), ...more });

const NAMES =
  "Ada Park,Jonas Lindqvist,Marta Ilves,Owen Tregaskis,Priya Raghunathan,Lukas Brandstetter,Dana Whitfield,Siobhán Ní Dhomhnaill,Mateusz Kaczmarek,Hanneke van der Velden-Oudshoorn,Ines Carvalho,Tom Ashworth".split(
    ",",
  );
const DEPARTMENTS = ["finance", "operations", "sales"];
const ROLES = ["finance", "standard", "executive"];

/** Scored by every model; higher `risk` (0 to 5) is riskier by each. */
function person(client: number, index: number, risk: number): PersonRecord {
  const events: EventRecord[] = [
    event("simulation_sent", 40),
    event("training_assigned", 60, { ref: "course-1" }),
    event("simulation_reported", 100 - index),
  ];
  if (risk > 0) events.push(event("simulation_opened", 4 + index));
  if (risk > 1) events.push(event("simulation_clicked", 5 + index));
  if (risk > 2) events.push(event("simulation_submitted", 6 + index));
  if (risk > 3) events.push(event("threat_clicked", 3 + index), event("simulation_clicked", 12, { id: "again" }));
  if (risk < 2) events.push(event("training_completed", 20 + index, { ref: "course-1", score: 0.9 }));
  const level = 15 + risk * 15 + index;
  return {
    id: `p-${client}-${index}`,
    name: NAMES[index % NAMES.length]!,
    email: `p${client}.${index}@example.org`,
    department: DEPARTMENTS[index % 3]!,
    role: ROLES[index % 3]!,
    business_impact: risk > 3 ? "high" : "moderate",
    events,
    measures: {
      security_iq: 100 - level,
      phish_risk: level,
      badge_score: 120 - level,
      phishing_simulation: [
        { at: ago(200), value: Math.min(100, level + 10) },
        { at: ago(8), value: level },
      ],
      threat_exposure: [
        { at: ago(150), value: level },
        { at: ago(2), value: level },
      ],
      training: level,
      incidents: level,
    },
    breaches: risk > 2 ? [breach(30 + index, { severity: "high", password_exposed: true, notified: risk < 4 })] : [],
  };
}

const people = (client: number, count: number, risk: (i: number) => number): PersonRecord[] =>
  Array.from({ length: count }, (_, i) => person(client, i, risk(i)));

/** Nothing on record: no model has a score for her. */
export const UNKNOWN: PersonRecord = { id: "p-none", name: "Quinn Moreau", department: "sales", role: "standard" };

/** Four clients: 12 people at mixed risk, one of them without data; 30 at high risk; 7 (a small group); 3 without data. */
export const DATASET: Dataset = {
  as_of: AS_OF,
  model: "phishr",
  clients: [
    { id: "northwind", name: "Northwind Dental Group", people: [...people(0, 12, (i) => i % 5), UNKNOWN] },
    { id: "brightwater", name: "Brightwater Logistics", people: people(1, 30, (i) => 2 + (i % 3)) },
    { id: "kestrel", name: "Kestrel Architects", people: people(2, 7, () => 0) },
    {
      id: "quill",
      name: "Quill & Partners Chartered Accountants",
      people: [0, 1, 2].map((i) => ({ id: `q-${i}`, name: `Member ${i}` })),
    },
  ],
};

/** Scored by all five models, `phishr` first: who is at how much risk is in the order. */
export const ADA = DATASET.clients[0]!.people[4]!;

export const EMPTY: Dataset = { as_of: AS_OF, clients: [] };

/** Names that have broken other products: long, right-to-left, emoji, markup, formulas, nothing but blanks. */
export const HOSTILE_NAMES: readonly string[] = [
  "A".repeat(300),
  "Österreichische Gesellschaft für Medizintechnik und Krankenhausbedarf mbH",
  "\u202Egnp.exe\u202C evil",
  "👩🏽‍💻🧑‍🚀 team 🚀",
  "<img src=x onerror=alert(1)>",
  "{{constructor.constructor('alert(1)')()}}",
  '=HYPERLINK("http://x","y")',
  "__proto__",
  "constructor",
  "مدرسة الأمل الدولية",
  " ",
];

/** A model of a page's own, by which low is risky. @param measure the one that it weighs */
export const fitness = (measure: string): Model =>
  defineModel({
    id: "fitness",
    name: "Fitness",
    source: "test",
    kind: "weighted-factors",
    scale: [0, 100],
    direction: "lower-is-riskier",
    precision: 0,
    bands: [
      { id: "poor", from: 0 },
      { id: "good", from: 50 },
    ],
    min_coverage: 0.5,
    parameters: { factors: [{ id: measure, weight: 1, measure }] },
  });

/** So many people, ten a client. @param more what there is of the i-th besides an id and a name */
export function tens(n: number, more: (i: number) => Partial<PersonRecord>): Dataset {
  const clients = Array.from({ length: Math.ceil(n / 10) }, (_, c) => ({
    id: `c${c}`,
    name: `Client ${c}`,
    people: Array.from({ length: Math.min(10, n - c * 10) }, (_, p) => {
      const i = c * 10 + p;
      return { id: `p${i}`, name: `Person ${String(i).padStart(5, "0")}`, ...more(i) };
    }),
  }));
  return { as_of: AS_OF, model: "phishr", clients };
}
