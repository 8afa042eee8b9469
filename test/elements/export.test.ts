import { expect, fixture } from "@open-wc/testing";
import { html, type TemplateResult } from "lit";
import {
  download,
  type ExportTable,
  exportData,
  exportImage,
  fileName,
  toCsv,
  toJson,
} from "../../src/elements/export.js";
import { toPng, toSvg } from "../../src/elements/export-file.js";
import { placed, roundedBox, type Path, type Text } from "../../src/elements/export-shapes.js";
import { picture } from "../../src/elements/export-image.js";
import "../../src/elements/risk-score-card/define.js";
import { ClientRiskCompare } from "../../src/elements/client-risk-compare/define.js";
import "../../src/elements/risk-ranking/define.js";
import "../../src/elements/risk-distribution/define.js";
import "../../src/elements/risk-movers/define.js";
import "../../src/elements/risk-trend/define.js";
import type { RiskElement } from "../../src/elements/risk-element.js";
import { mount, settle, unmountAll, until } from "./contract.js";
import { ADA, DATASET, HOSTILE_NAMES, NOW } from "./samples.js";

await ClientRiskCompare.preload();

const table = (rows: ExportTable["rows"], columns = ["name", "change"]): ExportTable => ({
  name: "clients",
  model: "moxso",
  asOf: NOW,
  columns,
  rows,
});

/** RFC 4180 as a spreadsheet program reads it: quoted cells are text, others numbers or empty. */
function parse(csv: string): Array<Array<string | number | null>> {
  const rows: Array<Array<string | number | null>> = [[]];
  const text = csv.replace(/^\uFEFF/, "");
  for (let i = 0; i < text.length;) {
    const row = rows.at(-1)!;
    if (text[i] === '"') {
      let cell = "";
      for (i++; ; i++) {
        if (text[i] !== '"') cell += text[i];
        else if (text[i + 1] === '"') cell += text[i++];
        else break;
      }
      row.push(cell);
      i++;
    } else {
      const cell = /^[^,\r]*/.exec(text.slice(i))![0];
      row.push(cell === "" ? null : Number(cell));
      i += cell.length;
    }
    if (text[i] === ",") i++;
    else {
      expect(text.slice(i, i + 2)).to.equal("\r\n");
      i += 2;
      if (i < text.length) rows.push([]);
    }
  }
  return rows;
}

describe("data exports", () => {
  it("begin with a byte order mark and end their lines with CRLF", () => {
    const csv = toCsv(table([["A", 1]]));
    expect(csv).to.equal('\uFEFF"model","as_of","name","change"\r\n"moxso","2026-11-23T09:12:00.000Z","A",1\r\n');
  });

  it("negative numbers stay numbers, in full precision", () => {
    const [, row] = parse(toCsv(table([["A", -12.345678901234]])));
    expect(row!.at(-1)).to.equal(-12.345678901234);
  });

  it("zero is 0, nothing is empty, what is no number is empty", () => {
    const rows = parse(
      toCsv(
        table([
          ["a", 0],
          ["b", null],
          ["c", undefined],
          ["d", NaN],
          ["e", Infinity],
        ]),
      ),
    );
    expect(rows.slice(1).map((row) => row.at(-1))).to.deep.equal([0, null, null, null, null]);
  });

  for (const start of ["=", "+", "-", "@", "\t", "\r", "\n", "\u0000", "＝", "＋", "－", "＠"]) {
    it(`text that begins with ${JSON.stringify(start)} is no formula`, () => {
      const [, row] = parse(toCsv(table([[`${start}HYPERLINK("http://x")`, 1]])));
      expect(row![2]).to.equal(`'${start}HYPERLINK("http://x")`);
    });
  }

  it("text that only holds such signs is left alone", () => {
    for (const name of ["Co-operative", "a=b", "x@y.org", "1+1", "'quoted", " =1", "007", "1e5", "TRUE"]) {
      const [, row] = parse(toCsv(table([[name, 1]])));
      expect(row![2]).to.equal(name);
    }
  });

  it("10 000 hostile names come back as they were", () => {
    const names = Array.from({ length: 10_000 }, (_, i) => {
      const base = HOSTILE_NAMES[i % HOSTILE_NAMES.length]!;
      return `${base}${["", '"', '""', ",", ";", "\r\n", "\n", "\t", "'", "\\"][Math.floor(i / 11) % 10]}${i}`;
    });
    const rows = parse(toCsv(table(names.map((name, i) => [name, -i / 7]))));
    expect(rows.length).to.equal(10_001);
    names.forEach((name, i) => {
      const found = rows[i + 1]![2] as string;
      expect(found.replace(/^'(?==)/, "")).to.equal(name);
      expect(rows[i + 1]![3]).to.equal(i ? -i / 7 : 0);
    });
  });

  it("JSON has the same rows, model and date", () => {
    const json = JSON.parse(
      toJson(
        table([
          ["A", -1],
          ["B", NaN],
        ]),
      ),
    ) as Record<string, unknown>;
    expect(json["model"]).to.equal("moxso");
    expect(json["as_of"]).to.equal("2026-11-23T09:12:00.000Z");
    expect(json["rows"]).to.deep.equal([
      { name: "A", change: -1 },
      { name: "B", change: null },
    ]);
  });

  it("a column named __proto__ is a column", () => {
    const json = JSON.parse(toJson(table([[1]], ["__proto__"]))) as { rows: object[] };
    expect(Object.keys(json.rows[0]!)).to.deep.equal(["__proto__"]);
  });

  it("the file says what, model and day, and holds nothing a file system minds", () => {
    expect(fileName(table([]), "csv")).to.equal("risk-clients-moxso-2026-11-23.csv");
    const odd = { name: '../a/b\\c:*?"<>|', model: "my model/é", asOf: NOW };
    expect(fileName(odd, "svg")).to.equal("risk-a-b-c-my-model-é-2026-11-23.svg");
    expect(fileName({ name: "x", model: "", asOf: Infinity }, "csv")).to.equal("risk-x.csv");
  });

  it("download saves a blob under its name, and leaves nothing on the page", async () => {
    const clicked: HTMLAnchorElement[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      clicked.push(this);
    };
    try {
      const before = document.querySelectorAll("*").length;
      const text = exportData(table([["A", 1]]), "csv", {});
      download(new Blob(["x"]), "a.svg");
      expect(clicked.map((a) => a.download)).to.deep.equal(["risk-clients-moxso-2026-11-23.csv", "a.svg"]);
      expect(await (await fetch(clicked[0]!.href)).text()).to.equal(text.replace(/^\uFEFF/, ""));
      expect(document.querySelectorAll("*").length).to.equal(before);
      exportData(table([]), "json", { download: false });
      expect(clicked.length).to.equal(2);
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
  });
});

describe("exports of an element", () => {
  afterEach(unmountAll);

  it("of a format that is none are refused by its name", async () => {
    const el = await mount("risk-score-card", { attributes: { person: ADA.id }, data: DATASET });
    for (const wrong of ["CSV", "svg", undefined]) {
      const said = await el.exportData(wrong as "csv", { download: false }).catch(String);
      expect(said).to.equal(`TypeError: format: ${JSON.stringify(wrong)}; expected csv or json.`);
    }
    const said = await el.exportImage("jpeg" as "png", { download: false }).catch(String);
    expect(said).to.equal('TypeError: format: "jpeg"; expected svg or png.');
  });

  it("hold pseudonyms for ids of people where names are hidden, and of nobody else", async () => {
    const idOf = async (attributes: Record<string, string>): Promise<unknown> => {
      const el = await mount("risk-score-card", { data: DATASET, attributes: { redact: "initials", ...attributes } });
      const { rows } = JSON.parse(await el.exportData("json", { download: false })) as { rows: Array<{ id: string }> };
      return rows[0]!.id;
    };
    expect(await idOf({ person: ADA.id })).to.match(/^P-\d+$/);
    expect(await idOf({ client: "northwind" })).to.equal("northwind");
    expect(await idOf({ person: ADA.id, redact: "none" })).to.equal(ADA.id);
  });

  it("are none where it was never on a page, and do not wait for it to be", async () => {
    const el = Object.assign(document.createElement("risk-score-card"), { data: DATASET });
    expect(await el.exportData("csv", { download: false })).to.equal("");
    expect(await el.exportImage("svg", { download: false })).to.equal(null);
  });
});

describe("what the export menu offers where nobody has a score", () => {
  afterEach(unmountAll);

  const NOBODY = { client: "quill" };
  /** All of a client's scores are older than a model's window. */
  const old = ["simulation_clicked", "training_assigned"].map((type) => ({ type, at: NOW - 380 * 86_400_000 }));
  const FADED = { as_of: NOW, clients: [{ id: "c", name: "Faded", people: [{ id: "a", events: old }] }] };
  for (const [tag, attributes, data, rows] of [
    ["risk-ranking", NOBODY, DATASET, 3],
    ["risk-distribution", NOBODY, DATASET, 4],
    ["risk-trend", { client: "c", model: "metacompliance" }, FADED, -1],
    ["risk-trend", NOBODY, DATASET, 0],
    ["risk-movers", NOBODY, DATASET, 0],
  ] as const)
    it(`<${tag}> of ${attributes.client}: ${rows === 0 ? "none is offered, nothing is exported" : "what is on screen"}`, async () => {
      const el = await mount(tag, { attributes, data, width: 700 });
      await until(() => el.phase === "insufficient");
      await settle(el);
      expect(el.shadowRoot!.querySelector(".export, [part~=export]") !== null, "the menu").to.equal(rows !== 0);
      const text = await el.exportData("json", { download: false });
      const picture = await el.exportImage("svg", { download: false });
      if (rows === 0) return void expect([text, picture]).to.deep.equal(["", null]);
      const told = (JSON.parse(text) as { rows: unknown[] }).rows;
      if (rows > 0) expect(told).to.have.length(rows);
      else expect(told).to.not.deep.equal([]);
      expect(await picture!.text()).to.contain("<svg");
    });
});

describe("picture exports", () => {
  afterEach(unmountAll);
  const meta = { name: "score", model: "phishr", asOf: NOW, title: 'A "title" & more <b>', caption: "Phishr · 23 Nov" };
  const base = async (attributes: Record<string, string>, width = 300): Promise<Element> =>
    (await mount("risk-score-card", { attributes, data: DATASET, width, theme: "light" })).shadowRoot!.querySelector(
      "[part~=base]",
    )!;
  const parsed = async (root: Element): Promise<Document> => {
    const blob = await exportImage(root, "svg", meta, { download: false });
    return new DOMParser().parseFromString(await blob.text(), "image/svg+xml");
  };

  it("SVG: its size, title, description, words and colours are inside, nothing is outside", async () => {
    const svg = await parsed(await base({ person: ADA.id }));
    const root = svg.documentElement;
    expect([root.getAttribute("width"), root.getAttribute("height")]).to.deep.equal(["300", "302"]);
    expect(svg.querySelector("title")!.textContent).to.equal(meta.title);
    expect(svg.querySelector("desc")!.textContent).to.contain("2026-11-23T09:12:00.000Z").and.to.contain("phishr");
    const words = [...svg.querySelectorAll("text")].map((t) => t.textContent);
    for (const word of ["Priya Raghunathan", "1.00", "High", "worsening", "Phishr · 23 Nov"]) {
      expect(words).to.include(word);
    }
    for (const node of svg.querySelectorAll("[fill], [stroke]")) {
      for (const name of ["fill", "stroke"]) {
        const value = node.getAttribute(name);
        if (value) expect(value).to.match(/^(none|rgba?\([\d., ]+\))$/);
      }
    }
    expect(svg.querySelector("style, script, image, use, foreignObject, [class], [style]")).to.equal(null);
  });

  it("SVG: the marker stands where it stands on the page", async () => {
    const root = await base({ person: ADA.id });
    const marker = root.querySelector(".marker")!;
    const { left, width } = marker.getBoundingClientRect();
    const frame = root.getBoundingClientRect();
    const svg = await parsed(root);
    const x = left + width / 2 - frame.left;
    const ink = getComputedStyle(marker).fill;
    const found = [...svg.querySelectorAll("path")].some((path) => {
      const move = /^M([\d.]+) /.exec(path.getAttribute("d")!);
      return path.getAttribute("fill") === ink && Math.abs(Number(move?.[1]) - x) < 1;
    });
    expect(found).to.equal(true);
  });

  it("SVG: controls and words for screen readers stay out", async () => {
    const el = await mount("client-risk-compare", { data: DATASET, width: 1000 });
    await settle(el);
    const svg = await parsed(el.shadowRoot!.querySelector("[part~=base]")!);
    const words = [...svg.querySelectorAll("text")].map((t) => t.textContent);
    expect(words).to.not.include("Export");
    expect(words.join(" ")).to.contain("Northwind Dental Group");
    expect(words.join(" ")).to.not.contain("Find a client");
  });

  it("SVG: in a frame, what is the frame's own is in it too", async () => {
    const root = await base({ person: ADA.id });
    const el = (root.getRootNode() as ShadowRoot).host;
    const frame = el.parentElement!.appendChild(document.createElement("iframe"));
    frame.style.cssText = "width: 400px; height: 400px; border: 0";
    const there = frame.contentDocument!;
    there.body.append(el);
    // As Firefox makes all that stands there.
    const name = there.createElement("p");
    name.slot = "heading";
    name.append("Whose it is ", there.createElement("b"));
    name.lastElementChild!.append("here");
    el.append(name);
    await settle(el as RiskElement);
    const words = [...(await parsed(root)).querySelectorAll("text")].map((t) => t.textContent!.trim());
    expect(words).to.include("Whose it is").and.to.include("here").and.to.include("worsening");
  });

  it("SVG: hostile names are text in it", async () => {
    for (const name of [...HOSTILE_NAMES, "a\u0000b\u0008c\uFFFE"]) {
      const el = await mount("risk-score-card", {
        attributes: { score: "64", model: "moxso", label: name },
        width: 300,
      });
      const svg = await parsed(el.shadowRoot!.querySelector("[part~=base]")!);
      expect(svg.querySelector("parsererror"), name).to.equal(null);
      expect(svg.querySelector("img, script")).to.equal(null);
    }
  });

  it("lines that wrap are drawn line by line, and what is cut off stays cut off", async () => {
    const label = "Österreichische Gesellschaft für Medizintechnik und Krankenhausbedarf mit beschränkter Haftung";
    const el = await mount("risk-score-card", { attributes: { score: "64", model: "moxso", label }, width: 240 });
    const svg = await parsed(el.shadowRoot!.querySelector("[part~=base]")!);
    const lines = [...svg.querySelectorAll("text")].filter((t) => t.getAttribute("font-weight") === "600").slice(0, 3);
    const own = lines.map((t) => t.textContent!).filter((text) => label.includes(text.replace("…", "").trim()));
    expect(own.length).to.equal(2);
    // That there is more is said, in no more room than there is.
    expect(own[1]).to.match(/\S…$/);
    const { left, right } = el.shadowRoot!.querySelector("[part~=name]")!.getBoundingClientRect();
    expect(Number(lines[1]!.getAttribute("textLength"))).to.be.at.most(right - left);
  });

  it("controls leave no room in it, and the page does not move for it", async () => {
    for (const tag of ["risk-ranking", "risk-trend"]) {
      const el = await mount(tag, { data: DATASET, width: 320, attributes: { client: "northwind", model: "infima" } });
      await until(() => !!el.shadowRoot!.querySelector("[part~=base] :is(.thead, figure)"), 10_000);
      await settle(el);
      const root = el.shadowRoot!.querySelector("[part~=base]")!;
      const { height } = el.getBoundingClientRect();
      const worn = [...el.shadowRoot!.adoptedStyleSheets];
      const detail = root.querySelector("[part~=detail]")!.getBoundingClientRect().bottom;
      const next = root.querySelector(".thead, figure")!.getBoundingClientRect().top;
      const heights: number[] = [];
      const seen = new ResizeObserver(() => heights.push(el.getBoundingClientRect().height));
      seen.observe(el);
      const svg = await parsed(root);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      seen.disconnect();
      expect(Number(svg.documentElement.getAttribute("height")), tag).to.be.at.most(height + 30 - (next - detail) + 40);
      expect(new Set(heights), tag).to.deep.equal(new Set([height]));
      expect(el.shadowRoot!.adoptedStyleSheets, tag).to.deep.equal(worn);
    }
  });

  it("a list's last line is not drawn right above the frame, which is one", async () => {
    const el = await mount("risk-ranking", { data: DATASET, attributes: { model: "infima" } });
    await until(() => !!el.shadowRoot!.querySelector(".body .tr"), 10_000);
    await settle(el);
    const root = el.shadowRoot!.querySelector<HTMLElement>("[part~=base]")!;
    const rules = async (): Promise<number[]> =>
      [...(await parsed(root)).querySelectorAll("path")].flatMap((path) => {
        const [, y, width] = /^M\S+ (\S+)h(\S+)$/.exec(path.getAttribute("d")!)?.map(Number) ?? [];
        return width! > 700 ? [y!] : [];
      });
    const height = async (): Promise<number> =>
      Number((await parsed(root)).documentElement.getAttribute("height")) - 30;
    const framed = await rules();
    expect(framed.length).to.be.greaterThan(5);
    expect(Math.max(...framed)).to.be.lessThan((await height()) - 40);
    // Of a page that takes the frame away it is the last one.
    root.style.border = "0";
    expect(await rules()).to.have.lengthOf(framed.length + 1);
  });

  it("the frame is over what is in it, else rows would cut its round corners", async () => {
    const root = await base({ person: ADA.id });
    const svg = await parsed(root);
    const { borderTopColor, borderTopLeftRadius } = getComputedStyle(root);
    const shapes = [...svg.querySelectorAll("path, text")];
    const [frame] = shapes.filter((shape) => shape.getAttribute("d")?.includes("M8 0.5h284a7.5 7.5"));
    expect(borderTopLeftRadius).to.equal("8px");
    expect(frame?.getAttribute("stroke")).to.equal(borderTopColor);
    // The caption alone comes after it.
    expect(shapes.indexOf(frame!)).to.equal(shapes.length - 2);
  });

  it("a list reaches the frame in it: no room is kept for a scrollbar", async () => {
    const el = await mount("risk-ranking", { data: DATASET, attributes: { model: "infima" } });
    await until(() => !!el.shadowRoot!.querySelector(".body .tr"), 10_000);
    await settle(el);
    const svg = await parsed(el.shadowRoot!.querySelector("[part~=base]")!);
    const lengths = [...svg.querySelectorAll("path")].flatMap(
      (path) => /^M\S+ \S+h([\d.]+)$/.exec(path.getAttribute("d")!)?.[1] ?? [],
    );
    expect([...new Set(lengths)]).to.deep.equal(["798"]);
  });

  /** What stands in a box, as the picture's own words from left to right. */
  const drawnWords = async (markup: TemplateResult): Promise<Element[]> => {
    const root = await fixture<HTMLElement>(markup);
    return [...(await parsed(root)).querySelectorAll("text")].filter((t) => t.textContent !== meta.caption);
  };

  it("words stand where they stand on the page, not where the space before them begins", async () => {
    const texts = await drawnWords(html`<p .style=${"font: 16px monospace"}><b>Ada</b><span> · Park</span></p>`);
    const [bold, rest] = texts;
    expect(texts.map((t) => t.textContent)).to.deep.equal(["Ada", "· Park"]);
    // Three letters and a space of one width each.
    const [from, to] = [bold!, rest!].map((t) => Number(t.getAttribute("x")));
    const letter = (to! - from!) / 4;
    expect(letter).to.be.within(8, 11);
  });

  it("a word that runs over lines, and one of a script without spaces, is drawn line by line", async () => {
    for (const word of ["Donaudampfschifffahrt", "株式会社あおば精密製作所"]) {
      const texts = await drawnWords(html`<p .style=${"width: 60px; overflow-wrap: anywhere"}>${word}</p>`);
      expect(texts.length, word).to.be.greaterThan(1);
      expect(texts.map((t) => t.textContent).join("")).to.equal(word);
    }
  });

  it("a line that is cut at its end says so, in the room that there is", async () => {
    const look = "inline-size: 120px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis";
    for (const name of [
      "Österreichische Gesellschaft",
      "Dhomhnaill-Featherstonehaugh",
      "شركة النور للتجارة والمقاولات",
    ]) {
      const dir = name.startsWith("ش") ? "rtl" : "ltr";
      const [text] = await drawnWords(html`<p dir=${dir} .style=${look}>${name}</p>`);
      expect(text!.textContent).to.match(/\S…$/);
      expect(Number(text!.getAttribute("textLength")), name).to.be.within(90, 120);
    }
  });

  it("a text that is left to run its own way runs it, whatever name it begins with", async () => {
    const look = "unicode-bidi: plaintext; inline-size: max-content";
    const runs = async (text: string): Promise<string | null> =>
      (await drawnWords(html`<p .style=${look}>${text}</p>`))[0]!.getAttribute("direction");
    expect(await runs("\u2068Samuel\u2069 · درجة المخاطر · Moxso")).to.equal("rtl");
    expect(await runs("\u2068سامي\u2069 · risk score")).to.equal(null);
    const sentence =
      "\u2068Samuel\u2069 · درجة المخاطر، \u20680\u2069 إلى \u2068100\u2069 · 23\u200f/11 · نموذج \u2068Moxso\u2069";
    const [all] = await drawnWords(
      html`<p .style=${`${look}; font: 12px sans-serif; letter-spacing: -0.3px`}>${sentence}</p>`,
    );
    expect(all!.textContent, "nothing of it is cut").to.match(/Moxso\u2069$/);
  });

  it("a day in a drawing keeps its month, whatever its digits are", async () => {
    const texts = await drawnWords(
      html`<div dir="rtl">
        <svg width="200" height="30"><text x="190" y="20" direction="rtl">٢٣ نوفمبر</text></svg>
      </div>`,
    );
    expect(texts.map((t) => t.textContent)).to.deep.equal(["٢٣ نوفمبر"]);
  });

  it("a word of parts that run in two ways is as wide as all of them", async () => {
    const [text] = await drawnWords(html`<p dir="ltr" .style=${"inline-size: max-content"}>؜+١٢٫٩</p>`);
    const [digits] = await drawnWords(html`<p dir="ltr" .style=${"inline-size: max-content"}>١٢٫٩</p>`);
    const [all, some] = [text!, digits!].map((one) => Number(one.getAttribute("textLength")));
    expect(all! - some!).to.be.above(5);
  });

  it("a space that does not break is text", async () => {
    const [text] = await drawnWords(html`<p>90 days</p>`);
    expect(text!.textContent).to.equal("90\u00a0days");
  });

  it("parts of an SVG's text keep their own style and place", async () => {
    const texts = await drawnWords(
      html`<div>
        <svg width="200" height="30">
          <text x="5" y="20">
            90
            <tspan dx="20" font-weight="700">today</tspan>
          </text>
        </svg>
      </div>`,
    );
    expect(texts.map((t) => [t.textContent, t.getAttribute("font-weight")])).to.deep.equal([
      ["90", "400"],
      ["today", "700"],
    ]);
    expect(Number(texts[1]!.getAttribute("x")) - Number(texts[0]!.getAttribute("x"))).to.be.greaterThan(30);
  });

  it("a row that the list cuts in half is there with its marks, or not at all", async () => {
    const row = html`<div .style=${"display: flex; align-items: center; height: 40px; border-bottom: 1px solid black"}>
      <span>A</span><svg width="20" height="20"><rect width="20" height="20" fill="red" /></svg>
    </div>`;
    const root = await fixture(
      html`<div><div .style=${"height: 100px; overflow: auto"}>${[row, row, row, row]}</div></div>`,
    );
    const svg = await parsed(root);
    expect([...svg.querySelectorAll("text")].filter((t) => t.textContent === "A").length).to.equal(2);
    expect(svg.querySelectorAll('[fill="rgb(255, 0, 0)"]').length).to.equal(2);
    expect(svg.querySelectorAll('[stroke="rgb(0, 0, 0)"]').length).to.equal(2);
  });

  it("what is set in a form is shown, and the room of buttons under the last line is not", async () => {
    const root = await fixture(
      html`<div>
        <label class="control">Trainings <input type="number" .value=${"3"} /></label>
        <label class="control"
          >Role
          <select>
            <option>standard</option>
            <option selected>finance</option>
          </select></label
        >
        <label class="control">Course <input type="checkbox" checked /></label>
        <button class="button" .style=${"display: block; height: 90px"}>Reset</button>
      </div>`,
    );
    const svg = await parsed(root);
    const words = [...svg.querySelectorAll("text")].map((t) => t.textContent);
    expect(words)
      .to.include.members(["Trainings", "3", "finance", "✓"])
      .and.not.include("standard")
      .and.not.include("Reset");
    const height = Number(svg.documentElement.getAttribute("height"));
    expect(height).to.be.lessThan(root.getBoundingClientRect().height + 30 - 60);
  });

  it("right to left keeps its direction", async () => {
    const el = await mount("risk-score-card", {
      attributes: { score: "64", model: "moxso", label: "مدرسة الأمل" },
      dir: "rtl",
      width: 300,
    });
    const svg = await parsed(el.shadowRoot!.querySelector("[part~=base]")!);
    const name = [...svg.querySelectorAll("text")].find((t) => t.textContent === "مدرسة الأمل")!;
    expect(name.getAttribute("direction")).to.equal("rtl");
    expect(Number(name.getAttribute("x"))).to.be.greaterThan(200);
  });

  it("dark is drawn dark", async () => {
    const el = await mount("risk-score-card", {
      attributes: { score: "64", model: "moxso" },
      theme: "dark",
      width: 300,
    });
    const { shapes } = picture(el.shadowRoot!.querySelector("[part~=base]")!, "");
    expect(shapes[0]).to.include({ fill: "rgb(23, 25, 30)" });
  });

  const line: Path = {
    ...{ d: "M0 10h40", fill: null, stroke: "#000", width: 4, dash: [], cap: "butt", join: "miter", opacity: 1 },
  };
  const words: Text = {
    ...{ text: "MMMM", x: 0, y: 30, anchor: "start", length: 40, rtl: false, fill: "#000", size: 20, weight: "700" },
    ...{ style: "normal", family: "serif", spacing: 0, opacity: 1 },
  };

  it("SVG: a shape says how it is drawn, and nothing that goes without saying", () => {
    const drawn = (shape: Path | Text): string => {
      const svg = toSvg({ width: 40, height: 40, shapes: [shape] }, "t", "d");
      const [one] = new DOMParser().parseFromString(svg, "image/svg+xml").querySelectorAll("path, text");
      return [...one!.attributes].map(({ name, value }) => `${name}=${value}`).join("; ");
    };
    const plain = "d=M0 10h40; fill=none; stroke=#000; stroke-width=4; stroke-linecap=butt; stroke-linejoin=miter";
    expect(drawn(line)).to.equal(plain);
    expect(drawn({ ...line, dash: [2, 3], opacity: 0.5 })).to.equal(`${plain}; stroke-dasharray=2 3; opacity=0.5`);
    expect(drawn({ ...line, stroke: null, fill: "#fff" })).to.equal("d=M0 10h40; fill=#fff");
    const said = "fill=#000; font-family=serif; font-size=20; font-weight=700";
    const held = "textLength=40; lengthAdjust=spacingAndGlyphs";
    expect(drawn(words)).to.equal(`x=0; y=30; ${held}; ${said}; xml:space=preserve`);
    expect(
      drawn({ ...words, anchor: "end", style: "italic", spacing: 1, rtl: true, opacity: 0.25, family: "Acme" }),
    ).to.equal(
      `x=0; y=30; text-anchor=end; ${held}; ${said.replace("serif", "Acme, sans-serif")}; font-style=italic; letter-spacing=1; direction=rtl; opacity=0.25; xml:space=preserve`,
    );
  });

  it("PNG: lines, surfaces and words stand where they are held", async () => {
    /** How much of the left and of the right half is inked, of 100. */
    const inked = async (shape: Path | Text): Promise<[left: number, right: number]> => {
      const image = await createImageBitmap(await toPng({ width: 80, height: 40, shapes: [shape] }));
      const context = new OffscreenCanvas(160, 80).getContext("2d")!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, 160, 80);
      const halves: [number, number] = [0, 0];
      for (let i = 0; i < data.length; i += 4) halves[+((i / 4) % 160 >= 80)]! += data[i + 3]! / 255;
      return halves.map((n) => Math.round(n / 64)) as [number, number];
    };
    expect(await inked(line)).to.deep.equal([10, 0]);
    expect(await inked({ ...line, dash: [20] })).to.deep.equal([5, 0]);
    expect(await inked({ ...line, opacity: 0.5 })).to.deep.equal([5, 0]);
    expect(await inked({ ...line, stroke: null })).to.deep.equal([0, 0]);
    expect(await inked({ ...line, d: "M40 0h40v40h-40z", stroke: null, fill: "#000" })).to.deep.equal([0, 100]);
    const short = { ...words, text: "M" };
    for (const [x, anchor, rtl, left, right] of [
      [0, "start", false, true, false],
      [80, "start", false, false, false],
      [80, "end", false, false, true],
      [80, "start", true, false, true],
      [40, "middle", false, true, true],
    ] as const) {
      const halves = await inked({ ...short, x, anchor, rtl });
      expect(
        halves.map((n) => n > 0),
        `${anchor} ${x} ${rtl}`,
      ).to.deep.equal([left, right]);
    }
    const [small, large] = [await inked({ ...short, size: 10 }), await inked(short)];
    expect(large[0]).to.be.above(2 * small[0]);
  });

  it("a path keeps its shape where it is placed", () => {
    const along = (d: string, of: number): DOMPoint => {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", d);
      return path.getPointAtLength(path.getTotalLength() * of);
    };
    for (const d of [
      "M5 5L40 5 40 30",
      "m5 5l35 0 0 25h-10v-5H8V20z",
      "M5 5 20 8 30 25Z m10 10 l5 5",
      "M5 5C10 30 30 30 40 5S50-10 60 5",
      "m5 5c5 25 25 25 35 0s10-15 20 0",
      "M5 5Q20 30 40 5T60 5q5 5 10 0t10 0",
      "M5 20A10 15 0 0 1 35 20a6 6 0 1 0 12 0",
      roundedBox(2, 3, 40, 20, 5),
      roundedBox(2, 3, 40, 20, 500),
      roundedBox(2, 3, 40, 20, 0),
    ])
      for (const mirrored of [1, -1]) {
        const [sx, sy] = [2 * mirrored, 2];
        const [x, y] = [(n: number) => n * sx + 100, (n: number) => n * sy + 7];
        const there = placed(d, sx, sy, x, y);
        for (let of = 0; of <= 1; of += 0.05) {
          const [from, to] = [along(d, of), along(there, of)];
          expect(to.x, `${d} at ${of}: ${there}`).to.be.closeTo(x(from.x), 0.3);
          expect(to.y, `${d} at ${of}: ${there}`).to.be.closeTo(y(from.y), 0.3);
        }
      }
    const half = along(roundedBox(2, 3, 40, 20, 5), 0.5);
    expect(half.x).to.be.closeTo(37, 0.1);
    expect(half.y).to.be.closeTo(23, 0.1);
    // A corner is as round as it is asked to be, and no rounder than the box.
    const starts = [5, 500, 0].map((radius) => /^M\S+ \S+h[\d.]+/.exec(roundedBox(2, 3, 40, 20, radius))![0]);
    expect(starts).to.deep.equal(["M7 3h30", "M12 3h20", "M2 3h40"]);
  });

  it("SVG text escapes what markup is made of", () => {
    const svg = toSvg({ width: 1, height: 1, shapes: [] }, '<a>&"', "]]>");
    expect(new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("title")!.textContent).to.equal('<a>&"');
  });

  it("PNG: twice the size, painted", async () => {
    const blob = await exportImage(await base({ person: ADA.id }), "png", meta, { download: false });
    expect(blob.type).to.equal("image/png");
    const image = await createImageBitmap(blob);
    expect([image.width, image.height]).to.deep.equal([600, 604]);
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 600, height: 604 });
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, 600, 604);
    const colours = new Set<number>();
    for (let i = 0; i < data.length; i += 4) colours.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
    expect(colours.has(0xffffff)).to.equal(true);
    expect(colours.has(0x982d10), "the band's mark").to.equal(true);
    expect(colours.has(0x1b1e25), "ink").to.equal(true);
  });

  it("both work where the page allows no image, style or connection", async () => {
    const frame = document.createElement("iframe");
    frame.src = new URL("./export-frame.html", import.meta.url).href;
    const answer = new Promise<{ svg: number; png: number; violations: string[] }>((resolve) => {
      window.addEventListener("message", ({ data }) => resolve(data as never), { once: true });
    });
    document.body.append(frame);
    try {
      const { svg, png, violations } = await answer;
      expect(violations).to.deep.equal([]);
      expect(svg).to.be.greaterThan(1000);
      expect(png).to.be.greaterThan(1000);
    } finally {
      frame.remove();
    }
  });
});

describe("the export menu", () => {
  afterEach(unmountAll);

  it("offers four formats, closes on Escape and when focus leaves", async () => {
    const el = await mount("client-risk-compare", { data: DATASET, width: 1000 });
    await until(() => el.phase === "ready");
    const menu = el.shadowRoot!.querySelector<HTMLDetailsElement>("details.menu")!;
    const summary = menu.querySelector("summary")!;
    summary.click();
    expect(menu.open).to.equal(true);
    expect([...menu.querySelectorAll("button")].map((b) => b.textContent!.trim())).to.deep.equal([
      "Data (CSV)",
      "Data (JSON)",
      "Picture (SVG)",
      "Picture (PNG)",
    ]);
    menu.querySelector("button")!.focus();
    menu.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(menu.open).to.equal(false);
    expect(el.shadowRoot!.activeElement).to.equal(summary);
    summary.click();
    // As the browser says it where the page has the focus.
    const relatedTarget = el.shadowRoot!.querySelector("input[type=search]");
    menu.dispatchEvent(new FocusEvent("focusout", { relatedTarget: menu.querySelector("button") }));
    expect(menu.open).to.equal(true);
    menu.dispatchEvent(new FocusEvent("focusout", { relatedTarget }));
    expect(menu.open).to.equal(false);
  });
});
