import { expect } from "@open-wc/testing";
import { readLong } from "../../src/data/long.js";
import { ANSWERS, readRecords } from "../../src/data/records.js";

const person = (id: unknown, more = {}): object => ({ id, name: `Ada ${String(id)}`, ...more });
const many = (n: number, from = 0): object[] => Array.from({ length: n }, (_, i) => person(`p${from + i}`));
const odd = [null, person("p3"), person(7, { department: 12 }), person(undefined), person("last", { role: 1 })];
/** Around the ends of what is read in one go. */
const LISTS: ReadonlyArray<[string, unknown]> = [
  ["people", [...many(2047), ...odd, ...many(3000, 5000)]],
  ["people with settings", { as_of: 1_700_000_000_000, model: "phishr", people: [...many(2049), ...odd] }],
  [
    "clients",
    [
      { id: "a", people: many(10) },
      { id: "b", people: [...odd, ...many(4100, 100)] },
    ],
  ],
  [
    "a dataset",
    {
      as_of: "2026-11-23T09:12:00Z",
      clients: [null, { id: "a", people: many(4096) }, { id: "a", people: odd }, { people: many(3) }, { id: "c" }],
    },
  ],
  [
    "a list twice",
    ((list) => ({
      clients: [
        { id: "a", people: list },
        { id: "b", people: list },
      ],
    }))(many(5)),
  ],
  ["clients that are left out", { clients: [{ people: many(9) }, { id: "a", people: many(9) }] }],
  [
    "clients whose ids are none",
    {
      clients: [
        { id: true, people: [...odd] },
        { id: {}, people: many(5) },
        { id: "a", people: many(5) },
      ],
    },
  ],
  ["a client whose id is a number", { clients: [{ id: 0, people: odd }] }],
  ["people beside clients", { people: many(5), clients: [{ id: "a", people: [...odd, ...many(5)] }] }],
  ["no people", { clients: [] }],
];

describe("reading between frames", () => {
  for (const [name, input] of LISTS) {
    it(`${name}: the same as in one go, faults and their places too`, async () => {
      expect(await readLong(input as object)).to.deep.equal(readRecords(input));
    });
  }

  it("lets the page have its turn", async () => {
    const people = many(20_000);
    // Slow to read, some of them: far more in all than is done in one go.
    for (let i = 0; i < people.length; i += 1000)
      Object.defineProperty(people[i], "name", {
        get() {
          const end = performance.now() + 10;
          while (performance.now() < end);
          return "Ada";
        },
      });
    let turns = 0;
    const timer = setInterval(() => turns++);
    await readLong(people);
    clearInterval(timer);
    expect(turns).to.be.greaterThan(2);
  });

  it("is done once for all who want the same at the same time, and anew later", async () => {
    const people = many(10);
    const [one, other] = [readLong(people), readLong(people)];
    expect(one).to.equal(other);
    await one;
    people.push(person("new"));
    expect((await readLong(people)).book.clients[0]!.people.length).to.equal(11);
  });

  it("refuses what it cannot read, as reading in one go does", async () => {
    const refused = (input: object): Promise<unknown> => readLong(input).catch((error: unknown) => error);
    expect(await refused([{ employee_id: "e", score: 3 }])).to.equal(ANSWERS);
    expect(await refused({ clients: [null] })).to.have.property("code", "invalid-data");
  });
});
