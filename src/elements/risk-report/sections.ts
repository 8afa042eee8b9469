import { html, nothing, type TemplateResult } from "lit";
import { fit } from "../../charts/fit.js";
import { waterfall } from "../../charts/waterfall.js";
import type { Done, Next } from "../../data/review.js";
import type { SubjectRef, SubjectView } from "../../data/types.js";
import type { Driver, Drivers, Moved } from "../../data/why.js";
import { publish, riskSign } from "../../engine/rules.js";
import { DAY } from "../../engine/time.js";
import { many } from "../../strings/en/many.js";
import { report } from "../../strings/en/report.js";
import { prose } from "../../strings/phrases.js";
import { spanOf } from "../shared/change-sentence.js";
import { amounts, digits, endsOf, leastMove } from "../shared/amounts.js";
import type { Lent } from "../shared/part.js";
import { bar, byRisk, marker, signedRows, sumRow, upright } from "../shared/rows.js";

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

/** A section under its heading, with a word at the other end of that line. */
export const headed = (title: string, beside: unknown, body: unknown, part: string, long = false): TemplateResult =>
  html`<section part=${part} class=${long ? "long" : ""}>
    <div class="bar-line">
      <h3>${title}</h3>
      <span class="detail">${beside}</span>
    </div>
    ${body}
  </section>`;

/** One digit more than is published, but for the client audience, which is told nothing more exactly. */
const decimalsFor = ({ view, exact }: Review): number => view.model.precision + +exact;

/** A date of the past as briefly as may be: with its year where that is another. */
export const backThen = ({ view, language }: Review, at: number, options: Intl.DateTimeFormatOptions): string => {
  const [year, now] = [at, view.asOf].map((time) => new Date(time).getFullYear());
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
  const name = ({ id, withheld, client }: Driver): unknown => {
    if (withheld || !id) return withheld ? language.words(many)("withheld") : t("noGroup");
    const known = kind === "department" ? id : (book.subject({ kind, id }, client)?.name ?? id);
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
        label: t("scoreOn", { date: backThen(r, at, { day: "numeric", month: "short" }) }),
        amount: format.number(amount, decimals),
      },
      [limits, join, marker(x)],
    );
  const [line] = g.lines;
  const begins = line && format.place(line.value, view.model.precision);
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
          begins ? t("lineMarks", { n: begins, band: r.bandName(line.id) }) : "",
          composition ? t("changedMeans") : t("fewMoved"),
        ])}
      </p>`,
    "moved",
  );
}

export function done(r: Review): TemplateResult {
  const { view, language } = r;
  const t = language.words(report);
  const text = ({ kind, count, under = 0 }: Done): string => {
    const key = `done.${kind}` as "done.breach";
    if (count !== null) return t(key, { n: count });
    return t(key, { n: under }).replace(language.format.number(under), language.words(many)("under", { n: under }));
  };
  // One that would give a small one away is left out, and it is said that some are.
  const told = r.done.filter(({ count, under }) => count !== null || under !== undefined);
  return headed(
    t("done"),
    t("doneNote", spanOf(language, view)),
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
