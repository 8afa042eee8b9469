/** Settings of one client that its model refuses, or a model that is none: it alone has no score, and the page is told. */
import { expect } from "@open-wc/testing";
import type { RiskErrorDetail } from "../../src/events/index.js";
import { mount, settle, textOf, unmountAll, until } from "./contract.js";
import { ELEMENTS } from "./everyone.js";
import { DATASET } from "./samples.js";

const BAD = 2;
const bad = DATASET.clients[BAD]!;
const faulty = (own: object): unknown => ({
  ...DATASET,
  model: "moxso",
  clients: DATASET.clients.map((client, i) => (i === BAD ? { ...client, ...own } : client)),
});
const CASES = [
  [{ tenant: { critical_threshold: 5 } }, "invalid-setting", `clients[${BAD}].tenant.critical_threshold`],
  [{ tenant: { score_decay_days: "90" } }, "invalid-setting", `clients[${BAD}].tenant.score_decay_days`],
  [{ model: "oracle" }, "unknown-model", `clients[${BAD}].model`],
] as const;

describe("one client's settings that are refused", () => {
  afterEach(unmountAll);
  const shown = async (tag: string, attributes: Record<string, string>, data: unknown) => {
    const heard: RiskErrorDetail[] = [];
    const hear = (event: CustomEvent<RiskErrorDetail>): void => void heard.push(event.detail);
    document.body.addEventListener("risk-error", hear);
    const el = await mount(tag, { attributes, data });
    await until(() => el.phase !== "loading", 15_000);
    await settle(el);
    document.body.removeEventListener("risk-error", hear);
    return { el, heard };
  };

  const everyone = [
    ...ELEMENTS.map(([tag, attributes]) => [tag, { ...attributes } as Record<string, string>] as const),
    ...(["risk-score-card", "risk-breakdown", "client-risk-compare", "risk-ranking", "risk-trend"] as const).map(
      (tag) => [tag, {}] as const,
    ),
    ...(["risk-distribution", "risk-movers", "risk-what-if", "risk-model-compare", "risk-report"] as const).map(
      (tag) => [tag, {}] as const,
    ),
  ];
  for (const [own, , path] of CASES)
    for (const [tag, attributes] of everyone)
      it(`${JSON.stringify(own)} leave <${tag} ${JSON.stringify(attributes)}> ready, and are told of`, async () => {
        // An own model counts where the page asks for none.
        const data = "model" in own ? { ...(faulty(own) as object), model: undefined } : faulty(own);
        const { el, heard } = await shown(tag, attributes, data);
        expect([el.phase, el["fault"]]).to.deep.equal(["ready", null]);
        expect(heard.map((one) => [one.code, one.path])).to.deep.equal([["invalid-data", path]]);
        expect(heard[0]!.message).to.match(/clients\[2\]\.(tenant\.\w+|model): .*; expected /);
        expect(textOf(el)).to.not.match(/NaN|undefined|\[object/);
        expect(await el.exportData("csv", { download: false })).to.not.equal("");
      });

  for (const [own, code, path] of CASES)
    for (const [tag] of ELEMENTS.filter(([tag]) => !/compare|ranking|movers|what-if/.test(tag)))
      it(`${JSON.stringify(own)} are the error of <${tag}> where that client is asked for`, async () => {
        const data = "model" in own ? { ...(faulty(own) as object), model: undefined } : faulty(own);
        const { el, heard } = await shown(tag, { client: bad.id }, data);
        expect(el.phase).to.equal("error");
        expect([heard[0]!.code, heard[0]!.path]).to.deep.equal([code, path]);
      });

  it("leave that client without a score beside the others", async () => {
    const { el } = await shown("client-risk-compare", {}, faulty(CASES[0][0]));
    const { rows } = JSON.parse(await el.exportData("json", { download: false })) as {
      rows: Array<{ id: string; score: number | null; people: number }>;
    };
    expect(rows.map(({ id, score }) => [id, score === null]).sort()).to.deep.equal([
      ["brightwater", false],
      ["kestrel", true],
      ["northwind", false],
      ["quill", true],
    ]);
  });
});
