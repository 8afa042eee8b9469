import { html, type TemplateResult } from "lit";
import { recordOf } from "../../data/lists.js";
import type { Contribution } from "../../engine/types.js";
import { breakdown } from "../../strings/en/breakdown.js";
import { amounts, type Amounts } from "../shared/amounts.js";
import { steps } from "../shared/marks.js";
import { rowNote } from "../shared/row-notes.js";
import { byRisk, signedRows, type SignedRow } from "../shared/rows.js";
import { ruler } from "../shared/ruler.js";
import { labelOf, type Kit, type Told } from "./kit.js";

export interface Points {
  rows: Told[];
  amounts: Amounts;
}

/** The rows of a score as they are shown, riskiest first; what a service leaves unexplained stays last. */
export function pointsOf(kit: Kit): Points {
  const { view, drivers, book, language, risk, exact } = kit;
  const own: readonly Contribution[] =
    view.person?.contributions ?? drivers?.rows.map(({ id, share }) => ({ id, points: share })) ?? [];
  const rows = [...own].sort((a, b) => +(a.id === "unexplained") - +(b.id === "unexplained") || byRisk(risk)(a, b));
  const points = rows.map((row) => row.points);
  const shown = amounts(view.model, view.score!, view.published, points, exact);
  const record = recordOf(book, view);
  return {
    amounts: shown,
    rows: rows.map((row, i) => {
      return {
        id: row.id,
        label: labelOf(kit, row.id),
        note: view.person ? rowNote(language, row, view.person, record?.tenant.dark_web_monitoring === false) : "",
        points: exact ? row.points : shown.rows[i]!,
        shown: shown.rows[i]!,
        amount: language.format.signed(shown.rows[i]!, shown.decimals),
      };
    }),
  };
}

export function renderPoints(kit: Kit, { rows }: Points, at: number | null): TemplateResult {
  const { language, risk } = kit;
  const t = language.words(breakdown);
  const [less, more] = risk > 0 ? (["lowers", "raisesRisk"] as const) : (["raises", "lowersRisk"] as const);
  return signedRows(
    // Nothing in the number is nothing in the plot.
    rows.map((row, i): SignedRow => ({ ...row, at: at === i, bare: !row.shown })),
    { rtl: language.rtl, less: t(`side.${less}`), more: t(`side.${more}`), risk, amount: t("points") },
  );
}

/** The sum, where it stands on the scale, and that it is all there is. */
export function renderTotal(kit: Kit, { rows, amounts: { sum, decimals } }: Points): TemplateResult {
  const { language, view, stale, bandName } = kit;
  const { bands, band, published, model } = view;
  const { direction, scale, precision } = model;
  const { format, rtl } = language;
  const t = language.words(breakdown);
  const shown = format.number(sum, decimals);
  const service = rows.some(({ id }) => id === "unexplained");
  const mark = { bands, direction, band };
  return html`<div class="sum-row total" part="total">
      <span class="row-name">${t("score")}<span class="band">${steps(mark)}${bandName(band)}</span></span
      ><span class="row-plot" aria-hidden="true"
        >${ruler({ ...mark, scale, score: published, stale, size: "row", rtl })}</span
      ><span class="row-amount num"><span>${shown}</span></span>
    </div>
    <p part="sum" class="detail">
      <bdi
        >${service ? t("sumService") : rows.length ? t("sum", { sum: shown, score: format.number(published!, precision) }) : t("noRecordText")}</bdi
      >
    </p>`;
}
