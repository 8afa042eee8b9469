/** What the stories show: a small book of business, made the way the demo's is. */
import { generate } from "../../demo/data/generate.js";
import type { ClientRecord, Dataset, PersonRecord } from "../../src/engine/index.js";

const made: Dataset = generate({ seed: 7, clients: 8, people: 260, times: "iso" });

/** `?latin`: for pictures that have to be the same on machines with other fonts for other scripts. */
const latin = new URLSearchParams(globalThis.location?.search).has("latin");
const inLatin = <T extends { name?: string }>(one: T, other: string): T =>
  /^[\p{Script=Latin}\p{P}\p{N}\s&]*$/u.test(one.name ?? "") ? one : { ...one, name: other };

export const BOOK: Dataset = latin
  ? {
      ...made,
      clients: made.clients.map((client, i) =>
        inLatin(
          { ...client, people: client.people.map((person, k) => inLatin(person, `Person ${i}-${k}`)) },
          `Client ${i}`,
        ),
      ),
    }
  : made;

const byEvents = (a: PersonRecord, b: PersonRecord): number => (b.events?.length ?? 0) - (a.events?.length ?? 0);
const largest = [...BOOK.clients].sort((a, b) => b.people.length - a.people.length);

/** A client of some size, and somebody in it about whom much is known. */
export const CLIENT: ClientRecord = largest[0]!;
export const PERSON: PersonRecord = [...CLIENT.people].sort(byEvents)[0]!;

/** A department of hers or his with others in it. */
export const DEPARTMENT = PERSON.department ?? "";

const LONG = "Österreichische Gesellschaft für Medizintechnik und Krankenhausbedarf mit beschränkter Haftung";
const FOREIGN = [
  "株式会社あおば精密製作所",
  "شركة النور للتجارة والمقاولات",
  LONG,
  "Siobhán Ní Dhomhnaill-Featherstonehaugh",
  "Nguyễn Thị Minh Khai",
];

/** The same people under long and foreign names. */
export const LONG_NAMES: Dataset = {
  ...BOOK,
  clients: BOOK.clients.map((client, i) => ({
    ...client,
    name: FOREIGN[i % FOREIGN.length]!,
    people: client.people.map((person, k) => ({ ...person, name: FOREIGN[(i + k) % FOREIGN.length]! })),
  })),
};

/** One client with a handful of people, of whom little is known. */
export const SPARSE: Dataset = {
  ...BOOK,
  clients: [
    {
      id: CLIENT.id,
      name: CLIENT.name,
      people: CLIENT.people.slice(0, 4).map((p) => ({ ...p, events: p.events?.slice(-2) ?? [] })),
    },
  ],
};

/** Nothing on record for anybody. */
export const UNKNOWN: Dataset = {
  as_of: BOOK.as_of,
  clients: [
    {
      id: CLIENT.id,
      name: CLIENT.name,
      people: CLIENT.people.map(({ id, name, department }) => ({ id, name, department })),
    },
  ],
};

export const EMPTY: Dataset = { as_of: BOOK.as_of, clients: [] };
