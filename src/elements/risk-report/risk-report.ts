import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Book } from "../../data/book.js";
import { doneBy, nextSteps, type Next } from "../../data/review.js";
import type { Need, SubjectRef, SubjectView, ViewOptions } from "../../data/types.js";
import { driversOf, movedOf } from "../../data/why.js";
import { DAY } from "../../engine/index.js";
import { common } from "../../strings/en/common.js";
import { report } from "../../strings/en/report.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { changeSentence } from "../shared/change-sentence.js";
import { lend } from "../shared/lend.js";
import { byRisk, ruler, sparkline, steps } from "../shared/marks.js";
import { exportMenu } from "../shared/parts.js";
import { TARGETS, todoName } from "../shared/todo.js";
import { FOOT_OF_PAGES, Pages } from "./pages.js";
import { styles } from "./risk-report.styles.js";
import { changeOf, done, drives, how, next, notes, told, where, who, type Review } from "./sections.js";

/** Longer than this and the page misses frames. */
const BUDGET_MS = 8;
const PERIODS = { monthly: 30, quarterly: 90 } as const;

/**
 * @summary The monthly or quarterly review of a client, department or the whole book: where risk sits, who and what drives it, how it moved, what was done, what to do next.
 *
 * Screen and print are one: printed, it makes tidy A4 or Letter pages with the model at the foot of each.
 *
 * @fires {RiskEvent<"risk-select">} risk-select - A name was pressed. Detail: `{ kind, id }`.
 * @csspart base - The report.
 * @csspart title - The subject's name.
 * @csspart score - The number.
 * @csspart ruler - The ruler.
 * @csspart summary - The review in a sentence.
 * @csspart where - Where risk sits.
 * @csspart table - Its table.
 * @csspart row - A group's row.
 * @csspart drivers - What drives the score.
 * @csspart people - Who drives it.
 * @csspart groups - Which groups do, where people are not told or none is to be seen.
 * @csspart moved - How it moved.
 * @csspart done - What was done.
 * @csspart next - What to do next.
 * @csspart notes - About the numbers.
 * @csspart print - The button that prints.
 */
export class RiskReport extends RiskElement {
  static override styles = styles;

  /** What it looks back on: `monthly` (30 days) or `quarterly` (90); `window` sets other days. */
  @property() period: "monthly" | "quarterly" = "quarterly";
  /** Who made it, as printed beside the dates. */
  @property({ attribute: "prepared-by" }) preparedBy: string | null = null;

  @state() private opening: "no" | "busy" | "failed" = "no";
  @state() private plan: Next | null | undefined;
  protected override readonly needs: readonly Need[] = ["people", "history"];
  readonly #pages = new Pages();
  #planned: unknown = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override get viewOptions(): ViewOptions {
    const options = super.viewOptions;
    return { ...options, window: this.window ?? PERIODS[this.period] ?? PERIODS.quarterly };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#planned = null;
    this.#pages.clear();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  protected override assess(book: Book, stale: boolean): Phase {
    const phase = super.assess(book, stale);
    // A group's own numbers are what a review is about: one person is the card's and the breakdown's.
    if (this.view?.kind === "person") {
      this.fault = {
        code: "not-supported",
        message: "A review is of a client, a department or everyone.",
        path: "person",
        retryable: false,
      };
      return "error";
    }
    return phase;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#shown) {
      const view = this.view!;
      this.#pages.set({
        head: this.#name(view),
        text: `${this.language.words(report)("asOf", { date: this.dateText(view.asOf) })} · ${this.#footer(view)}`,
        family: getComputedStyle(this).fontFamily,
        pages: this.language.words(report)("pages", { page: "{page}", pages: "{pages}" }),
      });
      this.#plan();
    } else this.#pages.clear();
  }

  get #shown(): boolean {
    return this.view !== null && (this.phase === "ready" || this.phase === "stale" || this.phase === "insufficient");
  }

  get #ref(): SubjectRef {
    return this.subjectRef ?? this.book!.whole;
  }

  get #within(): string | null {
    return this.#ref.kind === "client" ? null : this.client;
  }

  /** Works out what to do next, piece by piece: a page with a long report goes on answering. */
  #plan(): void {
    const { book } = this;
    if (!book || this.#planned === book || !this.isConnected) return;
    this.#planned = book;
    this.plan = undefined;
    clearTimeout(this.#timer);
    const work = nextSteps(book, this.#ref, this.#within, TARGETS);
    const run = (): void => {
      const end = performance.now() + BUDGET_MS;
      for (;;) {
        const { done, value } = work.next();
        if (done) {
          this.plan = value;
          return;
        }
        if (performance.now() > end) break;
      }
      this.#timer = setTimeout(run);
    };
    this.#timer = setTimeout(run);
  }

  /** Opens the browser's print dialog for the page this report is on. */
  print(): void {
    globalThis.print();
  }

  protected override render(): TemplateResult {
    const label = this.language.words(report)(this.period === "monthly" ? "monthly" : "quarterly");
    return html`<article part="base" class="surface ${this.phase}" aria-label=${label}>
      ${this.#shown ? this.#ready(this.view!, label) : this.renderState(skeleton)}
      <span class="sr-only" role="status"></span>
    </article>`;
  }

  #ready(view: SubjectView, label: string): TemplateResult {
    const book = this.book!;
    const ref = this.#ref;
    const within = this.#within;
    const scored = !view.withheld && !view.supplied && view.score !== null;
    const review: Review = {
      ...lend(this),
      groups: this.#groups(book, view),
      drivers: scored ? driversOf(book, ref, within) : null,
      moved: scored ? movedOf(book, ref, within) : null,
      done: view.supplied ? [] : doneBy(book, ref, within),
      next: this.#planned === book ? this.plan : undefined,
      select: ({ kind, id }) => void this.emit("risk-select", { kind, id }),
    };
    return html`${this.#mast(view, label)} ${this.#top(view, review)} ${where(review)}
      <div class="pair">${drives(review)}${scored ? how(review) : nothing}</div>
      <div class="pair">${who(review)}${view.supplied ? nothing : done(review)}</div>
      ${scored ? next(review) : nothing} ${notes(review)}
      <p class="footer colophon ${FOOT_OF_PAGES ? "no-print" : ""}" part="footer">${this.#footer(view)}</p>
      ${this.phase === "stale" ? this.renderStale() : nothing}`;
  }

  #name({ kind, name }: SubjectView): string {
    return kind === "book" ? this.language.words(common)("allClients") : name;
  }

  #groups(book: Book, view: SubjectView): SubjectView[] {
    if (view.kind === "book") return book.clients();
    return view.kind === "client" ? book.groups("department", view.id) : [];
  }

  #mast(view: SubjectView, label: string): TemplateResult {
    const t = this.language.words(report);
    const name = this.#name(view);
    const span = { from: this.dateText(view.asOf - view.window * DAY), to: this.dateText(view.asOf) };
    const signed = this.provided?.supply?.report;
    return html`<header class="head mast">
      <div class="titles">
        <slot name="heading"
          ><p class="detail">${label}</p>
          <h2 part="title" class="title" dir="auto">${name}</h2></slot
        >
      </div>
      <p class="detail meta">
        ${t("span", span)}${this.preparedBy ? html`<br />${t("preparedBy", { name: this.preparedBy })}` : nothing}
      </p>
      <div class="tools no-print" part="tools">
        <button class="button" part="print" @click=${() => this.print()}>${t("print")}</button>
        ${
          signed
            ? html`<button class="button" ?disabled=${this.opening === "busy"} @click=${() => void this.#open()}>
                ${t("signed")}
              </button>`
            : nothing
        }
        ${exportMenu(this, this.language)}<slot name="actions"></slot>
      </div>
      ${this.opening === "failed" ? html`<p class="detail no-print" role="alert">${t("signedFailed")}</p>` : nothing}
    </header>`;
  }

  /** Asks the service for its signed report and opens it; the address is in no attribute and no event. */
  async #open(): Promise<void> {
    const supply = this.provided?.supply;
    if (!supply?.report) return;
    this.opening = "busy";
    try {
      const { url } = await supply.report({ format: "pdf", period: this.period });
      globalThis.open(url, "_blank", "noopener,noreferrer");
      this.opening = "no";
    } catch {
      this.opening = "failed";
    }
  }

  #top(view: SubjectView, review: Review): TemplateResult {
    const t = this.language.words(report);
    const { model, bands, band, published } = view;
    const { direction, scale, precision } = model;
    const { format, rtl } = this.language;
    const number = (n: number): string => format.number(n, Number.isInteger(n) ? 0 : precision);
    const year = view.supplied ? [] : this.book!.series(this.#ref, this.#within, 360, 30);
    const people: string[] = [];
    if (view.people !== null && view.scored !== null) {
      people.push(t("scored", { n: view.scored, total: view.people }));
      if (view.scored < view.people) people.push(t("unscored", { n: view.people - view.scored }));
    }
    return html`<section class="top">
      <div>
        <div class="figures">
          <span part="score" class="score num">${published === null ? "–" : format.number(published, precision)}</span>
          <span
            ><span class="band">${steps({ bands, direction, band })}${this.bandName(band)}</span><br />
            <span class="change">${changeOf(review, view, false)}</span></span
          >
        </div>
        <div part="ruler" aria-hidden="true">
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
            riskier: (n) => this.language.words(common)("riskier", { n }),
          })}
        </div>
        ${
          year.some(({ score }) => score !== null)
            ? html`<div class="year" aria-hidden="true">
                <span class="detail">${t("lastYear")}</span>
                ${sparkline({ points: year, from: view.asOf - 360 * DAY, to: view.asOf, bands, scale, direction, band, rtl })}
              </div>`
            : nothing
        }
      </div>
      <div>
        <p part="summary" class="lede">${this.#summary(view, review)}</p>
        <p class="detail">${people.join(" · ")}</p>
      </div>
    </section>`;
  }

  /** Where it stands, why it moved, who is in the riskiest band, and the largest step back. */
  #summary(view: SubjectView, { moved, next: plan }: Review): string {
    const t = this.language.words(report);
    const { format } = this.language;
    const { model } = view;
    const name = this.#name(view);
    if (view.published === null) return this.language.words(common)(view.withheld ? "withheld" : "notEnough");
    const said = [
      t("stands", { name, score: format.number(view.published, model.precision), band: this.bandName(view.band) }),
    ];
    if (moved) {
      said.push(
        changeSentence(this.language, model, moved, {
          rowName: (id) => this.rowName(id),
          bandName: (id) => this.bandName(id),
        }),
      );
    }
    const worst = byRisk(view.distribution ?? [], model.direction).findLast(({ count }) => count !== 0);
    if (worst?.count && view.scored)
      said.push(t("standsAmong", { n: worst.count, total: view.scored, band: this.bandName(worst.band) }));
    const { steps = [], decimals = 0 } = plan ? told(plan, model.precision) : {};
    const [first] = steps;
    if (first) said.push(t("biggest", { what: this.#todo(first), n: format.signed(first.effect, decimals) }));
    return said.filter(Boolean).join(" ");
  }

  #todo(step: Next["steps"][number]): string {
    const t = this.language.words(report);
    return t("for", {
      what: todoName(this.language, (id) => this.rowName(id), step),
      n: step.people,
      band: this.language.format.list(step.bands.map((id) => this.bandName(id))),
    });
  }

  /** "Moxso model: Low 0–25, … Higher is riskier." */
  #footer(view: SubjectView): string {
    const t = this.language.words(report);
    const bands = view.bands.map(({ id }) =>
      t("bandRange", { band: this.bandName(id), range: this.bandRange(view.model, id) }),
    );
    return t("footer", {
      model: this.modelName(view.model),
      bands: this.language.format.list(bands),
      direction: t(view.model.direction === "lower-is-riskier" ? "lower" : "higher"),
    });
  }

  protected override exportTable(): ExportTable | null {
    if (!this.#shown) return null;
    const view = this.view!;
    const book = this.book!;
    const rows = [...this.#groups(book, view), view];
    return {
      name: "review",
      model: view.model.id,
      asOf: view.asOf,
      columns: [
        "kind",
        "id",
        "name",
        "people",
        "scored",
        "score",
        "published",
        "band",
        "change",
        "trend",
        ...view.bands.map(({ id }) => id),
      ],
      rows: rows.map((row) => [
        row.kind,
        row.id,
        row.name,
        row.people,
        row.scored,
        row.score,
        row.published,
        row.band,
        row.change,
        row.trend,
        ...view.bands.map(({ id }) => {
          const cell = row.distribution?.find((c) => c.band === id);
          return cell ? (cell.count ?? (cell.under === undefined ? null : `<${cell.under}`)) : null;
        }),
      ]),
    };
  }
}

const skeleton = html`<div class="sk" aria-hidden="true">
  <i class="w40"></i><i class="w60"></i
  ><i class="big"></i>${[0, 1, 2, 3, 4, 5, 6, 7].map(() => html`<i class="row"></i>`)}
</div>`;
