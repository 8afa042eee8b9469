import { expect } from "@open-wc/testing";
import { readData } from "../../src/data/read.js";
import { RiskBreakdown } from "../../src/elements/risk-breakdown/define.js";
import { RiskWhatIf } from "../../src/elements/risk-what-if/define.js";
import { empty, read, write } from "../../src/elements/risk-what-if/draft.js";
import { scoreClient, whatIf, whatIfClient } from "../../src/engine/index.js";
import { contract, FakeSupply, listen, mount, settle, textOf, unmountAll, until, type Mounting } from "./contract.js";
import type { TestProvider } from "./fakes.js";
import { ADA, AS_OF, DATASET, event, NOW } from "./samples.js";

await Promise.all([RiskWhatIf.preload(), RiskBreakdown.preload()]);

contract({
  tag: "risk-what-if",
  attributes: { client: "brightwater" },
  says: ["What if", "Nothing here is saved"],
  word: ["whatIf", "title"],
  clientAudience: "no-access",
  grows: Infinity,
  columns: ["row", "label", "now", "then", "difference"],
});

const COHORT = DATASET.clients[0]!.people;
const show = (m: Mounting): Promise<RiskWhatIf> => mount<RiskWhatIf>("risk-what-if", { data: DATASET, ...m });
const ada = (attributes: Record<string, string> = {}): Promise<RiskWhatIf> =>
  show({ attributes: { person: ADA.id, ...attributes } });
const all = <E extends Element = HTMLElement>(el: Element, selector: string): E[] => [
  ...el.shadowRoot!.querySelectorAll<E>(selector),
];
const text = (node: Element | null | undefined): string => node?.textContent?.replace(/\s+/g, " ").trim() ?? "";
/** Its words, without what is said under them. */
const labelOf = (control: Element): string => {
  const label = control.querySelector("span")!.cloneNode(true) as Element;
  label.querySelector(".set")?.remove();
  return text(label);
};
const control = (el: Element, label: string): HTMLElement => {
  const found = all(el, ".control").find((c) => labelOf(c) === label);
  if (!found) throw new Error(`no control "${label}" among ${all(el, ".control").map(labelOf).join(" | ")}`);
  return found;
};
const turn = async (el: RiskWhatIf, label: string, value: string, type = "number"): Promise<void> => {
  const input = control(el, label).querySelector<HTMLInputElement>(`input[type=${type}], select`)!;
  input.value = value;
  input.dispatchEvent(new Event("input"));
  input.dispatchEvent(new Event("change"));
  await settle(el);
};
const stand = (el: Element, which: "now" | "then"): string => text(all(el, `.${which} .stand-score`)[0]);
const button = (el: Element, label: string): HTMLButtonElement =>
  all<HTMLButtonElement>(el, "button").find((b) => text(b) === label)!;

describe("<risk-what-if> whom the reader chose", () => {
  afterEach(unmountAll);

  /** Two clients with people under the same ids, riskiest first: Ann, Ben, Cleo, Dan. */
  const bookOf = (whose = "") => {
    const person = (id: string, name: string, days: number) => ({
      id,
      name: whose + name,
      events: [event("simulation_clicked", days)],
    });
    const clients = [
      { id: "a", people: [person("1", "Ann", 1), person("2", "Cleo", 5)] },
      { id: "b", people: [person("1", "Ben", 3), person("2", "Dan", 7)] },
    ];
    return { status: "ready", at: NOW, book: readData({ as_of: AS_OF, model: "phishr", clients }).book } as const;
  };
  const list = (el: Element): HTMLSelectElement => all<HTMLSelectElement>(el, "[part=person]")[0]!;
  const choose = async (el: RiskWhatIf, name: string): Promise<void> => {
    list(el).selectedIndex = [...list(el).options].findIndex((option) => text(option) === name);
    list(el).dispatchEvent(new Event("change"));
    await settle(el);
    expect(shown(el)).to.deep.equal([name, name]);
  };
  const shown = (el: Element): string[] => [
    text(all(el, "[part=detail] .link")[0]),
    text(list(el).options[list(el).selectedIndex]),
  ];

  it("is the one who was chosen, also where another client has somebody under the same id", async () => {
    const el = await show({ supply: new FakeSupply(bookOf()), data: undefined });
    expect(shown(el)).to.deep.equal(["Ann", "Ann"]);
    await choose(el, "Ben");
    await choose(el, "Dan");
    await choose(el, "Ann");
  });

  it("stays with newer data, and is nobody under that id of another client or another source", async () => {
    const supply = new FakeSupply(bookOf());
    const el = await show({ supply, data: undefined });
    await choose(el, "Dan");
    supply.answer(bookOf());
    await settle(el);
    expect(shown(el)).to.deep.equal(["Dan", "Dan"]);
    el.client = "a";
    await settle(el);
    expect(shown(el)).to.deep.equal(["Ann", "Ann"]);
    el.client = null;
    await settle(el);
    await choose(el, "Dan");
    const { context } = el.closest("test-provider") as unknown as TestProvider;
    context.setValue({ ...context.value, supply: new FakeSupply(bookOf("other ")) });
    await settle(el);
    expect(shown(el)).to.deep.equal(["other Ann", "other Ann"]);
  });
});

describe("<risk-what-if> score and rows", () => {
  afterEach(unmountAll);

  it("begins with what is: now and then are the same", async () => {
    for (const model of ["phishr", "caniphish", "moxso", "metacompliance", "infima"]) {
      const el = await ada({ model });
      expect(stand(el, "then"), model).to.equal(stand(el, "now"));
      expect(button(el, "Start over").disabled).to.equal(true);
    }
  });

  it("moves as one types, to what the engine says", async () => {
    const el = await ada({ model: "infima" });
    await turn(el, "Trainings completed", "2");
    await turn(el, "Simulations clicked", "1");
    const add = ["training_completed", "training_completed", "simulation_clicked"].map((type) => ({ type, at: NOW }));
    const score = whatIf(ADA, { add }, { model: "infima", asOf: AS_OF });
    expect(stand(el, "then")).to.equal(String(score.published));
    const json = JSON.parse(await el.exportData("json", { download: false })) as {
      rows: Array<{ row: string; then: number }>;
    };
    for (const { id, points } of score.contributions) {
      expect(json.rows.find(({ row }) => row === id)!.then).to.be.closeTo(points, 1e-9);
    }
  });

  it("lets days pass with nothing new, and what the record holds of later days has not happened", async () => {
    const person = { ...ADA, events: [...ADA.events!, { type: "simulation_submitted", at: NOW + 5 * 86_400_000 }] };
    const data = { as_of: AS_OF, clients: [{ id: "c", people: [person] }] };
    const el = await show({ attributes: { person: ADA.id, model: "phishr", changes: '{"days":30}' }, data });
    const later = whatIf(ADA, {}, { model: "phishr", asOf: NOW + 30 * 86_400_000 });
    expect(stand(el, "then")).to.equal(later.published!.toFixed(2));
    expect(Number(stand(el, "then"))).to.be.below(Number(stand(el, "now")));
  });

  it("takes another role and another impact", async () => {
    const el = await ada({ model: "infima" });
    const role = control(el, "Role").querySelector("select")!;
    expect([role.value, role.selectedOptions.length]).to.deep.equal([ADA.role, 1]);
    await turn(el, "Role", "admin", "text");
    expect(control(el, "Role").querySelector("select")!.value).to.equal("admin");
    expect(stand(el, "then")).to.equal(
      String(whatIf(ADA, { set: { role: "admin" } }, { model: "infima", asOf: AS_OF }).published),
    );
    const other = await ada({ model: "caniphish" });
    await turn(other, "Business impact", "low", "text");
    const score = whatIf(ADA, { set: { business_impact: "low" } }, { model: "caniphish", asOf: AS_OF });
    expect(stand(other, "then")).to.equal(String(score.published));
  });

  it("takes measures by number and by slider", async () => {
    const el = await ada({ model: "caniphish" });
    await turn(el, "Security IQ", "90");
    await turn(el, "Phish risk", "10", "range");
    const score = whatIf(ADA, { measures: { security_iq: 90, phish_risk: 10 } }, { model: "caniphish", asOf: AS_OF });
    expect(stand(el, "then")).to.equal(String(score.published));
    expect(el.changes).to.equal('{"measures":{"security_iq":90,"phish_risk":10}}');
    expect(all(el, "legend").map(text)).to.deep.equal([
      "If this happens",
      "If this is known",
      "If this is measured",
      "If this is who they are",
    ]);
  });

  it("says beside every slider what is set, between which ends, also to assistive technology", async () => {
    const lone = { id: "x", measures: { security_iq: 62.5 } };
    const data = { as_of: AS_OF, clients: [{ id: "c", people: [lone] }] };
    const el = await show({ attributes: { person: "x", model: "caniphish" }, data });
    const told = (label: string): unknown[] => {
      const box = control(el, label);
      const range = box.querySelector("input[type=range]")!;
      const ends = [...box.querySelectorAll(".end")].map(text);
      expect(range.ariaValueText, `${label}: what is heard is what is seen`).to.equal(
        text(box.querySelector(".set")) || box.querySelector<HTMLInputElement>("[type=number]")!.value,
      );
      return [range.ariaValueText, ...ends];
    };
    expect(told("Security IQ")).to.deep.equal(["62.5", "0", "100"]);
    expect(told("Phish risk")).to.deep.equal(["no data", "\u221250", "100"]);
    expect(told("Days without anything new")).to.deep.equal(["0 days", "0", "365"]);
    await turn(el, "Phish risk", "40", "range");
    await turn(el, "Days without anything new", "1", "range");
    expect(told("Phish risk")).to.deep.equal(["40", "\u221250", "100"]);
    const range = control(el, "Phish risk").querySelector("input[type=range]")!;
    expect(Number(getComputedStyle(range).getPropertyValue("--_at")), "its line is filled so far").to.equal(0.6);
    expect(told("Days without anything new")).to.deep.equal(["1 day", "0", "365"]);
    expect(control(el, "Phish risk").querySelector<HTMLInputElement>("input[type=number]")!.value).to.equal("40");
    expect(control(el, "Badge score").querySelector("input[type=range]")!.className, "stands nowhere yet").to.equal(
      "unset",
    );
  });

  it("says of a measure that the model works out from others what it comes to, and not that there is no data", async () => {
    const people = [10, 20, 30, 40, 50].map((training, i) => ({
      id: `x${i}`,
      measures: { training, incidents: 60, threat_exposure: 50 },
    }));
    const data = { as_of: AS_OF, clients: [{ id: "c", people }] };
    const el = await show({ attributes: { person: "x4", model: "moxso" }, data });
    const box = control(el, "Peer benchmark");
    expect(text(box.querySelector(".set"))).to.equal("computed: 90");
    const range = box.querySelector<HTMLInputElement>("input[type=range]")!;
    expect([range.ariaValueText, range.value, range.className]).to.deep.equal(["computed: 90", "90", "unset"]);
    expect(text(control(el, "Phishing simulations").querySelector(".set"))).to.equal("no data");
  });

  it("no arrows stand against a field's digits where a slider does the same", async () => {
    const data = { as_of: AS_OF, clients: [{ id: "c", people: [{ id: "x", measures: { security_iq: 62.5 } }] }] };
    const el = await show({ attributes: { person: "x", model: "caniphish" }, data });
    const fields = all(el, ".slide [type=number]");
    expect(fields.length).to.be.above(0);
    for (const field of fields) expect(getComputedStyle(field).appearance).to.equal("textfield");
    // WebKit has them all the same, and says nothing of how they look: the rule is asked.
    const rules = el.shadowRoot!.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]) as CSSStyleRule[];
    const arrows = rules.find(({ selectorText }) => selectorText === ".slide .input::-webkit-inner-spin-button");
    expect(arrows?.style.appearance).to.equal("none");
  });

  it("a measure without a value is hollow, and no place is kept for a sum that is not there", async () => {
    const data = { as_of: AS_OF, clients: [{ id: "c", people: [{ id: "x" }] }] };
    const el = await show({ attributes: { person: "x", model: "moxso" }, data });
    const [hollow] = all<HTMLInputElement>(el, ".slide .unset");
    const look = (): string[] =>
      ["appearance", "--_plate", "--_line"].map((name) => getComputedStyle(hollow!).getPropertyValue(name));
    const [drawn, plate, line] = look();
    expect([drawn, line]).to.deep.equal(["none", "none"]);
    expect(all(el, "[part=result]")[0]!.getBoundingClientRect().height).to.equal(0);
    await turn(el, labelOf(hollow!.closest(".control")!), "40");
    const [still, full, filled] = look();
    expect(still, "the kit's own, in every browser").to.equal("none");
    expect(full).to.not.equal(plate);
    expect(filled).to.contain("linear-gradient");
  });

  it("keeps in its boxes what counts: no more than may be entered, and what the record says where one is emptied", async () => {
    const el = await ada({ model: "caniphish" });
    const box = (label: string): HTMLInputElement => control(el, label).querySelector("input[type=number]")!;
    const before = box("Security IQ").value;
    await turn(el, "Security IQ", "90");
    await turn(el, "Security IQ", "");
    expect(box("Security IQ").value).to.equal(before);
    expect(el.changes).to.equal("");
    await turn(el, "Security IQ", "100");
    await turn(el, "Security IQ", "1000");
    expect(box("Security IQ").value).to.equal("100");
    const other = await ada({ model: "infima" });
    const clicked = control(other, "Simulations clicked").querySelector("input")!;
    for (const value of ["20", "205"]) await turn(other, "Simulations clicked", value);
    expect(clicked.value).to.equal("20");
  });

  it("has a breach notified, and an outstanding course done", async () => {
    const breached = DATASET.clients[1]!.people[2]!;
    const el = await show({ attributes: { person: breached.id, model: "caniphish" } });
    control(el, "Be told of a breach").querySelector("input")!.click();
    await settle(el);
    const score = whatIf(breached, { notify: [0] }, { model: "caniphish", asOf: AS_OF });
    expect(stand(el, "then")).to.equal(String(score.published));
    const other = await show({ attributes: { person: breached.id, model: "metacompliance" } });
    control(other, "Complete “course-1”").querySelector("input")!.click();
    await settle(other);
    const add = [{ type: "training_completed", at: NOW, ref: "course-1" }];
    expect(stand(other, "then")).to.equal(
      String(whatIf(breached, { add }, { model: "metacompliance", asOf: AS_OF }).published),
    );
  });

  it("moves the client's roll-up, others as they are, cohorts and all", async () => {
    for (const model of ["infima", "moxso", "caniphish"]) {
      const changes =
        model === "infima" ? '{"add":{"training_completed":1}}' : '{"measures":{"training":5,"security_iq":99}}';
      const el = await ada({ model, changes });
      const before = scoreClient(DATASET.clients[0]!, { model, asOf: AS_OF });
      const change =
        model === "infima"
          ? { add: [{ type: "training_completed", at: NOW }] }
          : { measures: { training: [{ at: NOW, value: 5 }], security_iq: [{ at: NOW, value: 99 }] } };
      const after = whatIfClient(DATASET.clients[0]!, ADA.id, change, { model, asOf: AS_OF });
      const words = text(all(el, "[part=roll-up]")[0]);
      expect(words, model)
        .to.contain(`${before.published!} → ${after.published!}`)
        .and.to.contain("Northwind Dental Group");
    }
  });

  it("says that nothing moved in words, and points the way the page is read", async () => {
    expect(text(all(await ada({ model: "infima" }), "[part=roll-up]")[0])).to.match(/(\d+) → \1 .*\(as now\)$/);
    const mirrored = await show({ attributes: { person: ADA.id, model: "infima" }, dir: "rtl" });
    expect(text(all(mirrored, "[part=roll-up]")[0])).to.match(/(\d+) ← \1 /);
  });

  it("offers only what counts under the model", async () => {
    const phishr = await ada({ model: "phishr" });
    expect(textOf(phishr))
      .to.contain("Simulations clicked")
      .and.not.contain("Security IQ")
      .and.not.contain("Real threats");
    const caniphish = await ada({ model: "caniphish" });
    expect(textOf(caniphish)).to.contain("Security IQ").and.not.contain("Simulations clicked");
  });

  it("gives a score to somebody who has none", async () => {
    const el = await show({ attributes: { person: "p-none", model: "phishr" } });
    expect(stand(el, "now")).to.equal("–");
    await turn(el, "Simulations clicked", "1");
    expect(stand(el, "then")).to.equal("0.50");
  });

  it("shows the rows then with what they are now, adding up", async () => {
    const el = await ada({ model: "infima", changes: '{"add":{"simulation_reported":1}}' });
    const number = (words: string): number => Number(words.replace("\u2212", "-").replace("+", ""));
    const amounts = all(el, ".sum-rows .row-amount").map((n) => number(text(n)));
    const total = number(text(all(el, "[part=total] .row-amount")[0]));
    expect(amounts.reduce((a, b) => a + b, 0)).to.be.closeTo(total, 1e-9);
    expect(textOf(el)).to.match(/now [+−]\d/);
  });

  it("tries the fewest actions that reach the next band", async () => {
    const el = await show({ attributes: { person: DATASET.clients[1]!.people[2]!.id, model: "infima" } });
    const before = text(all(el, ".now .band")[0]);
    button(el, "Try it").click();
    await settle(el);
    expect(text(all(el, ".then .band")[0])).to.not.equal(before);
    expect(el.changes).to.not.equal("");
    const stuck = await ada({ model: "caniphish" });
    expect(text(all(stuck, ".next .detail")[0])).to.equal(
      "2 steps reach Medium: Bring Security IQ to 80, Bring Phish risk to 20. Time alone never gets it there.",
    );
    expect(text(stuck.shadowRoot!.querySelector(".next")), "of the record, whatever is tried beside it").to.match(
      /^Now\s*2 steps reach/,
    );
  });
});

describe("<risk-what-if> is a sketch", () => {
  afterEach(() => {
    unmountAll();
    history.replaceState(null, "", location.pathname + location.search);
  });

  it("keeps the reader's place where starting over leaves nothing to start over from", async () => {
    const el = await ada({ model: "infima" });
    await turn(el, "Trainings completed", "2");
    button(el, "Start over").focus();
    button(el, "Start over").click();
    await settle(el);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(button(el, "Start over").disabled).to.equal(true);
    expect(text(el.shadowRoot!.activeElement)).to.equal("Show as a table");
  });

  it("never touches the data", async () => {
    const before = JSON.stringify(DATASET);
    const el = await ada({ model: "infima" });
    await turn(el, "Trainings completed", "3");
    await turn(el, "Role", "admin", "text");
    button(el, "Start over").click();
    await settle(el);
    expect(JSON.stringify(DATASET)).to.equal(before);
  });

  it("asks its source for nothing and assigns nothing", async () => {
    const supply = new FakeSupply({ status: "ready", book: readData(DATASET).book, at: NOW });
    const el = await show({ attributes: { person: ADA.id, model: "infima" }, data: undefined, supply });
    await turn(el, "Trainings completed", "3");
    expect([supply.subscriptions, supply.refreshes, supply.assigned.length]).to.deep.equal([1, 0, 0]);
  });

  it("starts over", async () => {
    const el = await ada({ model: "infima", changes: '{"days":90}' });
    expect(stand(el, "then")).to.not.equal(stand(el, "now"));
    button(el, "Start over").click();
    await settle(el);
    expect(el.changes).to.equal("");
    expect(stand(el, "then")).to.equal(stand(el, "now"));
  });

  it("restores from its JSON, as an attribute and as a property", async () => {
    const first = await ada({ model: "infima" });
    await turn(first, "Trainings completed", "2");
    const second = await ada({ model: "infima", changes: first.getAttribute("changes")! });
    expect(stand(second, "then")).to.equal(stand(first, "then"));
    first.changes = "";
    await settle(first);
    expect(stand(first, "then")).to.equal(stand(first, "now"));
  });

  it("keeps the changes in the page's address, and reads them back", async () => {
    history.replaceState(null, "", "#tab=2");
    const el = await ada({ model: "infima", link: "sketch" });
    await turn(el, "Trainings completed", "2");
    const changes = '{"add":{"training_completed":2}}';
    const kept = (hash: string): unknown => Object.fromEntries(new URLSearchParams(hash.slice(1)));
    expect(kept(location.hash)).to.deep.equal({ tab: "2", sketch: changes });
    const copied: string[] = [];
    const writeText = (link: string): Promise<void> => Promise.resolve(void copied.push(link));
    Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
    try {
      button(el, "Copy the link").click();
      await settle(el);
    } finally {
      delete (navigator as Partial<Navigator> & { clipboard?: unknown }).clipboard;
    }
    expect(copied.map((link) => kept(new URL(link).hash))).to.deep.equal([{ tab: "2", sketch: changes }]);
    await until(() => !!button(el, "Copied"));
    const again = await ada({ model: "infima", link: "sketch" });
    expect(stand(again, "then")).to.equal(stand(el, "then"));
    expect(button(again, "Copy the link")).to.not.equal(undefined);
  });

  it("fires what was changed and what came of it", async () => {
    const el = await ada({ model: "infima" });
    const heard = listen(el, "risk-what-if");
    await turn(el, "Trainings completed", "1");
    expect(heard.length).to.equal(1);
    expect(heard[0]).to.include({
      id: ADA.id,
      changes: '{"add":{"training_completed":1}}',
      score: Number(stand(el, "then")),
    });
  });

  it("tells assistive technology the outcome, once the reader pauses", async () => {
    const el = await ada({ model: "infima" });
    await turn(el, "Trainings completed", "1");
    expect(text(all(el, "[role=status]")[0])).to.equal("");
    await until(() => text(all(el, "[role=status]")[0]).startsWith(`${stand(el, "then")}, `));
  });

  it("leaves out of a link what nobody could have entered", () => {
    const junk = [
      "",
      "null",
      "[]",
      "7",
      '"x"',
      "{",
      '{"days":-5}',
      '{"days":1e400}',
      '{"add":{"constructor":3,"nope":1}}',
    ];
    for (const one of [...junk, '{"measures":{"a":"b"},"notify":["x",-1,1.5],"done":[3]}']) {
      expect(write(read(one)), one).to.equal("");
    }
    expect(read('{"days":99999,"add":{"quiz_failed":1e9}}')).to.deep.include({ days: 365, add: { quiz_failed: 20 } });
    const draft = { ...empty(), days: 3, done: ["quiz_passed q"], notify: [1], role: "hr", measures: { training: 0 } };
    expect(read(write(draft))).to.deep.equal(draft);
  });

  it("stands whatever its `changes` hold", async () => {
    for (const changes of ["{", '{"role":"<img src=x>"}', '{"measures":{"security_iq":1e6}}', '{"notify":[99]}']) {
      const el = await ada({ model: "caniphish", changes });
      expect(el.phase).to.equal("ready");
      expect(textOf(el)).to.not.contain("NaN");
    }
  });
});

describe("<risk-what-if> whom", () => {
  afterEach(unmountAll);

  it("takes the riskiest of a client, and offers the others", async () => {
    const el = await show({ attributes: { client: "brightwater", model: "infima" } });
    const select = all<HTMLSelectElement>(el, "select[part=person]")[0]!;
    expect(select.options.length).to.equal(30);
    const first = text(all(el, ".now .stand-score")[0]);
    select.value = select.options[29]!.value;
    select.dispatchEvent(new Event("change"));
    await settle(el);
    expect(Number(text(all(el, ".now .stand-score")[0]))).to.be.below(Number(first));
    expect(text(all(el, ".head .link")[0])).to.equal(text(select.selectedOptions[0]));
  });

  it("fires risk-select from the person's and the client's name", async () => {
    const el = await ada({ model: "infima" });
    const heard = listen(el, "risk-select");
    for (const link of all<HTMLButtonElement>(el, ".link")) link.click();
    expect(heard).to.deep.equal([
      { kind: "person", id: ADA.id },
      { kind: "client", id: "northwind" },
    ]);
  });

  it("says that there is nothing to change without a record", async () => {
    const el = await show({ data: { employee_id: "u", score: 67, band: "elevated" }, attributes: { model: "moxso" } });
    expect(textOf(el)).to.contain("without the record behind it");
    expect(all(el, ".control").length).to.equal(0);
  });

  it("has the numbers as a table, total included", async () => {
    const el = await ada({ model: "infima", changes: '{"add":{"training_completed":1}}' });
    button(el, "Show as a table").click();
    await settle(el);
    expect(all(el, "[part=data-table] thead th").map(text)).to.deep.equal(["Row", "Now", "Then", "Difference"]);
    expect(text(all(el, "[part=data-table] tbody tr").at(-1))).to.match(/^Score/);
  });

  it("tells what is now as the breakdown does, in rows and table, and both columns add up as they are shown", async () => {
    const said = (node: Element | null | undefined): number => Number(text(node).replace("−", "-"));
    for (const { id } of COHORT.slice(0, -1)) {
      const breakdown = await mount("risk-breakdown", { data: DATASET, attributes: { person: id, model: "infima" } });
      const now = all(breakdown, ".plot [part=row] .row-amount").map(text);
      unmountAll();
      const el = await show({ attributes: { person: id, model: "infima" } });
      expect(all(el, "[part=result] [part=row] .row-amount").map(text), id).to.deep.equal(now);
      el.changes = '{"days":17,"add":{"training_completed":1}}';
      await settle(el);
      button(el, "Show as a table").click();
      await settle(el);
      const rows = all(el, "[part=data-table] tbody tr").map((row) => [...row.children].slice(1).map(said));
      const total = rows.pop()!;
      for (const column of [0, 1, 2])
        expect(
          rows.reduce((sum, row) => sum + row[column]!, 0),
          `${id} ${column}`,
        ).to.be.closeTo(total[column]!, 1e-6);
      const shown = all(el, "[part=result] [part=row] .row-amount").map(said);
      expect(rows.map((row) => row[1])).to.deep.equal(shown);
      unmountAll();
    }
  });

  it("keeps a row that is one no more, so that what is now adds up", async () => {
    const events = [
      event("training_assigned", 360, { ref: "c" }),
      event("simulation_clicked", 20, { ref: "s" }),
      event("quiz_failed", 10, { ref: "q" }),
    ];
    const el = await show({
      attributes: { person: "x", model: "metacompliance", changes: '{"days":30}' },
      data: { as_of: AS_OF, clients: [{ id: "c", people: [{ id: "x", name: "X", events }] }] },
    });
    const rows = all(el, "[part=result] [part=row]").map(text);
    expect(
      rows.some((row) => /^Engagement ?now \+34\.0 ?0\.0$/.test(row)),
      rows.join(" | "),
    ).to.equal(true);
  });

  it("says no difference to a score that is none", async () => {
    const person = { id: "x", name: "X", events: [event("training_assigned", 400, { ref: "c" })] };
    const el = await show({
      attributes: { person: "x", model: "phishr" },
      data: { as_of: AS_OF, clients: [{ id: "c", people: [person] }] },
    });
    expect(stand(el, "now")).to.equal("–");
    await turn(el, "Simulations clicked", "1");
    await until(() => text(all(el, "[role=status]")[0]) !== "");
    expect(text(all(el, "[role=status]")[0])).to.equal("0.50, Medium");
  });

  it("works for everyone of a client in reasonable time and for 5 000 events", async () => {
    const events = Array.from({ length: 5000 }, (_, i) => event("simulation_clicked", 1 + (i % 300), { id: `e${i}` }));
    const people = [{ id: "x", name: "Xenia", events }, ...COHORT];
    const el = await show({
      attributes: { person: "x", model: "infima" },
      data: { as_of: AS_OF, clients: [{ id: "c", people }] },
    });
    expect(el.phase).to.equal("ready");
    await turn(el, "Trainings completed", "1");
    expect(stand(el, "then")).to.not.equal("");
  });
});
