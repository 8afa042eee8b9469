/**
 * The same book in typed arrays, for 100 000 people and two million events: no object per event. Laid out as
 * `scoreColumns` of the engine wants it.
 */
import { live } from "./behaviour.js";
import { breachesOf, firms, meet, personId, settle } from "./firms.js";

/** @typedef {import("../../src/engine/index.js").Columns} Columns */

/** In the order of the engine's `EVENT_TYPES`; a test holds them together. */
export const TYPES = [
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
];
const PLACE = new Map(TYPES.map((type, place) => [type, place]));
const SEVERITIES = ["low", "medium", "high", "critical"];
/** A thousand clients, a hundred thousand people, two million events. */
export const LARGE = { clients: 1000, people: 100_000, density: 0.3435 };
/** People between two breaths: a millisecond's worth. */
const SLICE = 100;

/**
 * A typed array with room for more.
 * @template {Uint8Array | Uint32Array | Float64Array} T
 * @param {T} old
 * @returns {T}
 */
function larger(old) {
  const made = new /** @type {any} */ (old).constructor(old.length * 2);
  made.set(old);
  return made;
}

/** Texts as numbers; the first is empty. */
function numbering() {
  const known = new Map([["", 0]]);
  return {
    /** @param {string} text */
    of(text) {
      let number = known.get(text);
      if (number === undefined) known.set(text, (number = known.size));
      return number;
    },
    texts: () => [...known.keys()],
  };
}

/** @type {typeof import("./columns.js").generateColumns} */
export function* generateColumns(options) {
  const settings = settle({ ...LARGE, ...options });
  yield 0;
  const measured = options?.measures ?? true;
  const words = numbering();
  const refs = numbering();
  const clientStart = new Uint32Array(settings.clients + 1);
  const column = () => new Uint32Array(settings.people + 1);
  const [eventStart, breachStart, sampleStart] = [column(), column(), column()];
  const [department, role, impact] = [column(), column(), column()];
  // Room for what the usual options make, so that nothing is copied.
  const room = 4096 + Math.ceil(settings.people * settings.density * settings.months * 3.5);
  let events = 0;
  let type = new Uint8Array(room);
  let at = new Float64Array(room);
  yield 0;
  let ref = new Uint32Array(room);
  let score = new Float64Array(room);
  yield 0;
  const much = measured ? room : 16;
  let samples = 0;
  let sampleName = new Uint32Array(much);
  let sampleAt = new Float64Array(much);
  let sampleValue = new Float64Array(much);
  yield 0;
  /** @type {number[]} */
  const breachAt = [];
  /** @type {number[]} */
  const breachKind = [];
  /** @type {string[]} */
  const ids = [];
  /** @type {string[]} */
  const names = [];
  /** @type {Array<{ id: string, name: string }>} */
  const clients = [];
  const tenants = [];
  let n = 0;

  let firstEvent = 0;
  let firstSample = 0;
  // A life is told nearly in order; what comes late is put in its place.
  /** @type {import("./behaviour.js").Out} */
  const out = {
    event(name, time, about, extra) {
      if (extra?.disputed) return;
      if (events === type.length) [type, at, ref, score] = [larger(type), larger(at), larger(ref), larger(score)];
      let k = events++;
      for (; k > firstEvent && /** @type {number} */ (at[k - 1]) > time; k--) {
        type[k] = /** @type {number} */ (type[k - 1]);
        at[k] = /** @type {number} */ (at[k - 1]);
        ref[k] = /** @type {number} */ (ref[k - 1]);
        score[k] = /** @type {number} */ (score[k - 1]);
      }
      type[k] = /** @type {number} */ (PLACE.get(name));
      at[k] = time;
      ref[k] = refs.of(about);
      score[k] = name === "training_completed" ? (extra?.score ?? 1) : 1;
    },
    measure(name, time, value) {
      if (!measured) return;
      if (samples === sampleAt.length)
        [sampleName, sampleAt, sampleValue] = [larger(sampleName), larger(sampleAt), larger(sampleValue)];
      let k = samples++;
      for (; k > firstSample && /** @type {number} */ (sampleAt[k - 1]) > time; k--) {
        sampleName[k] = /** @type {number} */ (sampleName[k - 1]);
        sampleAt[k] = /** @type {number} */ (sampleAt[k - 1]);
        sampleValue[k] = /** @type {number} */ (sampleValue[k - 1]);
      }
      sampleName[k] = words.of(name);
      sampleAt[k] = time;
      sampleValue[k] = value;
    },
  };

  for (const firm of firms(settings)) {
    const { id, office, plan } = firm;
    for (let place = 0; place < firm.seats.length; place++) {
      const { rng, name, person, impact: weight, silent } = meet(firm, place);
      ids.push(personId(n + 1));
      names.push(name);
      department[n] = words.of(person.department);
      role[n] = words.of(person.role);
      impact[n] = words.of(weight ?? "");
      firstEvent = events;
      firstSample = samples;
      if (!silent) {
        live(person, plan, rng, out);
        for (const { at, severity, password_exposed, notified } of breachesOf(rng, plan, person).sort(
          (a, b) => a.at - b.at,
        )) {
          breachAt.push(at);
          breachKind.push(SEVERITIES.indexOf(severity) + (password_exposed ? 4 : 0) + (notified ? 8 : 0));
        }
      }
      n++;
      eventStart[n] = events;
      breachStart[n] = breachAt.length;
      sampleStart[n] = samples;
      if (n % SLICE === 0) yield n;
    }
    clients.push({ id, name: office.name });
    tenants.push(office.tenant);
    clientStart[clients.length] = n;
  }
  /** @type {Columns} */
  const columns = {
    ...{ clientStart, eventStart, eventType: type.subarray(0, events), eventAt: at.subarray(0, events) },
    ...{ eventRef: ref.subarray(0, events), eventScore: score.subarray(0, events) },
    ...{ breachStart, breachAt: Float64Array.from(breachAt), breachKind: Uint8Array.from(breachKind) },
    ...{ sampleStart, sampleName: sampleName.subarray(0, samples), sampleAt: sampleAt.subarray(0, samples) },
    sampleValue: sampleValue.subarray(0, samples),
    ...{ words: words.texts(), department, role, impact, ids, names, clients, tenants },
  };
  return { as_of: settings.asOf, columns };
}
