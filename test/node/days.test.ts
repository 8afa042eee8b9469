/** Days and years are the reader's own, wherever that is: a window that begins in the first hours of a year begins in the last one farther west. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { LocaleController } from "../../src/controllers/locale.js";
import type { Moved } from "../../src/data/why.js";
import { changeSentence } from "../../src/elements/shared/change-sentence.js";
import { backThen, type Review } from "../../src/elements/risk-report/sections.js";
import { getModel } from "../../src/engine/index.js";
import { formatsOf } from "../../src/strings/format.js";
import { translate, type Params, type Section } from "../../src/strings/index.js";

const FROM = Date.parse("2026-01-01T02:00:00Z");
const TO = Date.parse("2026-04-01T02:00:00Z");
const format = formatsOf("en-US");
const words =
  (section: Section) =>
  (key: string, params?: Params): string =>
    translate("en", section, key, params, (n) => format.number(n));
const language = { tag: "en", format, words } as unknown as LocaleController;

describe("the year of a day", () => {
  const zone = process.env["TZ"];
  before(() => void (process.env["TZ"] = "America/New_York"));
  after(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  it("is the one that it has where it is read", () => {
    const at = (date: number, score: number) => ({ at: date, score, published: score, band: "low" });
    const moved = { from: at(FROM, 10), to: at(TO, 12), change: 2, rows: [] } as unknown as Moved;
    const names = { rowName: String, bandName: String };
    assert.match(changeSentence(language, getModel("moxso"), moved, names, true), /^Up 2 since December 31, 2025: /);
    const review = { view: { asOf: TO }, language } as unknown as Review;
    assert.equal(backThen(review, FROM, { day: "numeric", month: "short" }), "Dec 31, 2025");
  });
});
