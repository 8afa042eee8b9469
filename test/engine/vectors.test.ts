import { expect } from "@open-wc/testing";
import {
  scoreBook,
  scoreClient,
  scorePerson,
  type PersonRecord,
  type Tenant,
  type Trend,
} from "../../src/engine/index.js";

interface Vector {
  name: string;
  model: string;
  as_of: string;
  tenant: Tenant;
  people: PersonRecord[];
  expected: Array<{
    id: string;
    score: number | null;
    published: number | null;
    band: string | null;
    coverage: number;
    contributions: Record<string, number>;
    trend_90d: Trend | null;
  }>;
  client: { score: number | null; scored: number; people: number; trend_90d: Trend | null };
}

const response = await fetch(new URL("../vectors/scoring.json", import.meta.url));
const vectors = (await response.json()) as Vector[];

const near = (value: number | null | undefined, expected: number | null, what: string): void => {
  if (expected === null) expect(value, what).to.equal(null);
  else {
    expect(value, what).to.be.a("number");
    expect(Math.abs(value! - expected), what).to.be.at.most(1e-9);
  }
};

describe("the 50 clients scored by an independent implementation", () => {
  it("are all there", () => {
    expect(vectors).to.have.length(50);
    expect(new Set(vectors.map((v) => v.model)).size).to.equal(5);
    expect(vectors.reduce((n, v) => n + v.people.length, 0)).to.equal(347);
  });

  for (const { name, model, as_of, tenant, people, expected, client } of vectors) {
    it(name, () => {
      const result = scoreClient({ people, tenant }, { model, asOf: as_of });
      near(result.score, client.score, "roll-up");
      expect(result.scored).to.equal(client.scored);
      expect(result.people).to.have.length(client.people);
      expect(result.trend).to.equal(client.trend_90d);
      result.people.forEach((score, i) => {
        const want = expected[i]!;
        expect(score.id).to.equal(want.id);
        near(score.score, want.score, `${want.id} score`);
        near(score.coverage, want.coverage, `${want.id} coverage`);
        expect(score.published, want.id).to.equal(want.published);
        expect(score.band, want.id).to.equal(want.band);
        expect(score.trend, want.id).to.equal(want.trend_90d);
        const rows = new Map(score.contributions.map((row) => [row.id, row.points]));
        for (const id of new Set([...rows.keys(), ...Object.keys(want.contributions)])) {
          near(rows.get(id) ?? 0, want.contributions[id] ?? 0, `${want.id} ${id}`);
        }
      });
    });
  }

  it("score the same one by one, each among the people of the client", () => {
    for (const { model, as_of, tenant, people, expected } of vectors) {
      people.forEach((person, i) => {
        const { score, published, band, trend } = scorePerson(person, { model, asOf: as_of, tenant, cohort: people });
        near(score, expected[i]!.score, person.id);
        expect([published, band, trend]).to.deep.equal([
          expected[i]!.published,
          expected[i]!.band,
          expected[i]!.trend_90d,
        ]);
      });
    }
  });

  it("score the same as a book", () => {
    for (const model of ["phishr", "caniphish", "moxso", "metacompliance", "infima"]) {
      const own = vectors.filter((v) => v.model === model);
      // A book has one date: the vectors of that date only.
      const asOf = own[0]!.as_of;
      const same = own.filter((v) => v.as_of === asOf);
      const book = scoreBook(
        same.map(({ name, tenant, people }) => ({ id: name, tenant, people })),
        { model, asOf },
      );
      book.clients.forEach((client, i) => near(client.score, same[i]!.client.score, same[i]!.name));
    }
  });
});
