import { expect } from "@open-wc/testing";
import { RiskTrend } from "../../src/elements/risk-trend/define.js";
import { mount, settle, textOf, unmountAll, until } from "./contract.js";
import { ADA, DATASET } from "./samples.js";

await RiskTrend.preload();

/** One call on an audio parameter: what, to which value, when. */
type Call = [method: string, value: number, at: number];

class FakeParam {
  readonly calls: Call[] = [];
  setValueAtTime(value: number, at: number): void {
    this.calls.push(["set", value, at]);
  }
  exponentialRampToValueAtTime(value: number, at: number): void {
    this.calls.push(["ramp", value, at]);
  }
  setTargetAtTime(value: number, at: number): void {
    this.calls.push(["target", value, at]);
  }
}

class FakeNode {
  readonly frequency = new FakeParam();
  readonly gain = new FakeParam();
  readonly to: unknown[] = [];
  started = -1;
  stopped = -1;
  onended: (() => void) | null = null;
  connect(next: FakeNode): FakeNode {
    this.to.push(next);
    return next;
  }
  start(at: number): void {
    this.started = at;
  }
  stop(at: number): void {
    this.stopped = at;
  }
}

let made: FakeAudio[] = [];
let refuse = false;
class FakeAudio {
  currentTime = 0;
  closed = false;
  resumed = 0;
  readonly destination = new FakeNode();
  readonly tone = new FakeNode();
  readonly volume = new FakeNode();
  constructor() {
    made.push(this);
  }
  createOscillator = (): FakeNode => this.tone;
  createGain = (): FakeNode => this.volume;
  async resume(): Promise<void> {
    this.resumed++;
    if (refuse) throw new DOMException("no gesture", "NotAllowedError");
  }
  async close(): Promise<void> {
    this.closed = true;
  }
}

const real = globalThis.AudioContext;
const swap = (fake: unknown): void => void Object.assign(globalThis, { AudioContext: fake });

describe("<risk-trend sound>", () => {
  beforeEach(() => {
    made = [];
    refuse = false;
    swap(FakeAudio);
  });
  afterEach(() => {
    unmountAll();
    swap(real);
  });

  const trend = async (attributes: Record<string, string> = { sound: "" }): Promise<RiskTrend> => {
    const el = await mount<RiskTrend>("risk-trend", {
      data: DATASET,
      attributes: { person: ADA.id, ...attributes },
      width: 900,
    });
    if ("sound" in attributes) await until(() => button(el) !== null || !globalThis.AudioContext);
    return el;
  };
  const button = (el: Element): HTMLButtonElement | null => el.shadowRoot!.querySelector("[part=sound]");
  const press = async (el: RiskTrend): Promise<FakeAudio> => {
    button(el)!.click();
    await settle(el);
    return made.at(-1)!;
  };

  it("offers nothing unless the page asks, and nothing where a browser has no sound", async () => {
    const silent = await trend({});
    expect(button(silent)).to.equal(null);
    swap(undefined);
    const deaf = await trend();
    await settle(deaf);
    expect(button(deaf)).to.equal(null);
  });

  it("makes no audio before the reader presses: a page makes no sound by itself", async () => {
    const el = await trend();
    expect(button(el)!.textContent!.trim()).to.equal("Play as sound");
    expect(button(el)!.title).to.contain("more risk");
    expect(made.length).to.equal(0);
    // Within the press itself, or a browser would not let it sound.
    button(el)!.click();
    expect(made.length).to.equal(1);
    expect(made[0]!.resumed).to.equal(1);
  });

  it("plays the line: softly, in pitch with the score, silent before and after", async () => {
    const { tone, volume, destination } = await press(await trend());
    expect(tone.to).to.deep.equal([volume]);
    expect(volume.to).to.deep.equal([destination]);
    const loud = volume.gain.calls.map(([, value]) => value);
    expect(Math.max(...loud)).to.be.at.most(0.1);
    expect(loud[0]).to.equal(0);
    expect(loud.at(-1)).to.equal(0);
    expect(tone.frequency.calls.length).to.be.greaterThan(20);
    for (const [, hertz] of tone.frequency.calls) expect(hertz).to.be.within(220, 880);
    expect(tone.stopped - tone.started).to.be.within(6, 7);
    const times = tone.frequency.calls.map(([, , at]) => at);
    expect(times).to.deep.equal([...times].sort((a, b) => a - b));
  });

  it("shows the point that sounds", async () => {
    const el = await trend();
    const audio = await press(el);
    const readout = (): string => el.shadowRoot!.querySelector("[part=readout]")!.textContent!;
    audio.currentTime = 1;
    await until(() => el.shadowRoot!.querySelector(".cursor") !== null);
    const early = readout();
    audio.currentTime = 4;
    await until(() => readout() !== early);
    expect(readout()).to.match(/\d{4}/);
    expect(el.shadowRoot!.querySelector("[role=status]")!.textContent, "no flood of words").to.equal("");
  });

  it("the same button stops it, and so do Escape and its own end", async () => {
    const el = await trend();
    const first = await press(el);
    expect(button(el)!.textContent!.trim()).to.equal("Stop the sound");
    await press(el);
    expect(first.closed).to.equal(true);
    expect(button(el)!.textContent!.trim()).to.equal("Play as sound");
    expect(el.shadowRoot!.querySelector(".cursor")).to.equal(null);

    const second = await press(el);
    button(el)!.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(second.closed).to.equal(true);

    const third = await press(el);
    third.tone.onended!();
    await settle(el);
    expect(third.closed).to.equal(true);
    expect(button(el)!.textContent!.trim()).to.equal("Play as sound");
  });

  it("keeps the focus on the button from play to stop", async () => {
    const el = await trend();
    button(el)!.focus();
    await press(el);
    expect(el.shadowRoot!.activeElement).to.equal(button(el));
    await press(el);
    expect(el.shadowRoot!.activeElement).to.equal(button(el));
  });

  it("ends when the element leaves the page or its table is shown", async () => {
    const el = await trend();
    const audio = await press(el);
    el.shadowRoot!.querySelector<HTMLButtonElement>("[part=table-toggle]")!.click();
    await settle(el);
    expect(audio.closed).to.equal(true);
    el.shadowRoot!.querySelector<HTMLButtonElement>("[part=table-toggle]")!.click();
    await settle(el);
    const again = await press(el);
    el.remove();
    expect(again.closed).to.equal(true);
  });

  it("a browser that refuses leaves the button as it was", async () => {
    refuse = true;
    const el = await trend();
    const audio = await press(el);
    await until(() => audio.closed);
    await settle(el);
    expect(button(el)!.textContent!.trim()).to.equal("Play as sound");
  });

  it("speaks the page's language", async () => {
    const el = await trend();
    el.parentElement!.lang = "de";
    await until(() => textOf(el).includes("Als Ton abspielen"));
  });
});
