import { expect, fixtureCleanup } from "@open-wc/testing";
import { html, LitElement, render } from "lit";
import { ContextConsumer } from "@lit/context";
import { providerContext, type ProviderState } from "../../src/context/index.js";
import "../../src/elements/risk-provider/define.js";
import "../../src/elements/risk-score-card/define.js";
import type { RiskProvider } from "../../src/elements/risk-provider/risk-provider.js";
import type { RiskScoreCard } from "../../src/elements/risk-score-card/risk-score-card.js";
import { createStaticSource } from "../../src/data/json-source.js";
import type { RiskDataSource } from "../../src/data/source.js";
import type { Audience } from "../../src/data/types.js";

const AS_OF = "2026-11-23T09:12:00Z";
const person = (id: string, extra: object = {}): object => ({
  id,
  name: `Person ${id}`,
  events: [{ type: "simulation_clicked", at: "2026-11-20T09:00:00Z" }],
  ...extra,
});
const DATA = {
  as_of: AS_OF,
  model: "phishr",
  clients: [{ id: "c", name: "Acme", people: [person("a"), person("b")] }],
};

/** Sees what a provider hands down. */
class Probe extends LitElement {
  seen: ProviderState[] = [];
  readonly consumer = new ContextConsumer(this, {
    context: providerContext,
    subscribe: true,
    callback: (state) => void this.seen.push(state),
  });
}
customElements.define("test-probe", Probe);

let runs = 0;
const run = `${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)}`;
const api = (manner: string): { base: string; log: () => Promise<Log> } => {
  const id = `${run}-${runs++}`;
  return {
    base: `/fake/${id}/${manner}`,
    log: async () => (await (await fetch(`/fake/${id}/log`)).json()) as Log,
  };
};
interface Log {
  calls: Array<{
    manner: string;
    path: string;
    host: string;
    authorization: string;
    referrer: string;
    aborted: number | null;
  }>;
  fresh?: number;
  open?: number;
}

const place = document.createElement("div");
document.body.append(place);
const show = (content: unknown): void => void render(content, place);
const provider = (): RiskProvider => place.querySelector("risk-provider")!;
const cards = (): RiskScoreCard[] => [...place.querySelectorAll("risk-score-card")];
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
async function until(test: () => unknown, what: string): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await test()) return;
    await pause(20);
  }
  throw new Error(`never: ${what}`);
}
const settled = (): Promise<void> => until(() => cards().every((card) => card.phase !== "loading"), "settled");
const text = (el: Element): string => el.shadowRoot!.textContent!.replace(/\s+/g, " ");

/** Whose scores the browser keeps. */
const scopesKept = (): Promise<string[]> =>
  new Promise((done) => {
    const open = indexedDB.open("human-risk-widgets", 1);
    open.onsuccess = () => {
      const all = open.result.transaction("history").objectStore("history").getAll();
      all.onsuccess = () => (
        open.result.close(),
        done([...new Set((all.result as Array<{ scope: string }>).map(({ scope }) => scope))])
      );
    };
  });

describe("risk-provider", () => {
  const rejections: unknown[] = [];
  const keep = (event: PromiseRejectionEvent): void => void rejections.push(event.reason);
  before(() => addEventListener("unhandledrejection", keep));
  after(() => removeEventListener("unhandledrejection", keep));
  beforeEach(() => (rejections.length = 0));
  afterEach(async () => {
    show(html``);
    await pause(0);
    fixtureCleanup();
    expect(rejections, "unhandled rejections").to.deep.equal([]);
  });

  it("takes the attribute's seconds as a property too, as templates of frameworks set them, and keeps its method", async () => {
    const provider = document.createElement("risk-provider");
    Object.assign(provider, { refresh: "60" });
    expect(provider.refreshSeconds).to.equal(60);
    await provider.refresh();
    Object.assign(provider, { refresh: null });
    expect(provider.refreshSeconds).to.equal(null);
  });

  describe("supplied data", () => {
    it("reaches every element inside, at any depth", async () => {
      show(
        html`<risk-provider .data=${DATA}
          ><div><risk-score-card person="a"></risk-score-card></div>
          <risk-score-card client="c"></risk-score-card
        ></risk-provider>`,
      );
      await settled();
      expect(cards().map(({ phase }) => phase)).to.deep.equal(["ready", "ready"]);
    });

    it("speaks the language it names, with a vendor's own words, until it names none", async () => {
      const strings = { tlh: { card: { scored: { one: "⟦{n}⟧", other: "⟦{n}⟧" } } } };
      show(
        html`<risk-provider .data=${DATA} .strings=${strings} locale="tlh"
          ><risk-score-card client="c"></risk-score-card
        ></risk-provider>`,
      );
      await settled();
      const says = (): string => cards()[0]!.shadowRoot!.textContent!;
      await until(() => says().includes("⟦2⟧"), "its words");
      expect(provider().lang).to.equal("tlh");
      provider().locale = null;
      await until(() => !says().includes("⟦2⟧"), "English again");
      expect(provider().hasAttribute("lang")).to.equal(false);
    });

    it("leaves the language that the page gave it", async () => {
      show(html`<risk-provider lang="fr" .data=${DATA}></risk-provider>`);
      await provider().updateComplete;
      expect(provider().lang).to.equal("fr");
    });

    it("as a JSON child, also one that is filled later", async () => {
      show(
        html`<risk-provider
          ><script type="application/json"></script>
          <risk-score-card person="a"></risk-score-card
        ></risk-provider>`,
      );
      place.querySelector("script")!.textContent = JSON.stringify(DATA);
      await until(() => cards()[0]!.phase === "ready", "ready");
    });

    for (const [before, where] of [
      ["\uFEFF", "in front"],
      ["\n  \uFEFF", "on a line of its page's template"],
    ] as const)
      it(`as a JSON child that was a file with a byte order mark, ${where}`, async () => {
        const json = document.createElement("script");
        Object.assign(json, { type: "application/json", text: before + JSON.stringify(DATA) });
        show(html`<risk-provider>${json}<risk-score-card person="a"></risk-score-card></risk-provider>`);
        await settled();
        expect(cards()[0]!.phase).to.equal("ready");
      });

    it("as a JSON child that an editor laid into a paragraph, or that names its charset; a card's own is the card's", async () => {
      const json = (data: unknown): HTMLElement => {
        const paragraph = document.createElement("p");
        const script = document.createElement("script");
        Object.assign(script, { type: "application/json; charset=utf-8", text: JSON.stringify(data) });
        paragraph.append(script);
        return paragraph;
      };
      const own = {
        employee_id: "own",
        name: "Own",
        score: 67,
        band: "elevated",
        last_updated: "2026-11-23T09:12:00Z",
      };
      show(
        html`<risk-provider
          ><p><risk-score-card>${json(own)}</risk-score-card></p>
          ${json(DATA)}<risk-score-card person="a"></risk-score-card
        ></risk-provider>`,
      );
      await until(() => cards().every(({ phase }) => phase === "ready"), "ready");
      expect(cards().map((card) => card.shadowRoot!.querySelector("[part=name]")!.textContent)).to.deep.equal([
        "Own",
        "Person a",
      ]);
    });

    it("that changes changes what is shown, once", async () => {
      show(html`<risk-provider .data=${DATA}><test-probe></test-probe></risk-provider>`);
      await provider().updateComplete;
      const probe = place.querySelector<Probe>("test-probe")!;
      const before = probe.seen.length;
      provider().model = "infima";
      provider().window = 30;
      provider().audience = "client";
      await provider().updateComplete;
      expect(probe.seen.length).to.equal(before + 1);
      expect(probe.seen.at(-1)).to.include({ model: "infima", window: 30, audience: "client" });
      provider().requestUpdate();
      await provider().updateComplete;
      expect(probe.seen.length).to.equal(before + 1);
    });

    it("that cannot be read says so once, on the provider and in words inside", async () => {
      const errors: Array<{ code: string; path?: string }> = [];
      const catcher = (event: Event): void => {
        if (event.target === provider()) errors.push((event as CustomEvent<{ code: string }>).detail);
      };
      place.addEventListener("risk-error", catcher);
      show(html`<risk-provider .data=${{ clients: 7 }}><risk-score-card></risk-score-card></risk-provider>`);
      await settled();
      // Neither what the page sets besides says it again, nor data that can be read.
      provider().model = "infima";
      await provider().updateComplete;
      const said = errors.length;
      provider().data = DATA;
      await until(() => cards()[0]!.phase === "ready", "ready");
      expect(errors.length).to.equal(said);
      provider().data = { clients: 7 };
      await until(() => cards()[0]!.phase === "error", "error");
      expect(errors.splice(said)).to.deep.equal(errors);
      place.removeEventListener("risk-error", catcher);
      expect(errors).to.deep.equal([
        { code: "invalid-data", message: "clients: 7; expected a list of clients.", path: "clients", retryable: false },
      ]);
      expect(cards()[0]!.phase).to.equal("error");
    });
  });

  it("an empty model is none: the data's own, else the one of those who ask", async () => {
    show(html`<risk-provider .data=${{ ...DATA, model: "infima" }} model=""><test-probe></test-probe></risk-provider>`);
    await pause(20);
    expect(place.querySelector<Probe>("test-probe")!.seen.at(-1)!.model).to.equal(null);
  });

  describe("nested", () => {
    const inner = (): Probe => place.querySelector<Probe>("test-probe")!;

    it("takes from the outer one what it does not set", async () => {
      const tenant = { period_years: 2, min_group: 12 };
      const outer = { model: "infima", asOf: AS_OF, window: 30, redact: "initials", audience: "client", locale: "de" };
      const handed = async (own: object): Promise<ProviderState> => {
        show(
          html`<risk-provider
            ><risk-provider><test-probe></test-probe></risk-provider
          ></risk-provider>`,
        );
        Object.assign(provider(), outer, { data: DATA, tenant });
        Object.assign(provider().querySelector("risk-provider")!, own);
        await pause(20);
        const seen = inner().seen.at(-1)!;
        show(html``);
        return seen;
      };
      const { supply, ...none } = await handed({});
      expect(supply).to.not.equal(null);
      expect(none).to.deep.equal({ ...outer, tenant });
      for (const own of [
        { model: "moxso" },
        { asOf: "2026-10-01T00:00:00Z" },
        { window: 7 },
        { redact: "pseudonym" },
        { locale: "fr" },
      ])
        expect(await handed(own)).to.include({ ...outer, ...own });
      expect((await handed({ model: "" })).model, "an empty attribute names no model").to.equal("infima");
      expect((await handed({ tenant: { min_group: 20 } })).tenant).to.deep.equal({ period_years: 2, min_group: 20 });
    });

    for (const [outer, own, holds] of [
      ["client", "internal", "client"],
      ["internal", "client", "client"],
      ["client", null, "client"],
      ["internal", "internal", "internal"],
      ["Client", "internal", "client"],
      ["internal", "cleint" as Audience, "client"],
      ["", "" as Audience, "internal"],
    ] as ReadonlyArray<[string, Audience | null, Audience]>) {
      it(`audience ${own ?? "unset"} within ${outer} is ${holds}`, async () => {
        show(
          html`<risk-provider audience=${outer}
            ><risk-provider .audience=${own}><test-probe></test-probe></risk-provider
          ></risk-provider>`,
        );
        await pause(20);
        expect(inner().seen.at(-1)!.audience).to.equal(holds);
      });
    }

    it("is asked no more by what left it, and answers what comes back", async () => {
      show(
        html`<risk-provider .data=${DATA}><risk-score-card person="a"></risk-score-card></risk-provider>
          <p></p>`,
      );
      await settled();
      const card = cards()[0]!;
      const home = card.parentElement!;
      for (const [there, phase] of [
        [place.querySelector("p")!, "error"],
        [home, "ready"],
      ] as const) {
        card.remove();
        await pause(0);
        there.append(card);
        await until(() => card.phase === phase, phase);
      }
      place.querySelector("p")!.append(card);
      await pause(50);
      expect(card.phase, "moved in one go").to.equal("ready");
      home.append(card);
    });

    it("is followed by what was moved out of it in one go: whom it hides they hide, and what it has no more they have no more", async () => {
      show(
        html`<risk-provider .data=${DATA}><risk-score-card person="a"></risk-score-card></risk-provider>
          <p></p>`,
      );
      await settled();
      const card = cards()[0]!;
      const home = provider();
      place.querySelector("p")!.append(card);
      home.redact = "pseudonym";
      await until(() => !text(card).includes("Person a"), "no name");
      home.audience = "client";
      await until(() => card.phase === "no-access", "nobody");
      Object.assign(home, { audience: null, redact: null });
      await until(() => text(card).includes("Person a"), "the name again");
      home.data = { ...DATA, clients: [{ id: "c", people: [person("a", { name: "Other" })] }] };
      await until(() => text(card).includes("Other"), "newer data");
      home.remove();
      await until(() => card.phase === "error", "nobody provides");
      expect(text(card)).to.not.contain("Other");
      place.append(home);
      await until(() => card.phase === "ready", "ready");
      home.append(card);
      expect(card.phase, "back in one go").to.equal("ready");
    });

    it("is left for the one that it is moved to, in one go and for good", async () => {
      const other = { ...DATA, clients: [{ id: "d", people: [person("a", { name: "Other" })] }] };
      show(
        html`<risk-provider .data=${DATA}><risk-score-card person="a"></risk-score-card></risk-provider>
          <risk-provider .data=${other}></risk-provider>`,
      );
      await settled();
      const card = cards()[0]!;
      const [first, second] = [...place.querySelectorAll("risk-provider")];
      second!.append(card);
      await card.updateComplete;
      expect(text(card)).to.contain("Other");
      first!.audience = "client";
      await pause(50);
      expect(card.phase).to.equal("ready");
      second!.audience = "client";
      await until(() => card.phase === "no-access", "the second's");
      first!.append(card);
    });

    it("has data of its own where it has", async () => {
      const other = { ...DATA, clients: [{ id: "d", people: [person("z")] }] };
      show(
        html`<risk-provider .data=${DATA}
          ><risk-provider .data=${other}><risk-score-card person="z"></risk-score-card></risk-provider
        ></risk-provider>`,
      );
      await settled();
      expect(cards()[0]!.phase).to.equal("ready");
    });
  });

  for (const [attribute, value] of [
    ["src", "http://[bad"],
    ["api-base", "https://"],
  ] as const)
    it(`${attribute}="${value}" is an error that names it, and another one mends it`, async () => {
      const card = document.createElement("risk-score-card");
      const heard: unknown[] = [];
      card.addEventListener("risk-error", ({ detail }) => heard.push(detail));
      show(html`<risk-provider></risk-provider>`);
      provider().setAttribute(attribute, value);
      provider().append(card);
      await until(() => card.phase === "error", "error");
      await card.refresh();
      expect(heard).to.deep.equal([
        { code: "network", message: `${attribute}: no address; expected a URL.`, path: attribute, retryable: false },
      ]);
      provider().removeAttribute(attribute);
      provider().src = `data:application/json,${encodeURIComponent(JSON.stringify(DATA))}`;
      await until(() => card.phase === "ready", "ready");
    });

  describe("in the shadow root of a page's component, with a slot for what it supplies", () => {
    const CARD = html`<risk-score-card person="a"></risk-score-card>`;
    const around = (inside: Node): RiskProvider => {
      const provider = document.createElement("risk-provider");
      provider.data = DATA;
      provider.append(inside);
      return provider;
    };
    const host = (): HTMLElement => place.querySelector("section")!;
    const ready = (): Promise<void> => until(() => cards()[0]!.phase === "ready", "ready");

    it("is found by what was there before the shadow root", async () => {
      show(html`<section>${CARD}</section>`);
      await until(() => cards()[0]!.phase === "error", "no data yet");
      host()
        .attachShadow({ mode: "open" })
        .append(around(document.createElement("slot")));
      await ready();
    });

    it("is found by what is slotted into it later", async () => {
      show(html`<section>${CARD}</section>`);
      const slot = document.createElement("slot");
      slot.name = "later";
      host().attachShadow({ mode: "open" }).append(around(slot));
      await until(() => cards()[0]!.phase === "error", "no data yet");
      cards()[0]!.slot = "later";
      await ready();
    });

    it("is found by a provider that was there before", async () => {
      show(html`<section><risk-provider model="infima">${CARD}</risk-provider></section>`);
      await until(() => cards()[0]!.phase === "error", "no data yet");
      host()
        .attachShadow({ mode: "open" })
        .append(around(document.createElement("slot")));
      await ready();
      expect(cards()[0]!.provided!.model).to.equal("infima");
    });

    it("takes the place of one further out, and of none further in", async () => {
      show(
        html`<risk-provider .data=${DATA} model="infima" window="30"
          ><section>
            ${CARD}<risk-provider .data=${DATA} model="caniphish">${CARD}</risk-provider>
          </section></risk-provider
        >`,
      );
      await settled();
      const inner = around(document.createElement("slot"));
      inner.model = "phishr";
      host().attachShadow({ mode: "open" }).append(inner);
      await until(() => cards()[0]!.provided!.model === "phishr", "the nearer one");
      expect(cards().map(({ provided }) => [provided!.model, provided!.window])).to.deep.equal([
        ["phishr", 30],
        ["caniphish", 30],
      ]);
    });

    it("is not asked by elements that have theirs", async () => {
      show(
        html`<test-probe></test-probe><risk-provider .data=${DATA}>${CARD}</risk-provider>
          <section></section>`,
      );
      await settled();
      let drawn = 0;
      cards()[0]!.addController({ hostUpdated: () => void drawn++ });
      host()
        .attachShadow({ mode: "open" })
        .append(around(document.createElement("slot")));
      await pause(50);
      expect(drawn).to.equal(0);
    });
  });

  it("asks its file before a source of the page's own, and that before an API", async () => {
    const named = (name: string): object => ({ ...DATA, clients: [{ id: "c", people: [person("a", { name })] }] });
    const { base, log } = api("good");
    show(html`<risk-provider><risk-score-card person="a"></risk-score-card></risk-provider>`);
    Object.assign(provider(), { apiBase: base, source: createStaticSource(named("Source")) });
    await settled();
    expect(text(cards()[0]!)).to.contain("Source");
    provider().src = `data:application/json,${encodeURIComponent(JSON.stringify(named("File")))}`;
    await until(() => text(cards()[0]!).includes("File"), "the file");
    provider().src = null;
    await until(() => text(cards()[0]!).includes("Source"), "the source");
    expect((await log()).calls ?? []).to.deep.equal([]);
    provider().source = null;
    await until(() => text(cards()[0]!).includes("Person a"), "the API");
  });

  it("numbers that a page hands over have the past that the browser kept of them", async () => {
    const score = (day: number, value: number): object => ({
      employee_id: "past",
      score: value,
      last_updated: `2026-11-${day}T09:12:00Z`,
    });
    show(html`<risk-provider history="indexeddb"><risk-score-card person="past"></risk-score-card></risk-provider>`);
    provider().data = score(10, 40);
    await provider().clearHistory();
    await settled();
    const points = (): string | undefined => cards()[0]!.shadowRoot!.querySelector<HTMLInputElement>(".walk")?.max;
    expect(points()).to.equal(undefined);
    await until(async () => (await scopesKept()).length > 0, "kept");
    provider().data = score(12, 67);
    await until(() => points() !== undefined, "a line");
    // Whoever has it in the page alone has none of it.
    provider().history = "none";
    for (const [day, value] of [
      [13, 68],
      [14, 69],
    ] as const) {
      provider().data = score(day, value);
      await until(() => text(cards()[0]!).includes(String(value)), "newer");
      await pause(50);
    }
    expect(points()).to.equal(undefined);
    await provider().clearHistory();
  });

  describe("a source of the page's own", () => {
    it("is asked for what is shown", async () => {
      const asked: string[] = [];
      const source = { person: async (id: string) => (asked.push(id), person(id)) } as unknown as RiskDataSource;
      show(
        html`<risk-provider .source=${source} as-of=${AS_OF} model="phishr"
          >${["a", "a", "b"].map((id) => html`<risk-score-card person=${id}></risk-score-card>`)}</risk-provider
        >`,
      );
      await settled();
      expect(cards().map(({ phase }) => phase)).to.deep.equal(["ready", "ready", "ready"]);
      expect(asked.sort()).to.deep.equal(["a", "b"]);
    });

    it("static data as a source is asked once", async () => {
      show(
        html`<risk-provider .source=${createStaticSource(DATA)}
          ><risk-score-card person="a"></risk-score-card><risk-score-card client="c"></risk-score-card
        ></risk-provider>`,
      );
      await settled();
      expect(cards().map(({ phase }) => phase)).to.deep.equal(["ready", "ready"]);
    });

    it("of another person asks for that one, and shows nothing of the first meanwhile", async () => {
      let answer: ((record: unknown) => void) | undefined;
      const source = {
        person: (id: string) =>
          id === "a" ? Promise.resolve(person("a")) : new Promise((resolve) => (answer = resolve)),
      } as unknown as RiskDataSource;
      show(
        html`<risk-provider .source=${source} as-of=${AS_OF} model="phishr"
          ><risk-score-card person="a"></risk-score-card
        ></risk-provider>`,
      );
      await settled();
      cards()[0]!.person = "b";
      await cards()[0]!.updateComplete;
      expect(cards()[0]!.phase).to.equal("loading");
      expect(text(cards()[0]!)).to.not.contain("Person a");
      answer!(person("b"));
      await settled();
      expect(text(cards()[0]!)).to.contain("Person b");
    });
  });

  describe("in a frame of the page, drawn from outside as portals do", () => {
    const ends: Record<string, (frame: HTMLIFrameElement) => void> = {
      "is taken out of the page": (frame) => frame.remove(),
      "goes to another page": (frame) => void (frame.srcdoc = "<p>Elsewhere"),
    };
    for (const [how, end] of Object.entries(ends)) {
      it(`asks no more and follows nothing once the frame ${how}`, async () => {
        let asked = 0;
        let left = 0;
        const followers = new Set<unknown>();
        const source: Partial<RiskDataSource> = {
          person: (id, { signal }) => {
            signal.addEventListener("abort", () => left++);
            return asked++ ? new Promise(() => {}) : Promise.resolve(person(id) as never);
          },
          subscribe: (listener) => (followers.add(listener), () => followers.delete(listener)),
        };
        const frame = document.createElement("iframe");
        document.body.append(frame);
        try {
          const inside = frame.contentDocument!.body;
          const content = html`<risk-provider .source=${source} refresh="1" live as-of=${AS_OF}>
            <risk-score-card person="a"></risk-score-card>
          </risk-provider>`;
          render(content, inside);
          const card = inside.querySelector("risk-score-card") as RiskScoreCard;
          await until(() => card.phase === "ready" && followers.size === 1, "shown and followed");
          await until(() => asked === 2, "asked again");
          end(frame);
          await until(() => followers.size === 0, "no longer followed");
          expect(left).to.equal(1);
          await pause(1500);
          expect(asked).to.equal(2);
        } finally {
          frame.remove();
        }
      });
    }
  });

  describe("the API, over a real network", () => {
    const page = (base: string, extra: Partial<RiskProvider> = {}, n = 1): void =>
      show(
        html`<risk-provider
          api-base=${base}
          .getToken=${extra.getToken ?? null}
          ?live=${extra.live ?? false}
          .refreshSeconds=${extra.refreshSeconds ?? null}
        >
          ${Array.from({ length: n }, () => html`<risk-score-card person="a"></risk-score-card>`)}
        </risk-provider>`,
      );

    it("shows the API's number as it stands", async () => {
      const { base } = api("good");
      page(base);
      await settled();
      expect(cards()[0]!.phase).to.equal("ready");
      expect(text(cards()[0]!)).to.contain("67").and.to.contain("Person a");
    });

    it("twenty cards, twenty people: one new token after a 401, found nowhere", async () => {
      const { base, log } = api("token");
      const tokens = ["tok-stale-90ab", "tok-fresh-7c1d"];
      let asked = 0;
      const said: unknown[] = [];
      const names = ["log", "info", "warn", "error", "debug"] as const;
      const sink = console as unknown as Record<string, (...args: unknown[]) => void>;
      const before = names.map((name) => sink[name]!);
      for (const name of names) sink[name] = (...args) => void said.push(...args);
      const errors: unknown[] = [];
      const catcher = (event: Event): void => void errors.push((event as CustomEvent).detail);
      place.addEventListener("risk-error", catcher);
      try {
        show(
          html`<risk-provider api-base=${base} .getToken=${() => tokens[asked++]!}>
            ${Array.from({ length: 20 }, (_, i) => html`<risk-score-card person="p${i}"></risk-score-card>`)}
          </risk-provider>`,
        );
        await settled();
        expect(cards().every(({ phase }) => phase === "ready")).to.equal(true);
        expect(asked).to.equal(2);
        const { calls, fresh } = await log();
        expect(fresh).to.equal(20);
        const everywhere = JSON.stringify([
          calls.map(({ path, referrer }) => [path, referrer]),
          performance.getEntriesByType("resource").map(({ name }) => name),
          said.map(String),
          errors,
          { ...localStorage },
          { ...sessionStorage },
          document.cookie,
          new XMLSerializer().serializeToString(document),
          cards().flatMap((card) =>
            [...card.shadowRoot!.childNodes].map((node) => new XMLSerializer().serializeToString(node)),
          ),
          location.href,
        ]);
        expect(everywhere).to.not.contain("tok-");
      } finally {
        place.removeEventListener("risk-error", catcher);
        names.forEach((name, i) => (sink[name] = before[i]!));
      }
    });

    it("whatever a service does ends in a value or in words, within 4 tries", async () => {
      const ends = {
        shaky: ["ready", "67", 3],
        busy: ["ready", "67", 2],
        moved: ["ready", "67", 2],
        expired: ["error", "sign-in", 2],
        forbidden: ["no-access", "access", 1],
        broken: ["error", "service failed", 4],
        lost: ["error", "could not be reached", 4],
        cut: ["error", "could not be reached", 4],
        login: ["error", "not a score", 1],
        away: ["error", "elsewhere", 2],
      } as const;
      const manners = Object.keys(ends) as Array<keyof typeof ends>;
      const apis = manners.map(api);
      const sent: string[] = [];
      const before = globalThis.fetch;
      globalThis.fetch = (input, init) => (sent.push(String(input)), before(input, init));
      try {
        // All at once, so that their pauses pass together.
        const inside = apis.map(
          ({ base }) =>
            html`<risk-provider api-base=${base} .getToken=${() => "tok-any-1"}
              ><risk-score-card person="a"></risk-score-card
            ></risk-provider>`,
        );
        show(html`${inside}`);
        await settled();
      } finally {
        globalThis.fetch = before;
      }
      for (const [i, manner] of manners.entries()) {
        const [phase, words, most] = ends[manner];
        const card = cards()[i]!;
        expect(card.phase, manner).to.equal(phase);
        expect(text(card).toLowerCase(), manner).to.contain(words);
        expect(text(card), manner).to.not.match(/undefined|NaN|\[object|Invalid Date/);
        const tries = sent.filter((url) => url.includes(`${apis[i]!.base}/`)).length;
        expect(tries, manner).to.be.within(1, most);
      }
      const { calls } = await apis[manners.indexOf("away")]!.log();
      expect(
        calls.filter(({ manner }) => manner === "good"),
        "the other origin was never asked",
      ).to.deep.equal([]);
    }).timeout(30_000);

    for (const manner of ["hang", "trickle"]) {
      it(`a request that is left ${manner === "hang" ? "hanging" : "trickling"} ends within 100 ms of its element`, async () => {
        const { base, log } = api(manner);
        page(base);
        await until(async () => (await log()).calls.length === 1, "asked");
        await pause(50);
        const left = Date.now();
        show(html``);
        let calls: Log["calls"] = [];
        for (let i = 0; i < 100 && !calls[0]?.aborted; i++) ({ calls } = await log());
        expect(calls[0]!.aborted).to.be.a("number");
        expect(Date.now() - left).to.be.below(2_000);
        expect(calls).to.have.length(1);
      });
    }

    it("moving an element, or the provider, refetches nothing", async () => {
      const { base, log } = api("good");
      page(base, {}, 2);
      await settled();
      const [first] = cards();
      provider().append(first!);
      place.append(provider());
      await pause(50);
      expect(cards().every(({ phase }) => phase === "ready")).to.equal(true);
      expect((await log()).calls).to.have.length(1);
    });

    // Turbo swaps the page's body and then puts back what it keeps, with promises in between.
    it("a page that swaps its body and puts the provider back refetches nothing, and keeps the stream", async () => {
      const { base, log } = api("stream");
      page(base, { live: true });
      await settled();
      await until(() => cards()[0]!.phase === "ready", "ready");
      const before = (await log()).calls.length;
      const kept = provider();
      kept.remove();
      for (let i = 0; i < 20; i++) await null;
      place.append(kept);
      await pause(100);
      expect(cards()[0]!.phase).to.equal("ready");
      const after = await log();
      expect(after.calls.length).to.equal(before);
      expect(after.open).to.equal(1);
    });

    it("forty mounts and unmounts leave no request and no stream behind", async () => {
      const { base, log } = api("stream");
      for (let i = 0; i < 40; i++) {
        page(base, { live: true, refreshSeconds: 1 });
        if (i % 4 === 0) await pause(10);
        show(html``);
      }
      await pause(100);
      const before = (await log()).calls.length;
      await pause(1_300);
      const after = await log();
      expect(after.calls.length).to.equal(before);
      expect(after.open ?? 0).to.equal(0);
    });

    it("follows the stream, asks again and keeps a past as it is told to, also later", async () => {
      const { base, log } = api("stream");
      page(base);
      await settled();
      const open = async (n: number): Promise<void> => until(async () => ((await log()).open ?? 0) === n, `${n} open`);
      await open(0);
      page(base, { live: true });
      await open(1);
      page(base);
      await open(0);
      const asked = async (): Promise<number> => (await log()).calls.filter(({ path }) => /score/.test(path)).length;
      const before = await asked();
      page(base, { refreshSeconds: 1 });
      await until(async () => (await asked()) > before, "asked again");
      page(base, { live: true });
      await open(1);
      // Another service takes the place of the first.
      page(api("good").base, { live: true });
      await open(0);
    });

    it("a getToken that comes later is asked", async () => {
      const { base, log } = api("good");
      page(base);
      await settled();
      page(base, { getToken: () => "tok-1" });
      await until(async () => (await log()).calls.length > 1, "asked");
      expect((await log()).calls.map(({ authorization }) => authorization)).to.deep.equal(["", "Bearer tok-1"]);
    });

    it("says where a token is another person's", async () => {
      const { base } = api("good");
      show(html`<risk-provider api-base=${base}><risk-score-card person="a"></risk-score-card></risk-provider>`);
      const probe = new Probe();
      provider().append(probe);
      const whose = (sub: string, iat: number) => (): string => `h.${btoa(JSON.stringify({ sub, iat }))}.s`;
      const readers: unknown[] = [];
      for (const [sub, iat] of [
        ["ada", 1],
        ["ada", 2],
        ["ben", 3],
      ] as const) {
        provider().getToken = whose(sub, iat);
        await provider().updateComplete;
        await provider().refresh();
        readers.push(probe.seen.at(-1)!.supply!.readers);
      }
      expect(readers).to.deep.equal([0, 0, 1]);
    });

    it("a message on the stream reads again whom it is about", async () => {
      const { base, log } = api("stream");
      page(base, { live: true });
      await settled();
      await until(() => cards()[0]!.phase === "ready", "ready");
      const again = async (): Promise<boolean> =>
        (await log()).calls.filter(({ path }) => path.includes("risk-score")).length > 1;
      await until(again, "read again");
    });

    it("a refresh that fails keeps the number, marked as old", async () => {
      const good = api("good");
      const source: { broken: boolean } & Pick<RiskDataSource, "person"> = {
        broken: false,
        person: async () => {
          if (source.broken) throw new Error("gone");
          return (await (await fetch(`${good.base}/v1/employees/a/risk-score`)).json()) as never;
        },
      };
      show(
        html`<risk-provider .source=${source as unknown as RiskDataSource}
          ><risk-score-card person="a"></risk-score-card
        ></risk-provider>`,
      );
      await settled();
      source.broken = true;
      await provider().refresh();
      await cards()[0]!.updateComplete;
      expect(cards()[0]!.phase).to.equal("stale");
      expect(text(cards()[0]!)).to.contain("67");
    });

    it("a new getToken of the same page is no new start", async () => {
      const { base, log } = api("good");
      page(base, { getToken: () => "tok-1" });
      await settled();
      page(base, { getToken: () => "tok-1" });
      await pause(30);
      expect((await log()).calls).to.have.length(1);
    });

    it("another one at the next refresh: who has signed in since sees their own", async () => {
      const { base, log } = api("good");
      page(base, { getToken: () => "tok-1" });
      await settled();
      const tokens = async (): Promise<unknown[]> => (await log()).calls.map(({ authorization }) => authorization);
      page(base, { getToken: () => "tok-2" });
      await provider().updateComplete;
      await provider().refresh();
      expect(await tokens()).to.deep.equal(["Bearer tok-1", "Bearer tok-2"]);
    });

    it("without a token the browser keeps a past for each of the provider's ids", async () => {
      const { base } = api("good");
      let kept: string[] = [];
      for (const [n, id] of ["ada", "ben", "ada"].entries()) {
        show(
          html`<risk-provider id=${id} api-base=${base} history="indexeddb"
            ><risk-score-card person="a"></risk-score-card
          ></risk-provider>`,
        );
        await settled();
        if (!n) await provider().clearHistory();
        await provider().refresh();
        await until(async () => (kept = await scopesKept()).length >= Math.min(2, n + 1), "kept");
        show(html``);
      }
      expect(kept.length).to.equal(2);
      expect(kept.join()).to.not.match(/ada|ben/);
    });

    it("a page for clients does not even ask about people", async () => {
      const { base, log } = api("good");
      show(
        html`<risk-provider api-base=${base} audience="client"
          ><risk-score-card person="a"></risk-score-card
        ></risk-provider>`,
      );
      await settled();
      expect(cards()[0]!.phase).to.equal("no-access");
      expect((await log()).calls).to.deep.equal([]);
    });
  });
});
