import { html, nothing, type TemplateResult } from "lit";
import type { LocaleController } from "../../controllers/locale.js";
import type { Cell, SeriesPoint, SubjectView } from "../../data/types.js";
import { DAY } from "../../engine/time.js";
import { many } from "../../strings/en/many.js";
import { compare } from "../../strings/en/compare.js";
import { changeText } from "../shared/change-text.js";
import { byRisk, deltaColumns, sparkline, stacked, steps } from "../shared/marks.js";
import { ruler } from "../shared/ruler.js";

export interface RowOptions {
  view: SubjectView;
  language: LocaleController;
  bandName: (band: string | null) => string;
  stale: boolean;
  /** Whether all rows are of one client, which is said above them. */
  within: boolean;
  /** Whether rows can be chosen at the moment, whether this one is, and whether there is room for one more. */
  choosing: boolean;
  chosen: boolean;
  full: boolean;
  /** "largest rise in risk", for the one row it is true of. */
  mark: string;
  /** Undefined while it is being worked out; without points there is no line. */
  points: readonly SeriesPoint[] | undefined;
  /** Score units that all lines of the column share. */
  span: number;
  select: () => void;
  choose: () => void;
}

export function renderRow(o: RowOptions): TemplateResult {
  const { view, language, choosing, chosen, full } = o;
  const c = language.words(compare);
  const { model, bands, band, published, score } = view;
  const { direction, scale } = model;
  const number = published === null ? "–" : language.format.number(published, model.precision);
  return html`<tr part="row" role="row" class=${chosen ? "chosen" : ""}>
    <th scope="row" role="rowheader" class="c-name">
      ${
        choosing
          ? html`<label class="pick"
              ><input
                type="checkbox"
                .checked=${chosen}
                ?disabled=${(full && !chosen) || score === null}
                aria-label=${c("choose", { name: view.name })}
                @change=${o.choose}
            /></label>`
          : nothing
      }
      <span class="who"
        ><button class="link" title=${view.name} dir="auto" @click=${o.select}>
          <span class="two-lines">${view.name}</span></button
        ><span class="detail">${people(o)}</span></span
      >
    </th>
    <td role="cell" class="c-score">
      <span class="figures"
        ><span class="score num">${number}</span
        ><span class="row-ruler" aria-hidden="true"
          >${ruler({ bands, scale, direction, score: published, band, stale: o.stale, size: "row", rtl: language.rtl })}</span
        ></span
      >
    </td>
    <td role="cell" class="c-band">
      <span class="band">${steps({ bands, direction, band })}${o.bandName(band)}</span>
    </td>
    <td role="cell" class="c-change">${change(o)}</td>
    <td role="cell" class="c-trend">${line(o)}</td>
    <td role="cell" class="c-spread">${spread(o)}</td>
  </tr>`;
}

/** "211 people · 4 without a score", or why there is nothing. */
function people({ view, language, within }: RowOptions): string {
  const t = language.words(many);
  const { people, scored, small, withheld, detail, kind } = view;
  if (withheld) return t("withheld");
  const parts = kind === "client" || within ? [] : [...detail];
  if (people !== null) parts.push(t("people", { n: people }));
  if (people !== null && scored && scored < people) parts.push(t("withoutScore", { n: people - scored }));
  if (small && people) parts.push(t("smallGroup"));
  return parts.join(" · ");
}

function change({ view, language, mark }: RowOptions): TemplateResult | typeof nothing {
  const { change, trend } = view;
  if (change === null || trend === null) return nothing;
  const word = language.words(many)(`trend.${trend}`);
  return html`${deltaColumns({ change: changeText(language.format, view), trend, word })}${
    mark ? html`<span class="mark detail">${mark}</span>` : nothing
  }`;
}

function line({ view, language, points, span, stale }: RowOptions): TemplateResult | typeof nothing {
  if (!points || points.length < 2) return nothing;
  const { asOf, window, bands, band, model } = view;
  return html`<span class="line" aria-hidden="true"
    >${sparkline({
      points,
      from: asOf - window * DAY,
      to: asOf,
      bands,
      scale: model.scale,
      direction: model.direction,
      band,
      stale,
      rtl: language.rtl,
      span,
      height: 32,
    })}</span
  >`;
}

function spread({ view, language, bandName }: RowOptions): TemplateResult {
  const { distribution, score, withheld, people, scored, bands, model } = view;
  if (!distribution || score === null) {
    const why = withheld || !people ? "" : language.words(compare)("noneScored", { n: people });
    return html`<span class="detail">${why}</span>`;
  }
  const { direction } = model;
  const cells = byRisk(distribution, direction);
  const unscored = people !== null && scored !== null ? people - scored : 0;
  return html`<span class="spread" aria-hidden="true"
      >${stacked({ cells, unscored, bands, direction, rtl: language.rtl })}</span
    ><span class="counts"
      >${cells.map(
        (cell) =>
          html`<span class="num ${cell.count === 0 ? "zero" : ""}"
            ><span class="sr-only">${bandName(cell.band)} </span>${count(cell, language)}</span
          >`,
      )}</span
    >`;
}

/** The count, or how much of it the reader may know. */
function count({ count, under }: Cell, language: LocaleController): TemplateResult | string {
  if (count !== null) return language.format.number(count);
  const words = under ? language.words(many)("under", { n: under }) : language.words(compare)("hiddenCount");
  return html`<span aria-hidden="true" title=${words}>${under ? `<${under}` : "·"}</span
    ><span class="sr-only">${words}</span>`;
}
