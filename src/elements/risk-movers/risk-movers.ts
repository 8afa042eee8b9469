import { html, nothing, svg, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { dumbbell, place } from "../../charts/dumbbell.js";
import type { Book } from "../../data/book.js";
import type { Need, Query, SubjectKind, SubjectView } from "../../data/types.js";
import { movers as moversOf, publish } from "../../engine/index.js";
import { common } from "../../strings/en/common.js";
import { movers } from "../../strings/en/movers.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { delta, hue } from "../shared/marks.js";
import { exportMenu, heading, twin, twinToggle } from "../shared/parts.js";
import { styles } from "./risk-movers.styles.js";

const DAY = 86_400_000;
const SIDES = ["worsening", "improving"] as const;

/** What can be compared with its like. */
export type MoversOf = "people" | "clients" | "departments" | "roles";

/**
 * @summary Who climbed and who improved most over the window: ring (then) to dot (now) on one shared scale.
 * @fires {RiskEvent<"risk-select">} risk-select - A name was pressed. Detail: `{ kind, id }`.
 * @csspart base - The surface.
 * @csspart title - The heading.
 * @csspart side - The worsening, and the improving.
 * @csspart row - One that moved.
 * @csspart plot - The drawing in a row.
 */
export class RiskMovers extends RiskElement {
  static override styles = styles;

  /** Whose moves: `people`, `clients`, `departments` or `roles`; default people, departments for the client audience. */
  @property() of: MoversOf | null = null;
  /** How many at most, each way. */
  @property({ type: Number }) limit = 5;

  @state() private table = false;
  #sides: Record<(typeof SIDES)[number], SubjectView[]> = { worsening: [], improving: [] };
  #subject: SubjectView | null = null;

  protected override readonly needs: readonly Need[] = ["people"];

  override query(): Query {
    return { ...super.query(), kind: "people" };
  }

  protected override assess(book: Book, stale: boolean): Phase {
    const phase = super.assess(book, stale);
    this.#subject = this.view;
    if (phase === "error" || phase === "no-access" || phase === "empty") return phase;
    const ref = this.subjectRef ?? book.whole;
    const within = ref.kind === "client" ? ref.id : this.client;
    const client = book.audience === "client";
    // A department across clients is the sum of some that a client may see and some that it may not.
    const groups = within === null && book.clientIds.length > 1 ? "clients" : "departments";
    const own = this.of ?? "people";
    const of = client && own === "people" ? groups : own;
    const views =
      of === "clients"
        ? book.clients()
        : of === "people"
          ? book.people(ref, this.client)
          : book.groups(of === "roles" ? "role" : "department", within);
    const sides = moversOf(
      book.model,
      views.filter((view) => view.change !== null && view.published !== null),
    );
    const most = Math.max(1, Math.floor(this.limit) || 5);
    for (const side of SIDES) this.#sides[side] = sides[side].slice(0, most);
    if (views.every((view) => view.score === null)) return "insufficient";
    return stale ? "stale" : "ready";
  }

  protected override render(): TemplateResult {
    const m = this.language.words(movers);
    const { phase } = this;
    const shown = phase === "ready" || phase === "stale" || phase === "insufficient";
    return html`<section part="base" class="surface ${phase}" aria-label=${m("title")}>
      ${shown ? this.#ready() : this.renderState(skeleton)}
      <span class="sr-only" role="status"></span>
    </section>`;
  }

  #ready(): TemplateResult {
    const m = this.language.words(movers);
    const t = this.language.words(common);
    const { asOf, window } = this.book!;
    const day = (at: number): string => this.language.format.date(at, { day: "numeric", month: "short" });
    const lead = m("lead", { from: day(asOf - window * DAY), to: day(asOf), days: t("days", { n: window }) });
    const { worsening, improving } = this.#sides;
    const one = (view: SubjectView | undefined): string =>
      view ? m("summaryOne", { name: view.name, change: this.#signed(view) }) : m("nobody");
    const moved = worsening.length + improving.length > 0;
    const subject = this.subjectRef && this.#subject;
    return html`${heading(
        m(this.book!.audience === "client" ? "titleGroups" : "title"),
        html`${subject ? html`<bdi>${subject.name}</bdi> · ` : nothing}<bdi>${lead}</bdi>`,
        moved
          ? html`${twinToggle(this.language, this.table, () => (this.table = !this.table))}${exportMenu(this, this.language)}`
          : nothing,
      )}
      <div class="body" role="group" aria-label=${m("title")}>
        ${moved ? html`<p class="sr-only">${m("summary", { worse: one(worsening[0]), better: one(improving[0]) })}</p>` : nothing}
        ${
          !moved
            ? html`<p class="state" part="empty">${this.phase === "insufficient" ? t("notEnough") : m("none")}</p>`
            : this.table
              ? this.#twin()
              : SIDES.map((side) => this.#side(side))
        }
      </div>
      ${this.phase === "stale" ? this.renderStale() : nothing}`;
  }

  #signed(view: SubjectView): string {
    return this.language.format.signed(view.change!, view.model.precision);
  }

  #number(value: number): string {
    return this.language.format.number(value, this.book!.model.precision);
  }

  /** Where a band begins, as on a ruler: whole numbers without decimals. */
  #lines(): Array<{ x: number; text: string }> {
    const { bands, scale, precision } = this.book!.model;
    return bands
      .filter(({ from }) => from > scale[0] && from < scale[1])
      .map(({ from }) => ({
        x: place(from, scale, this.language.rtl),
        text: this.language.format.number(from, Number.isInteger(from) ? 0 : precision),
      }));
  }

  #side(side: (typeof SIDES)[number]): TemplateResult | typeof nothing {
    const rows = this.#sides[side];
    const m = this.language.words(movers);
    const lines = this.#lines();
    return html`<div part="side" class="side">
      <div class="row top">
        <h3 class="sub-title">${m(side)}</h3>
        ${rows.length ? html`<svg class="plot-row" height="16" aria-hidden="true">${lines.map(({ x, text }) => svg`<text x="${x}%" y="12" text-anchor="middle" direction="ltr">${text}</text>`)}</svg>` : nothing}
      </div>
      ${
        rows.length
          ? html`<ul role="list">
              ${rows.map((view) => this.#row(view, lines))}
            </ul>`
          : html`<p class="detail">${m("nobody")}</p>`
      }
    </div>`;
  }

  #row(view: SubjectView, lines: ReadonlyArray<{ x: number }>): TemplateResult {
    const m = this.language.words(movers);
    const then = publish(view.model, view.score! - view.change!);
    const now = view.published!;
    const g = dumbbell({ scale: view.model.scale, then, now, rtl: this.language.rtl });
    return html`<li part="row" class="row">
      <span class="who">
        <button class="link one-line" title=${view.name} dir="auto" @click=${() => this.#select(view)}>
          ${view.name}
        </button>
        <span class="detail one-line" dir="auto">${this.#where(view)}</span>
      </span>
      <svg
        part="plot"
        class="plot-row ${hue(view.bands, view.model.direction, view.band)}"
        height="40"
        aria-hidden="true"
      >
        ${lines.map(({ x }) => svg`<line class="grid" x1="${x}%" x2="${x}%" y2="40" />`)}
        ${g.bar ? svg`<line class="way" x1="${g.then}%" x2="${g.now}%" y1="20" y2="20" />` : nothing}
        <circle class="ring" cx="${g.then}%" cy="20" r="4" />
        <circle class="dot" cx="${g.now}%" cy="20" r="5" />
      </svg>
      <span class="sr-only"
        >${m("row", { from: this.#number(then), to: this.#number(now), band: this.bandName(view.band) })}</span
      >
      <span class="change">${delta({ change: this.#signed(view), trend: this.#way(view) })}</span>
    </li>`;
  }

  /** The side of the list says which way; a small move is one as well. */
  #way(view: SubjectView): "worsening" | "improving" {
    return this.#sides.worsening.includes(view) ? "worsening" : "improving";
  }

  #where(view: SubjectView): string {
    const t = this.language.words(common);
    if (view.kind === "person")
      return (this.client ?? this.book!.clientIds[1]) ? (view.client?.name ?? "") : (view.department ?? "");
    return view.people === null ? "" : t("people", { n: view.people });
  }

  #select(view: SubjectView): void {
    const { kind, id }: { kind: SubjectKind; id: string } = view;
    this.emit("risk-select", { kind, id });
  }

  #twin(): TemplateResult {
    const m = this.language.words(movers);
    return twin({
      caption: m("title"),
      columns: [
        { label: m("name") },
        { label: m("from"), number: true },
        { label: m("to"), number: true },
        { label: m("band") },
        { label: m("change"), number: true },
      ],
      rows: this.#all().map((view) => [
        view.name,
        this.#number(publish(view.model, view.score! - view.change!)),
        this.#number(view.published!),
        this.bandName(view.band),
        this.#signed(view),
      ]),
    });
  }

  #all(): SubjectView[] {
    return SIDES.flatMap((side) => this.#sides[side]);
  }

  protected override exportTable(): ExportTable | null {
    const { book } = this;
    if (!book || !(this.phase === "ready" || this.phase === "stale")) return null;
    return {
      name: "movers",
      model: book.model.id,
      asOf: book.asOf,
      columns: ["kind", "id", "name", "client", "from", "to", "band", "change", "trend"],
      rows: this.#all().map((view) => [
        view.kind,
        view.id,
        view.name,
        view.client?.name,
        publish(view.model, view.score! - view.change!),
        view.published,
        view.band,
        view.change,
        view.trend,
      ]),
    };
  }
}

const skeleton = html`<div class="sk" aria-hidden="true">
  <i class="w40"></i><i class="w60"></i>${[0, 1, 2, 3, 4, 5].map(() => html`<i class="row-sk"></i>`)}
</div>`;
