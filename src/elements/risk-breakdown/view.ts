import { html, nothing, type TemplateResult } from "lit";
import { onceAhead } from "../../data/ahead.js";
import type { Book } from "../../data/book.js";
import type { SubjectView } from "../../data/types.js";
import { driversOf, explaining, movedOf } from "../../data/why.js";
import { riskSign } from "../../engine/rules.js";
import { breakdown } from "../../strings/en/breakdown.js";
import { states } from "../../strings/en/states.js";
import { meanings } from "../../strings/en/meanings.js";
import { hasMessage } from "../../strings/index.js";
import { listText } from "../../strings/phrases.js";
import type { ExportTable } from "../export.js";
import { digitMore } from "../shared/amounts.js";
import { changeSentence, spanOf } from "../shared/change-sentence.js";
import { subjectName } from "../shared/names.js";
import type { Drawing, Lent } from "../shared/part.js";
import { exportMenu, heading, named, twin, twinToggle } from "../shared/parts.js";
import { ruler } from "../shared/ruler.js";
import { missingText, whyNone } from "../shared/states.js";
import { TARGETS } from "../shared/todo.js";
import { fromEnd, walk, walked, type Looked } from "../shared/walk.js";
import { counsel, counselling, type Counsel } from "./actions.js";
import { renderAdvice } from "./advice.js";
import { AssignFlow, type Request } from "./assign.js";
import { asShown, changeOf, renderChange, type Change } from "./change.js";
import { renderDrivers, type By } from "./drivers.js";
import type { Kit, Told } from "./kit.js";
import { pointsOf, renderPoints, renderTotal, type Points } from "./points.js";
import { renderQuality } from "./quality.js";
import type { RiskBreakdown } from "./risk-breakdown.js";

export { lend } from "../shared/lend.js";
export { styles } from "./risk-breakdown.styles.js";

type Mode = "points" | "change";

/** Draws a breakdown. */
export class View implements Drawing {
  /** The row looked at with the arrow keys. */
  #at: Looked = null;
  #table = false;
  #allDrivers = false;
  #allAdvice = false;
  #flow: AssignFlow | null = null;
  /** Whom it is about. */
  #flowOf = "";
  #shown: Points | Change | null = null;
  #lent!: Lent;
  #drawn: Mode = "points";

  constructor(private readonly el: RiskBreakdown) {}

  /** What takes long of very many people is worked out between frames, before there is anything to read. */
  ahead(book: Book): Promise<unknown> | null {
    const ref = this.el["subjectRef"] ?? book.whole;
    // One person is there at once: whoever was shown before would stay meanwhile.
    if (ref.kind === "person") return null;
    const within = ref.kind === "client" ? null : this.el.client;
    const targets = this.el.targets ?? TARGETS;
    const name = JSON.stringify([this.#mode, ref, within, targets]);
    return onceAhead(book, name, () =>
      this.#mode === "change" ? explaining(book, ref, within) : counselling(book, ref, within, targets),
    );
  }

  render(lent: Lent): TemplateResult {
    this.#lent = lent;
    const { phase, view, language } = lent;
    if (this.#drawn !== this.#mode) this.#at = null;
    this.#drawn = this.#mode;
    const none = phase === "insufficient" || view.score === null;
    return html`<section
      part="base"
      class="surface ${phase}"
      aria-label=${named(language.words(breakdown)(`${this.#mode}Title`), view)}
    >
      ${none ? this.#insufficient(view) : this.#ready(view)}
      <span class="sr-only" role="status"></span>
    </section>`;
  }

  /** Of what only this part looks at. */
  #turn(change: () => void): void {
    change();
    this.el.requestUpdate();
  }

  get #mode(): Mode {
    return this.el.mode === "change" ? "change" : "points";
  }

  #kit(view: SubjectView): Kit {
    const book = this.#lent.book;
    const change = this.#mode === "change";
    const ref = { kind: view.kind, id: view.id };
    const within = view.kind === "client" ? null : this.el.client;
    return {
      language: this.#lent.language,
      book,
      view,
      within,
      drivers: change || view.kind === "person" ? null : driversOf(book, ref, within),
      moved: change ? movedOf(book, ref, within) : null,
      risk: riskSign(view.model),
      stale: this.#lent.phase === "stale",
      exact: book.audience !== "client",
      rowName: (id) => this.#lent.rowName(id),
      bandName: (band) => this.#lent.bandName(band),
      select: (detail) => void this.#lent.emit("risk-select", detail),
    };
  }

  #head(view: SubjectView, tools: unknown): TemplateResult {
    const t = this.#lent.language.words(breakdown);
    const when = this.#mode === "change" ? t("span", spanOf(this.#lent.language, view)) : this.#lent.dateText(view);
    return heading(
      t(`${this.#mode}Title`),
      // A department is one of a client's; a person is known by name.
      html`${[subjectName(this.#lent.language, view), ...(view.kind === "person" ? [] : view.detail), when].map((part) => html`<bdi>${part}</bdi> · `)}<bdi
          >${this.#lent.modelName(view.model)}</bdi
        >`,
      html`${tools}`,
    );
  }

  #modes(): TemplateResult {
    const t = this.#lent.language.words(breakdown);
    const tab = (mode: Mode): TemplateResult =>
      html`<button aria-pressed=${this.#mode === mode ? "true" : "false"} @click=${() => (this.el.mode = mode)}>
        ${t(mode)}
      </button>`;
    return html`<div class="segmented" role="group" aria-label=${t("modes")}>${tab("points")}${tab("change")}</div>`;
  }

  #ready(view: SubjectView): TemplateResult {
    const kit = this.#kit(view);
    const change = this.#mode === "change";
    this.#shown = change ? changeOf(kit) : pointsOf(kit);
    const advised = change ? null : counsel(kit, this.el.targets ?? TARGETS);
    const drivers = {
      by: this.el.by,
      all: this.#allDrivers,
      choose: (by: By) => (this.el.by = by),
      toggle: () => this.#turn(() => (this.#allDrivers = !this.#allDrivers)),
    };
    return html`${this.#head(view, this.#modes())}
    ${change ? this.#change(kit, this.#shown as Change | null) : this.#points(kit, this.#shown as Points)}
    ${renderDrivers(kit, change ? (this.#shown as Change | null) : null, drivers)} ${this.#advice(kit, advised)}
    ${renderQuality(kit)}
    ${
      this.#shown?.rows.length
        ? html`<div class="foot no-print">
            ${twinToggle(this.#lent.language, this.#table, () => this.#turn(() => (this.#table = !this.#table)))}${exportMenu(this.el, this.#lent.language)}
          </div>`
        : nothing
    }
    ${this.#table && this.#shown ? this.#twin(this.#shown.rows) : nothing} ${this.#lent.renderIssues()}
    ${this.#lent.phase === "stale" ? this.#lent.renderStale() : nothing}`;
  }

  #advice(kit: Kit, advised: Counsel | null): TemplateResult | typeof nothing {
    return renderAdvice(kit, advised, {
      all: this.#allAdvice,
      toggle: () => this.#turn(() => (this.#allAdvice = !this.#allAdvice)),
      assign: this.#assign,
    });
  }

  /** Offered where a source can assign, and where only the page could. */
  get #assign(): AssignFlow | null {
    const supply = this.el.provided?.supply ?? null;
    const missing = this.#lent.missing.includes("assignTraining");
    if (supply && (supply.assignTraining ? missing : !supply.whole)) return null;
    const ask = (id: string, request: Request, ids: string[]): boolean =>
      this.#lent.emit("risk-assign-training", { id, ...request, ...(ids.length > 1 ? { ids } : {}) }, true);
    const { kind, id: subject } = this.#lent.view;
    const about = JSON.stringify([kind, subject, this.el.client]);
    // What was begun for somebody else is brought to its end unseen: its panel would tell it of this one.
    if (about !== this.#flowOf) this.#flow = null;
    this.#flowOf = about;
    return (this.#flow ??= new AssignFlow({
      ask,
      supply: () => this.el.provided?.supply ?? null,
      announce: (text) => this.#lent.announce(text),
      update: () => this.el.requestUpdate(),
    }));
  }

  #points(kit: Kit, points: Points): TemplateResult {
    const { view } = kit;
    const t = this.#lent.language.words(breakdown);
    const { rows } = points;
    const missing = view.person?.missing ?? [];
    const key = `${view.model.id}.${view.band}`;
    const means = hasMessage(this.#lent.language.tag, meanings, key)
      ? t("means", {
          band: this.#lent.bandName(view.band),
          text: this.#lent.language.words(meanings)(key as "moxso.low"),
        })
      : "";
    const list = listText(
      this.#lent.language.format,
      rows.slice(0, 2).map(({ label }) => label),
    );
    const summary = t(list ? "summary" : "summaryPlain", {
      name: subjectName(this.#lent.language, view),
      score: this.#lent.language.format.number(view.published!, view.model.precision),
      band: this.#lent.bandName(view.band),
      list,
    });
    return html`<div class="sums">
      <p class="sr-only">${summary}</p>
      ${rows.length ? this.#plot(rows, renderPoints(kit, points, this.#at ?? null)) : nothing}
      ${renderTotal(kit, points)}
      ${
        missing.length
          ? html`<p class="detail">
              ${t("filledIn", {
                list: listText(
                  this.#lent.language.format,
                  missing.map((id) => this.#lent.rowName(id)),
                ),
              })}
            </p>`
          : nothing
      }
      ${means ? html`<p class="detail" part="meaning"><bdi>${means}</bdi></p>` : nothing}
    </div>`;
  }

  #change(kit: Kit, change: Change | null): TemplateResult {
    const t = this.#lent.language.words(breakdown);
    const { format } = this.#lent.language;
    const { view, moved } = kit;
    if (!change) {
      const days = this.#lent.language.words(states)("days", { n: view.window });
      return html`<div class="section" part="no-change">
        <p class="none-title">${t("noChange")}</p>
        <p class="detail">${moved ? t("noChangeText", { days }) : t("noRecordText")}</p>
      </div>`;
    }
    const { rows, start, end, decimals } = change;
    const sum = format.signed(end - start, decimals);
    // Where the published scores at both ends would contradict it, it has the digits of the rows.
    const fine = !kit.exact || digitMore([{ ...view, change: moved!.change }]);
    const sentence = changeSentence(
      this.#lent.language,
      view.model,
      fine ? asShown(moved!, change) : moved!,
      kit,
      true,
      fine ? decimals : undefined,
    );
    return html`<div class="sums">
        <p class="sr-only">
          ${t("summaryChange", { name: subjectName(this.#lent.language, view), from: format.number(start, decimals), to: format.number(end, decimals) })}
        </p>
        ${this.#plot(rows, renderChange(kit, change, this.#at ?? null))}
        <p part="sum" class="detail"><bdi>${t("sumChange", { sum })}</bdi></p>
      </div>
      <section class="section">
        <h3 class="sub-title">${t("sentence")}</h3>
        <p class="sentence" part="sentence"><bdi>${sentence}</bdi></p>
      </section>`;
  }

  /** Rows that arrow keys walk through; down is on to the next. */
  #plot(rows: readonly Told[], body: TemplateResult): TemplateResult {
    const t = this.#lent.language.words(breakdown);
    const last = rows.length - 1;
    const at = fromEnd(this.#at, last);
    return html`<div class="plot">
      ${body}${walk({
        name: t(`${this.#mode}Title`),
        points: rows.length,
        at,
        text: (i) => {
          const { label, amount, note } = rows[last - i]!;
          return t("rowText", { row: label, amount, note });
        },
        look: (event) => this.#turn(() => (this.#at = fromEnd(walked(event, at), last))),
      })}
    </div>`;
  }

  #twin(rows: readonly Told[]): TemplateResult {
    const t = this.#lent.language.words(breakdown);
    const number = (label: string): { label: string; number: true } => ({ label, number: true });
    const change = this.#shown && "start" in this.#shown ? this.#shown : null;
    const signed = (n: number): string => this.#lent.language.format.signed(n, change!.decimals);
    const notes = rows.some(({ note }) => note) ? [{ label: t("noteColumn") }] : [];
    const columns = change
      ? [number(t("newColumn")), number(t("fadingColumn")), number(t("change"))]
      : [...notes, number(t("points"))];
    return twin({
      caption: t(`${this.#mode}Title`),
      columns: [{ label: t("row") }, ...columns],
      rows: rows.map(({ label, note, amount, parts }) => [
        label,
        ...(parts?.map(signed) ?? notes.map(() => note)),
        amount,
      ]),
    });
  }

  #insufficient(view: SubjectView): TemplateResult {
    const { model } = view;
    const { title, why } = whyNone(this.#lent.language, view);
    const missing = missingText(this.#lent.language, view);
    return html`${this.#head(view, nothing)}
      <div class="section">
        <p class="none-title">${title}</p>
        <p class="detail">${why}</p>
        <div class="none-ruler" aria-hidden="true">
          ${ruler({
            bands: view.bands,
            direction: model.direction,
            scale: model.scale,
            band: null,
            score: null,
            size: "row",
            rtl: this.#lent.language.rtl,
          })}
        </div>
        ${missing && html`<p class="detail">${missing}</p>`}
      </div>
      ${this.#lent.renderIssues()}`;
  }

  exportTable({ view, book, phase }: Lent): ExportTable | null {
    if (!this.#shown || (phase !== "ready" && phase !== "stale")) return null;
    const change = this.#mode === "change";
    // The client audience is told what is shown, not what it was rounded from.
    const exact = book.audience !== "client";
    const { rows } = this.#shown;
    return {
      name: change ? "change" : "breakdown",
      model: view.model.id,
      asOf: view.asOf,
      columns: ["kind", "id", "row", "label", ...(change ? ["new", "fading"] : []), "points"],
      rows:
        rows.length || change
          ? rows.map(({ id, label, points, exact: whole = [], parts = [] }) => [
              view.kind,
              view.id,
              id,
              label,
              ...(exact ? whole : parts),
              points,
            ])
          : // A service may send a score without what it is made of.
            [[view.kind, view.id, "score", this.#lent.language.words(breakdown)("score"), view.score]],
    };
  }
}
