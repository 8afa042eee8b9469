/** What is read as one line stands on one line. */
import { expect } from "@open-wc/testing";
import { failed, FakeSupply, settle, textOf, unmountAll, until, type Mounting } from "./contract.js";
import { ELEMENTS, inState, show, type Attributes } from "./everyone.js";
import { ADA, DATASET } from "./samples.js";

/** Where the words of a node are, whatever room it has. */
function boxOf(node: Node): DOMRect {
  const text = document.createRange();
  text.selectNodeContents(node);
  return text.getBoundingClientRect();
}

/** The words alone, without the icon before them. */
const words = (node: Element): Node => [...node.childNodes].find((one) => one.nodeType === 3 && one.nodeValue?.trim())!;

describe("what is read as one line", () => {
  afterEach(unmountAll);

  for (const [tag, attributes] of ELEMENTS) {
    it(`<${tag}>: how old data is, and Refresh`, async () => {
      const el = await show(tag, { ...inState("stale", attributes), width: 420 });
      const line = el.shadowRoot!.querySelector(".stale-line")!;
      const [age, refresh] = [words(line.querySelector("span")!), words(line.querySelector("[part=retry]")!)];
      expect(age.textContent, textOf(el)).to.match(/\d/);
      expect(Math.abs(boxOf(age).bottom - boxOf(refresh).bottom)).to.be.below(1);
    });
  }

  it("<client-risk-compare>: an arrow and its number, where a row is two lines", async () => {
    for (const width of [340, 480]) {
      const el = await show("client-risk-compare", { ...inState("ready", { model: "moxso" }), width });
      const changes = [...el.shadowRoot!.querySelectorAll(".columns")];
      expect(changes.length).to.be.above(2);
      for (const change of changes) {
        const [arrow, number] = [change.querySelector(".arrow")!, change.querySelector("b")!];
        const gap = boxOf(number).left - arrow.getBoundingClientRect().right;
        expect(gap, textOf(change)).to.be.within(1, 8);
      }
      unmountAll();
    }
  });

  it("<risk-distribution>: a band's range under its word in 200 px, clear of the line its bar begins at", async () => {
    for (const dir of ["ltr", "rtl"] as const) {
      const el = await show("risk-distribution", { ...inState("ready", { client: "brightwater" }), width: 200, dir });
      const labels = [...el.shadowRoot!.querySelectorAll(".label:has(.range)")];
      expect(labels.length).to.be.above(2);
      for (const label of labels) {
        const [word, range] = [label.querySelector("span")!, label.querySelector(".range")!].map((one) =>
          one.getBoundingClientRect(),
        ) as [DOMRect, DOMRect];
        expect(range.top).to.be.above(word.top + 10);
        const side = dir === "rtl" ? "right" : "left";
        expect(range[side], textOf(label)).to.be.closeTo(word[side], 1);
        const line = label.parentElement!.querySelector(".zero")!.getBoundingClientRect();
        expect(line.top, textOf(label)).to.be.above(range.bottom - 3);
      }
      unmountAll();
    }
  });
});

describe("what has nothing to say", () => {
  afterEach(unmountAll);

  it("<risk-breakdown>: no room is kept over a narrow change for the names of lines that are not drawn", async () => {
    const attributes = { person: ADA.id, mode: "change" };
    const heights = new Map<boolean, number>();
    for (const model of ["infima", "moxso", "phishr", "caniphish"]) {
      const el = await show("risk-breakdown", { ...inState("ready", { ...attributes, model }), width: 340 });
      const head = el.shadowRoot!.querySelector(".axis:has(+ .falls)")!;
      heights.set(!!head.querySelector("text"), head.getBoundingClientRect().height);
      unmountAll();
    }
    expect(heights.get(false)).to.equal(0);
    expect(heights.get(true)).to.be.above(10);
  });

  it("<risk-score-card>: in 200 px an error's button is clear of the line under it", async () => {
    const supply = new FakeSupply(failed({}));
    const el = await show("risk-score-card", { attributes: { person: ADA.id }, supply, width: 200 });
    const [retry, foot] = [".state .button", ".state-code"].map((one) =>
      el.shadowRoot!.querySelector(one)!.getBoundingClientRect(),
    );
    expect(foot!.top - retry!.bottom).to.be.above(8);
  });

  it("<risk-distribution>: counts whose shares are not told end where the card's words do", async () => {
    let bare = 0;
    for (const width of [320, 480, 800])
      for (const model of ["phishr", "infima", "moxso", "caniphish"]) {
        const told = inState("ready", { audience: "client", model });
        const el = await show("risk-distribution", { ...told, width });
        const root = el.shadowRoot!;
        const shares = [...root.querySelectorAll(".share")].some((share) => textOf(share));
        const { right } = root.querySelector("[part=base]")!.getBoundingClientRect();
        for (const last of root.querySelectorAll(shares ? ".share" : ".count"))
          if (textOf(last)) expect(right - boxOf(last).right, `${model}, ${width}`).to.be.below(22);
        root.querySelector<HTMLElement>("[part=table-toggle]")!.click();
        await settle(el);
        const heads = [...root.querySelectorAll("[part=data-table] thead th")].map(textOf);
        expect(heads.includes("Share"), `${model}, ${width}`).to.equal(shares);
        if (!shares) bare++;
        unmountAll();
      }
    expect(bare).to.be.above(0);
  });

  it("<risk-model-compare>: a narrow list is as wide as its card", async () => {
    for (const width of [300, 480, 700]) {
      const el = await show("risk-model-compare", { ...inState("ready", { client: "northwind" }), width });
      const ends = [...el.shadowRoot!.querySelectorAll(".models .row-ruler")].map(
        (ruler) => ruler.getBoundingClientRect().right,
      );
      expect(el.getBoundingClientRect().right - Math.max(...ends), `${width}`).to.be.within(10, 24);
      unmountAll();
    }
    for (const width of [200, 242, 260, 288, 300, 310, 320]) {
      const el = await show("risk-model-compare", { ...inState("ready", { client: "northwind" }), width });
      const { right } = el.getBoundingClientRect();
      for (const word of el.shadowRoot!.querySelectorAll(".models .cell .band"))
        expect(boxOf(word).right, `${width}: ${textOf(word)}`).to.be.below(right - 4);
      unmountAll();
    }
  });

  it("<risk-breakdown>: the table of a client's rows, about which there are no notes, has no column for them", async () => {
    for (const [attributes, columns] of [
      [{ person: ADA.id }, ["Row", "What is behind it", "Points"]],
      [{ client: "brightwater" }, ["Row", "Points"]],
    ] as const) {
      const el = await show("risk-breakdown", inState("ready", { ...attributes, model: "infima" }));
      el.shadowRoot!.querySelector<HTMLElement>("[part=table-toggle]")!.click();
      await settle(el);
      expect([...el.shadowRoot!.querySelectorAll("[part=data-table] thead th")].map(textOf)).to.deep.equal(columns);
      unmountAll();
    }
  });

  it("<risk-model-compare>: a narrow list has a line over it in place of its head", async () => {
    const el = await show("risk-model-compare", { ...inState("ready", { client: "northwind" }), width: 480 });
    const { borderTopWidth } = getComputedStyle(el.shadowRoot!.querySelector(".models-box")!);
    expect(borderTopWidth).to.equal("1px");
  });
});

describe("what lists have in common", () => {
  afterEach(unmountAll);

  for (const tag of ["client-risk-compare", "risk-ranking"])
    it(`<${tag}>: a search field has its sign, and words that can be read in the dark`, async () => {
      const el = await show(tag, inState("ready", {}));
      el.style.colorScheme = "dark";
      const field = el.shadowRoot!.querySelector(".search")!;
      const [icon, input] = [field.querySelector(".icon")!, field.querySelector("input")!];
      expect(icon.getBoundingClientRect().right).to.be.within(
        input.getBoundingClientRect().left + 16,
        input.getBoundingClientRect().left + parseFloat(getComputedStyle(input).paddingInlineStart),
      );
      // WebKit answers what the field's own words have: the rule that makes them so is asked.
      const rules = el.shadowRoot!.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules] as CSSStyleRule[]);
      const placeholder = rules.filter(({ selectorText }) => selectorText?.endsWith("::placeholder"));
      expect(placeholder.map(({ style }) => [style.color, style.opacity])).to.deep.equal([["var(--_muted)", "1"]]);
    });

  it("<risk-ranking>: rings of the keyboard are seen on all sides", async () => {
    const el = await show("risk-ranking", { ...inState("ready", {}), width: 1000 });
    const grid = el.shadowRoot!.querySelector<HTMLElement>(".grid")!;
    grid.focus();
    const own = getComputedStyle(grid);
    expect(own.outlineWidth).to.equal("2px");
    // Its head and rows lie over what is drawn inside.
    expect(parseFloat(own.outlineOffset)).to.be.at.least(0);
    const press = (key: string): boolean => grid.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    press("ArrowDown");
    let link: Element | null = null;
    for (let i = 0; i < 6 && !link; i++) {
      press("ArrowRight");
      link = grid.querySelector(".tr .link[data-here]");
    }
    const { outlineWidth, outlineOffset } = getComputedStyle(link!);
    expect(outlineWidth).to.equal("2px");
    const over = parseFloat(outlineWidth) + parseFloat(outlineOffset);
    const [ring, row] = [link!, link!.closest(".tr")!].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
    expect(ring.top - over).to.be.at.least(row.top);
    expect(boxOf(link!).left - (ring.left - over), "clear of the letters").to.be.above(2);
  });

  for (const [tag, attributes, width, sticks] of [
    ["client-risk-compare", {}, 800, "thead th"],
    ["risk-model-compare", { client: "northwind" }, 1100, "[part=table] thead th"],
    ["risk-what-if", { person: ADA.id }, 360, ".stands"],
  ] as const)
    it(`<${tag}>: what stays in the window stands under a page's own bar, and so does what the keyboard is at`, async () => {
      const el = await show(tag, { ...inState("ready", attributes), width });
      const page = el.parentElement!.parentElement!;
      page.style.paddingBlock = "120vh";
      page.style.setProperty("--risk-sticky-top", "70px");
      const stays = el.shadowRoot!.querySelector(sticks)!;
      const bottom = stays.closest("table, .body")!.getBoundingClientRect();
      scrollBy(0, bottom.top + 60);
      await new Promise(requestAnimationFrame);
      expect(stays.getBoundingClientRect().top).to.be.closeTo(70, 1);
      const last = [...el.shadowRoot!.querySelectorAll("tbody button")].at(-1);
      if (last) expect(parseFloat(getComputedStyle(last).scrollMarginBlockStart)).to.be.above(70 + 36);
    });

  for (const tag of ["client-risk-compare", "risk-ranking"] as const)
    it(`<${tag}>: a line is over the words that say that nobody was found`, async () => {
      const el = await show(tag, inState("ready", {}));
      (el as HTMLElementTagNameMap[typeof tag]).search = "zzz";
      await settle(el);
      const none = el.shadowRoot!.querySelector("[part=empty]")!;
      expect(getComputedStyle(none).borderTopWidth).to.equal("1px");
      const foot = el.shadowRoot!.querySelector(".bar");
      if (foot) expect(getComputedStyle(foot).borderTopWidth).to.equal("1px");
    });

  it("<risk-ranking>: groups, of whom nothing is suggested, end where their head does", async () => {
    const el = await show("risk-ranking", {
      ...inState("ready", { audience: "client", model: "infima" }),
      width: 1300,
    });
    await until(() => el.shadowRoot!.querySelector(".dot") !== null);
    const dots = [...el.shadowRoot!.querySelectorAll(".dot")].map((dot) => dot.getBoundingClientRect().right);
    const { right } = el.shadowRoot!.querySelector(".head .tools")!.getBoundingClientRect();
    for (const dot of dots) expect(dot).to.be.closeTo(right, 2);
  });

  it("<risk-ranking>: what somebody did and what is suggested is read in full, inside its row", async () => {
    for (const [width, locale] of [
      [1240, "en"],
      [1240, "de"],
      [1300, "fr"],
      [1440, "de"],
    ] as const) {
      const el = await show("risk-ranking", { ...inState("ready", { model: "infima", locale }), width });
      await until(() => el.shadowRoot!.querySelector(".c-action .two-lines") !== null);
      for (const words of el.shadowRoot!.querySelectorAll(":is(.c-failed, .c-action) .two-lines")) {
        const row = words.closest(".tr")!.getBoundingClientRect();
        const cell = boxOf(words.parentElement!);
        const said = `${width} ${locale}: ${textOf(words)}`;
        expect(words.scrollWidth, said).to.be.at.most(words.clientWidth);
        expect(words.scrollHeight, said).to.be.at.most(words.clientHeight + 1);
        expect(cell.top, said).to.be.at.least(row.top);
        expect(cell.bottom, said).to.be.at.most(row.bottom);
      }
      unmountAll();
    }
  });

  it("<risk-distribution>: bars have room to be told apart, beside their words or under them", async () => {
    for (const width of [320, 366, 420, 480]) {
      const el = await show("risk-distribution", { ...inState("ready", { client: "brightwater" }), width });
      const { width: room } = el.shadowRoot!.querySelector(".bar")!.getBoundingClientRect();
      expect(room, `${width} px`).to.be.above(90);
      unmountAll();
    }
  });

  it("<risk-ranking>: a line's dot keeps its distance from what is beside it", async () => {
    for (const [width, room] of [
      [1000, 0],
      [1300, 15],
    ] as const) {
      const el = await show("risk-ranking", { ...inState("ready", {}), width });
      const rows = [...el.shadowRoot!.querySelectorAll(".tr:not(.head-row):has(.dot)")];
      expect(rows.length).to.be.above(1);
      for (const row of rows) {
        const { left, right } = row.querySelector(".dot")!.getBoundingClientRect();
        const next = room
          ? row.querySelector(".c-failed")!.getBoundingClientRect().left
          : row.getBoundingClientRect().right - 20;
        // In Firefox a shape's box has its line around it.
        expect(next - ((left + right) / 2 + 3), `${width}`).to.be.at.least(room);
      }
      unmountAll();
    }
  });
});

describe("the numbers of a chart as a table", () => {
  afterEach(unmountAll);

  const asTable = async (tag: string, attributes: Attributes, mounting: Mounting): Promise<Element> => {
    const el = await show(tag, { ...inState("ready", attributes), ...mounting });
    el.shadowRoot!.querySelector<HTMLElement>("[part=table-toggle]")!.click();
    await settle(el);
    return el.shadowRoot!.querySelector(".twin")!;
  };

  for (const [tag, attributes, columns] of [
    ["risk-trend", { person: ADA.id }, ":nth-child(1), :nth-child(3)"],
    ["risk-movers", {}, ":nth-child(4)"],
  ] as const)
    it(`<${tag}>: breaks no date and no band where it is narrow`, async () => {
      for (const [lang, width] of [
        ["de", 330],
        ["en", 360],
        ["de", 390],
      ] as const) {
        const twin = await asTable(tag, { model: "moxso", ...attributes }, { lang, width });
        const cells = [...twin.querySelectorAll(`tbody tr > :is(${columns})`)];
        expect(cells.length).to.be.above(2);
        for (const cell of cells) {
          const text = cell.textContent.trim();
          const lines = Math.round(boxOf(cell).height / 20);
          expect(lines, `${lang}, ${width} px: ${text}`).to.be.at.most(text.split(" ").length);
        }
        expect(twin.querySelector("table")!.offsetWidth).to.be.at.most(twin.clientWidth);
        unmountAll();
      }
    });

  it("<risk-distribution>: a band's range runs as it does in the chart, from right to left too", async () => {
    const twin = await asTable(
      "risk-distribution",
      { client: "brightwater", model: "moxso" },
      { dir: "rtl", lang: "ar" },
    );
    const cell = twin.querySelector("td.num")!;
    // Measured sign by sign it has no order in WebKit.
    expect(textOf(cell)).to.match(/^\u2066[\d٠-٩]+–[\d٠-٩]+\u2069$/);
  });
});

describe("what is twice as large for its reader", () => {
  afterEach(unmountAll);

  it("<risk-score-card>: no room is left over its foot that smaller letters had not", async () => {
    for (const width of [300, 230]) {
      let small = 0;
      for (const times of [1, 2]) {
        const el = await show("risk-score-card", { ...inState("ready", { person: ADA.id }), width: width * times });
        el.style.fontSize = `${16 * times}px`;
        await settle(el);
        const box = (selector: string): DOMRect => el.shadowRoot!.querySelector(selector)!.getBoundingClientRect();
        const gap = (): number => box(".footer").top - box(".ruler").bottom;
        // What is measured follows a frame later.
        if (times === 1) small = gap();
        else await until(() => gap() < small * 2, 5000);
        unmountAll();
      }
    }
  });

  it("<risk-distribution>: bars, steps and the line they begin at grow with the words, the line without a break", async () => {
    const el = await show("risk-distribution", { ...inState("ready", { client: "brightwater" }), width: 900 });
    el.style.fontSize = "32px";
    await settle(el);
    const boxes = (selector: string): DOMRect[] =>
      [...el.shadowRoot!.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
    expect(boxes(".label .steps")[0]!.height).to.be.closeTo(24, 1);
    expect(boxes(".full rect")[0]!.height).to.be.closeTo(28, 1);
    const lines = boxes(".row:not(.none) .zero");
    expect(lines.length).to.be.above(2);
    lines.slice(1).forEach(({ top }, i) => expect(top - lines[i]!.bottom).to.be.below(0.5));
  });
});

describe("the head of a list longer than the window", () => {
  afterEach(() => {
    unmountAll();
    scrollTo(0, 0);
  });

  const people = Array.from({ length: 60 }, (_, i) => ({ ...ADA, id: `p${i}`, name: `Person ${i}` }));
  const clients = people.map((person, i) => ({ id: `c${i}`, name: `Client ${i}`, people: [person] }));
  const LONG = [
    ["client-risk-compare", clients],
    ["risk-model-compare", [{ id: "one", name: "One", people }]],
  ] as const;
  for (const [tag, clients] of LONG)
    it(`<${tag}>: stays, and hides nothing that the keyboard is at`, async () => {
      const el = await show(tag, { data: { ...DATASET, clients }, attributes: { model: "infima" }, width: 1000 });
      const root = el.shadowRoot!;
      const more = root.querySelector<HTMLElement>(".more button");
      more?.click();
      await settle(el);
      const rows = [...root.querySelectorAll<HTMLElement>("[part=table] tbody button")];
      expect(rows.length).to.be.at.least(50);
      rows.at(-1)!.scrollIntoView({ block: "end" });
      const head = root.querySelector("[part=table] thead th")!;
      expect(head.getBoundingClientRect().top).to.be.closeTo(0, 1);
      for (const row of rows.slice(5, 45).reverse()) {
        row.focus();
        expect(row.getBoundingClientRect().top).to.be.at.least(head.getBoundingClientRect().bottom);
      }
    });
});
