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
 * Typed arrays of one length that grow together.
 * @template {Record<string, Uint8Array | Uint32Array | Float64Array>} T
 * @param {T} arrays
 */
function growing(arrays) {
  const table = { ...arrays, length: 0 };
  const names = Object.keys(arrays);
  return {
    table,
    /** Makes room for one more, and says at which place. */
    next() {
      const { length } = table;
      if (length === /** @type {Uint8Array} */ (table[/** @type {string} */ (names[0])]).length) {
        for (const name of names) {
          const old = /** @type {any} */ (table)[name];
          const larger = new old.constructor(length * 2);
          larger.set(old);
          /** @type {any} */ (table)[name] = larger;
        }
      }
      return table.length++;
    },
    /** What is filled of them. */
    filled: () =>
      /** @type {T} */ (
        Object.fromEntries(names.map((name) => [name, /** @type {any} */ (table)[name].subarray(0, table.length)]))
      ),
  };
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
  const type = new Uint8Array(room);
  const at = new Float64Array(room);
  yield 0;
  const events = growing({ type, at, ref: new Uint32Array(room), score: new Float64Array(room) });
  yield 0;
  const breaches = growing({ at: new Float64Array(4096), kind: new Uint8Array(4096) });
  yield 0;
  const much = measured ? room : 16;
  const samples = growing({ name: new Uint32Array(much), at: new Float64Array(much), value: new Float64Array(much) });
  /** @type {string[]} */
  const ids = [];
  /** @type {string[]} */
  const names = [];
  /** @type {Array<{ id: string, name: string }>} */
  const clients = [];
  const tenants = [];
  let n = 0;

  let first = 0;
  /** @type {Array<readonly [name: number, at: number, value: number]>} */
  let taken = [];
  /** @type {import("./behaviour.js").Out} */
  const out = {
    event(type, at, ref, extra) {
      if (extra?.disputed) return;
      const end = events.next();
      const to = events.table;
      let k = end;
      while (k > first && /** @type {number} */ (to.at[k - 1]) > at) k--;
      // A life is told nearly in order; what comes late is put in its place.
      if (k < end) for (const column of [to.type, to.at, to.ref, to.score]) column.copyWithin(k + 1, k, end);
      to.type[k] = /** @type {number} */ (PLACE.get(type));
      to.at[k] = at;
      to.ref[k] = refs.of(ref);
      to.score[k] = type === "training_completed" ? (extra?.score ?? 1) : 1;
    },
    measure: measured ? (key, at, value) => void taken.push([words.of(key), at, value]) : () => undefined,
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
      first = events.table.length;
      if (!silent) {
        taken = [];
        live(person, plan, rng, out);
        taken.sort((a, b) => a[1] - b[1]);
        for (const [key, at, value] of taken) {
          const k = samples.next();
          samples.table.name[k] = key;
          samples.table.at[k] = at;
          samples.table.value[k] = value;
        }
        for (const { at, severity, password_exposed, notified } of breachesOf(rng, plan, person).sort(
          (a, b) => a.at - b.at,
        )) {
          const k = breaches.next();
          breaches.table.at[k] = at;
          breaches.table.kind[k] = SEVERITIES.indexOf(severity) + (password_exposed ? 4 : 0) + (notified ? 8 : 0);
        }
      }
      n++;
      eventStart[n] = events.table.length;
      breachStart[n] = breaches.table.length;
      sampleStart[n] = samples.table.length;
      if (n % SLICE === 0) yield n;
    }
    clients.push({ id, name: office.name });
    tenants.push(office.tenant);
    clientStart[clients.length] = n;
  }
  const [event, breach, sample] = [events.filled(), breaches.filled(), samples.filled()];
  /** @type {Columns} */
  const columns = {
    ...{
      clientStart,
      eventStart,
      eventType: event.type,
      eventAt: event.at,
      eventRef: event.ref,
      eventScore: event.score,
    },
    ...{ breachStart, breachAt: breach.at, breachKind: breach.kind },
    ...{ sampleStart, sampleName: sample.name, sampleAt: sample.at, sampleValue: sample.value },
    ...{ words: words.texts(), department, role, impact, ids, names, clients, tenants },
  };
  return { as_of: settings.asOf, columns };
}
