/** What both forms of the book, records and columns, start from: firms, their plans and who works there. */
import { hire } from "./behaviour.js";
import { OFFICE, OFFICES } from "./clients.js";
import { composedName, cultures, personName, slug } from "./names.js";
import { mix, random } from "./random.js";

/** @typedef {import("./clients.js").Office} Office */
/** @typedef {Required<import("./generate.js").GenerateOptions>} Options */

const DAY = 86_400_000;
const MONTH = 30.4375 * DAY;

/** When the demo takes place: a Monday morning in November. */
export const AS_OF = "2026-11-23T09:12:00Z";

const BREACHES = /** @type {const} */ ([
  "Parcelly",
  "Fitloop",
  "QuickPrint",
  "Grocer24",
  "Tunehub",
  "Roomshare",
  "Photodeck",
  "Jobwell",
]);

/** @param {import("./generate.js").GenerateOptions} [options] @returns {Options} */
export function settle(options = {}) {
  const { seed = 7, clients = 40, people = 2500, months = 18, asOf = AS_OF, times = "iso", density = 1 } = options;
  return { seed, clients, people, months, asOf, times, density };
}

/**
 * How many people each client has: the written-out sizes scaled to the sum that is wanted, the small ones kept.
 * @param {readonly Office[]} offices
 * @param {number} total
 */
function headcounts(offices, total) {
  const fixed = offices.reduce((sum, office) => sum + (office.people ?? 0), 0);
  const weights = offices.reduce((sum, office) => sum + (office.people === undefined ? office.weight : 0), 0);
  const wanted = Math.max(0, total - fixed);
  const counts = offices.map((o) => o.people ?? Math.max(1, Math.floor((o.weight / weights) * wanted)));
  let rest = total - counts.reduce((sum, n) => sum + n, 0);
  // What rounding left over goes round the larger clients, one each.
  for (let i = 0; rest !== 0 && i < 10 * counts.length; i++) {
    const at = i % counts.length;
    const count = /** @type {number} */ (counts[at]);
    if (/** @type {Office} */ (offices[at]).people !== undefined || count + Math.sign(rest) < 1) continue;
    counts[at] = count + Math.sign(rest);
    rest -= Math.sign(rest);
  }
  return counts;
}

/** @param {Options} options @returns {Office[]} */
function officesOf({ clients, seed }) {
  const stories = /** @type {const} */ ([
    "steady",
    "steady",
    "steady",
    "improves",
    "climbs",
    "breach",
    "careless",
    "exemplary",
    "partial",
    "scanner",
    "steady",
    "steady",
    "steady",
    "improves",
    "climbs",
    "careless",
    "exemplary",
    "neglected",
    "overrun",
    "drilled",
  ]);
  const main = Object.keys(cultures).slice(0, 6);
  return Array.from({ length: clients }, (_, i) => {
    const known = OFFICES[i];
    if (known) return known;
    const rng = random(mix(seed, 40, i));
    // Many small clients and a few large ones, as books are.
    const size = rng.next();
    return {
      name: composedName(i - OFFICES.length),
      weight: 12 + size * size * size * 420,
      culture: rng.pick(main),
      story: rng.pick(stories),
    };
  });
}

const workshop = { ref: "workshop-phishing-live", exam: "quiz-workshop-phishing-live" };

/**
 * @param {Office} office
 * @param {number} index
 * @param {number} asOf
 * @param {Options} options
 * @returns {import("./behaviour.js").Plan}
 */
function planOf(office, index, asOf, { seed, months, density }) {
  const rng = random(mix(seed, 10, index));
  const from = asOf - months * MONTH;
  const offset = /** @type {import("./names.js").Culture} */ (cultures[office.culture]).offset;
  /** A weekday at office hours. @param {number} at */
  const working = (at) => {
    const midnight = Math.floor(at / DAY) * DAY;
    // 1 January 1970 was a Thursday.
    const weekday = (midnight / DAY + 4) % 7;
    const shift = weekday === 0 ? 1 : weekday === 6 ? -1 : 0;
    return midnight + shift * DAY + (8 + Math.floor(rng.next() * 7) - offset) * 3_600_000 + rng.below(60) * 60_000;
  };
  const moods = {
    careless: [1.15, 1.5],
    exemplary: [0.55, 0.75],
    climbs: [0.95, 1.2],
    neglected: [1.3, 1.5],
    overrun: [1.8, 2],
    drilled: [0.5, 0.55],
  };
  const [least, most] = moods[/** @type {keyof typeof moods} */ (office.story)] ?? [0.7, 1.35];
  const mood = Math.round(rng.between(/** @type {number} */ (least), /** @type {number} */ (most)) * 100) / 100;
  const turn = asOf - Math.round(rng.between(62, 88) * DAY);
  const every = rng.pick([28, 35, 42]) / density;
  const kinds = /** @type {const} */ (["link", "link", "form", "form", "qr", "attachment"]);
  const campaigns = [];
  let at = asOf - rng.between(2, 13) * DAY;
  while (at > from) {
    const start = working(at);
    const ref = `sim-${new Date(start).toISOString().slice(0, 10)}`;
    campaigns.push({
      ref,
      refresher: `refresher-${ref}`,
      at: start,
      kind: rng.pick(kinds),
      difficulty: Math.round(rng.between(0.15, 0.95) * 100) / 100,
    });
    // Those who are getting careless are tested more.
    at -= every * DAY * (office.story === "climbs" && at > turn ? 0.5 : 1) * rng.between(0.85, 1.15);
  }
  const courses = [];
  const topics = [
    "password-hygiene",
    "spotting-phishing",
    "data-handling",
    "invoice-fraud",
    "working-remotely",
    "social-engineering",
  ];
  let n = rng.below(topics.length);
  for (let day = asOf - rng.between(20, 70) * DAY; day > from; day -= (88 / density) * DAY) {
    const start = working(day);
    const ref = `${topics[n++ % topics.length]}-${new Date(start).toISOString().slice(0, 7)}`;
    courses.push({ ref, exam: `quiz-${ref}`, at: start, quiz: true, department: null });
  }
  const departments = office.departments ?? OFFICE;
  const team = departments.reduce((most, d) => (d[2] > most[2] ? d : most))[0];
  if (office.story === "improves")
    courses.push({ ...workshop, at: working(turn - 6 * DAY), quiz: true, department: team });
  return {
    ...{ from, asOf, story: office.story, mood, team, turn, peers: index % 5 === 0 },
    campaigns: campaigns.reverse(),
    courses: courses.sort((a, b) => a.at - b.at),
  };
}

/**
 * Departments and roles by their shares, the small ones not forgotten.
 * @param {Office} office
 * @param {number} count
 */
function seats(office, count) {
  const departments = office.departments ?? OFFICE;
  const total = departments.reduce((sum, [, , share]) => sum + share, 0);
  let before = 0;
  return departments.flatMap(([department, role, share]) => {
    const start = Math.round((before / total) * count);
    before += share;
    return Array(Math.round((before / total) * count) - start).fill(/** @type {const} */ ([department, role]));
  });
}

const IMPACT = { executive: "critical", admin: "high", finance: "high", hr: "moderate" };
const SEVERITY = /** @type {const} */ (["low", "medium", "medium", "high", "high", "critical"]);

/**
 * @param {import("./random.js").Random} rng
 * @param {import("./behaviour.js").Plan} plan
 * @param {import("./behaviour.js").Person} person
 * @returns {Array<{ at: number, name: string, severity: typeof SEVERITY[number], password_exposed: boolean, notified: boolean }>}
 */
export function breachesOf(rng, plan, person) {
  const found = [];
  const last = Math.min(plan.asOf, person.left);
  if (rng.chance(0.13)) {
    const at = Math.floor((plan.from - 300 * DAY + rng.next() * (last - plan.from + 290 * DAY)) / DAY) * DAY;
    found.push({
      at,
      name: rng.pick(BREACHES),
      severity: rng.pick(SEVERITY),
      password_exposed: rng.chance(0.45),
      notified: rng.chance(0.85),
    });
  }
  // The wave: one service that most of the client's people had an account with.
  if (plan.story === "breach" && rng.chance(0.62)) {
    const at = Math.floor(plan.turn / DAY + 30) * DAY;
    if (at <= last)
      found.push({
        at,
        name: "Roomshare",
        severity: /** @type {const} */ ("high"),
        password_exposed: rng.chance(0.7),
        notified: rng.chance(0.35),
      });
  }
  return found;
}

/**
 * @typedef {object} Firm What both forms of the book start from.
 * @property {string} id
 * @property {Office} office
 * @property {import("./behaviour.js").Plan} plan
 * @property {ReadonlyArray<readonly [department: string, role: string]>} seats
 * @property {(place: number) => import("./random.js").Random} chance Each person's own.
 */

/** @param {Options} settings @returns {Generator<Firm, void>} */
export function* firms(settings) {
  const asOf = typeof settings.asOf === "number" ? settings.asOf : Date.parse(settings.asOf);
  const offices = officesOf(settings);
  const counts = headcounts(offices, settings.people);
  const taken = new Set();
  for (const [index, office] of offices.entries()) {
    yield {
      id: clientId(office, index, taken),
      office,
      plan: planOf(office, index, asOf, settings),
      seats: seats(office, /** @type {number} */ (counts[index])),
      chance: (place) => random(mix(settings.seed, 20 + index, place)),
    };
  }
}

/** @param {Office} office @param {number} index @param {Set<unknown>} taken */
function clientId(office, index, taken) {
  const base = office.id ?? slug(office.name).split("-").slice(0, 3).join("-");
  const id = taken.has(base) ? `${base}-${index + 1}` : base;
  taken.add(id);
  return id;
}

/** @param {number} number */
export const personId = (number) => `p${String(number).padStart(5, "0")}`;

/**
 * Who sits where, and whether anything is known of them. The order of the draws is part of the seed's meaning.
 * @param {Firm} firm
 * @param {number} place
 */
export function meet({ office, plan, seats, chance }, place) {
  const rng = chance(place);
  const [department, role] = /** @type {readonly [string, string]} */ (seats[place]);
  const name = personName(rng, office.culture);
  const person = hire(rng, department, role, plan);
  const impact = rng.chance(0.06)
    ? undefined
    : (IMPACT[/** @type {keyof typeof IMPACT} */ (role)] ?? (rng.chance(0.2) ? "low" : "moderate"));
  const silent = plan.story === "idle" || rng.chance(plan.story === "partial" ? 0.34 : 0.02);
  return { rng, name, person, impact, silent };
}
