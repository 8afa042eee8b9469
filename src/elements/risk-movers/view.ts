import { html, nothing, svg, type TemplateResult } from "lit";
import { dumbbell, place } from "../../charts/dumbbell.js";
import { plain } from "../../data/names.js";
import type { SubjectView } from "../../data/types.js";
import { changeDigits, publish } from "../../engine/rules.js";
import { DAY } from "../../engine/time.js";
import type { Model } from "../../engine/types.js";
import { compare } from "../../strings/en/compare.js";
import { states } from "../../strings/en/states.js";
import { movers } from "../../strings/en/movers.js";
import { prose } from "../../strings/phrases.js";
import type { ExportTable } from "../export.js";
import { digitMore, endsText } from "../shared/amounts.js";
import { changeText } from "../shared/change-text.js";
import { delta, hue } from "../shared/marks.js";
import { subjectName } from "../shared/names.js";
import { Painter } from "../shared/painter.js";
import { exportMenu, heading, twin, twinToggle } from "../shared/parts.js";
import { SIDES, type MoversList, type RiskMovers } from "./risk-movers.js";

export { lend } from "../shared/lend.js";
export { styles } from "./risk-movers.styles.js";

/** Draws who moved most. */
export class View extends Painter<RiskMovers> {
  #twinned = false;

  protected override label(): string {
    return this.language.words(movers)(this.book.audience === "client" ? "titleGroups" : "title");
  }

  /** Where nothing moved that way. */
  get #nobody(): string {
    return this.language.words(movers)(this.el.shown === "people" ? "nobody" : "noGroup");
  }

  protected override content(): TemplateResult {
    const m = this.language.words(movers);
    const t = this.language.words(states);
    const { asOf, window } = this.book;
    const { format } = this.language;
    const from = asOf - window * DAY;
    // The year where a month and a day could be taken for another's.
    const short = window < 300 ? ({ day: "numeric", month: "short" } as const) : undefined;
    const lead = m("lead", {
      from: format.date(from, short),
      to: format.date(asOf, short),
      days: t("days", { n: window }),
    });
    const one = (view: SubjectView | undefined): string =>
      view ? m("summaryOne", { name: this.#name(view), change: changeText(format, view) }) : this.#nobody;
    const { lists } = this.el;
    const summary = lists.map((list) => {
      const text = m("summary", { worse: one(list.worsening[0]), better: one(list.improving[0]) });
      return this.#mixed ? `${this.lent.modelName(list.model)}: ${text}` : text;
    });
    const moved = this.#all().length > 0;
    const subject = this.el["subjectRef"] && this.view;
    return html`${heading(
        this.label(),
        html`${subject ? [subject.name, ...subject.detail].map((part) => html`<bdi>${part}</bdi> · `) : nothing}<bdi
            >${lead}</bdi
          >`,
        moved
          ? html`${twinToggle(this.language, this.#twinned, () => this.turn(() => (this.#twinned = !this.#twinned)))}${exportMenu(this.el, this.language)}`
          : nothing,
      )}
      <div class="body" role="group" aria-label=${this.label()}>
        ${moved ? html`<p class="sr-only">${prose(summary)}</p>` : nothing}
        ${
          !moved
            ? html`<p class="state" part="empty">
                ${this.view.withheld ? t("withheld") : this.phase === "insufficient" ? t("notEnough") : m("none")}
              </p>`
            : this.#twinned
              ? this.#twin()
              : lists.map((list) => SIDES.map((side) => this.#side(list, side)))
        }
        ${this.#mixed ? html`<p class="detail mixed">${this.language.words(compare)("mixed")}</p>` : nothing}
      </div>
      ${this.lent.renderIssues()} ${this.phase === "stale" ? this.lent.renderStale() : nothing}`;
  }

  /** Where a band begins, as on a ruler: whole numbers without decimals. */
  #lines({ bands, scale, precision }: Model): Array<{ x: number; text: string }> {
    return bands
      .filter(({ from }) => from > scale[0] && from < scale[1])
      .map(({ from }) => ({
        x: place(from, scale, this.language.rtl),
        text: this.language.format.place(from, precision),
      }));
  }

  #side(list: MoversList, side: (typeof SIDES)[number]): TemplateResult | typeof nothing {
    const rows = list[side];
    const m = this.language.words(movers);
    const lines = this.#lines(list.model);
    if (side === "stable" && !rows.length) return nothing;
    return html`<div part="side" class="side">
      <div class="row top">
        <h3 class="sub-title">${m(side)}${this.#which(list.model)}</h3>
        ${rows.length ? html`<svg class="plot-row" height="16" aria-hidden="true">${lines.map(({ x, text }) => svg`<text x="${x}%" y="1em" text-anchor="middle" direction="ltr">${text}</text>`)}</svg>` : nothing}
      </div>
      ${
        rows.length
          ? html`<ul role="list">
              ${rows.map((view) => this.#row(view, side, lines))}
            </ul>`
          : html`<p class="detail">${this.#nobody}</p>`
      }
    </div>`;
  }

  #row(view: SubjectView, side: (typeof SIDES)[number], lines: ReadonlyArray<{ x: number }>): TemplateResult {
    const m = this.language.words(movers);
    const { format } = this.language;
    // A digit more than a change that has more than scores have.
    const finer = changeDigits(view.model, view) - view.model.precision;
    const more = finer ? finer + 1 : digitMore([view]);
    const then = publish(view.model, view.score! - view.change!);
    const now = view.published!;
    const g = dumbbell({ scale: view.model.scale, then, now, rtl: this.language.rtl });
    return html`<li part="row" class="row">
      <span class="who"> ${this.#button(view, "name", "two-lines")} ${this.#where(view)} </span>
      <svg
        part="plot"
        class="plot-row ${hue(view.bands, view.model.direction, view.band)}"
        height="40"
        aria-hidden="true"
      >
        ${lines.map(({ x }) => svg`<line class="grid" x1="${x}%" x2="${x}%" y2="100%" />`)}
        ${g.bar ? svg`<line class="way" x1="${g.then}%" x2="${g.now}%" y1="50%" y2="50%" />` : nothing}
        <circle class="ring" cx="${g.then}%" cy="50%" r="4" />
        <circle class="dot" cx="${g.now}%" cy="50%" r="5" />
      </svg>
      <span class="sr-only">${m("row", { ...endsText(format, view, more), band: this.bandName(view.band) })}</span>
      <span class="change">${delta({ change: changeText(format, view), trend: side })}</span>
    </li>`;
  }

  #name(view: Pick<SubjectView, "kind" | "name">): string {
    return subjectName(this.language, view);
  }

  #where(view: SubjectView): TemplateResult {
    const t = this.language.words(states);
    const { kind, client, department, people } = view;
    // What all have in common is in the line under the title.
    if (kind === "person" && client && this.el.client === null && this.book.clientIds[1])
      return this.#button({ kind: "client", ...client }, "detail one-line");
    const text =
      kind !== "person"
        ? people !== null && t("people", { n: people })
        : this.el.department === null && plain(department);
    return html`<span class="detail one-line" title=${text || ""} dir="auto">${text || ""}</span>`;
  }

  /** A name, which says who was pressed. */
  #button(view: Pick<SubjectView, "kind" | "id" | "name">, look: string, lines = ""): TemplateResult {
    const { kind, id } = view;
    const name = this.#name(view);
    return html`<button
      class="link ${look}"
      title=${name}
      dir="auto"
      @click=${() => this.lent.emit("risk-select", { kind, id })}
    >
      <span class=${lines}>${name}</span>
    </button>`;
  }

  #twin(): TemplateResult {
    const m = this.language.words(movers);
    const all = this.#all();
    const more = digitMore(all);
    return twin({
      caption: this.label(),
      columns: [
        { label: m("name") },
        { label: m("from"), number: true },
        { label: m("to"), number: true },
        { label: m("band"), short: true },
        { label: m("change"), number: true },
      ],
      rows: all.map((view) => {
        const { from, to, change } = endsText(this.language.format, view, more);
        return [html`${this.#button(view, "")}${this.#which(view.model)}`, from, to, this.bandName(view.band), change];
      }),
    });
  }

  /** Whether there is a list for each of several models. */
  get #mixed(): boolean {
    return this.el.lists.length > 1;
  }

  #which(model: Model): TemplateResult | typeof nothing {
    return this.#mixed ? html` <span class="which">${this.lent.modelName(model)}</span>` : nothing;
  }

  #all(): SubjectView[] {
    return this.el.lists.flatMap((list) => SIDES.flatMap((side) => list[side]));
  }

  protected override table(): ExportTable {
    const { book } = this;
    const { lists } = this.el;
    const mixed = this.#mixed;
    return {
      name: "movers",
      model: mixed ? "" : (lists[0]?.model ?? book.model).id,
      asOf: book.asOf,
      columns: [
        "kind",
        "id",
        "name",
        "client",
        ...(mixed ? ["row_model"] : []),
        "from",
        "to",
        "band",
        "change",
        "trend",
      ],
      rows: this.#all().map((view) => [
        view.kind,
        view.id,
        this.#name(view),
        view.client?.name,
        ...(mixed ? [view.model.id] : []),
        publish(view.model, view.score! - view.change!),
        view.published,
        view.band,
        view.change,
        view.trend,
      ]),
    };
  }
}
