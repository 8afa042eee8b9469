/**
 * The book of an invented service provider: forty clients, each with a story that can be found in its numbers.
 *
 * @typedef {"steady" | "improves" | "climbs" | "breach" | "scanner" | "careless" | "exemplary" | "new" | "idle" | "partial" | "neglected" | "overrun" | "drilled"} Story
 *
 * steady: nothing special · improves: a team that learns from a training · climbs: gets careless in the last quarter ·
 * breach: a breach wave a few weeks ago · scanner: a mail gateway that clicks before people do · careless and exemplary:
 * worse and better than most · new: joined a few months ago · idle: no evidence at all · partial: a third without data ·
 * neglected: nobody has looked after it for long · overrun: nearly every lure works · drilled: hardly any does
 *
 * @typedef {object} Office
 * @property {string} name
 * @property {string} [id] Where the name has no Latin letters to make one of.
 * @property {number} weight Its share of the people, relative to the others.
 * @property {string} culture
 * @property {Story} story
 * @property {number} [people] A fixed number of people instead.
 * @property {import("../../src/engine/types.js").Tenant} [tenant]
 * @property {Array<[department: string, role: string, share: number]>} [departments]
 */

/** @type {Array<[department: string, role: string, share: number]>} */
export const OFFICE = [
  ["Sales", "standard", 24],
  ["Operations", "standard", 26],
  ["Customer service", "standard", 16],
  ["Finance", "finance", 11],
  ["People", "hr", 6],
  ["IT", "admin", 8],
  ["Marketing", "standard", 6],
  ["Management", "executive", 3],
];

/** @type {Array<[department: string, role: string, share: number]>} */
const CLINIC = [
  ["Reception", "standard", 30],
  ["Clinical", "standard", 48],
  ["Billing", "finance", 12],
  ["Practice management", "executive", 10],
];

/** @type {Array<[department: string, role: string, share: number]>} */
const FACTORY = [
  ["Production", "warehouse", 46],
  ["Warehouse", "warehouse", 18],
  ["Purchasing", "finance", 9],
  ["Engineering", "standard", 14],
  ["IT", "admin", 5],
  ["Accounts", "finance", 5],
  ["Board", "executive", 3],
];

/** @type {readonly Office[]} */
export const OFFICES = [
  { name: "Harbourside Dental Group", weight: 46, culture: "en", story: "improves", departments: CLINIC },
  { name: "Meridian Freight & Forwarding", weight: 142, culture: "en", story: "climbs" },
  {
    name: "Österreichische Gesellschaft für angewandte Versicherungsmathematik und Risikoforschung",
    weight: 88,
    culture: "de",
    story: "steady",
  },
  { name: "Copperfield Legal LLP", weight: 64, culture: "en", story: "breach" },
  {
    name: "株式会社あおば精密製作所",
    id: "aoba-precision",
    weight: 76,
    culture: "ja",
    story: "exemplary",
    departments: FACTORY,
  },
  { name: "Fenwick & Daughters", weight: 7, people: 7, culture: "en", story: "steady" },
  { name: "شركة النور للتجارة والمقاولات", id: "al-noor-trading", weight: 58, culture: "ar", story: "careless" },
  { name: "Juniper Hill Schools Trust", weight: 210, culture: "en", story: "steady" },
  { name: "Lakeshore Credit Union", weight: 95, culture: "us", story: "exemplary", tenant: { critical_threshold: 70 } },
  { name: "Brightwater Care Homes", weight: 168, culture: "en", story: "careless", departments: CLINIC },
  { name: "Ironbridge Robotics", weight: 52, culture: "en", story: "scanner" },
  { name: "Tamarind Foods", weight: 118, culture: "us", story: "climbs", departments: FACTORY },
  { name: "Kestrel Marine Services", weight: 34, culture: "en", story: "steady" },
  { name: "Stonecrop Property Management", weight: 41, culture: "us", story: "partial" },
  { name: "Willowbrook Veterinary Partners", weight: 23, culture: "en", story: "new", departments: CLINIC },
  { name: "Bäckerei Großmann & Söhne GmbH", weight: 62, culture: "de", story: "improves", departments: FACTORY },
  {
    name: "Cabinet Delacroix-Lefèvre, expertise comptable et conseil aux entreprises",
    weight: 38,
    culture: "fr",
    story: "steady",
  },
  { name: "Saltmarsh Brewery", weight: 29, culture: "en", story: "steady", departments: FACTORY },
  { name: "Northgate Insurance Brokers", weight: 72, culture: "en", story: "breach" },
  { name: "Quillon Press", weight: 18, culture: "en", story: "idle" },
  { name: "Transportes Ibáñez e Hijos", weight: 57, culture: "es", story: "steady", departments: FACTORY },
  { name: "Alder & Ash Architects", weight: 31, culture: "en", story: "drilled" },
  { name: "Heron Pharmacy Group", weight: 84, culture: "us", story: "steady", tenant: { dark_web_monitoring: false } },
  { name: "Granite State Plumbing Supply", weight: 47, culture: "us", story: "neglected", departments: FACTORY },
  { name: "Construtora Magalhães", weight: 66, culture: "pt", story: "climbs" },
  { name: "Wexcombe Parish Council", weight: 9, people: 9, culture: "en", story: "partial" },
  { name: "Van der Berg Tuinbouw", weight: 44, culture: "nl", story: "steady", departments: FACTORY },
  { name: "Zakład Mleczarski Górski", weight: 53, culture: "pl", story: "improves", departments: FACTORY },
  { name: "Thornfield Accountants", weight: 26, culture: "en", story: "steady", tenant: { period_years: 2 } },
  { name: "Bluestem Travel", weight: 21, culture: "us", story: "new" },
  { name: "Foxglove Home Care", weight: 92, culture: "en", story: "steady", departments: CLINIC },
  { name: "Millrace Print & Packaging", weight: 37, culture: "en", story: "scanner", departments: FACTORY },
  { name: "Larkspur Interiors", weight: 14, culture: "us", story: "overrun" },
  { name: "Cedarline Timber", weight: 49, culture: "us", story: "neglected", departments: FACTORY },
  { name: "Marlowe Theatre Company", weight: 27, culture: "en", story: "partial" },
  { name: "Sandhurst Biomedical", weight: 61, culture: "en", story: "exemplary", tenant: { score_decay_days: 60 } },
  { name: "Oakhollow Winery", weight: 16, culture: "us", story: "steady" },
  { name: "Ridgeway Bus & Coach", weight: 69, culture: "en", story: "breach", departments: FACTORY },
  { name: "Beacon Housing Association", weight: 104, culture: "en", story: "improves" },
  { name: "Ashdown Radio", weight: 12, culture: "en", story: "steady" },
];
