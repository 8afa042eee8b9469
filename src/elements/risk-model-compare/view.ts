import { html, nothing, type TemplateResult } from "lit";
import { BoxController } from "../../controllers/box.js";
import { SliceController } from "../../controllers/slices.js";
import type { Book } from "../../data/book.js";
import { clientRecord, recordOf } from "../../data/lists.js";
import type { SubjectView } from "../../data/types.js";
import { unseenAmong } from "../../engine/compare.js";
import { getModel, models as published } from "../../engine/index.js";
import { riskSign } from "../../engine/rules.js";
import type { Model } from "../../engine/types.js";
import { modelCompare } from "../../strings/en/model-compare.js";
import { many } from "../../strings/en/many.js";
import { models as modelStrings } from "../../strings/en/models.js";
import { hasMessage, humanise } from "../../strings/index.js";
import { listText } from "../../strings/phrases.js";
import type { ExportTable } from "../export.js";
import { steps } from "../shared/marks.js";
import type { Drawing, Lent } from "../shared/part.js";
import { exportMenu, heading, inSight, named } from "../shared/parts.js";
import { signedRows } from "../shared/rows.js";
import { ruler } from "../shared/ruler.js";
import { fromEnd, walk, walked, type Looked } from "../shared/walk.js";
import { type Comparison, type Row } from "./comparison.js";
import { Comparisons, idOf } from "./comparisons.js";
import { renderLines } from "./lines.js";
import type { RiskModelCompare } from "./risk-model-compare.js";
import { renderSight } from "./sight.js";

export { lend } from "../shared/lend.js";
export { styles } from "./risk-model-compare.styles.js";

/** Rows before the reader asks for all. */
const FIRST = 12;
/** Lines beyond this are a grey area, not a chart: only the riskiest are drawn. */
const MOST_LINES = 200;

/** Milliseconds before the first drawing for what a person's models cannot see. */
const AT_ONCE = 16;

/** Draws models side by side. */
export class View implements Drawing {
  #lent!: Lent;
  /** Models that the reader turned off. */
  #off: readonly string[] = [];
  /** The model that the rows are sorted by. */
  #sort = 0;
  #allRows = false;
  #allMoved = false;
  #at: Looked = null;
  #shown: Comparison | null = null;
  readonly #comparisons: Comparisons;
  readonly #unseen: SliceController<string[]>;
  /** Of a box without a height: what is drawn for a width decides the plot's, and watching that would go round in circles. */
  readonly #box: BoxController;

  constructor(private readonly el: RiskModelCompare) {
    this.#box = new BoxController(el, ".across", 760, 0);
    this.#unseen = new SliceController(el);
    this.#comparisons = new Comparisons(el);
  }

  get #all(): ReadonlyArray<string | Model> {
    const { models } = this.el;
    const named = [typeof models === "string" ? models.split(/[\s,]+/) : models].flat().flatMap((one) => one || []);
    return named.length ? named : published.map(({ id }) => id);
  }

  /** What tells each from the others: a page's own adjustment of a published model has that one's id. */
  get #keys(): string[] {
    const ids = this.#all.map(idOf);
    return ids.map((id, i) => `${id} ${ids.indexOf(id) === i ? "" : i}`);
  }

  get #chosen(): ReadonlyArray<string | Model> {
    const keys = this.#keys;
    const on = this.#all.filter((_, i) => !this.#off.includes(keys[i]!));
    return on.length ? on : this.#all.slice(0, 1);
  }

  /** Very many people are scored under each model, and compared, between frames. */
  ahead(book: Book): ReadonlyArray<Promise<unknown> | null> {
    return this.#comparisons.ahead(book, this.#chosen);
  }

  /** @returns whether anybody has a score under any of the models; @throws {BookError} `unknown-model` */
  compare(book: Book): boolean {
    const shown = (this.#shown = this.#comparisons.of(book, this.#chosen));
    if (this.#sort >= shown.models.length) this.#sort = 0;
    const by = this.#sort;
    // Without a score last, whichever way one sorts.
    shown.rows.sort((a, b) => (b.levels[by] ?? -1) - (a.levels[by] ?? -1) || (a.name < b.name ? -1 : 1));
    this.#unseen.scope(shown.books[0]);
    return shown.rows.some(({ levels }) => levels.some((level) => level !== null));
  }

  render(lent: Lent): TemplateResult {
    this.#lent = lent;
    return html`<section
      part="base"
      class="surface ${lent.phase}"
      aria-label=${named(lent.language.words(modelCompare)("title"), lent.view)}
    >
      ${this.#ready(this.#shown!, lent.view)}
      <span class="sr-only" role="status"></span>
    </section>`;
  }

  #turn(change: () => void): void {
    change();
    this.el.requestUpdate();
  }

  /** A model's name without more words, "Moxso", unless it is one of a published model's id and not that one. */
  #short({ id, name, adjusted }: Pick<Model, "id" | "name" | "adjusted">): string {
    const { tag, words } = this.#lent.language;
    const key = `model.${id}`;
    const known = hasMessage(tag, modelStrings, key) && words(modelStrings)(key as "model.moxso");
    if (!known) return name || humanise(id);
    const own = published.every((model) => model.name !== name);
    return adjusted ? words(many)("modelAdjusted", { name: own ? name : known }) : known;
  }

  #number(model: Model, value: number): string {
    return this.#lent.language.format.number(value, model.precision);
  }

  #scale(model: Model): string {
    const t = this.#lent.language.words(modelCompare);
    const [from, to] = model.scale.map((end) => this.#lent.language.format.place(end, model.precision)) as [
      string,
      string,
    ];
    return t(riskSign(model) > 0 ? "scale" : "scaleLow", { from, to });
  }

  #ready(shown: Comparison, view: SubjectView): TemplateResult {
    const t = this.#lent.language.words(modelCompare);
    const groups = this.#lent.book.audience === "client";
    // Of a group of which only a summary came nobody is listed, and its people are counted all the same.
    const n = shown.rows.length || (groups ? 0 : (view.people ?? 0));
    const who = view.kind === "person" ? view.name : t(groups ? "groups" : "people", { n });
    const name = view.kind === "person" || view.kind === "book" ? "" : view.name;
    const several = shown.models.length > 1 && this.#lent.phase !== "insufficient";
    const fixed = shown.rows.length ? shown.rows.every(({ views }) => views[0]!.supplied) : view.supplied;
    return html`${heading(
        t(groups ? "titleGroups" : "title"),
        html`${name ? html`<bdi>${name}</bdi> · ` : nothing}<bdi>${who}</bdi> · ${this.#lent.dateText(view)}`,
        exportMenu(this.el, this.#lent.language),
      )}
      <div class="section choose no-print" part="choose">${this.#choose()}</div>
      ${fixed ? html`<div class="section"><p class="detail">${t("oneModel")}</p></div>` : nothing}
      ${several && !fixed ? this.#chart(shown) : nothing} ${shown.rows.length ? this.#table(shown) : nothing}
      ${several && !fixed ? html`${shown.rows.length > 1 ? this.#agreement(shown) : nothing}${this.#moved(shown)}` : nothing}
      ${this.#blind(shown, view)} ${this.#lent.renderIssues()}
      ${this.#lent.phase === "stale" ? this.#lent.renderStale() : nothing}`;
  }

  #choose(): TemplateResult {
    const t = this.#lent.language.words(modelCompare);
    const keys = this.#keys;
    const toggle = (key: string): void => {
      this.#turn(
        () => (this.#off = this.#off.includes(key) ? this.#off.filter((other) => other !== key) : [...this.#off, key]),
      );
    };
    return html`<div class="chips" role="group" aria-label=${t("choose")}>
      ${this.#all.map((model, i) => {
        const id = idOf(model);
        const key = keys[i]!;
        const on = !this.#off.includes(key);
        const name = this.#short(typeof model === "string" ? { id, name: id } : model);
        return html`<button class="chip" aria-pressed=${on ? "true" : "false"} @click=${() => toggle(key)}>
          ${name}
        </button>`;
      })}
    </div>`;
  }

  /** What a row is under every model: "Phishr 0.15 (Low), Moxso 47 (Moderate)". */
  #told({ name, views }: Row): string {
    const t = this.#lent.language.words(modelCompare);
    const list = views.map(({ model, published: score, band }) =>
      score === null
        ? `${this.#short(model)} ${t("none")}`
        : t("pair", {
            model: this.#short(model),
            score: this.#number(model, score),
            band: this.#lent.bandName(band),
          }),
    );
    return t("point", { name, list: listText(this.#lent.language.format, list) });
  }

  #chart({ models, rows }: Comparison): TemplateResult {
    const t = this.#lent.language.words(modelCompare);
    const drawn = rows.filter(({ levels }) => levels.some((level) => level !== null)).slice(0, MOST_LINES);
    const last = drawn.length - 1;
    const at = this.#at != null && this.#at > last ? null : this.#at;
    const { plot, told } = renderLines(
      { models, rows: drawn, at: at ?? null, width: this.#box.width },
      {
        language: this.#lent.language,
        short: (model) => this.#short(model),
        scale: (model) => this.#scale(model),
      },
    );
    const names = listText(
      this.#lent.language.format,
      models.map((model) => this.#short(model)),
    );
    return html`<div class="section">
      <figure part="figure" aria-label=${told}>
        <p class="sr-only">${t("summary", { who: t("people", { n: drawn.length }), models: names })}</p>
        <div class="plot">
          <div class="across"></div>
          ${plot}
          ${walk({
            name: told,
            points: drawn.length,
            at: fromEnd(at, last),
            text: (i) => this.#told(drawn[last - i]!),
            look: (event) => this.#turn(() => (this.#at = fromEnd(walked(event, fromEnd(at, last)), last))),
          })}
        </div>
        <figcaption class="readout detail" aria-hidden="true">${at == null ? told : this.#told(drawn[at]!)}</figcaption>
      </figure>
    </div>`;
  }

  #table({ models, rows }: Comparison): TemplateResult {
    const t = this.#lent.language.words(modelCompare);
    const cut = !this.#allRows && rows.length > FIRST + 2;
    const head = (model: Model, i: number): TemplateResult =>
      html`<th scope="col" role="columnheader" aria-sort=${this.#sort === i ? "descending" : "none"}>
        <button
          class="sort ${this.#sort === i ? "on" : ""}"
          title=${t("sortBy", { model: this.#short(model) })}
          @click=${() => this.#turn(() => (this.#sort = i))}
        >
          ${this.#short(model)}
        </button>
        <span class="scale">${this.#scale(model)}</span>
      </th>`;
    return html`<div class="section models-box">
      <table class="table models" part="table" role="table">
        <caption class="sr-only">
          ${t("title")}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">${t("name")}</th>
            ${models.map(head)}
          </tr>
        </thead>
        <tbody role="rowgroup" @focusin=${inSight}>
          ${(cut ? rows.slice(0, FIRST) : rows).map((row) => this.#row(row))}
        </tbody>
      </table>
      ${rows.length > FIRST + 2 ? this.#more(this.#allRows, rows.length, () => this.#turn(() => (this.#allRows = !this.#allRows))) : nothing}
    </div>`;
  }

  #more(all: boolean, n: number, toggle: () => void): TemplateResult {
    const t = this.#lent.language.words(modelCompare);
    return html`<div class="more no-print">
      <button part="more" class="link-button" aria-expanded=${all ? "true" : "false"} @click=${toggle}>
        ${all ? t("showFewer") : t("showAll", { n })}
      </button>
    </div>`;
  }

  #name({ ref, name }: Row, look = ""): TemplateResult {
    return html`<button class="link" dir="auto" @click=${() => this.#lent.emit("risk-select", ref)}>
      <span class=${look}>${name}</span>
    </button>`;
  }

  #row(row: Row): TemplateResult {
    return html`<tr role="row" part="row">
      <th scope="row" role="rowheader">${this.#name(row, "two-lines")}</th>
      ${row.views.map((view) => html`<td role="cell" data-model=${this.#short(view.model)}>${this.#cell(view)}</td>`)}
    </tr>`;
  }

  #cell({ model, bands, band, published: score }: SubjectView): TemplateResult {
    const mark = { bands, direction: model.direction, band };
    return html`<span class="cell ${score === null ? "none" : ""}"
      ><span class="n num">${score === null ? "–" : this.#number(model, score)}</span
      ><span class="band">${steps(mark)}${this.#lent.bandName(band)}</span
      ><span class="row-ruler" aria-hidden="true"
        >${ruler({ ...mark, scale: model.scale, score, stale: this.#lent.phase === "stale", size: "row", rtl: this.#lent.language.rtl })}</span
      ></span
    >`;
  }

  #agreement(shown: Comparison): TemplateResult {
    const t = this.#lent.language.words(modelCompare);
    const { format, rtl } = this.#lent.language;
    const pairs = [...shown.pairs].sort((x, y) => (y.tau ?? -2) - (x.tau ?? -2));
    const name = (i: number): string => this.#short(shown.models[i]!);
    const rows = pairs.map(({ a, b, tau, n }) => ({
      label: t("pairOf", { a: name(a), b: name(b) }),
      note: t("ranked", { n }),
      points: tau ?? 0,
      amount: tau === null ? t("noTau") : format.signed(tau, 2),
    }));
    return html`<section class="section" part="agreement">
      <h3 class="sub-title">${t("agreement")}</h3>
      <div class="pairs">${signedRows(rows, { rtl, less: "", more: "", risk: 1, amount: "", least: [1] })}</div>
      <details class="about">
        <summary>${t("tauTitle")}</summary>
        <p>${t("tau")}</p>
      </details>
    </section>`;
  }

  #moved(shown: Comparison): TemplateResult {
    const t = this.#lent.language.words(modelCompare);
    const { format } = this.#lent.language;
    const { moved } = shown;
    const first = this.#short(shown.models[0]!);
    const cut = !this.#allMoved && moved.length > FIRST + 2;
    return html`<section class="section" part="moved">
      <h3 class="sub-title">${t("moved")}</h3>
      <p class="detail">${t(moved.length ? "movedLead" : "movedNone", { model: first })}</p>
      <ul class="list" role="list">
        ${(cut ? moved.slice(0, FIRST) : moved).map(({ row, from, others, why }) => {
          const by = (band: string, model: number): string =>
            t("by", { band: this.#lent.bandName(band), model: this.#short(shown.models[model]!) });
          const list = listText(
            format,
            others.map(({ model, to }) => by(to, model)),
          );
          const reason = why && {
            model: this.#short(shown.models[why.model]!),
            row: this.#lent.rowName(why.row.id),
            n: format.signed(why.row.points, shown.models[why.model]!.precision + 1),
          };
          return html`<li>
            ${this.#name(row)}<span class="apart"> · </span> <bdi>${t("movedTo", { from: by(from, 0), list })}</bdi>${
              reason ? html`<span class="detail"><bdi>${t("why", reason)}</bdi></span>` : nothing
            }
          </li>`;
        })}
      </ul>
      ${moved.length > FIRST + 2 ? this.#more(this.#allMoved, moved.length, () => this.#turn(() => (this.#allMoved = !this.#allMoved))) : nothing}
    </section>`;
  }

  /** What each model cannot see: scoring everyone once for each signal, so one model after the other. */
  #blind({ models, books }: Comparison, view: SubjectView): TemplateResult | typeof nothing {
    const book = books[0]!;
    const own = recordOf(book, view);
    const record = own ?? (view.kind === "client" ? clientRecord(book, view.id) : null);
    if (!record) return nothing;
    const read = book.evidence(own ? own.client : book.clientIds.indexOf(view.id));
    const evidence = own ? [read[own.index]!] : read;
    const { language } = this.#lent;
    const t = language.words(modelCompare);
    const look = (model: Model): string[] | undefined =>
      this.#unseen.get(`${model.id} ${view.id}`, () =>
        unseenAmong([{ model: getModel(model, record.tenant), evidence }], view.asOf),
      );
    let found = models.map(look);
    // Of one person, or of few, it is there with the first drawing: what follows need not move for it.
    if (found.includes(undefined)) {
      this.#unseen.work(AT_ONCE);
      found = models.map(look);
    }
    const signals = [...new Set(found.flatMap((one) => one ?? []))];
    // One model leaves out most of what there is: with the first the table has nearly all of its rows.
    const said = t(found.includes(undefined) ? "looking" : "unseenNone");
    const columns = models.map((model, i) => ({ name: this.#short(model), unseen: found[i] }));
    return html`<section class="section" part="unseen">
      <h3 class="sub-title">${t("unseen")}</h3>
      ${signals.length ? renderSight(language, columns, signals) : html`<p class="detail">${said}</p>`}
    </section>`;
  }

  exportTable({ view }: Lent): ExportTable | null {
    const shown = this.#shown;
    if (!shown) return null;
    return {
      name: "models",
      model: shown.models[0]!.id,
      asOf: view.asOf,
      columns: ["kind", "id", "name", "scored_by", "score", "band", "level"],
      rows: shown.rows.flatMap(({ ref, name, views, levels }) =>
        views.map(({ model, published: score, band }, i) => [ref.kind, ref.id, name, model.id, score, band, levels[i]]),
      ),
    };
  }
}
