import { expect } from "@open-wc/testing";
import { digitMore, endsText } from "../../../src/elements/shared/amounts.js";
import { formatsOf } from "../../../src/strings/format.js";

describe("both ends of a change", () => {
  const model = { precision: 0 };
  const row = (from: number, score: number) => ({ score, published: Math.round(score), change: score - from, model });
  const format = formatsOf("en");

  it("are as they are published where the change is what lies between them", () => {
    expect(endsText(format, row(28.3, 25.3))).to.deep.equal({ from: "28", to: "25", change: "−3" });
  });

  it("else have a digit more", () => {
    expect(endsText(format, row(28.3, 25.7))).to.deep.equal({ from: "28.3", to: "25.7", change: "−2.6" });
  });

  it("and more where one would read as another score than is published: 64.46 as 64.5 beside 64", () => {
    expect(endsText(format, row(62.6, 64.46))).to.deep.equal({ from: "62.60", to: "64.46", change: "+1.86" });
    expect(endsText(format, row(61.46, 62.6))).to.deep.equal({ from: "61.46", to: "62.60", change: "+1.14" });
    expect(digitMore([row(28.3, 25.7), row(61.46, 62.6)])).to.equal(2);
  });
});
