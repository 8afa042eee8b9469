import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { isServer } from "../../controllers/server.js";
import { series, seriesInSlices } from "../../data/lines.js";
import { plain } from "../../data/names.js";
import { readySupplied } from "../../data/parts.js";
import { DAY } from "../../engine/time.js";
import { kept } from "../../data/kept.js";
import type { Query, SeriesPoint, Snapshot, SubjectView } from "../../data/types.js";
import { card } from "../../strings/en/card.js";
import { common } from "../../strings/en/common.js";
import { waiting } from "../../strings/en/waiting.js";
import type { ExportTable } from "../export.js";
import { changeText } from "../shared/change-text.js";
import { bandName, dateText, subjectName } from "../shared/names.js";
import { byRisk, delta, hue, ruler, sparkline, steps } from "../shared/marks.js";
import { Part } from "../shared/part.js";
import { pointed, walk, walked, type Looked } from "../shared/walk.js";
import { apart, whole } from "../shared/whole.js";
import { worded } from "../shared/worded.js";
import { RiskElement } from "../risk-element.js";
import { styles } from "./risk-score-card.styles.js";
import { alike, shared, type Shown } from "./same.js";
import { CARD, COMPACT, FOOTER } from "./skeleton.js";

/** Points of the line of scores: one a day would cost a client of thousands more than it shows. */
const POINTS = 30;
/** The line of more people than this is worked out between frames, by a part of its own. */
const AT_ONCE = 500;
const many = new Part(() => import("./many.js"));
/** A book that opens once what reads numbers that came as such, as those a page wrote itself, is there. */
const WRITTEN: Snapshot = { status: "ready", at: null, book: { supplied: { score: null }, clients: [] } };

const [terms, spans, labels] = [shared(), shared(), shared()];

/** Em. */
const NARROW = 15;
/** One observer for all cards of a window, while there are any: another window's tells before this one is laid out. */
const widths = new WeakMap<Window, ResizeObserver>();
let cards = 0;

/**
 * @summary One score: number, band, ruler, change over the window, sparkline, coverage, last updated.
 *
 * Also plain, without any data: `<risk-score-card score="67" model="moxso" label="Ada Park">`.
 *
 * @fires {RiskEvent<"risk-select">} risk-select - The name was pressed (with `selectable`). Detail: `{ kind, id }`.
 * @fires {RiskEvent<"risk-band-change">} risk-band-change - An update of the data moved the subject to another band; not a change of model, date or settings, nor another source, client or sign-in. Detail: `{ id, from, to, score }`.
 * @fires {RiskEvent<"risk-training-due">} risk-training-due - Such an update raised a person into one of the two riskiest bands, and the tenant's `auto_trigger_training` is not false. Detail: `{ id, score }`.
 * @cssstate narrow - Narrower than 15 em: number, ruler and inset take less.
 * @csspart base - The card.
 * @csspart name - The subject's name.
 * @csspart detail - The line under the name.
 * @csspart score - The number.
 * @csspart band - The band's word with its steps.
 * @csspart change - The change over the window.
 * @csspart ruler - The ruler.
 * @csspart sparkline - The line of the window's scores.
 * @csspart footer - Coverage and time.
 */
export class RiskScoreCard extends RiskElement {
  static override styles = styles;

  /** `card`, `compact` (one line and a ruler) or `badge` (a pill for running text). */
  // Not `useDefault`, with which each card would keep a map.
  @property({ reflect: true, converter: { toAttribute: (variant) => (variant === "card" ? null : variant) } })
  variant: "card" | "compact" | "badge" = "card";
  /** Plain form: the score itself, on the model's scale, shown as it stands. */
  @property() score: string | number | null = null;
  /** Plain form: the name; else the name shown instead of the data's. */
  @property() label: string | null = null;
  /** Plain form: the change over the window, in score units. */
  // An empty attribute is no change, not one of 0.
  @property({ type: Number, converter: (text) => (text ? Number(text) : null) }) change: number | null = null;
  /** The name becomes a button that fires `risk-select`. */
  @property({ type: Boolean }) selectable = false;
  /** A badge without the band's word, which then is in the accessible name only. */
  @property({ type: Boolean }) short = false;

  /** The point of the line that is looked at. */
  @state() private at: Looked = null;
  #shown: Shown | null = null;

  #internals: ElementInternals | undefined;
  #width: ResizeObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (isServer) return;
    const view = this.ownerDocument.defaultView ?? window;
    const measure = (entries: ResizeObserverEntry[]): void => {
      for (const { target, contentRect } of entries) (target as RiskScoreCard).#measure(contentRect.width);
    };
    // Documents without a layout, as those of unit tests, have none.
    if ("ResizeObserver" in view) this.#width = kept(widths, view, () => new view.ResizeObserver(measure));
    // With the frame: where cards come while sizes are told, a size that is asked for at once is an error on the page.
    if (this.#width) view.requestAnimationFrame(() => this.isConnected && this.#width!.observe(this));
    cards++;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#width?.unobserve(this);
    if (!--cards) this.#width?.disconnect();
  }

  /** Once it is so narrow that it looks otherwise, rules by its own width hold for it. @param width px */
  #measure(width: number): void {
    // Without a width it is not shown.
    if (!width || width > NARROW * parseFloat(getComputedStyle(this).fontSize)) return;
    this.#width!.unobserve(this);
    try {
      (this.#internals ??= this.attachInternals()).states.add("narrow");
    } catch {
      // Where a subclass has them, or a browser has no states, it is drawn as a wider one is.
    }
  }

  override willUpdate(changed: PropertyValues): void {
    // A page that patches itself takes attributes away that it never wrote.
    this.variant ||= "card";
    this.label = worded(this.label) || null;
    this.score ??= null;
    super.willUpdate(changed);
  }

  protected override snapshot(): Snapshot {
    return this.score === null ? super.snapshot() : (readySupplied()?.written(this) ?? WRITTEN);
  }

  /** The line over all clients comes with their list; of one person or client it would be a second request for each card. */
  override query(): Query {
    const query = super.query();
    return query.kind === "book" && this.variant === "card" ? { ...query, needs: ["history"] } : query;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    // From no score into a band is no move between bands.
    if (this.phase === "insufficient") this.#shown = null;
    if (this.phase !== "ready") return;
    // What is ready has a score.
    const { viewOptions } = this;
    const view = this.view!;
    const { kind, id, model, bands } = view;
    const [band, published] = [view.band!, view.published!];
    // The date on screen, where the page asks for one: of very many people that may be an earlier one for a while.
    const { asOf, tenant: settings, audience, redact } = viewOptions;
    const under = [this.source.origin, model.id, asOf && view.asOf, settings, audience, redact];
    const now = { view, under: terms(JSON.stringify(under)) };
    const before = this.#shown;
    this.#shown = now;
    if (!before || !alike(before, now) || before.view.band === band) return;
    const from = before.view.band!;
    this.emit("risk-band-change", { id, from, to: band, score: published });
    const words = { name: this.#name(view), score: this.#number(view), band: bandName(this.language, band) };
    const said = this.language.words(card)("changed", words);
    // What cannot be loaded goes unsaid: it is on screen.
    import("./saying.js").then(
      ({ sayInTurn }) =>
        sayInTurn(this, {
          text: said,
          holds: () => this.phase === "ready" && !!this.#shown && alike(this.#shown, now),
          say: (text) => this.announce(text),
        }),
      () => undefined,
    );
    // By risk, whichever end of the scale it is at.
    const ids = byRisk(bands, model.direction).map((b) => b.id);
    const rank = ids.indexOf(band);
    const due = rank >= ids.length - 2 && rank > ids.indexOf(from);
    const book = this.book!;
    const tenant = book.tenant(book.clientIds.indexOf(view.client?.id ?? ""));
    if (due && kind === "person" && tenant.auto_trigger_training !== false) {
      this.emit("risk-training-due", { id, score: published });
    }
  }

  #name(view: SubjectView): string {
    return this.label === null ? subjectName(this.language, view) : plain(this.label);
  }

  #number(view: SubjectView): string {
    return view.published === null ? "" : this.language.format.number(view.published, view.model.precision);
  }

  protected override render(): TemplateResult {
    const { view, phase, variant } = this;
    const shown = view && (phase === "ready" || phase === "stale" || (phase === "insufficient" && this.states));
    return whole(
      html`<div part="base" class="surface ${variant} ${this.score === null ? phase : `${phase} plain`}">
        ${variant === "badge" ? this.#badge(shown ? view : null) : shown ? (variant === "compact" ? this.#compact(view) : this.#card(view)) : this.#other()}<span
          class="sr-only"
          role="status"
        ></span>
      </div>`,
    );
  }

  /** The states without a subject: boxes of the card's size. */
  #other(): TemplateResult {
    const name =
      this.phase !== "loading" && this.label ? html`<p part="name" class="name">${plain(this.label)}</p>` : nothing;
    return html`${name}${this.renderState(this.variant === "card" ? CARD : COMPACT)}${
      this.phase === "loading" && this.variant === "card" && this.score === null
        ? html`<div class="footer">${FOOTER}</div>`
        : nothing
    }`;
  }

  /** What runs its own way is the text: a button of another direction than the page would stand at the other edge. */
  #title(view: SubjectView): TemplateResult {
    const name = this.#name(view);
    return this.selectable
      ? html`<p part="name" class="name">
          <button class="link" dir="auto" @click=${this.#select}><span>${name}</span></button>
        </p>`
      : html`<p part="name" class="name" dir="auto">${name}</p>`;
  }

  #detail({ kind, people, small, detail }: SubjectView): string {
    const t = this.language.words(common);
    const parts = [...detail];
    if (kind !== "person" && kind !== "book") parts.unshift(this.language.words(card)(kind));
    if (people !== null) parts.push(t("people", { n: people }));
    if (small) parts.push(t("smallGroup"));
    return parts.join(" · ");
  }

  #delta(view: SubjectView, worded: boolean): TemplateResult | typeof nothing {
    const { trend, change } = view;
    if (trend === null || change === null) return nothing;
    const word = worded ? this.language.words(common)(`trend.${trend}`) : undefined;
    return delta({ change: changeText(this.language.format, view), trend, word });
  }

  /** The whole card in words. */
  #summary(view: SubjectView): string {
    const c = this.language.words(card);
    const t = this.language.words(common);
    const { format } = this.language;
    const { model, trend, published } = view;
    const name = this.#name(view);
    if (published === null) return c("summaryNone", { name });
    const max = format.place(model.scale[1], model.precision);
    const text = [c("summary", { name, score: this.#number(view), max, band: bandName(this.language, view.band) })];
    if (view.change !== null && trend) {
      const change = changeText(format, view);
      text.push(c("summaryChange", { change, days: t("days", { n: view.window }), trend: t(`trend.${trend}`) }));
    }
    // Joined, texts are kept whole: added up, a browser keeps each of their pieces, for each card of a page.
    return text.join(" ");
  }

  /** What says why there is no score. Only where that is needed: asking for it loads it. */
  #none(view: SubjectView): RiskElement["states"] {
    return view.published === null ? this.states : undefined;
  }

  #ruler(view: SubjectView, size: "full" | "row"): TemplateResult {
    const { bands, model, published, band } = view;
    const { format, rtl } = this.language;
    const { scale, direction, precision } = model;
    return ruler(
      {
        bands,
        scale,
        direction,
        score: published,
        band,
        stale: this.phase === "stale",
        size,
        rtl,
        label: (n) => format.place(n, precision),
        riskier: (n) => this.language.words(common)("riskier", { n }),
      },
      this.#none(view)?.hollow,
    );
  }

  #band({ bands, model, band }: SubjectView, word = bandName(this.language, band)): TemplateResult {
    return html`<span part="band" class="band">${steps({ bands, direction: model.direction, band })}${word}</span>`;
  }

  #card(view: SubjectView): TemplateResult {
    const { language } = this;
    const none = this.#none(view);
    const detail = this.#detail(view);
    const stale = this.phase === "stale" ? this.states : undefined;
    return html`<div class="head">
        <div class="titles">
          <slot name="heading">${this.#title(view)}</slot>
          <p part="detail" class="detail" dir="auto" title=${detail}>${detail}</p>
        </div>
        <slot name="actions"></slot>
      </div>
      <p class="sr-only">${this.#summary(view)}</p>
      ${
        none
          ? none.noScore(language, view, (title) => this.#band(view, title))
          : html`<div class="figure" aria-hidden="true">
              <span part="score" class="score num">${this.#number(view)}</span>
              <span class="beside"
                >${this.#band(view)}<span part="change" class="change">${this.#delta(view, true)}</span></span
              >
            </div>`
      }
      <div part="ruler" class="rule" aria-hidden="true">${this.#ruler(view, "full")}</div>
      ${none ? html`<p class="detail spark missing">${none.missingText(language, view)}</p>` : apart(this.#spark(view))}
      ${
        stale
          ? stale.renderStale(this)
          : this.score === null
            ? html`<div part="footer" class="footer">
                <span>${this.#coverage(view)}</span
                ><span>${dateText(language, { asOf: view.person?.asOf ?? view.asOf, undated: view.undated })}</span>
              </div>`
            : nothing
      }`;
  }

  /** Undefined while it is worked out. */
  #points({ kind, id, window, people, model, client }: SubjectView): SeriesPoint[] | undefined {
    const book = this.book!;
    const all =
      model.measureAll && kind === "person"
        ? book.input.clients[book.clientIds.indexOf(client!.id)]!.people.length
        : people;
    const within = kind === "department" || kind === "role" ? this.client : null;
    const step = Math.max(1, window / POINTS);
    if (isServer || !all || all <= AT_ONCE) return series(book, { kind, id }, within, window, step);
    const key = [kind, id, within, window, model.id, book.audience, this.source.origin].join("\n");
    return many.get(this)?.lineOf(this, book, key, () => seriesInSlices(book, { kind, id }, within, window, step));
  }

  // Listeners are methods, which Lit calls on the card: each would keep a closure, and its points for it.
  #select(): void {
    const { kind, id } = this.view!;
    this.emit("risk-select", { kind, id });
  }
  /** Looks at the point nearest to the pointer, or at none. */
  #near(event: PointerEvent): void {
    const { asOf, window } = this.view!;
    const place = pointed(event);
    if (place === null) {
      this.at = null;
      return;
    }
    const time = asOf - window * DAY * (this.language.rtl ? place : 1 - place);
    const points = this.#points(this.view!) ?? [];
    const gap = (i: number): number => Math.abs(points[i]!.at - time);
    this.at = points.reduce((best, _, i) => (gap(i) < gap(best) ? i : best), 0);
  }
  #look(event: Event): void {
    this.at = walked(event, this.at);
  }

  /** The line, with points that keys and pointer walk along, or that there is no past to draw. */
  #spark(view: SubjectView): TemplateResult | typeof nothing {
    // A number that the page wrote itself never has a past; one that came from elsewhere may be thought to.
    if (this.score !== null) return nothing;
    const t = this.language.words(common);
    const { model, bands, band, window, asOf } = view;
    const { rtl, format } = this.language;
    const points = this.#points(view);
    const days = spans(t("days", { n: window }));
    if (!points)
      return html`<div class="spark">
        <span class="caption" aria-hidden="true">${days}</span>
        <div class="plot"><svg class="sparkline" height="30" aria-hidden="true"></svg></div>
      </div>`;
    if (points.length < 2) {
      // A source that says how a score moved knows of earlier ones, and keeps them to itself.
      const none = view.change === null ? this.language.words(card)("noPast") : "";
      return html`<div class="spark"><span class="caption">${days}</span><span class="caption">${none}</span></div>`;
    }
    const at = this.at == null ? undefined : points[Math.min(this.at, points.length - 1)]!;
    const number = ({ published }: SeriesPoint): string =>
      published === null ? "–" : format.number(published, model.precision);
    return html`<div class="spark" part="sparkline" @pointerleave=${this.#near}>
      <span class="caption" aria-hidden="true"
        >${at ? `${format.date(at.at, { day: "numeric", month: "short" })}: ${number(at)}` : days}</span
      >
      <div class="plot" @pointermove=${this.#near}>
        ${sparkline({
          points,
          from: asOf - window * DAY,
          to: asOf,
          bands,
          scale: model.scale,
          direction: model.direction,
          band,
          stale: this.phase === "stale",
          rtl,
          at,
        })}${walk({
          name: labels(this.language.words(card)("sparkline", { days })),
          points: points.length,
          at: this.at,
          text: (i) =>
            [
              [format.date(points[i]!.at), number(points[i]!)].join(": "),
              bandName(this.language, points[i]!.band),
            ].join(", "),
          look: this.#look,
        })}
      </div>
    </div>`;
  }

  /** What the score rests on: people scored, signals with data, or events that count. */
  #coverage({ people, scored, person, model, supplied }: SubjectView): string {
    const c = this.language.words(card);
    if (people !== null && scored !== null) return c("scored", { n: people, count: scored });
    const { weights, factors } = model.parameters;
    const total = Object.keys(weights ?? factors ?? {}).length;
    if (total && person?.missing && !supplied) return c("signals", { n: total, count: total - person.missing.length });
    const n = (person?.contributions ?? []).reduce((sum, row) => sum + (row.count ?? 0), 0);
    return n ? c("events", { n }) : "";
  }

  /** With of when old data is, where there is no room for a line that says so. */
  #aged(text: string, end = ""): string {
    return this.phase === "stale" && this.states ? `${text}${end} ${this.states.staleText(this)}` : text;
  }

  #compact(view: SubjectView): TemplateResult {
    return html`<p class="sr-only">${this.#aged(this.#summary(view))}</p>
      <div class="head">
        <div class="titles">
          <slot name="heading">${this.#title(view)}</slot>
          <p class="sub" aria-hidden="true">
            ${this.#band(view)}<span part="change">${this.#delta(view, false)}</span>
          </p>
        </div>
        <slot name="actions"></slot>
        <span part="score" class="score num" aria-hidden="true">${this.#number(view)}</span>
      </div>
      <div part="ruler" class="rule" aria-hidden="true">${this.#ruler(view, "row")}</div>`;
  }

  #badge(view: SubjectView | null): TemplateResult {
    if (!view) {
      const text =
        this.states?.shortState(this) ?? this.language.words(waiting)(this.phase === "error" ? "error" : "loading");
      return html`<span part="band" class="pill outline">${text}</span>`;
    }
    const { bands, model, band } = view;
    const word = bandName(this.language, band);
    const number = this.#number(view);
    const name = this.score === null || this.label !== null ? `${this.#name(view)}: ` : "";
    return html`<span part="band" class="pill ${hue(bands, model.direction, band) || "outline"}"
      ><span class="sr-only">${this.#aged(`${name}${number} ${word}`, ".")}</span
      >${steps({ bands, direction: model.direction, band })}${
        number ? html`<b class="num" aria-hidden="true">${number}</b>` : nothing
      }${this.short && number ? nothing : html`<span aria-hidden="true">${word}</span>`}</span
    >`;
  }

  protected override async exportTable(): Promise<ExportTable | null> {
    const { view } = this;
    return view && (await import("./table.js")).tableOf(view, this.#name(view));
  }
}
