import {
  html,
  LitElement,
  ReactiveElement,
  unsafeCSS,
  type CSSResultGroup,
  type CSSResultOrNative,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { property } from "lit/decorators.js";
import { strictest, toldTo, type ProviderState } from "../context/index.js";
import { DataController, errorOf, type DataHost } from "../controllers/data.js";
import { LocaleController } from "../controllers/locale.js";
import { lateProvider, ProvidedController } from "../controllers/provided.js";
import { isServer } from "../controllers/server.js";
import { bookOf, EVERYTHING, MANY, type Book } from "../data/book.js";
import { noWaiting, paper } from "../data/turn.js";
import { askAgain } from "../data/lazy.js";
import { missingParts, UNLOADED } from "../data/parts.js";
import type {
  Audience,
  Need,
  Query,
  Redact,
  Snapshot,
  SnapshotError,
  SubjectRef,
  SubjectView,
  ViewOptions,
} from "../data/types.js";
import { kind as kindOf } from "../engine/evidence.js";
import type { Issue, Model, Tenant } from "../engine/types.js";
import { RiskEvent, type RiskEventDetails } from "../events/index.js";
import { waiting } from "../strings/en/waiting.js";
import type { ExportOptions, ExportTable } from "./export.js";
import { keepFocus } from "./focus.js";
import { DRAWN, foreignRoot, Part, served, wear } from "./shared/part.js";
import { inTurn } from "./shared/turns.js";
import type * as statesModule from "./shared/states.js";

/** What is said in place of a score: most pages never need it. */
const states = new Part(() => import("./shared/states.js"));
const NONE: readonly never[] = [];
export const preloadStates = (): Promise<void> => states.preload();

/** What scores very many people between frames. */
const ahead = new Part(() => import("../data/ahead.js"));

/** Where an element stands. `insufficient`: there is data, too little for a score. */
export type Phase = "loading" | "ready" | "empty" | "insufficient" | "stale" | "error" | "no-access";

/**
 * What every element of the kit shares: where its data comes from, its subject, its options, its states and its language.
 * Not registered by itself.
 *
 * @fires {RiskEvent<"risk-load">} risk-load - The subject's data is on screen. Detail: `{ kind, id }`.
 * @fires {RiskEvent<"risk-error">} risk-error - Something could not be loaded or read; also once where only some of it could not, and the rest is shown (`invalid-data`, `issues` holding all of it; for the client audience or redacted names only how much). Detail: `{ code, message, path?, retryable, issues? }`, a message quoting data only for readers who see names; `code` is `no-data`, `invalid-data`, `invalid-date`, `invalid-setting`, `unknown-model`, `not-found`, `no-access`, `audience` (people, for the client audience), or of a service `unauthorized`, `timeout`, `network`, `rate-limited`, `server`, `bad-request`, `bad-response`, `redirect`, `not-supported`.
 * @fires {RiskEvent<"risk-export">} risk-export - Data or a picture was exported. Detail: `{ format }`.
 * @attr {"light" | "dark"} theme - `light` or `dark` for this element alone; else the page's `color-scheme`.
 * @slot heading - Replaces the heading.
 * @slot actions - Buttons beside the heading.
 * @slot empty - Replaces the words of the empty state.
 * @slot error - Replaces the words of the error state.
 * @csspart loading - What is shown until there is data: pieces of the size that is to come.
 * @csspart empty - The empty state.
 * @csspart error - The error state.
 * @csspart no-access - What is said where one may not look.
 * @csspart retry - The button that asks again: in an error, and beside old data.
 * @csspart issues - The line that says how much of the data could not be used, with what and why behind it; not on a card, nor for the client audience.
 * @csspart footer - The line that says of when old data is.
 * @cssproperty --risk-font - Font family; default: the page's.
 * @cssproperty --risk-space - The unit of all distances; default 4px.
 * @cssproperty --risk-radius - Corners of the surface; controls are 2px less. Default 8px.
 * @cssproperty --risk-sticky-top - How much of the window's top a bar of the page's own covers: what stays in the window while one scrolls, as heads of long lists do, stands under it. Default 0px.
 * @cssproperty --risk-surface - The ground; a dark one wants `color-scheme: dark` beside it.
 * @cssproperty --risk-text - Text, score lines, markers.
 * @cssproperty --risk-muted - Second lines, axes.
 * @cssproperty --risk-border - Hairlines that carry no information.
 * @cssproperty --risk-rule - Zero lines, outlines, control borders: 3:1 on the surface.
 * @cssproperty --risk-track - Unlit parts of a scale.
 * @cssproperty --risk-sunken - Table heads, hover.
 * @cssproperty --risk-accent - What can be pressed, and the focus ring; never data.
 * @cssproperty --risk-raise - Rows that raise the risk.
 * @cssproperty --risk-lower - Rows that lower it.
 * @cssproperty --risk-band-low - Mark of the band Low; its words and tint follow. A mark of 3:1 on the surface is the page's own duty, as for all bands.
 * @cssproperty --risk-band-moderate - Mark of the band Moderate.
 * @cssproperty --risk-band-medium - Mark of the band Medium; the same colour as Moderate unless both are set.
 * @cssproperty --risk-band-elevated - Mark of the band Elevated.
 * @cssproperty --risk-band-high - Mark of the band High.
 * @cssproperty --risk-band-critical - Mark of the band Critical.
 */
export abstract class RiskElement extends LitElement implements DataHost {
  /** A dataset, a person record, an API answer or an engine result. Wins over every other source. */
  @property({ attribute: false }) data?: unknown;
  /** URL of a JSON file with any of what `data` takes. */
  @property() src: string | null = null;
  /** Subject: the id of a person, within `client` where that is set; `me` is whom the service answers for it. */
  @property() person: string | null = null;
  /** Subject: the id of a client. */
  @property() client: string | null = null;
  /** Subject: a department, within `client` where that is set. */
  @property() department: string | null = null;
  /** Subject: people of one role at work, within `client` where that is set (`role` itself is the accessibility tree's). */
  @property({ attribute: "job-role" }) jobRole: string | null = null;
  /** Scoring model: an id (`phishr`, `caniphish`, `moxso`, `metacompliance`, `infima`) or, as a property, a model of one's own; default: the data's, else `phishr`. Any other id is the error `unknown-model`. */
  @property() model: string | Model | null = null;
  /** The instant to score at, with an offset (`2026-11-23T09:12:00Z`) or epoch milliseconds; default: the data's `as_of`, else now. What is no instant is the error `invalid-date`. */
  @property({ attribute: "as-of" }) asOf: string | number | null = null;
  /** Language (BCP 47); default: the nearest `lang`. */
  @property() locale: string | null = null;
  /** Days that change and trend look back, more than 0, a hundred years at most; default 90. An API takes whole days only. */
  @property({ type: Number }) window: number | null = null;
  /** How people's names are shown: `none`, `initials`, `pseudonym`; any other word is taken for the last. Exports then hold pseudonyms for ids; only events still carry the ids that the page supplied. */
  @property() redact: Redact | null = null;
  /** Who reads the page: `internal`, or `client`, which sees groups and never people; any other word is taken for that. */
  @property() audience: Audience | null = null;
  /** Tenant settings by their published names, as `{ score_decay_days: 60 }` (`schema/dataset.json` has their ranges): over the data's, under a client's own. One out of range is the error `invalid-setting`; of a client's own it is so where that client is asked for, and beside others it alone has no score (`invalid-data`, with its path). */
  @property({ attribute: false }) tenant: Tenant | null = null;

  /** @internal */
  get provided(): ProviderState | undefined {
    return this.#consumer.value;
  }
  /** Inside a `<risk-provider>` that has yet to say what it has. @internal */
  awaited = false;
  readonly #consumer = new ProvidedController(this);

  /** @internal */
  protected readonly source = new DataController(this);
  /** @internal */
  protected readonly language = new LocaleController(this);
  /** @internal */
  protected book: Book | null = null;
  /** The subject, where the element shows one. @internal */
  protected view: SubjectView | null = null;
  /** @internal */
  protected fault: SnapshotError | null = null;
  #phase: Phase = "loading";
  #served = false;
  #announced = "";
  #heard = "";
  #coming: Promise<unknown> | null = null;
  /** What is on screen stays. */
  #held = false;
  /** Where what is on screen is from: another sign-in may not see it a moment longer. */
  #origin = 0;
  #reported: string | null = null;

  static override styles: CSSResultGroup = [];

  /** One sheet a class: each of a page's elements is matched against every sheet that its shadow root has. */
  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return [unsafeCSS(super.finalizeStyles(styles).map(String).join(""))];
  }

  /** Where the element stands: `loading`, `ready`, `empty`, `insufficient`, `stale`, `error` or `no-access`. */
  get phase(): Phase {
    return this.#phase;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Scripts of single elements come in any order.
    const provider = isServer ? null : lateProvider(this);
    if (!provider) return;
    this.awaited = true;
    const heard = (): void => {
      this.awaited = false;
      this.requestUpdate();
    };
    // What it has to give it says with its first update.
    void customElements
      .whenDefined("risk-provider")
      .then(() => provider.updateComplete)
      .then(heard, heard);
  }

  /** What was to come between frames is on paper, too. @internal */
  finish(): void {
    if (this.#phase === "loading" || this.unfinished) this.requestUpdate();
    // What has its turn may have more to draw.
    for (let round = 0; round < 2; round++) {
      if (this.isUpdatePending) this.performUpdate();
      noWaiting();
    }
    if (this.isUpdatePending) this.performUpdate();
  }

  /** What the attributes name; null when they name nothing. */
  protected get subjectRef(): SubjectRef | null {
    if (this.person !== null) return { kind: "person", id: this.person };
    if (this.department !== null) return { kind: "department", id: this.department };
    if (this.jobRole !== null) return { kind: "role", id: this.jobRole };
    if (this.client !== null) return { kind: "client", id: this.client };
    return null;
  }

  /** What this element cannot do without besides a score. @internal */
  protected readonly needs: readonly Need[] = NONE;

  /** What to ask a provider's source for. Lists override it. */
  query(): Query {
    const { kind, id } = this.subjectRef ?? EVERYTHING;
    const { model, asOf, window, audience } = this.viewOptions;
    const query: Query = { kind, id, window };
    if (this.client !== null) query.client = this.client;
    if (this.department !== null) query.department = this.department;
    if (asOf !== null) query.asOf = asOf;
    if (typeof model === "string") query.model = model;
    // About single people a page for clients does not even ask.
    if (this.needs.length)
      query.needs = audience === "client" ? this.needs.filter((need) => need === "history") : this.needs;
    return query;
  }

  /** Own settings, then the provider's; the data's own come last, in the book. */
  protected get viewOptions(): ViewOptions {
    const p = this.provided;
    return {
      model: this.model || (p?.model ?? null),
      asOf: this.asOf ?? p?.asOf ?? null,
      tenant: this.tenant ?? p?.tenant ?? null,
      window: this.window ?? p?.window ?? 90,
      // A page that marks any ancestor as shown to a client means it: the stricter of the two holds.
      audience: strictest(this.audience, p?.audience),
      redact: this.redact || (p?.redact as Redact | null | undefined) || "none",
    };
  }

  /** What a server drew stays until there is something to put in its place: nothing flashes, and nothing shows twice. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    this.#served = this.shadowRoot?.hasChildNodes() ?? false;
    // It brought its styles along. The element's own, without those of parts that are still to come, would be the last word.
    if (this.#served) {
      served.add(this.shadowRoot!);
      return this.shadowRoot!;
    }
    return isServer || this.ownerDocument === document ? super.createRenderRoot() : foreignRoot(this);
  }

  /** Moved to a frame, or to a window of its own. */
  adoptedCallback(): void {
    if (this.hasUpdated) wear(this);
  }

  /** The first is not put off: meanwhile there would be an empty box on the page. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const update = (): void | Promise<unknown> => super.scheduleUpdate();
    return isServer || !this.hasUpdated ? update() : inTurn(update);
  }

  protected override update(changed: PropertyValues): void {
    if (this.#served) {
      if (this.#phase === "loading") return void ReactiveElement.prototype["update"].call(this, changed);
      this.#served = false;
      served.delete(this.renderRoot);
      this.renderRoot.replaceChildren();
      wear(this);
      this.renderOptions.renderBefore = null;
    }
    if (this.#held) return void ReactiveElement.prototype["update"].call(this, changed);
    const held = isServer ? null : keepFocus(this.renderRoot as ShadowRoot);
    super.update(changed);
    held?.();
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Frameworks hand over nothing as undefined, and ids as the numbers that they are to the page.
    for (const key of ["person", "client", "department", "jobRole"] as const) {
      const id: unknown = this[key];
      if (id !== null && typeof id !== "string") this[key] = id === undefined ? null : kindOf(id);
    }
    const { status, book, error } = this.snapshot();
    const { book: shown, view, fault } = this;
    const phase = this.#phase;
    this.fault = error ?? null;
    this.book = null;
    this.view = null;
    this.#phase = status;
    this.#held = false;
    const missing = book ? missingParts(book, this.viewOptions) : [];
    if (missing.length) {
      const failed = missing.some(({ failure }) => failure?.over === false);
      this.#phase = failed ? "error" : "loading";
      if (failed) this.fault = UNLOADED;
      else {
        const update = (): void => this.requestUpdate();
        this.#coming = Promise.all(missing.map((part) => part.preload())).then(update, update);
      }
    } else if (book) {
      try {
        const wanted = bookOf(book, this.viewOptions, status === "stale");
        this.book = this.#scored(wanted);
        const { origin } = this.source;
        const same = origin === this.#origin;
        if (this.book) {
          this.#origin = origin;
          this.#phase = this.assess(this.book, status === "stale");
        } else if (shown && same && DRAWN.test(phase) && ahead.get(this)?.sameReader(shown, wanted)) {
          Object.assign(this, { book: shown, view, fault });
          this.#phase = phase;
          this.#held = true;
        } else this.#phase = "loading";
      } catch (thrown) {
        this.fault = errorOf(thrown);
        this.#phase = "error";
      }
    }
    if (this.fault?.code === "no-access") this.#phase = "no-access";
    // What the element does not hold comes over a connection: once that is broken, the words that say so could not be loaded.
    if (status === "loading" && !this.source.holds) states.preload().catch(() => undefined);
    const worded = this.#phase !== "loading" && (this.#phase !== "ready" || this.issues.length);
    if (worded && !states.get(this)) {
      this.#coming = states.coming;
      // What a server drew says as much meanwhile.
      if (this.#served && states.coming) this.#phase = "loading";
    }
  }

  /** What of the data could not be used: of all that came, and of what the element shows. @internal */
  protected get issues(): readonly Issue[] {
    const { issues = NONE } = this.source.snapshot;
    // What is an error by itself is told once.
    const settings = this.#phase === "error" ? NONE : (this.book?.issues ?? NONE);
    const own = [...settings, ...(this.view?.issues ?? NONE)];
    return own.length ? [...issues, ...own] : issues;
  }

  /** Whether the element itself scores so many people in slices. @internal */
  protected inSlices(_book: Book): boolean {
    return false;
  }

  /** What of very many people besides their scores is worked out between frames; null where it is there. @internal */
  protected ahead(_book: Book): ReadonlyArray<Promise<unknown> | null> {
    return [];
  }

  /** The book to show; null while very many people are scored between frames. */
  #scored(wanted: Book): Book | null {
    if (wanted.people <= MANY || isServer || paper.asked || this.inSlices(wanted)) return wanted;
    const more = (book: Book): ReturnType<RiskElement["ahead"]> => this.ahead(book);
    const ready = ahead.get(this)?.bookFor(this, wanted, this.subjectRef ?? wanted.whole, this.client, more);
    // Without the part the page misses frames, and nothing else.
    const coming = ready ? ready.coming : ahead.coming;
    this.#coming = coming ?? this.#coming;
    return ready ? ready.book : coming ? null : wanted;
  }

  /** What its drawing still works on. @internal */
  protected get unfinished(): Promise<unknown> | null | undefined {
    return null;
  }

  /** What a book needs besides, and what is drawn bit by bit, belongs to its update: a page that waits for that finds all. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    const coming = this.#coming ?? this.source.coming ?? this.unfinished;
    if (!coming) return done;
    await coming;
    if (this.#coming === coming) this.#coming = null;
    if (this.source.coming === coming) this.source.coming = null;
    return this.getUpdateComplete();
  }

  /** What the element has to show at the moment. The card's plain form overrides it. @internal */
  protected snapshot(): Snapshot {
    // Of single people such a page does not even ask.
    const people = this.subjectRef?.kind === "person" || this.query().kind === "people";
    if (people && this.viewOptions.audience === "client") return FOR_GROUPS;
    this.source.read();
    return this.source.snapshot;
  }

  /** Which state the data puts the element in; sets `view`, and `fault` for the states that have one. @internal */
  protected assess(book: Book, stale: boolean): Phase {
    const ref = this.subjectRef;
    if (!ref && book.empty) return "empty";
    this.view = book.subject(ref ?? book.whole, ref?.kind === "client" ? null : this.client);
    if (!this.view && ref) {
      this.fault = {
        code: "not-found",
        message: `${ref.kind}: "${ref.id}" is not in the data.`,
        path: ref.kind,
        retryable: false,
      };
      return "error";
    }
    if (!this.view) {
      this.fault = FOR_GROUPS.error!;
      return "no-access";
    }
    const refusal = book.refusal(this.view.model);
    if (refusal) throw refusal;
    if (this.view.people === 0) return "empty";
    if (this.view.score === null) return "insufficient";
    return stale ? "stale" : "ready";
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    // What was said stays where it was said: it may name who may no longer be named.
    if (this.#announced && this.#heard !== this.#reader) this.announce("");
    if (this.#held) return;
    // Not in the templates: each card would keep one more binding. What a server drew has its own. Written again, though it
    // is the same, a browser would style all that is in it anew.
    const outermost = this.#served ? null : this.renderRoot.querySelector<HTMLElement>(":not(style)");
    const { spoken } = this.language;
    if (outermost && outermost.lang !== spoken) outermost.lang = spoken;
    // More of a long list is on its way: its page is told when it is there.
    if (this.source.snapshot.partial) return;
    if (this.issues.length) states.get(this)?.tell(this, this.issues);
    const { kind, id } = this.subjectRef ?? this.view ?? EVERYTHING;
    const report = JSON.stringify([this.#phase, this.fault, kind, id]);
    if (report === this.#reported) return;
    this.#reported = report;
    if (this.fault && this.#phase !== "loading") {
      const { audience, redact } = this.viewOptions;
      this.emit("risk-error", toldTo(audience, redact, this.fault));
    }
    if (/^(ready|insufficient|empty)$/.test(this.#phase)) this.emit("risk-load", { kind, id });
  }

  /** @returns false where a listener prevented it */
  protected emit<K extends keyof RiskEventDetails>(type: K, detail: RiskEventDetails[K], cancelable = false): boolean {
    return this.dispatchEvent(new RiskEvent(type, detail, { cancelable }));
  }

  /** Loads again: what is on screen stays until the answer is there. */
  async refresh(): Promise<void> {
    askAgain();
    this.requestUpdate();
    await this.source.refresh();
  }

  /** What is on screen as columns and rows; null where there is nothing to export. @internal */
  protected exportTable(): ExportTable | null | Promise<ExportTable | null> {
    return null;
  }

  /**
   * Downloads what is shown as data, fires `risk-export` and returns the text; "" where there is nothing to export.
   * @param format `csv` (UTF-8, for spreadsheets) or `json`
   * @param options `{ download: false }` returns the text without a download
   */
  async exportData(format: "csv" | "json", options: ExportOptions = {}): Promise<string> {
    return (await import("./export.js")).exportElementData(this, format, options);
  }

  /**
   * Downloads what is shown as a picture, fires `risk-export` and returns it; null where there is nothing to export.
   * @param format `svg`, with all styles inside and nothing outside, or `png`, at twice the size
   * @param options `{ download: false }` returns the picture without a download
   */
  async exportImage(format: "svg" | "png", options: ExportOptions = {}): Promise<Blob | null> {
    return (await import("./export.js")).exportElementImage(this, format, options);
  }

  /** Who reads it, and whose data. */
  get #reader(): string {
    const { audience, redact } = this.viewOptions;
    return audience + redact + this.source.origin;
  }

  /** Says something to assistive technology, politely and once. @internal */
  protected announce(text: string): void {
    if (text === this.#announced) return;
    this.#announced = text;
    this.#heard = this.#reader;
    const region = this.renderRoot.querySelector<HTMLElement>("[role=status]");
    if (region) region.textContent = text;
  }

  /** What says why there is no score, and how old one is; undefined until it is there. @internal */
  protected get states(): typeof statesModule | undefined {
    return states.get(this);
  }

  /** The states that look alike in every element; `skeleton` has the size of what is to come. @internal */
  protected renderState(skeleton: TemplateResult): TemplateResult {
    const t = this.language.words(waiting);
    const loading = this.#phase === "loading";
    const module = loading ? undefined : states.get(this);
    if (module) return module.renderState(this);
    if (loading || states.coming)
      return html`<div part="loading" class="state loading" aria-busy="true">
        <span class="sr-only">${t("loading")}</span>${skeleton}
        <p class="printed">${t("printed")}</p>
      </div>`;
    // Not even the words for it came.
    return html`<div part="error" class="state" role="alert">
      <slot name="error"><p>${t("error")}</p></slot>
      <button part="retry" class="button" @click=${() => void this.refresh()}>${t("retry")}</button>
    </div>`;
  }
}

const FOR_GROUPS: Snapshot = {
  status: "no-access",
  at: null,
  error: { code: "audience", message: "A page shown to clients shows groups, not people.", retryable: false },
};
