import { html, nothing, type TemplateResult } from "lit";
import type { Cell, SubjectView } from "../../data/types.js";
import { riskSign } from "../../engine/rules.js";
import { DAY } from "../../engine/time.js";
import { common } from "../../strings/en/common.js";
import { compare } from "../../strings/en/compare.js";
import { many } from "../../strings/en/many.js";
import { report } from "../../strings/en/report.js";
import { hasMessage } from "../../strings/index.js";
import { changeText } from "../shared/change-text.js";
import { byRisk, delta, deltaColumns, stacked, steps } from "../shared/marks.js";
import type { Lent } from "../shared/part.js";
import { ruler } from "../shared/ruler.js";
import { headed, backThen, type Review } from "./sections.js";

/** Of when it is. */
export const dated = ({ view, language: { format, words } }: Pick<Review, "view" | "language">): string =>
  view.undated ? words(common)("undated") : words(report)("asOf", { date: format.date(view.asOf) });

/** Those without a score last. Scores of different models are in no order: one model's after the other's. */
export function riskiestFirst(groups: readonly SubjectView[]): SubjectView[] {
  const models = [...new Set(groups.map(({ model }) => model.id))];
  return [...groups].sort(
    (a, b) =>
      models.indexOf(a.model.id) - models.indexOf(b.model.id) ||
      +(a.score === null) - +(b.score === null) ||
      ((b.score ?? 0) - (a.score ?? 0)) * riskSign(a.model),
  );
}

/** Groups, riskiest first, those withheld as one row, and the whole under its rule. */
export function where(r: Review): TemplateResult | typeof nothing {
  const { view, groups, language } = r;
  const t = language.words(report);
  // Of what is withheld, so are its parts, and how many they are.
  if (groups.length < 2 || view.withheld) return nothing;
  const seen = groups.filter((group) => !group.withheld);
  const mixed = new Set(seen.map(({ model }) => model.id)).size > 1;
  const shown = riskiestFirst(seen);
  const withheld = groups.length - shown.length;
  const since = t("since", { date: backThen(r, view.asOf - view.window * DAY, { month: "long" }) });
  const bands = byRisk(view.bands, view.model.direction);
  const head = (text: string, name: string): TemplateResult =>
    html`<th scope="col" role="columnheader" class=${name}>${text}</th>`;
  return headed(
    t("where"),
    dated(r),
    html`<table class="table" part="table" role="table">
        <caption class="sr-only">
          ${t("caption")}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${head(t(view.kind === "book" ? "client" : "department"), "who")}${head(t("score"), "c-score")}${head(t("band"), "c-band")}
            ${head(since, "")}
            <th scope="col" role="columnheader" class="c-spread">
              <span class="sr-only">${t("spread")}</span
              >${mixed ? nothing : html`<span class="counts" aria-hidden="true">${bands.map(({ id }) => html`<span>${short(r, id)}</span>`)}</span>`}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${shown.map((group) => groupRow(r, group, group.name || t("noGroup"), false, mixed))}
          ${
            withheld
              ? html`<tr role="row">
                  <th scope="row" role="rowheader" class="who">${t("withheldGroups", { n: withheld })}</th>
                  <td role="cell" class="c-why" colspan="4">
                    <span class="detail">${t("withheldWhy", { n: r.book.setting("min_group", 10) })}</span>
                  </td>
                </tr>`
              : nothing
          }
          ${groupRow(r, view, t("all"), true, mixed)}
        </tbody>
      </table>
      ${mixed ? html`<p class="detail note-line">${language.words(compare)("mixed")}</p>` : nothing}`,
    "where",
    groups.length > 8,
  );
}

/** A band's word for a narrow column. */
function short({ language, bandName }: Lent, band: string): string {
  const key = `short.${band}`;
  return hasMessage(language.tag, compare, key) ? language.words(compare)(key as "short.low") : bandName(band);
}

/** @param mixed the rows are of several models: each says which, and nothing is summed over them */
function groupRow(r: Review, group: SubjectView, name: string, total: boolean, mixed: boolean): TemplateResult {
  const { language } = r;
  const { model, bands, band, published, people, scored, small } = group;
  const { direction, scale, precision } = model;
  const t = language.words(many);
  const heads = people === null ? [] : [t("people", { n: people })];
  if (small && people) heads.push(t("smallGroup"));
  if (mixed && !total) heads.push(r.modelName(model));
  const { kind, id } = group;
  return html`<tr part="row" role="row" class=${total ? "total" : ""}>
    <th scope="row" role="rowheader" class="who">
      ${total || !id ? name : html`<button class="link" @click=${() => r.select({ kind, id })}><bdi>${name}</bdi></button>`}
      <span class="detail">${heads.join(" · ")}</span>
    </th>
    <td role="cell" class="c-score">
      <span class="figures"
        ><span class="n num">${published === null ? "–" : language.format.number(published, precision)}</span
        ><span class="row-ruler" aria-hidden="true"
          >${mixed && total ? nothing : ruler({ bands, scale, direction, score: published, band, stale: r.phase === "stale", size: "row", rtl: language.rtl })}</span
        ></span
      >
    </td>
    <td role="cell"><span class="band">${steps({ bands, direction, band })}${r.bandName(band)}</span></td>
    <td role="cell">${changeOf(r, group, true)}</td>
    <td role="cell" class="c-spread">
      ${mixed && total ? nothing : spread(r, group, people !== null && scored !== null ? people - scored : 0, mixed)}
    </td>
  </tr>`;
}

export function changeOf(r: Lent, view: SubjectView, columns: boolean): TemplateResult | typeof nothing {
  const { change, trend } = view;
  if (change === null || trend === null) return nothing;
  const word = r.language.words(many)(`trend.${trend}`);
  const text = changeText(r.language.format, view);
  return (columns ? deltaColumns : delta)({ change: text, trend, word });
}

/** @param named whether no head says which count is of which band */
function spread(
  r: Review,
  { distribution, bands, model }: SubjectView,
  unscored: number,
  named: boolean,
): TemplateResult | typeof nothing {
  if (!distribution) return nothing;
  const { language } = r;
  const cells = byRisk(distribution, model.direction);
  const count = ({ count, under }: Cell): unknown => {
    if (count !== null) return language.format.number(count);
    if (under === undefined) return "–";
    // The words have no room in a quarter of a column.
    return html`<span aria-hidden="true" dir="ltr">&lt;${language.format.number(under)}</span
      ><span class="sr-only">${language.words(many)("under", { n: under })}</span>`;
  };
  return html`<span class="spread ${language.rtl ? "rtl" : ""}" aria-hidden="true"
      >${stacked({ cells, unscored, bands, direction: model.direction, rtl: language.rtl })}</span
    ><span class="counts"
      >${cells.map(
        (cell) =>
          html`<span class="num ${cell.count === 0 ? "zero" : ""}"
            ><span class="sr-only">${r.bandName(cell.band)} </span>${count(cell)}${
              named ? html`<span class="detail" aria-hidden="true">${short(r, cell.band)}</span>` : nothing
            }</span
          >`,
      )}</span
    >`;
}
