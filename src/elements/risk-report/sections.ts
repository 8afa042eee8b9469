import { html, nothing, type TemplateResult } from "lit";
import { fit } from "../../charts/fit.js";
import { waterfall } from "../../charts/waterfall.js";
import type { Done, Next, Step } from "../../data/review.js";
import type { Cell, SubjectRef, SubjectView } from "../../data/types.js";
import type { Driver, Drivers, Moved } from "../../data/why.js";
import { publish, riskSign } from "../../engine/rules.js";
import { DAY } from "../../engine/time.js";
import { many } from "../../strings/en/many.js";
import { compare } from "../../strings/en/compare.js";
import { report } from "../../strings/en/report.js";
import { sentences } from "../../strings/en/sentences.js";
import { hasMessage } from "../../strings/index.js";
import { listText, prose } from "../../strings/phrases.js";
import { amounts, digits, endsOf, leastMove } from "../shared/amounts.js";
import { byRisk as inOrder, delta, deltaColumns, stacked, steps } from "../shared/marks.js";
import type { Lent } from "../shared/part.js";
import { bar, byRisk, marker, signedRows, sumRow, upright } from "../shared/rows.js";
import { ruler } from "../shared/ruler.js";
import { todoName } from "../shared/todo.js";

/** What the sections are written from. */
export interface Review extends Lent {
  /** Whether the audience may know more digits than are published. */
  exact: boolean;
  groups: readonly SubjectView[];
  drivers: Drivers | null;
  moved: Moved | null;
  done: readonly Done[];
  disputed: number;
  next: Next | null;
  select(ref: SubjectRef): void;
}

const headed = (title: string, beside: unknown, body: unknown, part: string, long = false): TemplateResult =>
  html`<section part=${part} class=${long ? "long" : ""}>
    <div class="bar-line">
      <h3>${title}</h3>
      <span class="detail">${beside}</span>
    </div>
    ${body}
  </section>`;

/** One digit more than is published, but for the client audience, which is told nothing more exactly. */
const decimalsFor = ({ view, exact }: Review): number => view.model.precision + +exact;

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
  const since = t("since", { date: then(r, view.asOf - view.window * DAY, { month: "long" }) });
  const bands = inOrder(view.bands, view.model.direction);
  const head = (text: string, name: string): TemplateResult =>
    html`<th scope="col" role="columnheader" class=${name}>${text}</th>`;
  return headed(
    t("where"),
    t("asOf", { date: r.language.format.date(view.asOf) }),
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
          >${mixed && total ? nothing : ruler({ bands, scale, direction, score: published, band, size: "row", rtl: language.rtl })}</span
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
  const { change, trend, model } = view;
  if (change === null || trend === null) return nothing;
  const word = r.language.words(many)(`trend.${trend}`);
  const text = r.language.format.signed(change, model.precision);
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
  const cells = inOrder(distribution, model.direction);
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

/** A date of the past as briefly as may be: with its year where that is another. */
const then = ({ view, language }: Review, at: number, options: Intl.DateTimeFormatOptions): string => {
  const [year, now] = [at, view.asOf].map((time) => new Date(time).getUTCFullYear());
  return language.format.date(at, year === now ? options : { ...options, year: "numeric" });
};

/** What is drawn can be measured: the client audience is drawn what it is told. Nothing in the number is nothing in the plot. */
const drawn = ({ exact }: Review, points: number, shown: number): number => (exact && shown ? points : shown);

/** The rows that sum to the score. */
export function drives(r: Review): TemplateResult | typeof nothing {
  const { view, drivers, language } = r;
  if (!drivers || view.score === null) return nothing;
  const t = language.words(report);
  const rows = drivers.rows.map(({ id, share }) => ({ id, points: share })).sort(byRisk(riskSign(view.model)));
  const told = amounts(
    view.model,
    view.score,
    view.published,
    rows.map(({ points }) => points),
    r.exact,
  );
  const format = language.format;
  return headed(
    t("drives"),
    t("points"),
    html`${signedRows(
        rows.map(({ id, points }, i) => ({
          label: r.rowName(id),
          points: drawn(r, points, told.rows[i]!),
          amount: format.signed(told.rows[i]!, told.decimals),
        })),
        { rtl: language.rtl, risk: riskSign(view.model), less: "", more: "", amount: "" },
      )}
      <ol class="sum-rows no-notes total" role="list">
        ${sumRow({ label: t("score"), amount: format.number(told.sum, told.decimals) }, nothing)}
      </ol>`,
    "drivers",
  );
}

/** The people who bring most of it, for a reader who may know them and where one is to be seen; else the groups. */
export function who(r: Review): TemplateResult | typeof nothing {
  const { view, drivers, language, book } = r;
  const least = decimalsFor(r);
  const people = drivers?.people ?? [];
  const seen = people.length > 1 && people.some(({ share }) => publish({ precision: least }, Math.abs(share)) > 0);
  const list: readonly Driver[] = seen ? people : (drivers?.groups ?? []);
  if (list.length < 2) return nothing;
  const t = language.words(report);
  const kind = seen ? "person" : view.kind === "book" ? "client" : "department";
  const first = [...list]
    .sort((a, b) => +(a.withheld ?? false) - +(b.withheld ?? false) || b.share - a.share)
    .slice(0, 5);
  const places = digits(
    first.map(({ share }) => share),
    least,
  );
  // Of more than are listed, only those drive it whose part is to be seen.
  const top =
    first.length === list.length
      ? first
      : first.filter(({ share }) => publish({ precision: places }, Math.abs(share)) > 0);
  if (!top.length) return nothing;
  const shares = top.map(({ share }) => share);
  // All of them there are add up to the score as it is shown; some of them need not.
  const sum = top.length === list.length && amounts(view.model, view.score!, view.published, shares, r.exact);
  const decimals = sum ? sum.decimals : places;
  const name = ({ id, withheld }: Driver): unknown => {
    if (withheld || !id) return withheld ? language.words(many)("withheld") : t("noGroup");
    const known = kind === "department" ? id : (book.subject({ kind, id })?.name ?? id);
    return html`<button class="link" @click=${() => r.select({ kind, id })}>${known}</button>`;
  };
  const rows = top.map((driver, i) => {
    const shown = sum ? sum.rows[i]! : publish({ precision: decimals }, driver.share);
    return {
      label: name(driver) as TemplateResult,
      points: drawn(r, driver.share, shown),
      amount: language.format.signed(sum ? shown : driver.share, decimals),
    };
  });
  return headed(
    t("who"),
    t("points"),
    html`${signedRows(rows, { rtl: language.rtl, risk: riskSign(view.model), less: "", more: "", amount: "" })}
      <p class="detail note-line">${t("whoNote")}</p>`,
    seen ? "people" : "groups",
  );
}

/** From the earlier score to this one: who stayed, who joined, who left. */
export function how(r: Review): TemplateResult | typeof nothing {
  const { view, moved, language } = r;
  const t = language.words(report);
  if (!moved || moved.change === null) {
    // Whether there was none or one for too few people is told in the same words: the difference would tell of those few.
    const none = t(r.book.audience === "client" ? "noLastTold" : "noLast", {
      date: r.language.format.date(view.asOf - view.window * DAY),
    });
    return headed(t("moved"), "", html`<p class="note-line detail">${none}</p>`, "moved");
  }
  const { from, to, composition } = moved;
  const { format, rtl } = language;
  const { bands } = view;
  const { decimals, start, end } = endsOf(view.model, [from, to], r.exact);
  const parts = composition
    ? (["changed", "joined", "left"] as const)
        .filter((key) => composition.people[key])
        .map((key) => ({ label: t(`part.${key}`, { n: composition.people[key] }), points: composition[key] }))
    : [];
  const shown = fit(
    parts.map(({ points }) => points),
    end - start,
    decimals,
  );
  const g = waterfall({
    start,
    end,
    steps: parts.map(({ points }, i) => drawn(r, points, shown[i]!)),
    shown: [from.published!, to.published!],
    bands,
    least: leastMove(view.model),
    rtl,
  });
  const limits = g.lines.map(({ x }) => upright(x, "limit"));
  const edge = (at: number, x: number, amount: number, join: unknown): TemplateResult =>
    sumRow(
      {
        label: t("scoreOn", { date: then(r, at, { day: "numeric", month: "short" }) }),
        amount: format.number(amount, decimals),
      },
      [limits, join, marker(x)],
    );
  const [line] = g.lines;
  return headed(
    t("moved"),
    t("points"),
    html`<ol class="sum-rows no-notes moves" role="list">
        ${edge(from.at, g.start, start, parts.length ? upright(g.start, "join", "50%") : nothing)}
        ${parts.map(({ label, points }, i) => {
          const box = g.bars[i]!;
          const joins = [upright(box.from, "join", 0, "50%"), upright(box.to, "join", "50%")];
          return sumRow({ label, amount: format.signed(shown[i]!, decimals) }, [
            limits,
            joins,
            bar(box, points * riskSign(view.model) > 0),
          ]);
        })}
        ${edge(to.at, g.end, end, parts.length ? upright(g.end, "join", 0, "50%") : nothing)}
      </ol>
      <p class="detail note-line">
        ${prose([
          line ? t("lineMarks", { n: format.number(line.value), band: r.bandName(line.id) }) : "",
          composition ? t("changedMeans") : t("fewMoved"),
        ])}
      </p>`,
    "moved",
  );
}

export function done(r: Review): TemplateResult {
  const { view, language } = r;
  const t = language.words(report);
  const [from, to] = [view.asOf - view.window * DAY, view.asOf].map((at) => r.language.format.date(at)) as [
    string,
    string,
  ];
  const text = ({ kind, count, under = 0 }: Done): string => {
    const key = `done.${kind}` as "done.breach";
    if (count !== null) return t(key, { n: count });
    return t(key, { n: under }).replace(language.format.number(under), language.words(many)("under", { n: under }));
  };
  // One that would give a small one away is left out, and it is said that some are.
  const told = r.done.filter(({ count, under }) => count !== null || under !== undefined);
  return headed(
    t("done"),
    t("doneNote", { from, to }),
    html`${
      told.length
        ? html`<ul class="facts" role="list">
            ${told.map((one) => html`<li>${text(one)}</li>`)}
          </ul>`
        : nothing
    }${
      told.length < r.done.length
        ? html`<p class="detail note-line">${language.words(many)("countsWithheld")}</p>`
        : told.length
          ? nothing
          : html`<p class="detail note-line">${t("nothingDone")}</p>`
    }`,
    "done",
  );
}

/** What to do next whose effect is to be seen, with as many digits as that takes. */
export function told({ steps }: Next, precision: number): { decimals: number; steps: Next["steps"] } {
  const effects = steps.map(({ effect }) => effect);
  const decimals = digits(effects, precision + 1);
  return { decimals, steps: steps.filter(({ effect }) => publish({ precision: decimals }, Math.abs(effect)) > 0) };
}

type Words = Pick<Lent, "language" | "rowName" | "bandName">;

/** "38 people in Critical and High"; how many only where that is told. */
export function whomFor({ language, bandName }: Words, step: Step): string {
  const [a = "", b, ...more] = step.bands.map(bandName);
  const two = b !== undefined && !more.length;
  const band = two ? language.words(sentences)("both", { a, b }) : listText(language.format, step.bands.map(bandName));
  const t = language.words(report);
  return step.people === null ? t("whomSome", { band }) : t("whom", { n: step.people, band });
}

/** "Complete a training: 38 people in Critical and High". */
const todoFor = (words: Words, step: Step): string =>
  words.language.words(report)("for", {
    what: todoName(words.language, words.rowName, step),
    whom: whomFor(words, step),
  });

/** What everything comes to: the effect is what lies between the score and where it leads, as both are shown. */
function allOf({ view, exact, language }: Review, to: NonNullable<Next["together"]>, decimals: number) {
  const { format } = language;
  const { model } = view;
  if (exact) {
    const shown = (score: number): number => publish({ precision: decimals }, score);
    const then = shown(to.score);
    return { n: format.signed(then - shown(view.score!), decimals), score: format.number(then, decimals) };
  }
  const whole = to.published - view.published!;
  const n = whole ? format.signed(whole, model.precision) : format.signed(to.effect, decimals);
  return { n, score: format.number(to.published, model.precision) };
}

export function next(r: Review): TemplateResult | typeof nothing {
  const { view, language, next: plan } = r;
  const t = language.words(report);
  if (plan === null) return nothing;
  const { precision } = view.model;
  const { format } = language;
  const body = (): TemplateResult => {
    const { decimals, steps } = told(plan, precision);
    if (!steps.length) return html`<p class="detail note-line">${t(plan.few ? "fewNext" : "noNext")}</p>`;
    const { together, only } = plan;
    return html`<ol class="steps-list" role="list">
        ${steps.map((step, i) => {
          return html`<li>
            <span class="step num">${format.number(i + 1)}</span><span class="what">${todoFor(r, step)}</span
            ><b class="num">${format.signed(step.effect, decimals)}</b>
          </li>`;
        })}
      </ol>
      ${
        together
          ? html`<p class="detail note-line">
              ${t(together.band === view.band ? "together" : "togetherBand", {
                ...allOf(r, together, decimals),
                band: r.bandName(together.band),
              })}
            </p>`
          : nothing
      }
      ${
        only
          ? html`<p class="detail note-line">
              ${t(only.total === null ? "onlySome" : "only", { n: only.people, total: only.total ?? "" })}
            </p>`
          : nothing
      }`;
  };
  return headed(t("next"), t("effect"), body(), "next");
}

/** What the numbers leave out. */
export function notes(r: Review): TemplateResult {
  const { view, language } = r;
  const t = language.words(report);
  const list: Array<TemplateResult | string> = [];
  if (view.supplied) list.push(t("note.supplied"));
  else list.push(t("note.dateless"));
  if (view.people !== null && view.scored !== null && view.scored < view.people)
    list.push(t("note.coverage", { n: view.people - view.scored }));
  const issues = r.renderIssues("");
  if (issues !== nothing) list.push(issues);
  if (r.disputed) list.push(t("note.disputed", { n: r.disputed }));
  return headed(
    t("notes"),
    "",
    html`<ul class="notes" role="list">
      ${list.map((text) => html`<li>${text}</li>`)}
    </ul>`,
    "notes",
  );
}
