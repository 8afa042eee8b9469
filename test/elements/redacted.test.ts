/** With `redact` set no name, e-mail or id of a person is in what an element draws, says, exports or lets be kept. */
import { expect } from "@open-wc/testing";
import type { RiskProvider, RiskRanking } from "../../src/index.js";
import type { PersonRecord } from "../../src/engine/types.js";
import { mount, settle, until } from "./contract.js";
import { ELEMENTS } from "./everyone.js";
import { DATASET } from "./samples.js";

/** In every name, id and address, and in nothing else. */
const SECRET = /zqx/i;
const hidden = (person: PersonRecord, i: number): PersonRecord => ({
  ...person,
  id: `zqx.${person.id}@secret.example`,
  name: `Zqx${i} Zqxton`,
  email: `zqx${i}@secret.example`,
});
const DATA = {
  ...DATASET,
  clients: DATASET.clients.map((client) => ({ ...client, people: client.people.map(hidden) })),
};

/** All that is drawn and said below a node, each text and attribute with its place. */
function* written(root: ParentNode): Generator<[place: string, text: string]> {
  for (const el of root.querySelectorAll("*")) {
    for (const { name, value } of el.attributes) yield [`${el.localName} ${name}`, value];
    if ("value" in el) yield [`${el.localName}.value`, String(el.value)];
    for (const node of el.childNodes) if (node.nodeType === Node.TEXT_NODE) yield [el.localName, node.textContent!];
    if (el.shadowRoot) yield* written(el.shadowRoot);
  }
}

/** Shows what is behind toggles, tabs and folds. */
async function unfold(el: HTMLElement & { updateComplete: Promise<unknown> }): Promise<void> {
  const seen = new Set<string>();
  for (let round = 0; round < 3; round++) {
    const shut = "[aria-expanded=false], [aria-pressed=false], summary, [role=tab], [part~=toggle]";
    for (const button of el.shadowRoot!.querySelectorAll<HTMLElement>(shut)) {
      const name = `${button.className} ${button.textContent}`;
      if (seen.has(name) || seen.size > 40) continue;
      seen.add(name);
      button.click();
      await el.updateComplete;
    }
    await settle(el as never);
  }
}

describe("with redact set", () => {
  afterEach(() => document.body.replaceChildren());

  const subjects = ELEMENTS.map(([tag, attributes]) => {
    const { person, ...rest } = attributes as { person?: string };
    return [tag, { ...rest, ...(person !== undefined && { person: `zqx.${person}@secret.example` }) }] as const;
  });
  const modes = [
    ...subjects,
    ["risk-breakdown", { person: "zqx.p-0-3@secret.example", mode: "change" }],
    ["risk-breakdown", { client: "northwind" }],
    ["risk-movers", {}],
    ["risk-what-if", { client: "northwind" }],
    ["risk-model-compare", { person: "zqx.p-0-3@secret.example" }],
    ["risk-report", { person: "zqx.p-0-3@secret.example" }],
    ["risk-score-card", { person: "zqx.nobody@secret.example" }],
    ["risk-ranking", { person: "zqx.nobody@secret.example" }],
  ] as ReadonlyArray<readonly [string, Readonly<Record<string, string>>]>;
  for (const redact of ["initials", "pseudonym"])
    for (const [tag, attributes] of modes)
      it(`"${redact}", <${tag} ${JSON.stringify(attributes)}> tells of nobody`, async () => {
        const el = await mount(tag as never, { attributes: { ...attributes, redact }, data: DATA });
        await until(() => el.phase !== "loading", 15_000);
        await settle(el);
        await unfold(el);
        const found = [...written(el.shadowRoot!)].filter(([, text]) => SECRET.test(text));
        expect(found).to.deep.equal([]);
        for (const format of ["csv", "json"] as const)
          expect(await el.exportData(format, { download: false }), format).to.not.match(SECRET);
        const image = await el.exportImage("svg", { download: false });
        expect((await image?.text()) ?? "").to.not.match(SECRET);
      });

  it("what cannot be read is not quoted to the page", async () => {
    const bad = [{ data: { people: "Zqx Zqxton" } }, { data: { "zqx@secret.example": {} } }, { data: "Zqx Zqxton" }];
    const child = '{ "id": "a", "name": Zqx }';
    const cases = [...bad.map((one) => [one, null] as const), [{}, child] as const];
    const told: string[] = [];
    const listen = ({ detail }: HTMLElementEventMap["risk-error"]): void => void told.push(JSON.stringify(detail));
    document.addEventListener("risk-error", listen);
    for (const options of [{ redact: "initials" }, { redact: "pseudonym" }, { audience: "client" }, {}] as const)
      for (const [data, json] of cases)
        for (const tag of ["risk-score-card", "risk-provider"] as const) {
          told.length = 0;
          const el = Object.assign(document.createElement(tag) as HTMLElement, options, data);
          if (json !== null)
            el.append(Object.assign(document.createElement("script"), { type: "application/json", text: json }));
          document.body.append(el);
          await until(() => told.length > 0);
          const what = `${tag} ${JSON.stringify([options, data])}`;
          if (Object.keys(options).length) expect(SECRET.test(told.join()), what).to.equal(false);
          // What a browser says of text that is no JSON need not quote it.
          else if (json === null) expect(SECRET.test(told.join()), what).to.equal(true);
          expect(told.join(), what).to.match(/"code":"invalid-data".*"path":"(data|people)"/);
          el.remove();
        }
    document.removeEventListener("risk-error", listen);
  });

  for (const options of [{ redact: "initials" }, { audience: "client" }] as const)
    it(`the name that was searched for goes when the page turns to ${JSON.stringify(options)}`, async () => {
      const el = await mount<RiskRanking>("risk-ranking", { data: DATA, properties: { search: "Zqx1" } });
      await until(() => el.phase === "ready");
      await settle(el);
      expect([...written(el.shadowRoot!)].some(([, text]) => SECRET.test(text))).to.equal(true);
      Object.assign(el, options);
      await settle(el);
      expect([...written(el.shadowRoot!)].filter(([, text]) => SECRET.test(text))).to.deep.equal([]);
      expect(el.search).to.equal("");
      el.search = "page";
      await settle(el);
      expect(el.search, "what the page itself searches for stays").to.equal("page");
    });

  it("what was said of somebody by name is taken back, and what was still to be said is not said", async () => {
    const at = Date.parse("2026-11-23T09:12:00Z");
    const of = (type: string): unknown => ({ id: "zqx", name: "Zqx Zqxton", events: [{ type, at: at - 86_400_000 }] });
    const attributes = { "as-of": String(at), model: "phishr" };
    // Those that hide names need no more parts than they have.
    const mounting = { attributes: { ...attributes, redact: "initials" }, data: of("simulation_opened") };
    const cards = [await mount("risk-score-card", mounting), await mount("risk-score-card", mounting)];
    for (const el of cards) el.redact = "none";
    await Promise.all(cards.map(settle));
    const said = (): string[] => cards.map((el) => el.shadowRoot!.querySelector("[role=status]")!.textContent!);
    cards[0]!.data = of("simulation_submitted");
    await until(() => said()[0] !== "", 8000);
    expect(said()[0]).to.match(SECRET);
    cards[1]!.data = of("simulation_submitted");
    await settle(cards[1]!);
    for (const el of cards) el.redact = "initials";
    await Promise.all(cards.map(settle));
    expect(said()).to.deep.equal(["", ""]);
    // A page says one thing every few seconds.
    cards[0]!.data = of("simulation_opened");
    await until(() => said().some((text) => text !== ""), 8000);
    expect(said().join("")).to.match(/^Z\.\u202fZ\.: now [\d.]+, Low\.$/);
    expect([...written(document.body)].filter(([, text]) => SECRET.test(text))).to.deep.equal([]);
  });

  type Row = Record<"key" | "scope", string>;
  const storedRows = (): Promise<Row[]> =>
    new Promise((done) => {
      const open = indexedDB.open("human-risk-widgets", 1);
      open.onsuccess = () => {
        const all = open.result.transaction("history").objectStore("history").getAll();
        all.onsuccess = () => (open.result.close(), done(all.result as Row[]));
      };
    });
  /** What the browser keeps of a provider's calculations. */
  async function rowsOf(options: Partial<RiskProvider>, least = 3): Promise<Row[]> {
    const provider = document.createElement("risk-provider");
    Object.assign(provider, { history: "indexeddb", data: DATA, ...options });
    document.body.append(provider);
    await provider.clearHistory();
    // One for each client that has a score its reader may know, at least.
    for (;;) {
      const found = await storedRows();
      if (found.length < least) await new Promise((next) => setTimeout(next, 20));
      else return (await new Promise((next) => setTimeout(next, 100)), await storedRows());
    }
  }
  const kept = async (...args: Parameters<typeof rowsOf>): Promise<string[]> =>
    (await rowsOf(...args)).map(({ key }) => key);

  it("of data that a page hands over the browser keeps tenants apart by the address's query and the provider's id", async () => {
    const { href, pathname } = location;
    const scopes: string[] = [];
    try {
      for (const [tenant, id] of [
        ["acme", ""],
        ["globex", ""],
        ["globex", "second"],
        ["acme", ""],
      ] as const) {
        history.replaceState(null, "", `${pathname}?tenant=${tenant}`);
        const [row] = await rowsOf({ id });
        scopes.push(row!.scope);
        document.body.replaceChildren();
      }
    } finally {
      history.replaceState(null, "", href);
    }
    expect(scopes[3]).to.equal(scopes[0]);
    expect(new Set(scopes).size).to.equal(3);
    expect(scopes.join()).to.not.match(/acme|globex|second/);
  });

  it("the browser keeps nobody, and neither does a page for clients", async () => {
    expect((await kept({})).filter((key) => SECRET.test(key)).length).to.be.above(40);
    for (const options of [{ redact: "initials" }, { redact: "pseudonym" }] as const)
      expect((await kept(options, 2)).filter((key) => SECRET.test(key))).to.deep.equal([]);
    // Nor a client too small to be shown, nor the one that would give it away.
    const shown = JSON.stringify(["phishr", "client", "", "brightwater"]);
    expect(await kept({ audience: "client" }, 1)).to.deep.equal([shown]);
  });

  for (const options of [{ redact: "initials" }, { audience: "client" }] as const)
    for (const later of [false, true])
      it(`what the browser kept by name goes when ${later ? "a page opened later" : "the page"} has ${JSON.stringify(options)}`, async () => {
        const keys = async (): Promise<string[]> => (await storedRows()).map(({ key }) => key);
        const named = await kept({});
        expect(named.filter((key) => SECRET.test(key)).length).to.be.above(40);
        if (later) document.body.replaceChildren();
        const provider = later ? document.createElement("risk-provider") : document.querySelector("risk-provider")!;
        Object.assign(provider, later && { history: "indexeddb", data: DATA }, options);
        if (later) document.body.append(provider);
        while ((await keys()).some((key) => SECRET.test(key))) await new Promise((next) => setTimeout(next, 20));
        const small = DATA.clients.filter(({ people }) => people.length < 10).map(({ id }) => id);
        const left = await keys();
        expect(small.filter((id) => left.some((key) => key.includes(`"${id}"`)))).to.deep.equal([]);
        expect(
          left.some((key) => key.includes('"brightwater"')),
          "what may be kept stays",
        ).to.equal(true);
      });
});
