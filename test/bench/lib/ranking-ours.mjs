import "../../../src/elements/risk-ranking/define.ts";
import { RiskRanking } from "../../../src/elements/risk-ranking/risk-ranking.ts";
import { EVENT_TYPES } from "../../../src/engine/types.ts";
import { AS_OF } from "./people.mjs";
import { rows } from "./rows.mjs";

/** Our ranking as a contender, with so many events a person: what is ranked has to be scored first. */
export async function rank(each) {
  const { n, names } = rows();
  const weights = EVENT_TYPES.indexOf("simulation_opened");
  const starts = (length, step) => Uint32Array.from({ length: length + 1 }, (_, i) => i * step);
  const columns = {
    clientStart: starts(n / 100, 100),
    eventStart: starts(n, each),
    eventType: new Uint8Array(n * each).map((_, k) => (k % 3 ? 0 : weights)),
    eventAt: new Float64Array(n * each).map(
      (_, k) => AS_OF - ((each - (k % each)) * 30 + ((k * 7919) % 29)) * 86_400_000,
    ),
    ids: names.map((_, i) => `p${i}`),
    names,
    clients: Array.from({ length: n / 100 }, (_, c) => ({ id: `c${c}`, name: `Client ${c}` })),
  };
  await RiskRanking.preload();
  const el = document.createElement("risk-ranking");
  const grid = () => el.shadowRoot.querySelector(".grid");
  globalThis.contender = {
    first() {
      Object.assign(el, { columns, data: { as_of: AS_OF, model: "phishr", clients: [] } });
      document.body.append(el);
    },
    ready: () => el.phase === "ready" && el.shadowRoot.querySelectorAll("[part=row]").length > 5,
    scroller: grid,
    rows: () => [...el.shadowRoot.querySelectorAll("[part=row]")],
    sort: (descending) => {
      Object.assign(el, { sort: "score", order: descending ? "desc" : "asc" });
      el.performUpdate();
    },
    search: (text) => {
      el.search = text;
      el.performUpdate();
    },
  };
}
