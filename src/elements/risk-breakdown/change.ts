import { html, nothing, svg, type TemplateResult } from "lit";
import { fit } from "../../charts/fit.js";
import { waterfall, type WaterfallGeometry } from "../../charts/waterfall.js";
import type { Moved, RowMove } from "../../data/why.js";
import { breakdown } from "../../strings/en/breakdown.js";
import { endsOf, leastMove } from "../shared/amounts.js";
import { steps } from "../shared/marks.js";
import { counted, MODIFIERS } from "../shared/row-notes.js";
import { axis, bar, byRisk, marker, sumRow, upright } from "../shared/rows.js";
import { labelOf, type Kit, type Told } from "./kit.js";

export interface Change {
  rows: Told[];
  decimals: number;
  /** As shown. */
  start: number;
  end: number;
}

/** The rows of a change as they are shown, raises first; null where there is none to explain. */
export function changeOf(kit: Kit): Change | null {
  const { moved, view, language, risk, exact } = kit;
  if (!moved || moved.change === null) return null;
  const { from, to } = moved;
  const { decimals, start, end } = endsOf(view.model, [from, to], exact);
  const rows = moved.rows.map((row) => ({ ...row, points: row.new + row.fading })).sort(byRisk(risk));
  const shown = fit(
    rows.map((row) => row.points),
    end - start,
    decimals,
  );
  const signed = (n: number): string => language.format.signed(n, decimals);
  return {
    decimals,
    start,
    end,
    rows: rows.map((row, i) => {
      const [fresh, faded] = fit([row.new, row.fading], shown[i]!, decimals) as [number, number];
      return {
        id: row.id,
        label: labelOf(kit, row.id),
        note: noteOf(row, fresh, faded, signed),
        points: exact ? row.points : shown[i]!,
        amount: signed(shown[i]!),
        shown: shown[i]!,
        exact: [row.new, row.fading],
        parts: [fresh, faded],
      };
    }),
  };

  /** "2 new +25.7 · fading −5.0". Rows that follow from others have no events of their own. */
  function noteOf(row: RowMove, fresh: number, faded: number, signed: (n: number) => string): string {
    const t = language.words(breakdown);
    if (!fresh && !faded) return t("unmoved");
    if (MODIFIERS.has(row.id)) return t("follows");
    if (row.id === "baseline" || row.id === "limits") return t("anotherTotal");
    if (row.id === "cohort_decay") return t("pull");
    const came = row.fresh ? t("someNew", { n: row.fresh }) : t("isNew");
    // What came of nothing new is what the other rows made of it, on a scale that bends.
    const why = row.fresh === 0 ? t("throughOthers") : came;
    const count = row.fresh ? `${t("isNew")}, ${counted(language, row.id, row.fresh)}` : why;
    if (fresh && faded) {
      const part = (what: string, n: number): string => t("part", { what, amount: signed(n) });
      return `${part(why, fresh)} · ${part(t("fading"), faded)}`;
    }
    return fresh ? count : t("fading");
  }
}

/** The same with nothing finer than is shown. */
export const asShown = (moved: Moved, { rows, start, end }: Change): Moved => ({
  ...moved,
  change: end - start,
  rows: moved.rows.map((row) => {
    const [fresh, faded] = rows.find(({ id }) => id === row.id)!.parts!;
    return { ...row, new: fresh, fading: faded };
  }),
});

/** Markers at both ends, rows floating between them, and the lines of bands that lie between the two. */
export function renderChange(kit: Kit, change: Change, at: number | null): TemplateResult {
  const { language, view, moved, risk, bandName } = kit;
  const { from, to } = moved!;
  const { format, rtl } = language;
  const { bands, model } = view;
  const t = language.words(breakdown);
  const g = waterfall({
    start: kit.exact ? from.score! : change.start,
    end: kit.exact ? to.score! : change.end,
    steps: change.rows.map(({ points }) => points),
    shown: [from.published!, to.published!],
    bands,
    least: leastMove(model),
    rtl,
  });
  const limits = g.lines.map(({ x }) => upright(x, "limit"));
  const end = (which: typeof from, x: number, amount: number, joins: unknown): TemplateResult =>
    sumRow(
      {
        label: html`<span class="band"
          ><b class="num">${format.number(which.published!, model.precision)}</b
          >${steps({ bands, direction: model.direction, band: which.band })}<b>${bandName(which.band)}</b></span
        >`,
        note: format.date(which.at),
        amount: format.number(amount, change.decimals),
      },
      [limits, joins, marker(x)],
    );
  return html`${axis(
      labels(g, (id, value) => t("bandLine", { band: bandName(id), n: format.place(value, model.precision) }), rtl),
      t("change"),
    )}
    <ol class="sum-rows falls" role="list">
      ${end(from, g.start, change.start, upright(g.start, "join", "50%"))}
      ${change.rows.map((row, i) => {
        const box = g.bars[i]!;
        const joins = [upright(box.from, "join", 0, "50%"), upright(box.to, "join", "50%")];
        return sumRow({ ...row, at: at === i }, [limits, joins, bar(box, row.points * risk > 0)]);
      })}
      ${end(to, g.end, change.end, upright(g.end, "join", 0, "50%"))}
    </ol>`;
}

function labels({ lines }: WaterfallGeometry, text: (id: string, value: number) => string, rtl: boolean): unknown {
  if (!lines.length) return nothing;
  return lines.map(({ id, value, x, level }) => {
    // At the edges a label stands beside its line instead of over it.
    const side = x < 12 ? -1 : x > 88 ? 1 : 0;
    const anchor = side === 0 ? "middle" : side < 0 === rtl ? "end" : "start";
    return svg`<text x="${x}%" y=${level ? "-0.2em" : "1em"} text-anchor=${anchor}>${text(id, value)}</text>`;
  });
}
