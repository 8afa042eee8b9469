/** What each element asks a service for: with less it could not say what it is there for, more would be asked in vain. */
import { expect } from "@open-wc/testing";
import type { Need, Query } from "../../src/data/types.js";
import { ELEMENTS } from "./everyone.js";
import { FakeSupply, mount, readyBook, unmountAll } from "./contract.js";
import { DATASET } from "./samples.js";

/** Of everything supplied: what else than scores, and of whom; for the client audience never of single people. */
const ASKED: Record<string, { kind?: Query["kind"]; needs?: readonly Need[]; clients?: readonly Need[] }> = {
  "risk-score-card": { needs: ["history"], clients: ["history"] },
  "risk-breakdown": { needs: ["record"], clients: [] },
  "client-risk-compare": { needs: ["history"], clients: ["history"] },
  "risk-ranking": { kind: "people", needs: ["people"] },
  "risk-trend": { needs: ["history", "record"], clients: ["history"] },
  "risk-distribution": {},
  "risk-movers": { kind: "people", needs: ["people"], clients: [] },
  "risk-what-if": { needs: ["record", "people"], clients: [] },
  "risk-model-compare": { needs: ["record", "people"], clients: [] },
  "risk-report": { needs: ["people", "history"], clients: ["history"] },
};

describe("what is asked of a service", () => {
  afterEach(unmountAll);

  for (const [tag] of ELEMENTS) {
    const { kind = "book", needs, clients } = ASKED[tag]!;
    it(`<${tag}>`, async () => {
      const asked = async (audience: string): Promise<Pick<Query, "kind" | "needs">> => {
        const supply = new FakeSupply(readyBook(DATASET));
        await mount(tag, { supply, attributes: { audience } });
        return { kind: supply.queries[0]!.kind, needs: supply.queries[0]!.needs };
      };
      expect(await asked("internal")).to.deep.equal({ kind, needs });
      expect(await asked("client")).to.deep.equal({ kind: "book", needs: clients });
    });
  }

  it("about whom, by which model, as of when and looking back how far", async () => {
    const supply = new FakeSupply(readyBook(DATASET));
    const [client, department, model] = ["northwind", "sales", "infima"];
    const attributes = { client, department, model, "as-of": "2026-11-01T00:00:00Z", window: "30" };
    await mount("risk-distribution", { supply, attributes });
    expect(supply.queries).to.deep.equal([
      { kind: "department", id: department, client, department, model, asOf: "2026-11-01T00:00:00Z", window: 30 },
    ]);
  });
});
