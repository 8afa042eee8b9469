import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Need, SubjectView } from "../../data/types.js";
import { driversOf, movedOf } from "../../data/why.js";
import { breakdown } from "../../strings/en/breakdown.js";
import { common } from "../../strings/en/common.js";
import { meanings } from "../../strings/en/meanings.js";
import { hasMessage } from "../../strings/index.js";
import type { ExportTable } from "../export.js";
import { RiskElement } from "../risk-element.js";
import { changeSentence } from "../shared/change-sentence.js";
import { exportMenu, heading, twin, twinToggle } from "../shared/parts.js";
import { walk } from "../shared/walk.js";
import { counsel, TARGETS, type Counsel } from "./actions.js";
import { renderAdvice } from "./advice.js";
import { AssignFlow, type Request } from "./assign.js";
import { changeOf, renderChange, type Change } from "./change.js";
import { renderDrivers, type By } from "./drivers.js";
import type { Kit, Told } from "./kit.js";
import { pointsOf, renderPoints, renderTotal, type Points } from "./points.js";
import { renderQuality } from "./quality.js";
import { styles } from "./risk-breakdown.styles.js";

type Mode = "points" | "change";

/**
 * @summary The signed rows behind a score, summing to it; why it moved over the window; what would lower it most.
 *
 * Of a person the rows are the model's; a client, department or role has its people's, each counting as in the roll-up,
 * and beside them who drives it. Rows are shown in full and add up to the score that is shown.
 *
 * @fires {RiskEvent<"risk-select">} risk-select - A name was pressed. Detail: `{ kind, id }`.
 * @fires {RiskEvent<"risk-assign-training">} risk-assign-training - Training is about to be assigned, once for each person. Detail: `{ id, row, ref?, ids? }`. Cancelable: unless prevented, a source that can assign does.
 * @csspart base - The surface.
 * @csspart title - The heading.
 * @csspart row - A row of a sum.
 * @csspart total - The sum.
 * @csspart sentence - Why it moved, in one sentence.
 * @csspart drivers - Who drives a group's score, or made its change.
 * @csspart advice - What would lower the score.
 * @csspart assign - A button that assigns.
 * @csspart assign-panel - Where an assignment is confirmed.
 * @csspart quality - Events in question, and the score with and without them.
 */
export class RiskBreakdown extends RiskElement {
  static override styles = styles;

  /** `points`: what makes up the score. `change`: why it moved over the window. */
  @property({ reflect: true }) mode: Mode = "points";
  /** Whom a group's score is told by: `groups` (departments; of several clients, those) or `people`. */
  @property() by: By = "groups";
  /** What measures could be brought to, by name, for advice: `{ security_iq: 80 }`; default: a good value of each. */
  @property({ attribute: false }) targets: Readonly<Record<string, number>> | null = null;

  protected override readonly needs: readonly Need[] = ["record"];

  /** The row looked at with the arrow keys. */
  @state() private at: number | null = null;
  @state() private table = false;
  @state() private allDrivers = false;
  @state() private allAdvice = false;
  #flow: AssignFlow | null = null;
  #shown: Points | Change | null = null;

  protected override render(): TemplateResult {
    const { phase, view } = this;
    const shown = view && view.score !== null && (phase === "ready" || phase === "stale");
    const label = this.language.words(breakdown)(`${this.#mode}Title`);
    return html`<section part="base" class="surface ${phase}" aria-label=${label}>
      ${shown ? this.#ready(view) : view && phase === "insufficient" ? this.#insufficient(view) : this.renderState(skeleton)}
      <span class="sr-only" role="status"></span>
    </section>`;
  }

  get #mode(): Mode {
    return this.mode === "change" ? "change" : "points";
  }

  #kit(view: SubjectView): Kit {
    const book = this.book!;
    const change = this.#mode === "change";
    const ref = { kind: view.kind, id: view.id };
    const within = view.kind === "client" ? null : this.client;
    return {
      language: this.language,
      book,
      view,
      within,
      drivers: change || view.kind === "person" ? null : driversOf(book, ref, within),
      moved: change ? movedOf(book, ref, within) : null,
      risk: view.model.direction === "lower-is-riskier" ? -1 : 1,
      stale: this.phase === "stale",
      rowName: (id) => this.rowName(id),
      bandName: (band) => this.bandName(band),
      select: (detail) => void this.emit("risk-select", detail),
    };
  }

  #name(view: SubjectView): string {
    return view.kind === "book" ? this.language.words(common)("allClients") : view.name;
  }

  #head(view: SubjectView, tools: unknown): TemplateResult {
    const t = this.language.words(breakdown);
    const [from, to] = [view.asOf - view.window * 86_400_000, view.asOf].map((at) => this.dateText(at));
    const change = this.#mode === "change";
    const when = change ? t("span", { from: from!, to: to! }) : to;
    return heading(
      t(`${this.#mode}Title`),
      html`<bdi>${this.#name(view)}</bdi> · <bdi>${when}</bdi> · <bdi>${this.modelName(view.model)}</bdi>`,
      html`${tools}`,
    );
  }

  #modes(): TemplateResult {
    const t = this.language.words(breakdown);
    const tab = (mode: Mode): TemplateResult =>
      html`<button aria-pressed=${this.#mode === mode ? "true" : "false"} @click=${() => (this.mode = mode)}>
        ${t(mode)}
      </button>`;
    return html`<div class="segmented" role="group" aria-label=${t("modes")}>${tab("points")}${tab("change")}</div>`;
  }

  #ready(view: SubjectView): TemplateResult {
    const kit = this.#kit(view);
    const change = this.#mode === "change";
    this.#shown = change ? changeOf(kit) : pointsOf(kit);
    const advised = change ? null : counsel(kit, this.targets ?? TARGETS);
    const drivers = {
      by: this.by,
      all: this.allDrivers,
      choose: (by: By) => (this.by = by),
      toggle: () => (this.allDrivers = !this.allDrivers),
    };
    return html`${this.#head(view, this.#modes())}
    ${change ? this.#change(kit, this.#shown as Change | null) : this.#points(kit, this.#shown as Points)}
    ${renderDrivers(kit, change ? (this.#shown as Change | null) : null, drivers)} ${this.#advice(kit, advised)}
    ${renderQuality(kit)}
    ${
      this.#shown?.rows.length
        ? html`<div class="foot no-print">
            ${twinToggle(this.language, this.table, () => (this.table = !this.table))}${exportMenu(this, this.language)}
          </div>`
        : nothing
    }
    ${this.table && this.#shown ? this.#twin(this.#shown.rows) : nothing}
    ${this.phase === "stale" ? this.renderStale() : nothing}`;
  }

  #advice(kit: Kit, advised: Counsel | null): TemplateResult | typeof nothing {
    return renderAdvice(kit, advised, {
      all: this.allAdvice,
      toggle: () => (this.allAdvice = !this.allAdvice),
      assign: this.#assign,
    });
  }

  /** Offered where a source can assign, and where only the page could. */
  get #assign(): AssignFlow | null {
    const supply = this.provided?.supply ?? null;
    if (supply && (!supply.assignTraining || this.source.snapshot.missing?.includes("assignTraining"))) return null;
    const ask = (id: string, request: Request, ids: string[]): boolean =>
      this.emit("risk-assign-training", { id, ...request, ...(ids.length > 1 ? { ids } : {}) }, true);
    return (this.#flow ??= new AssignFlow({
      ask,
      supply: () => this.provided?.supply ?? null,
      announce: (text) => this.announce(text),
      update: () => this.requestUpdate(),
    }));
  }

  #points(kit: Kit, points: Points): TemplateResult {
    const { view } = kit;
    const t = this.language.words(breakdown);
    const { rows } = points;
    const missing = view.person?.missing ?? [];
    const key = `${view.model.id}.${view.band}`;
    const means = hasMessage(this.language.tag, meanings, key)
      ? t("means", { band: this.bandName(view.band), text: this.language.words(meanings)(key as "moxso.low") })
      : "";
    const list = this.language.format.list(rows.slice(0, 2).map(({ label }) => label));
    const summary = t("summary", {
      name: this.#name(view),
      score: this.language.format.number(view.published!, view.model.precision),
      band: this.bandName(view.band),
      list,
    });
    return html`<div class="sums">
      <p class="sr-only">${summary}</p>
      ${rows.length ? this.#plot(rows, renderPoints(kit, points, this.at)) : nothing} ${renderTotal(kit, points)}
      ${missing.length ? html`<p class="detail">${t("filledIn", { list: this.language.format.list(missing.map((id) => this.rowName(id))) })}</p>` : nothing}
      ${means ? html`<p class="detail" part="meaning"><bdi>${means}</bdi></p>` : nothing}
    </div>`;
  }

  #change(kit: Kit, change: Change | null): TemplateResult {
    const t = this.language.words(breakdown);
    const { format } = this.language;
    const { view, moved } = kit;
    if (!change) {
      const days = this.language.words(common)("days", { n: view.window });
      return html`<div class="section" part="no-change">
        <p class="none-title">${t("noChange")}</p>
        <p class="detail">${moved ? t("noChangeText", { days }) : t("noRecordText")}</p>
      </div>`;
    }
    const { rows, start, end, decimals } = change;
    const sum = format.signed(end - start, decimals);
    const sentence = changeSentence(this.language, view.model, moved!, kit);
    return html`<div class="sums">
        <p class="sr-only">
          ${t("summaryChange", { name: this.#name(view), from: format.number(start, decimals), to: format.number(end, decimals) })}
        </p>
        ${this.#plot(rows, renderChange(kit, change, this.at))}
        <p class="detail"><bdi>${t("sumChange", { sum })}</bdi></p>
      </div>
      <section class="section">
        <h3 class="sub-title">${t("sentence")}</h3>
        <p class="sentence" part="sentence"><bdi>${sentence}</bdi></p>
      </section>`;
  }

  /** Rows that arrow keys walk through; down is on to the next. */
  #plot(rows: readonly Told[], body: TemplateResult): TemplateResult {
    const t = this.language.words(breakdown);
    const last = rows.length - 1;
    return html`<div class="plot">
      ${body}${walk({
        name: t(`${this.#mode}Title`),
        points: rows.length,
        at: this.at === null ? null : last - this.at,
        text: (i) => {
          const { label, amount, note } = rows[last - i]!;
          return t("rowText", { row: label, amount, note });
        },
        move: (i) => (this.at = i === null ? null : last - i),
      })}
    </div>`;
  }

  #twin(rows: readonly Told[]): TemplateResult {
    const t = this.language.words(breakdown);
    const number = (label: string): { label: string; number: true } => ({ label, number: true });
    const change = this.#shown && "start" in this.#shown ? this.#shown : null;
    const signed = (n: number): string => this.language.format.signed(n, change!.decimals);
    const columns = change
      ? [number(t("newColumn")), number(t("fadingColumn")), number(t("change"))]
      : [{ label: t("noteColumn") }, number(t("points"))];
    return twin({
      caption: t(`${this.#mode}Title`),
      columns: [{ label: t("row") }, ...columns],
      rows: rows.map(({ label, note, amount, parts }) => [label, ...(parts?.map(signed) ?? [note]), amount]),
    });
  }

  #insufficient(view: SubjectView): TemplateResult {
    const t = this.language.words(common);
    const { format } = this.language;
    const { coverage, model, people } = view;
    const why = view.withheld
      ? t("withheld")
      : people !== null
        ? t("notEnoughGroup", { n: people })
        : coverage
          ? t("notEnoughShare", { share: format.percent(coverage), least: format.percent(model.min_coverage) })
          : t("notEnoughNothing");
    const missing = view.person?.missing ?? [];
    return html`${this.#head(view, nothing)}
      <div class="section">
        <p class="none-title">${t(view.withheld ? "noScore" : "notEnough")}</p>
        <p class="detail">${why}</p>
        ${missing.length ? html`<p class="detail">${t("missing", { list: format.list(missing.map((id) => this.rowName(id))) })}</p>` : nothing}
      </div>`;
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("mode")) this.at = null;
  }

  protected override exportTable(): ExportTable | null {
    const { view, book } = this;
    if (!view || !this.#shown || (this.phase !== "ready" && this.phase !== "stale")) return null;
    const change = this.#mode === "change";
    // The client audience is told what is shown, not what it was rounded from.
    const exact = book!.audience !== "client";
    return {
      name: change ? "change" : "breakdown",
      model: view.model.id,
      asOf: view.asOf,
      columns: ["kind", "id", "row", "label", ...(change ? ["new", "fading"] : []), "points"],
      rows: this.#shown.rows.map(({ id, label, points, shown, exact: whole = [], parts = [] }) => [
        view.kind,
        view.id,
        id,
        label,
        ...(exact ? whole : parts),
        exact ? points : shown,
      ]),
    };
  }
}

const skeleton = html`<div class="sk" aria-hidden="true">
  <i class="w40"></i><i class="w60"></i>${Array.from({ length: 7 }, () => html`<i class="row"></i>`)}<i
    class="line"
  ></i>
</div>`;
