import { html, nothing, type TemplateResult } from "lit";
import { fit } from "../../charts/fit.js";
import { recordOf } from "../../data/lists.js";
import type { SubjectView } from "../../data/types.js";
import { publish, riskSign, sum } from "../../engine/rules.js";
import type { PersonScore } from "../../engine/types.js";
import { advice as adviceStrings } from "../../strings/en/advice.js";
import { whatIf } from "../../strings/en/what-if.js";
import { listText, prose } from "../../strings/phrases.js";
import type { ExportTable } from "../export.js";
import { endsOf } from "../shared/amounts.js";
import { steps } from "../shared/marks.js";
import type { Drawing, Lent } from "../shared/part.js";
import { exportMenu, heading, named, option, twin, twinToggle } from "../shared/parts.js";
import { byRisk, signedRows } from "../shared/rows.js";
import { ruler } from "../shared/ruler.js";
import { TARGETS, targetOf, todoName } from "../shared/todo.js";
import { renderControls, type Set } from "./controls.js";
import { empty, read, withActions, write, type Draft } from "./draft.js";
import type { RiskWhatIf } from "./risk-what-if.js";
import { Scene, type Outcome } from "./scene.js";

export { lend } from "../shared/lend.js";
export { styles } from "./risk-what-if.styles.js";

const WAIT_BEFORE_SAYING = 600;

/** Draws a what-if. */
export class View implements Drawing {
  #lent!: Lent;
  #table = false;
  #copied = false;
  #scene: Scene | null = null;
  #then: Outcome | null = null;
  #saying: ReturnType<typeof setTimeout> | undefined;

  get #draft(): Draft {
    return read(this.el.changes);
  }

  readonly #set: Set = (part) => {
    // Also what changes nothing is drawn: its box says what counts again.
    this.#turn(() => (this.#copied = false));
    this.el.changes = write({ ...this.#draft, ...part });
  };

  /** Tells the page and the reader, once what is told is on screen. */
  tell(): void {
    const person = this.#then?.person;
    if (!person) return;
    const { el } = this;
    this.#lent.emit("risk-what-if", {
      id: this.#lent.view.id,
      changes: el.changes,
      score: person.published,
      band: person.band,
    });
    if (el.link) {
      const hash = new URLSearchParams(location.hash.slice(1));
      if (el.changes) hash.set(el.link, el.changes);
      else hash.delete(el.link);
      history.replaceState(history.state, "", `#${hash}`);
    }
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => this.#lent.announce(this.#said(person)), WAIT_BEFORE_SAYING);
  }

  #said(then: PersonScore): string {
    const t = this.#lent.language.words(whatIf);
    if (then.published === null) return t("saidNone");
    const now = this.#scene!.now.person.published;
    const [score, band] = [this.#number(then.published), this.#lent.bandName(then.band)];
    // Against no score there is nothing to say.
    if (now === null) return listText(this.#lent.language.format, [score, band]);
    return t("said", { score, band, change: this.#signed(then.published - now) });
  }

  #number(value: number): string {
    return this.#lent.language.format.number(value, this.#lent.view.model.precision);
  }

  #signed(value: number): string {
    return this.#lent.language.format.signed(value, this.#lent.view.model.precision);
  }

  constructor(private readonly el: RiskWhatIf) {}

  /** Says nothing more: the element left the page. */
  stop(): void {
    clearTimeout(this.#saying);
  }

  render(lent: Lent): TemplateResult {
    this.#lent = lent;
    const { view, phase, language } = lent;
    const record = recordOf(lent.book, view);
    const targets = this.el.targets ?? TARGETS;
    if (!record) this.#scene = null;
    else if (this.#scene?.view !== view || this.#scene.targets !== targets)
      this.#scene = new Scene(view, record, lent.book.evidence(record.client), targets);
    this.#then = this.#scene ? this.#scene.at(this.#draft) : null;
    return html`<section
      part="base"
      class="surface ${phase}"
      aria-label=${named(language.words(whatIf)("title"), view)}
    >
      ${this.#ready(view)}
      <span class="sr-only" role="status"></span>
    </section>`;
  }

  #turn(change: () => void): void {
    change();
    this.el.requestUpdate();
  }

  #ready(view: SubjectView): TemplateResult {
    const t = this.#lent.language.words(whatIf);
    const scene = this.#scene;
    const foot = (): TemplateResult =>
      html`<div class="foot no-print">
        <button class="button" part="reset" ?disabled=${!this.el.changes} @click=${() => this.el.reset()}>
          ${t("reset")}
        </button>
        ${this.el.link ? html`<button class="button" @click=${() => void this.#copy()}>${t(this.#copied ? "copied" : "copy")}</button>` : nothing}
        ${twinToggle(this.#lent.language, this.#table, () => this.#turn(() => (this.#table = !this.#table)))}${exportMenu(this.el, this.#lent.language)}
      </div>`;
    return html`${heading(
      t("title"),
      html`<bdi>${view.kind === "person" ? this.#name(view) : view.name}</bdi> · ${this.#lent.dateText(view)} ·
        <bdi>${this.#lent.modelName(view.model)}</bdi> <br />${t("lead")}`,
      this.#chooser(view),
    )}
    ${
      scene && this.#then
        ? html`<div class="body">
              <div class="controls" part="controls">${this.#controls(scene)}</div>
              ${this.#result(scene, this.#then)}
            </div>
            ${foot()} ${this.#table ? this.#twin(scene, this.#then) : nothing}`
        : html`<div class="section ruled"><p class="detail">${t("noRecord")}</p></div>`
    }
    ${this.#lent.renderIssues()} ${this.#lent.phase === "stale" ? this.#lent.renderStale() : nothing}`;
  }

  #name({ id, name }: SubjectView): TemplateResult {
    return html`<button class="link" @click=${() => this.#lent.emit("risk-select", { kind: "person", id })}>
      ${name}
    </button>`;
  }

  /** Where the page names no person. */
  #chooser(view: SubjectView): TemplateResult | typeof nothing {
    const { el } = this;
    if (el.people.length < 2) return nothing;
    // By place: an id is often an address, and may be one that is hidden.
    const choose = (e: Event): void =>
      this.#turn(() => (el.chosen = el.whose(el.people[(e.target as HTMLSelectElement).selectedIndex]!)));
    return html`<select
      class="select"
      part="person"
      aria-label=${this.#lent.language.words(whatIf)("person")}
      @change=${choose}
    >
      ${el.people.map((one, i) => option(i, one === view, one.name))}
    </select>`;
  }

  #controls({ offers }: Scene): TemplateResult {
    return renderControls(offers, this.#draft, this.#set, {
      language: this.#lent.language,
      rowName: (id) => this.#lent.rowName(id),
      todoName: (todo) => todoName(this.#lent.language, (id) => this.#lent.rowName(id), todo),
    });
  }

  #stand(name: string, score: PersonScore, which: "now" | "then"): TemplateResult {
    const { model, bands } = this.#lent.view;
    const { band, published } = score;
    const mark = { bands, direction: model.direction, band };
    const { rtl } = this.#lent.language;
    return html`<div class=${which}>
      <span class="stand-name">${name}</span>
      <span class="stand-score num">${published === null ? "–" : this.#number(published)}</span>
      <span class="band">${steps(mark)}${this.#lent.bandName(band)}</span>
      <span class="row-ruler" aria-hidden="true"
        >${ruler({ ...mark, scale: model.scale, score: published, stale: which === "then" && this.el.changes !== "", size: "row", rtl })}</span
      >
    </div>`;
  }

  #result(scene: Scene, then: Outcome): TemplateResult {
    const t = this.#lent.language.words(whatIf);
    const now = scene.now.person;
    const { person } = then;
    const rows = this.#rows(scene, person);
    const risk = riskSign(scene.model);
    return html`<div class="stands" part="score">
        ${this.#stand(t("now"), now, "now")}${this.#stand(t("then"), person, "then")}
      </div>
      <div class="result" part="result">
        ${this.#rollUp(scene, then)}
        ${
          person.score !== null
            ? html`<h3 class="sub-title rows-title">${t("rows")}</h3>
                ${signedRows(rows, { rtl: this.#lent.language.rtl, less: "", more: "", risk, amount: "" })}
                <div class="sum-row total" part="total">
                  <span class="row-name">${t("score")}</span
                  ><span class="row-amount num"
                    ><span>${this.#exactly(person.score, this.#decimals(person))}</span></span
                  >
                </div>`
            : nothing
        }
        ${this.#next(scene)}
      </div>`;
  }

  /** As many digits as agree with both published scores. */
  #decimals(then: PersonScore): number {
    const { model } = this.#lent.view;
    const ends = [this.#scene!.now.person, then].filter(({ score }) => score !== null);
    return ends.length ? endsOf(model, ends, true).decimals : model.precision;
  }

  #exactly(score: number, decimals: number): string {
    return this.#lent.language.format.number(publish({ precision: decimals }, score), decimals);
  }

  /** The rows then, each with what it is now: both add up to their score as it is shown, with as many digits. */
  #rows(scene: Scene, then: PersonScore) {
    const { view, language } = this.#lent;
    const t = language.words(whatIf);
    const risk = riskSign(view.model);
    if (then.score === null) return [];
    const now = scene.now.person;
    const of = ({ contributions }: PersonScore, id: string): number =>
      contributions.find((row) => row.id === id)?.points ?? 0;
    // Also what is no row any more, or was none.
    const ids = new Set([...then.contributions, ...now.contributions].map(({ id }) => id));
    const list = [...ids].map((id) => ({ id, points: of(then, id) })).sort(byRisk(risk));
    const before = list.map(({ id }) => of(now, id));
    const decimals = this.#decimals(then);
    const shown = (n: number): number => publish({ precision: decimals }, n);
    const start = shown(now.score ?? sum(before));
    const shownBefore = fit(before, start, decimals);
    // What was added is fitted, not what came of it: a row that stays as it is reads as it did.
    const added = fit(
      list.map(({ points }, place) => points - before[place]!),
      shown(then.score) - start,
      decimals,
    );
    return list.map(({ id, points }, i) => {
      const was = shownBefore[i]!;
      const more = added[i]!;
      const amount = language.format.signed(was + more, decimals);
      return {
        id,
        was: before[i]!,
        points,
        // Nothing in the number is nothing in the plot.
        bare: Math.abs(was + more) < 0.5 / 10 ** decimals,
        label: this.#lent.rowName(id),
        note: more === 0 ? t("same") : t("was", { n: language.format.signed(was, decimals) }),
        amount,
        told: [language.format.signed(was, decimals), amount, language.format.signed(more, decimals)],
      };
    });
  }

  #rollUp(scene: Scene, { rollUp: after }: Outcome): TemplateResult | typeof nothing {
    const { view } = this.#lent;
    const before = scene.now.rollUp;
    const { client } = view;
    if (!client?.id || !before || !after || before.published === null || after.published === null) return nothing;
    const { language } = this.#lent;
    const { precision } = scene.model;
    // One person moves a client by little: what its published scores do not show takes two digits more.
    const whole = after.published - before.published;
    const [moved, decimals] = whole ? [whole, precision] : [after.score! - before.score!, precision + 2];
    const same = Math.abs(moved) < 0.5 / 10 ** decimals;
    const mark = { bands: view.bands, direction: view.model.direction, band: after.band };
    return html`<p class="roll" part="roll-up">
      <span
        ><button
          class="link"
          dir="auto"
          title=${language.words(whatIf)("rollUp", { client: client.name })}
          @click=${() => this.#lent.emit("risk-select", { kind: "client", id: client.id })}
        >
          ${client.name}
        </button></span
      ><span
        ><b class="num"
          >${[this.#number(before.published), language.rtl ? "←" : "→", this.#number(after.published)].join(" ")}</b
        >
        <span class="band">${steps(mark)}${this.#lent.bandName(after.band)}</span>
        <span class="num"
          >(${same ? language.words(whatIf)("same") : language.format.signed(moved, decimals)})</span
        ></span
      >
    </p>`;
  }

  /** The fewest actions that reach the next band, to be tried. */
  #next(scene: Scene): TemplateResult | typeof nothing {
    const { fewest, together, byTime } = scene.advice;
    const a = this.#lent.language.words(adviceStrings);
    const { format } = this.#lent.language;
    if (!fewest || !together) return nothing;
    const names = fewest.map(({ id, ref, changes }) =>
      todoName(this.#lent.language, (row) => this.#lent.rowName(row), { id, ref, target: targetOf(changes) }),
    );
    const text = a("fewest", {
      n: fewest.length,
      band: this.#lent.bandName(together.band),
      list: listText(format, names),
    });
    // Of the record as it is, whatever the reader tries beside it.
    return html`<div class="next">
      <h3 class="sub-title">${this.#lent.language.words(whatIf)("now")}</h3>
      <p class="detail">${prose([text, byTime === null ? a("never") : ""])}</p>
      <button class="button small no-print" part="apply" @click=${() => this.#set(withActions(empty(), fewest))}>
        ${this.#lent.language.words(whatIf)("apply")}
      </button>
    </div>`;
  }

  async #copy(): Promise<void> {
    const url = new URL(location.href);
    const hash = new URLSearchParams(url.hash.slice(1));
    hash.set(this.el.link!, this.el.changes);
    url.hash = hash.toString();
    // Refused in some frames: then the link is still in the address bar.
    await navigator.clipboard?.writeText(url.href).then(
      () => this.#turn(() => (this.#copied = true)),
      () => undefined,
    );
  }

  #twin(scene: Scene, { person }: Outcome): TemplateResult {
    const t = this.#lent.language.words(whatIf);
    const decimals = this.#decimals(person);
    const number = (label: string): { label: string; number: true } => ({ label, number: true });
    const cell = (n: number | null): string => (n === null ? "–" : this.#exactly(n, decimals));
    // What stands in a row adds up as it is shown.
    const shown = (n: number): number => publish({ precision: decimals }, n);
    const now = scene.now.person.score;
    return twin({
      caption: t("title"),
      columns: [{ label: t("row") }, number(t("now")), number(t("then")), number(t("change"))],
      rows: [
        ...this.#rows(scene, person).map(({ label, told }) => [label, ...told]),
        [
          t("score"),
          cell(now),
          cell(person.score),
          now === null || person.score === null
            ? "–"
            : this.#lent.language.format.signed(shown(person.score) - shown(now), decimals),
        ],
      ],
    });
  }

  exportTable({ view }: Lent): ExportTable | null {
    const scene = this.#scene;
    const then = this.#then?.person;
    if (!scene || !then) return null;
    const now = scene.now.person;
    const rows = this.#rows(scene, then).map(({ id, label, was, points }) => [
      view.id,
      id,
      label,
      was,
      points,
      points - was,
    ]);
    const change = now.score === null || then.score === null ? null : then.score - now.score;
    rows.push([
      view.id,
      "score",
      this.#lent.language.words(whatIf)("score"),
      now.score,
      then.score,
      change,
    ] as (typeof rows)[number]);
    return {
      name: "what-if",
      model: view.model.id,
      asOf: view.asOf,
      columns: ["id", "row", "label", "now", "then", "difference"],
      rows,
    };
  }
}
