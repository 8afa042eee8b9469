import { expect } from "@open-wc/testing";
import * as fc from "fast-check";
import { LOWEST, melody, OCTAVES, type Heard, type MelodyInput } from "../../src/charts/melody.js";

const HIGHEST = LOWEST * 2 ** OCTAVES;
const play = (scores: Array<number | null>, more: Partial<MelodyInput> = {}) =>
  melody({
    points: scores.map((score, at) => ({ at, score })),
    from: 0,
    until: scores.length - 1,
    seconds: 6,
    scale: [0, 100],
    lowIsRiskier: false,
    ...more,
  });

describe("melody: a line as pitch", () => {
  it("is risk on the scale: two octaves from none of it to all of it, equal steps in equal intervals", () => {
    const { notes } = play([0, 50, 100])[0]!;
    expect(notes.map(({ hertz }) => Math.round(hertz))).to.deep.equal([220, 440, 880]);
  });

  it("is the riskier the higher, also where a low score is the risky one", () => {
    const { notes } = play([0, 100], { lowIsRiskier: true })[0]!;
    expect(notes.map(({ hertz }) => hertz)).to.deep.equal([HIGHEST, LOWEST]);
  });

  it("takes the scale of its model", () => {
    const { notes } = play([0.5], { scale: [0, 1] })[0]!;
    expect(notes[0]!.hertz).to.equal(440);
  });

  it("is silent in a gap, and a point alone is a short tone", () => {
    const phrases = play([10, 20, null, 30, null, 40, 50]);
    expect(phrases.map(({ notes }) => notes.length)).to.deep.equal([2, 2, 2]);
    expect(phrases[1]!.notes[1]!.at - phrases[1]!.notes[0]!.at).to.be.closeTo(0.15, 1e-9);
    expect(phrases[0]!.notes[1]!.at).to.be.lessThan(phrases[1]!.notes[0]!.at);
  });

  it("is nothing without a score", () => {
    expect(play([null, null])).to.deep.equal([]);
    expect(play([])).to.deep.equal([]);
  });

  it("keeps time and stays in range, whatever comes", () => {
    const score = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: null });
    const points = fc
      .array(fc.record({ at: fc.integer({ min: 0, max: 1000 }), score }), { maxLength: 40 })
      .map((all): Heard[] => all.sort((a, b) => a.at - b.at));
    fc.assert(
      fc.property(points, fc.boolean(), (given, lowIsRiskier) => {
        const all = melody({ points: given, from: 0, until: 1000, seconds: 6, scale: [0, 100], lowIsRiskier });
        const notes = all.flatMap((phrase) => phrase.notes);
        expect(all.every((phrase) => phrase.notes.length >= 2)).to.equal(true);
        for (const { at, hertz } of notes) {
          expect(at).to.be.within(0, 6.15);
          expect(hertz).to.be.within(LOWEST, HIGHEST);
        }
      }),
      { numRuns: 300 },
    );
  });
});
