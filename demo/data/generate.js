/**
 * A service provider's whole book, made from a seed: the demo pages, the reference server and tests use the same one.
 * The same options give the same bytes in every browser, worker and Node.
 */
import { live } from "./behaviour.js";
import { AS_OF, breachesOf, firms, meet, personId, settle } from "./firms.js";
import { slug } from "./names.js";

export { AS_OF };

/** @typedef {import("../../src/engine/types.js").ClientRecord} ClientRecord */
/** @typedef {import("../../src/engine/types.js").PersonRecord} PersonRecord */
/** @typedef {import("./firms.js").Firm} Firm */

/** People between two breaths. */
const FEW = 10;

/** @type {typeof import("./generate.js").generateInSlices} */
export function* generateInSlices(options) {
  const settings = settle(options);
  /** @type {(at: number) => string | number} */
  const time = settings.times === "epoch" ? (at) => at : (at) => `${new Date(at).toISOString().slice(0, 19)}Z`;
  let number = 0;
  for (const firm of firms(settings)) {
    const { id, office } = firm;
    const people = [];
    for (let place = 0; place < firm.seats.length; place++) {
      if (place % FEW === 0) yield null;
      people.push(personRecord(firm, place, ++number, time));
    }
    yield { id, name: office.name, ...(office.tenant ? { tenant: office.tenant } : {}), people };
  }
}

/** @type {typeof import("./generate.js").generateClients} */
export function* generateClients(options) {
  for (const client of generateInSlices(options)) if (client) yield client;
}

/** @type {typeof import("./generate.js").generateClientInSlices} */
export function* generateClientInSlices(index, options) {
  const settings = settle(options);
  let number = 0;
  let at = 0;
  for (const firm of firms(settings)) {
    if (at++ === index) {
      const { id, office } = firm;
      const people = [];
      for (let place = 0; place < firm.seats.length; place++) {
        people.push(personRecord(firm, place, ++number, (time) => time));
        if (place % 20 === 0) yield number;
      }
      return { id, name: office.name, ...(office.tenant ? { tenant: office.tenant } : {}), people };
    }
    number += firm.seats.length;
    if (at % 20 === 0) yield number;
  }
  return null;
}

/** @type {typeof import("./generate.js").generateClient} */
export function generateClient(index, options) {
  const task = generateClientInSlices(index, options);
  let step = task.next();
  while (!step.done) step = task.next();
  return step.value;
}

/**
 * @param {Firm} firm
 * @param {number} place
 * @param {number} number
 * @param {(at: number) => string | number} time
 * @returns {PersonRecord}
 */
function personRecord(firm, place, number, time) {
  const { rng, name, person, impact, silent } = meet(firm, place);
  const { department, role } = person;
  const id = personId(number);
  const mailbox = slug(name).replaceAll("-", ".") || `user${place + 1}`;
  /** @type {PersonRecord} */
  const record = {
    id,
    name,
    email: `${mailbox}.${number}@${firm.id}.example`,
    department,
    role,
    ...(impact ? { business_impact: impact } : {}),
  };
  if (silent) return record;

  /** @type {Array<{ type: string, at: number, ref: string, extra: object | undefined }>} */
  const events = [];
  /** @type {Record<string, Array<{ at: number, value: number }>>} */
  const measures = {};
  live(person, firm.plan, rng, {
    event: (type, at, ref, extra) => void events.push({ type, at, ref, extra }),
    measure: (key, at, value) => void (measures[key] ??= []).push({ at, value }),
  });
  events.sort((a, b) => a.at - b.at);
  const breaches = breachesOf(rng, firm.plan, person);
  return {
    ...record,
    ...(events.length
      ? {
          events: events.map(({ type, at, ref, extra }, i) => ({
            id: `${id}.${i + 1}`,
            type,
            at: time(at),
            ref,
            ...extra,
          })),
        }
      : {}),
    measures: Object.fromEntries(
      Object.entries(measures).map(([key, series]) => [
        key,
        series.sort((a, b) => a.at - b.at).map(({ at, value }) => ({ at: time(at), value })),
      ]),
    ),
    ...(breaches.length ? { breaches: breaches.map(({ at, ...rest }) => ({ at: time(at), ...rest })) } : {}),
  };
}

/** @type {typeof import("./generate.js").generate} */
export const generate = (options) => ({
  as_of: options?.asOf ?? AS_OF,
  model: "infima",
  clients: [...generateClients(options)],
});
