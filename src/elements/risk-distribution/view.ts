import { html, nothing, svg, type TemplateResult } from "lit";
import { decimalsOf, percents } from "../../charts/fit.js";
import { transitionsOf } from "../../data/moves.js";
import type { Cell, Moves, SubjectView } from "../../data/types.js";
import { states } from "../../strings/en/states.js";
import { distribution } from "../../strings/en/distribution.js";
import { listText, percentText } from "../../strings/phrases.js";
import type { ExportTable } from "../export.js";
import { byRisk, hue, steps } from "../shared/marks.js";
import { bandRange } from "../shared/model-names.js";
import { subjectName } from "../shared/names.js";
import { Painter } from "../shared/painter.js";
import { whyBriefly } from "../shared/states.js";
import { exportMenu, heading, twin, twinToggle } from "../shared/parts.js";
import { fromEnd, walk, walked, type Looked } from "../shared/walk.js";
import { averages } from "./averages.js";
import { cellsOf, type RiskDistribution } from "./risk-distribution.js";

export { lend } from "../shared/lend.js";
export { styles } from "./risk-distribution.styles.js";

/** A row of the chart; `band` null is no score. */
interface Row {
  band: string | null;
  count: number | null;
  under?: number | undefined;
}

/** Draws people per band. */
export class View extends Painter<RiskDistribution> {
  #twinned = false;
  #looked: Looked = null;

  protected override label(): string {
    return this.language.words(distribution)("title");
  }

  get #cells(): readonly Cell[] {
    return cellsOf(this.view);
  }

  /** Riskiest first; those without a score last. */
  get #rows(): Row[] {
    const { people, scored, model } = this.view;
    const rows: Row[] = byRisk(this.#cells, model.direction).reverse();
    return people === null || scored === null || people === scored
      ? rows
      : [...rows, { band: null, count: people - scored }];
  }

  protected override content(): TemplateResult {
    const { view } = this;
    const d = this.language.words(distribution);
    const t = this.language.words(states);
    const rows = this.#rows;
    const { bare } = this;
    return html`${heading(
      d("title"),
      this.#lead(view),
      bare
        ? nothing
        : html`${twinToggle(this.language, this.#twinned, () => this.turn(() => (this.#twinned = !this.#twinned)))}${exportMenu(this.el, this.language)}`,
    )}
    ${
      bare
        ? html`<p class="state" part="insufficient">${whyBriefly(this.language, view)}</p>`
        : this.#twinned
          ? this.#twin(rows)
          : html`<div class="body">
              <figure class="plot" part="figure" role="group" aria-label=${d("title")}>
                <p class="sr-only">${this.#summary(rows)}</p>
                ${this.#chart(view, rows)}
                ${rows.some(({ count }) => count === null) ? html`<p class="detail">${t("countsWithheld")}</p>` : nothing}
                ${walk({
                  name: d("title"),
                  points: rows.length,
                  at: fromEnd(this.#looked, rows.length - 1),
                  text: (i) => this.#words(rows[rows.length - 1 - i]!),
                  look: (event) =>
                    this.turn(
                      () =>
                        (this.#looked = fromEnd(
                          walked(event, fromEnd(this.#looked, rows.length - 1)),
                          rows.length - 1,
                        )),
                    ),
                })}
              </figure>
            </div>`
    }
    ${this.#notice(view)} ${bare ? nothing : this.#moves(view)} ${this.lent.renderIssues()}
    ${this.phase === "stale" ? this.lent.renderStale() : nothing}`;
  }

  #lead(view: SubjectView): TemplateResult {
    const d = this.language.words(distribution);
    const t = this.language.words(states);
    const name = subjectName(this.language, view);
    const parts = [...view.detail];
    const { scored, people } = view;
    if (view.kind === "person") parts.length = 0;
    else if (scored !== null && people !== null) parts.push(d("scored", { n: people, count: scored }));
    else if (people !== null) parts.push(t("people", { n: people }));
    if (view.small) parts.push(t("smallGroup"));
    return html`<bdi>${name}</bdi>${parts.map((part) => html` · <bdi>${part}</bdi>`)}`;
  }

  /** Everybody with a score; null where a count is hidden. */
  get #base(): number | null {
    const { scored } = this.view;
    if (scored !== null) return scored;
    const counts = this.#cells.map(({ count }) => count);
    return counts.includes(null) ? null : counts.reduce<number>((sum, n) => sum + n!, 0);
  }

  /** Shares that add up, as their counts do; none where a count is hidden, or where supplied ones miss their sum. */
  get #percents(): { of: Map<string, number>; decimals: number } | null {
    const counts = this.#cells.map(({ count }) => count ?? NaN);
    if (counts.reduce((sum, n) => sum + n, 0) !== this.#base) return null;
    const all = percents(counts);
    return { of: new Map(all.map((n, i) => [this.#cells[i]!.band, n / 100])), decimals: decimalsOf(all) };
  }

  #share({ band, count }: Row): string {
    const base = this.#base;
    if (band === null || count === null || !base) return "";
    const share = count / base;
    const { of, decimals = 0 } = this.#percents ?? {};
    const shown = of?.get(band) ?? share;
    // Somebody is not nobody.
    const least = 10 ** (-2 - decimals);
    const few = share > 0 && Math.min(share, shown) < least / 2;
    return (few ? "<" : "") + percentText(this.language.format, few ? least : shown, decimals);
  }

  /** Whether any is told. */
  #shares(rows: readonly Row[]): boolean {
    return rows.some((row) => this.#share(row));
  }

  /** "under 5" where that is all the reader may know, a dash where not even that. */
  #count({ count, under }: Pick<Row, "count" | "under">): string {
    if (count !== null) return this.language.format.number(count);
    return under === undefined ? "–" : this.language.words(states)("under", { n: under });
  }

  #words(row: Row): string {
    const share = this.#share(row);
    const params = { band: this.bandName(row.band), count: this.#count(row), share };
    return this.language.words(distribution)(share ? "rowShare" : "row", params);
  }

  #summary(rows: readonly Row[]): string {
    const d = this.language.words(distribution);
    const bands = rows.filter(({ band }) => band !== null);
    const most = Math.max(...bands.map(({ count }) => count ?? 0));
    // Hidden counts are not none, and nothing is said of them.
    if (!most) return this.#base === 0 ? d("summaryNone") : "";
    const fullest = bands.filter(({ count }) => count === most);
    return d("summary", {
      n: fullest.length,
      band: listText(
        this.language.format,
        fullest.map(({ band }) => this.bandName(band)),
      ),
      count: this.language.format.number(most),
    });
  }

  #chart(view: SubjectView, rows: readonly Row[]): TemplateResult {
    const { bands, model } = view;
    const { direction } = model;
    const length = ({ count, under = 0 }: Row): number => count ?? under / 2;
    const most = Math.max(1, ...rows.map(length));
    const shares = this.#shares(rows);
    return html`<div class="rows ${shares ? "" : "bare"}" aria-hidden="true">
      ${rows.map(
        (row, i) =>
          html`<div
            part="row"
            class="row ${row.band === null ? "none" : ""} ${i === this.#looked ? "looked" : ""} ${hue(bands, direction, row.band)}"
          >
            <span class="label"
              >${steps({ bands, direction, band: row.band })}<span class="word">${this.bandName(row.band)}</span>${
                row.band === null
                  ? nothing
                  : html`<span class="range num">${bandRange(this.language, model, row.band)}</span>`
              }</span
            >
            <svg part="bar" class="bar" height="1em">
              <svg x=${this.language.rtl ? "100%" : "0"}><line class="zero" y1="-0.857em" y2="1.857em" /></svg>
              ${this.#bar(row, length(row) / most)}
            </svg>
            <span class="count num">${this.#count(row)}</span>
            ${shares ? html`<span class="share num">${this.#share(row)}</span>` : nothing}
          </div>`,
      )}
    </div>`;
  }

  #bar(row: Row, share: number): TemplateResult | typeof nothing {
    if (share === 0) return nothing;
    const { rtl } = this.language;
    const width = 100 * share;
    // Square at the zero line, rounded at the other end: a second box covers the inner corners.
    const box = (w: number, rx: number): TemplateResult =>
      svg`<rect x="${rtl ? 100 - w : 0}%" width="${w}%" height="1em" rx=${rx} />`;
    // A hollow one has no second box, which would be a line through it.
    const hollow = row.band === null || row.count === null;
    return svg`<g class=${hollow ? "hollow" : "full"}>${box(width, row.band === null ? 0 : 2)}${hollow ? nothing : box(width / 2, 0)}</g>`;
  }

  #twin(rows: readonly Row[]): TemplateResult {
    const d = this.language.words(distribution);
    const shares = this.#shares(rows);
    // From left to right, as in the chart.
    const held = (text: string): string => (this.language.rtl ? `\u2066${text}\u2069` : text);
    return twin({
      caption: d("title"),
      columns: [
        { label: d("band") },
        { label: d("range"), number: true },
        { label: d("people"), number: true },
        ...(shares ? [{ label: d("share"), number: true }] : []),
      ],
      rows: rows.map((row) => [
        this.bandName(row.band),
        row.band === null ? "" : held(bandRange(this.language, this.view.model, row.band)),
        this.#count(row),
        ...(shares ? [this.#share(row)] : []),
      ]),
    });
  }

  /** Supplied numbers that cannot all be true are shown as they came, with what is wrong about them. */
  #notice(view: SubjectView): TemplateResult | typeof nothing {
    const range = averages(view);
    const d = this.language.words(distribution);
    const n = (value: number): string => this.language.format.place(value, 2);
    let text = "";
    const sum = this.#cells.reduce((total, { count }) => total + (count ?? NaN), 0);
    if (view.supplied && view.scored !== null && sum === sum && sum !== view.scored) {
      text = d("mismatch", { found: n(sum), possible: n(view.scored) });
    } else if (view.supplied && range && view.published !== null) {
      const [low, high] = range;
      // The average is rounded as well.
      const half = 10 ** -view.model.precision / 2;
      if (view.published < low - half || view.published > high + half) {
        text = d("impossible", { low: n(low), high: n(high), found: n(view.published) });
      }
    }
    return text ? html`<p part="notice" class="notice" role="note">${text}</p>` : nothing;
  }

  #moves(view: SubjectView): TemplateResult | typeof nothing {
    const client = this.book.audience === "client";
    if (view.kind === "person" || view.supplied || view.withheld || !view.scored) return nothing;
    const moves = transitionsOf(
      this.book,
      { kind: view.kind, id: view.id },
      view.kind === "client" ? null : this.el.client,
    );
    if (!moves && !client) return nothing;
    const d = this.language.words(distribution);
    const days = this.language.words(states)("days", { n: view.window });
    const title = html`<h3 class="sub-title">${d("movedDays", { days })}</h3>`;
    if (!moves) {
      return html`<div part="moves" class="section ruled">
        ${title}
        <p class="detail">${d("flowsWithheld")}</p>
      </div>`;
    }
    const place = (id: string | null): number => byRisk(view.bands, view.model.direction).findIndex((b) => b.id === id);
    // Whoever has no score on either date went nowhere.
    const way = ({ from, to, move }: Moves): string => {
      if (move) return move;
      if (from === null || to === null) return from === to ? "none" : "other";
      return ["down", "same", "up"][Math.sign(place(to) - place(from)) + 1]!;
    };
    const side = (name: string): Moves[] =>
      moves
        .filter((move) => way(move) === name && move.count !== 0)
        .sort((a, b) => place(b.to) - place(a.to) || place(b.from) - place(a.from));
    const total = (name: string): string => {
      const [first, ...more] = side(name);
      return this.#count(
        first && !more.length ? first : { count: side(name).reduce((sum, { count }) => sum + count!, 0) },
      );
    };
    const list = (name: string, label: string): TemplateResult =>
      html`<div class="flows">
        <p class="flow total"><span>${label}</span><span class="num">${total(name)}</span></p>
        <ul role="list">
          ${side(name)
            .filter(({ move }) => !move)
            .map((move) => this.#flow(view, move))}
        </ul>
      </div>`;
    const other = side("other").reduce((sum, { count }) => sum + (count ?? 0), 0);
    return html`<div part="moves" class="section ruled">
      ${title}
      <div class="ways">${list("up", d("riskier"))} ${list("down", d("safer"))}</div>
      <p class="detail">
        ${d("stayed", { n: 0, count: total("same") })}${other ? ` · ${d("joined", { n: other })}` : ""}
      </p>
    </div>`;
  }

  #flow(view: SubjectView, move: Moves): TemplateResult {
    const { bands, model } = view;
    const band = (id: string | null): TemplateResult =>
      html`<span class="band">${steps({ bands, direction: model.direction, band: id })}${this.bandName(id)}</span>`;
    const text = this.language.words(distribution)("flow", {
      from: this.bandName(move.from),
      to: this.bandName(move.to),
      count: this.#count(move),
    });
    return html`<li class="flow">
      <span class="sr-only">${text}</span>
      <span class="pair" aria-hidden="true">${band(move.from)}${arrow}${band(move.to)}</span>
      <span class="num" aria-hidden="true">${this.#count(move)}</span>
    </li>`;
  }

  protected override get bare(): boolean {
    return this.#cells.length === 0;
  }

  protected override table(): ExportTable {
    const { view } = this;
    return {
      name: "distribution",
      model: view.model.id,
      asOf: view.asOf,
      columns: ["subject", "band", "from", "people", "share"],
      rows: this.#rows.map((row) => [
        // A role's name is an id, and readers have a word for it.
        view.name ? subjectName(this.language, view) : null,
        row.band ?? "no_score",
        view.bands.find(({ id }) => id === row.band)?.from ?? null,
        row.count ?? (row.under ? `<${row.under}` : null),
        row.band !== null && row.count !== null && this.#base ? row.count / this.#base : null,
      ]),
    };
  }
}

const arrow = html`<svg class="arrow" viewBox="0 0 16 16"><path d="M1 8h13M9 3l5 5-5 5" /></svg>`;
