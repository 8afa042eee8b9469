import { html, nothing, type TemplateResult } from "lit";
import { onceAhead } from "../../data/ahead.js";
import type { Book } from "../../data/book.js";
import { groupsOf } from "../../data/groups.js";
import { series, seriesInSlices } from "../../data/lines.js";
import { clientsOf } from "../../data/lists.js";
import { disputedOf, doneInSlices, restOf } from "../../data/review.js";
import type { SubjectRef, SubjectView } from "../../data/types.js";
import { driversOf, explaining, movedOf } from "../../data/why.js";
import { changeDigits } from "../../engine/rules.js";
import type { Model } from "../../engine/types.js";
import { nextTurn } from "../../data/turn.js";
import { finish } from "../../engine/finish.js";
import { DAY } from "../../engine/time.js";
import { states } from "../../strings/en/states.js";
import { report } from "../../strings/en/report.js";
import { listText, prose } from "../../strings/phrases.js";
import type { ExportTable } from "../export.js";
import { changeSentence, spanOf } from "../shared/change-sentence.js";
import { byRisk, sparkline, steps } from "../shared/marks.js";
import { bandRange } from "../shared/model-names.js";
import { subjectName } from "../shared/names.js";
import { Painter } from "../shared/painter.js";
import type { Lent } from "../shared/part.js";
import { exportMenu, named } from "../shared/parts.js";
import { ruler } from "../shared/ruler.js";
import { whyBriefly } from "../shared/states.js";
import { todoName } from "../shared/todo.js";
import { worded } from "../shared/worded.js";
import { next, told, whomFor } from "./next.js";
import { FOOT_OF_PAGES, Pages } from "./pages.js";
import { Plan } from "./plan.js";
import type { RiskReport } from "./risk-report.js";
import { done, drives, how, notes, who, type Review } from "./sections.js";
import { changeOf, dated, riskiestFirst, where } from "./where.js";

export { lend } from "../shared/lend.js";
export { styles } from "./risk-report.styles.js";

/** Days that the small line looks back, and between its points. */
const YEAR = 360;
const MONTH = 30;

type Told = Pick<Review, "drivers" | "moved" | "done" | "disputed">;

const hasScore = (view: SubjectView | null): boolean =>
  !!view && !view.withheld && !view.supplied && view.score !== null;

/** Draws the review, and works out what to do next. */
export class View extends Painter<RiskReport> {
  readonly #pages = new Pages();
  #callOff: (() => void) | undefined;
  readonly #plan = new Plan(this.el);
  /** Whose report was last asked for of a service. */
  #askedOf: string | null = null;
  #known: { book: Book; key: string; told: Told } | null = null;

  /** After each drawing: the foot of printed pages, once the browser has laid out the page anyway. */
  drawn(): void {
    this.#callOff?.();
    this.#callOff = nextTurn(() => this.#foot());
  }

  #foot(): void {
    const { view } = this;
    this.#pages.set(this.el.ownerDocument, {
      head: this.#name(view),
      text: `${dated({ view, language: this.language })} · ${this.#footer(view)}`,
      family: getComputedStyle(this.el).fontFamily,
      pages: this.language.words(report)("pages", { page: "{page}", pages: "{pages}" }),
    });
  }

  /** Nothing is shown: printed pages have no foot. */
  clear(): void {
    this.#callOff?.();
    this.#pages.clear();
  }

  get #ref(): SubjectRef {
    return this.el["subjectRef"] ?? this.book.whole;
  }

  #within({ kind }: SubjectRef): string | null {
    return kind === "client" ? null : this.el.client;
  }

  /** @returns whether what to do next is known, so that all can be drawn */
  planned(book: Book, view: SubjectView): boolean {
    const ref = this.el["subjectRef"] ?? book.whole;
    return !hasScore(view) || this.#plan.of(book, ref, this.#within(ref));
  }

  /** What a page that waits for an update waits for. */
  get coming(): Promise<unknown> | null {
    return this.#plan.coming;
  }

  /** What of very many people is worked out between frames, before there is anything to read. */
  ahead(book: Book): ReadonlyArray<Promise<unknown> | null> {
    const ref = this.el["subjectRef"] ?? book.whole;
    const within = this.#within(ref);
    const name = JSON.stringify([ref, within]);
    return [
      onceAhead(book, `told ${name}`, () => this.#telling(book, ref)),
      onceAhead(book, `year ${name}`, () => seriesInSlices(book, ref, within, YEAR, MONTH)),
    ];
  }

  /** Works out what is told of a subject, for all drawings of it. */
  *#telling(book: Book, ref: SubjectRef): Generator<undefined, void> {
    const within = this.#within(ref);
    const view = book.subject(ref, within);
    const scored = hasScore(view);
    if (scored) yield* explaining(book, ref, within);
    const drivers = scored ? driversOf(book, ref, within) : null;
    yield;
    const moved = scored ? movedOf(book, ref, within) : null;
    yield;
    const done = view?.supplied ? [] : yield* doneInSlices(book, ref, within);
    const disputed = view?.supplied ? 0 : disputedOf(book, ref, within);
    this.#known = { book, key: JSON.stringify([ref, within]), told: { drivers, moved, done, disputed } };
  }

  get #told(): Told {
    const { book } = this;
    const ref = this.#ref;
    const key = JSON.stringify([ref, this.#within(ref)]);
    if (this.#known?.book !== book || this.#known.key !== key) finish(this.#telling(book, ref));
    return this.#known!.told;
  }

  protected override label(): string {
    return this.language.words(report)(this.el.period === "monthly" ? "monthly" : "quarterly");
  }

  override render(lent: Lent): TemplateResult {
    this.lent = lent;
    return html`<article
      part="base"
      class="surface ${this.phase}"
      aria-label=${named(this.label(), { kind: lent.view.kind, name: this.#name(lent.view) })}
    >
      ${this.content()}
      <span class="sr-only" role="status"></span>
    </article>`;
  }

  override exportTable(lent: Lent): ExportTable {
    this.lent = lent;
    return this.table();
  }

  protected override content(): TemplateResult {
    const { view, book } = this;
    const label = this.label();
    const scored = hasScore(view);
    const review: Review = {
      ...this.lent,
      ...this.#told,
      exact: this.#exact,
      groups: this.#groups(book, view),
      next: scored ? this.#plan.next : null,
      select: ({ kind, id }) => void this.lent.emit("risk-select", { kind, id }),
    };
    return html`${this.#mast(view, label)} ${this.#top(view, review)} ${where(review)}
      ${this.#columns([who(review), drives(review)], [scored ? how(review) : nothing, view.supplied || view.withheld ? nothing : done(review)])}
      ${scored ? next(review) : nothing} ${notes(review)}
      <p class="footer colophon ${FOOT_OF_PAGES ? "paged" : ""}" part="footer">${this.#footer(view)}</p>
      ${this.phase === "stale" ? this.lent.renderStale() : nothing}`;
  }

  /**
   * What a score comes from beside what came to pass: two columns that run on by themselves, one where the other is empty.
   * The lower section of each comes first: a printed page is filled by them where a higher one must wait for the next.
   */
  #columns(...columns: Array<Array<TemplateResult | typeof nothing>>): TemplateResult {
    const full = columns.filter((column) => column.some((section) => section !== nothing));
    return html`<div class="pair">${full.map((column) => html`<div>${column}</div>`)}</div>`;
  }

  #name(view: SubjectView): string {
    return subjectName(this.language, view);
  }

  #groups(book: Book, view: SubjectView): SubjectView[] {
    if (view.kind === "book") return clientsOf(book);
    if (view.kind !== "client") return [];
    const groups = groupsOf(book, "department", view.id);
    // Whoever is in none counts in the sum; the client audience could take the others off it and is told of none.
    const rest = groups.length && book.audience !== "client" ? restOf(book, view) : null;
    return rest ? [...groups, rest] : groups;
  }

  #mast(view: SubjectView, label: string): TemplateResult {
    const t = this.language.words(report);
    const name = this.#name(view);
    const by = worded(this.el.preparedBy);
    // A service writes one of a client or of all.
    const signed = /^(client|book)$/.test(view.kind) && this.el.provided?.supply?.report;
    return html`<header class="head mast">
      <div class="titles">
        <slot name="heading"
          ><p part="kind" class="detail">${label}</p>
          <h2 part="title" class="title" dir="auto">${name}</h2></slot
        >
      </div>
      <p part="dates" class="detail meta">
        ${view.undated ? dated({ view, language: this.language }) : t("span", spanOf(this.language, view))}${by ? html`<br />${t("preparedBy", { name: by })}` : nothing}
      </p>
      <div class="tools no-print" part="tools">
        <button class="button" part="print" @click=${() => this.el.print()}>${t("print")}</button>
        ${
          signed
            ? html`<button class="button" ?disabled=${this.el["opening"] === "busy"} @click=${() => void this.#open()}>
                ${t("signed")}
              </button>`
            : nothing
        }
        ${exportMenu(this.el, this.language)}<slot name="actions"></slot>
      </div>
      ${this.el["opening"] === "failed" && this.#askedOf === this.el.client ? html`<p class="detail no-print" role="alert">${t("signedFailed")}</p>` : nothing}
    </header>`;
  }

  /** Asks the service for its signed report and opens it; the address is in no attribute and no event. */
  async #open(): Promise<void> {
    const supply = this.el.provided?.supply;
    if (!supply?.report) return;
    this.el["opening"] = "busy";
    const { client } = this.el;
    this.#askedOf = client;
    const { model } = this.el["viewOptions"];
    const period = this.el.period === "monthly" ? "monthly" : "quarterly";
    try {
      // Of the client that is shown and no other.
      const { url } = await supply.report(
        { format: "pdf", period, ...(client !== null && { client }) },
        typeof model === "string" ? { model } : {},
      );
      globalThis.open(url, "_blank", "noopener,noreferrer");
      this.el["opening"] = "no";
    } catch {
      this.el["opening"] = "failed";
    }
  }

  #top(view: SubjectView, review: Review): TemplateResult {
    const t = this.language.words(report);
    const { model, bands, band, published } = view;
    const { direction, scale, precision } = model;
    const { format, rtl } = this.language;
    const number = (n: number): string => format.place(n, precision);
    const year = view.supplied ? [] : series(this.book, this.#ref, this.#within(this.#ref), YEAR, MONTH);
    const people: string[] = [];
    if (view.people !== null && view.scored !== null) {
      people.push(t("scored", { n: view.people, count: view.scored }));
      if (view.scored < view.people) people.push(t("unscored", { n: view.people - view.scored }));
    }
    return html`<section class="top">
      <div>
        <div class="figures">
          <span part="score" class="score num">${published === null ? "–" : format.number(published, precision)}</span>
          <span
            ><span part="band" class="band">${steps({ bands, direction, band })}${this.bandName(band)}</span><br />
            <span part="change" class="change">${changeOf(review, view, false)}</span></span
          >
        </div>
        ${
          this.#models(view)[1]
            ? nothing
            : html`<div part="ruler" aria-hidden="true">
                ${ruler({
                  bands,
                  scale,
                  direction,
                  score: published,
                  band,
                  size: "full",
                  rtl,
                  stale: this.phase === "stale",
                  label: number,
                  riskier: (n) => this.language.words(states)("riskier", { n }),
                })}
              </div>`
        }
        ${
          year.some(({ score }) => score !== null)
            ? html`<div part="sparkline" class="year" aria-hidden="true">
                <span class="detail">${t("lastYear")}</span>
                ${sparkline({ points: year, from: view.asOf - YEAR * DAY, to: view.asOf, bands, scale, direction, band, rtl, stale: this.phase === "stale" })}
              </div>`
            : nothing
        }
      </div>
      <div>
        <p part="summary" class="lede">${this.#summary(view, review)}</p>
        <p part="detail" class="detail">${people.join(" · ")}</p>
      </div>
    </section>`;
  }

  /** Where it stands, why it moved, who is in the riskiest band, and the largest step down. */
  #summary(view: SubjectView, { moved, next: plan }: Review): string {
    const t = this.language.words(report);
    const { format } = this.language;
    const { model } = view;
    if (view.published === null) return whyBriefly(this.language, view);
    const where = { score: format.number(view.published, model.precision), band: this.bandName(view.band) };
    const said = [view.kind === "book" ? t("standsAll", where) : t("stands", { name: this.#name(view), ...where })];
    const names = {
      rowName: (id: string) => this.lent.rowName(id),
      bandName: (id: string | null) => this.bandName(id),
    };
    // With the digits that the change has beside its word.
    const least = view.change === null ? undefined : changeDigits(model, view);
    if (moved) said.push(changeSentence(this.language, model, moved, names, this.#exact, least));
    const worst = byRisk(view.distribution ?? [], model.direction).findLast(({ count }) => count !== 0);
    // Of an only person it is said already.
    if (worst?.count && view.scored && view.scored > 1)
      said.push(t("standsAmong", { n: worst.count, total: view.scored, band: this.bandName(worst.band) }));
    const { steps = [], decimals = 0 } = plan ? told(plan, model.precision) : {};
    const [first] = steps;
    if (first) {
      const what = todoName(this.language, names.rowName, first);
      said.push(t("biggest", { what, whom: whomFor(this.lent, first), n: format.signed(first.effect, decimals) }));
    }
    return prose(said);
  }

  /** Whether the audience may know more digits than are published. */
  get #exact(): boolean {
    return this.book.audience !== "client";
  }

  /** By which models: of a book its clients' own. */
  #models(view: SubjectView): Model[] {
    const groups = this.#groups(this.book, view).filter(({ withheld }) => !withheld);
    const models = new Map(groups.map(({ model }) => [model.id, model]));
    return models.size > 1 ? [...models.values()] : [view.model];
  }

  /** "Moxso model: Low 0–25, … Higher is riskier." */
  #footer(view: SubjectView): string {
    const t = this.language.words(report);
    const lines = this.#models(view).map((model) => {
      const bands = model.bands.map(({ id }) =>
        t("bandRange", { band: this.bandName(id), range: bandRange(this.language, model, id) }),
      );
      return t("footer", {
        model: this.lent.modelName(model),
        bands: listText(this.language.format, bands),
        direction: t(model.direction === "lower-is-riskier" ? "lower" : "higher"),
      });
    });
    return prose(lines);
  }

  protected override table(): ExportTable {
    const { view, book } = this;
    const t = this.language.words(report);
    const groups = view.withheld ? [] : this.#groups(book, view);
    const seen = riskiestFirst(groups.filter(({ withheld }) => !withheld));
    const mixed = seen.some(({ model }) => model.id !== view.model.id);
    const bands = [...new Set([view, ...seen].flatMap((row) => row.bands.map(({ id }) => id)))];
    const head = ["kind", "id", "name", "people", "scored", "score", "published", "band", "change", "trend"] as const;
    // As on screen: those that are withheld are so many and no more.
    const hidden = groups.length - seen.length;
    const withheld = hidden ? [{ kind: groups[0]!.kind, name: t("withheldGroups", { n: hidden }) }] : [];
    const named = (row: SubjectView): string =>
      row.kind === "department" && !row.name ? t("noGroup") : this.#name(row);
    const rows: Array<Partial<SubjectView>> = [...seen, ...withheld, view];
    return {
      name: "review",
      model: mixed ? "" : view.model.id,
      asOf: view.asOf,
      columns: [...head, ...(mixed ? ["row_model"] : []), ...bands],
      rows: rows.map((row) => [
        ...head.map((key) => (key === "name" && row.model ? named(row as SubjectView) : row[key])),
        ...(mixed ? [row.model?.id] : []),
        ...bands.map((id) => {
          const cell = row.distribution?.find((c) => c.band === id);
          return cell ? (cell.count ?? (cell.under === undefined ? null : `<${cell.under}`)) : null;
        }),
      ]),
    };
  }
}
