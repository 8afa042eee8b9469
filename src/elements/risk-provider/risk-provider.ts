import { ContextProvider } from "@lit/context";
import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { providerContext, strictest, toldTo, type ProviderState } from "../../context/index.js";
import { DataController, LOADING, parsing, UNREACHED, type DataHost } from "../../controllers/data.js";
import { ProvidedController } from "../../controllers/provided.js";
import { isServer } from "../../controllers/server.js";
import { bookOf } from "../../data/book.js";
import type { History } from "../../data/history.js";
import { clientsOf, peopleOf } from "../../data/lists.js";
import { missingParts } from "../../data/parts.js";
import type * as sourcesModule from "../../data/sources.js";
import type { RiskDataSource } from "../../data/source.js";
import type { RiskStore } from "../../data/store.js";
import { onceGone } from "../../data/turn.js";
import type { Audience, Query, Redact, Snapshot, Supply, ViewOptions } from "../../data/types.js";
import type { Model, Tenant } from "../../engine/types.js";
import { RiskEvent } from "../../events/index.js";
import { registerStrings, type LocaleStrings } from "../../strings/index.js";
import { foreignRoot, Part, wear } from "../shared/part.js";

type Sources = typeof sourcesModule;
/** Pages that hand over their data, and keep nothing of it, do without. */
const part = new Part(() => import("../../data/sources.js"));

/**
 * @summary Supplies data, model, tenant settings, strings and theme to every element inside it. Shows nothing of its own.
 *
 * A provider inside another takes from it what it does not set itself; of the two audiences the stricter one holds.
 *
 * @fires {RiskEvent<"risk-error">} risk-error - The supplied data cannot be read. Detail: `{ code, message, path?, retryable }`.
 * @slot - The elements to supply.
 */
export class RiskProvider extends LitElement implements DataHost {
  static override styles = css`
    :host {
      display: contents !important;
    }
    :host([theme="light"]) {
      color-scheme: light;
    }
    :host([theme="dark"]) {
      color-scheme: dark;
    }
  `;

  /** A dataset, a person record, an API answer or an engine result, for all inside. */
  @property({ attribute: false }) data?: unknown;
  /** URL of a JSON file with any of what `data` takes. */
  @property() src: string | null = null;
  /** The part of the API's address before `/v1`; a query of its own goes along with every request. */
  @property({ attribute: "api-base" }) apiBase: string | null = null;
  /** Seconds between refreshes, 1 at least; none by default. Pauses while the page is hidden or offline, and catches up after. */
  @property({ type: Number, attribute: "refresh" }) refreshSeconds: number | null = null;
  /** Follow the API's server-sent events. */
  @property({ type: Boolean }) live = false;
  /** Whether the browser keeps a record of each calculation: `none` or `indexeddb`; of single people, and of groups too small for it, none where `redact` or the client audience hides them. Whoever shares a browser is told apart by the token; without `getToken`, as with cookies, by the provider's `id`: give it another one for each user. */
  @property() history: "none" | "indexeddb" = "none";
  /** `light` or `dark`; else the page's `color-scheme`. */
  @property({ reflect: true }) theme: "light" | "dark" | null = null;
  /** Scoring model for all inside: an id or, as a property, a model of one's own; default: the data's, else `phishr`. */
  @property() model: string | Model | null = null;
  /** The instant to score at, with an offset or as epoch milliseconds; default: the data's `as_of`, else now. */
  @property({ attribute: "as-of" }) asOf: string | number | null = null;
  /** Days that change and trend look back, more than 0, a hundred years at most; default 90. An API takes whole days only. */
  @property({ type: Number }) window: number | null = null;
  /** How people's names are shown: `none`, `initials`, `pseudonym`; any other word is taken for the last. */
  @property() redact: Redact | null = null;
  /** Who reads the page: `internal` or `client`. */
  @property() audience: Audience | null = null;
  /** Language (BCP 47) for all inside; else the nearest `lang`. */
  @property() locale: string | null = null;
  /** Tenant settings by their published names, as `{ score_decay_days: 60 }`: over the data's, under a client's own. */
  @property({ attribute: false }) tenant: Tenant | null = null;
  /** A data source of the page's own. */
  @property({ attribute: false }) source: RiskDataSource | null = null;
  /** Called for a bearer token, and once more when the API answers 401; another one at the next `refresh()`. */
  @property({ attribute: false }) getToken: (() => string | Promise<string>) | null = null;
  /** A vendor's own words by locale, section and key. */
  @property({ attribute: false }) strings: Readonly<Record<string, LocaleStrings>> | null = null;

  readonly #context = new ContextProvider(this, { context: providerContext, initialValue: NOTHING_SET });
  readonly #around = new ProvidedController(this);
  readonly #held = new DataController(this, true);
  readonly #given = new Given(async () => {
    this.requestUpdate();
    await this.updateComplete;
  });
  /** What asks, while it is on its way. */
  #coming: Promise<unknown> | null = null;
  #store: RiskStore | null = null;
  #storeKey: readonly unknown[] = [];
  #history: History | null = null;
  #reported = "";
  /** The `getToken` that was there when everything was last asked for: what frameworks hand over since is mostly the same. */
  #whose: unknown = null;

  constructor() {
    super();
    // What is slotted from elsewhere may not have been there when it asked for a provider.
    this.addEventListener("slotchange", () => this.#context.hostConnected());
    // Templates of React, Preact and Vue set the property where there is one of the attribute's name: here that is a method's.
    Object.defineProperty(this, "refresh", {
      get: () => RiskProvider.prototype.refresh,
      set: (seconds: unknown) => void (this.refreshSeconds = Number(seconds) || null),
    });
  }

  /** @internal */
  query(): Query {
    return { kind: "book" };
  }

  /** Asks the source again: what is on screen stays until the answers are there. */
  async refresh(): Promise<void> {
    this.#whose = this.getToken;
    await this.#context.value.supply?.refresh();
  }

  /** Forgets every calculation that was kept, in memory and in the browser. */
  async clearHistory(): Promise<void> {
    await part.preload();
    await (this.#history ?? part.get(this)!.createHistory(this.history)).clear();
  }

  /** Why history is kept in memory although `history="indexeddb"` asks for the browser; null where it is not so. */
  get historyNote(): string | null {
    return this.#history?.note ?? null;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    return isServer || this.ownerDocument === document ? super.createRenderRoot() : foreignRoot(this);
  }

  adoptedCallback(): void {
    if (this.hasUpdated) wear(this);
  }

  /** Of a frame that a page draws into from outside: with it the document ends, and no element in it is told. */
  #frame: Window | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (isServer) return;
    if (this.ownerDocument !== document) this.#frame = this.ownerDocument.defaultView;
    this.#frame?.addEventListener("pagehide", this.#end);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#frame?.removeEventListener("pagehide", this.#end);
    this.#frame = null;
    // Only leaving ends anything. What comes back starts it again.
    onceGone(() => {
      if (this.isConnected) return;
      this.#end();
      // What was moved out of it in one go is still told; it hears of its data no more.
      this.#context.setValue({ ...this.#context.value, supply: null });
    });
  }

  readonly #end = (): void => {
    this.#store?.stop();
    this.#history?.close();
  };

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("strings") && this.strings) {
      for (const [locale, words] of Object.entries(this.strings)) registerStrings(locale, words);
    }
    if (changed.has("history") && this.#history) {
      this.#history.close();
      this.#history = null;
      this.#storeKey = [];
    }
    this.#held.read();
    const state = this.#state();
    const old = this.#context.value;
    const keys = Object.keys(state) as Array<keyof ProviderState>;
    if (keys.every((key) => state[key] === old[key])) return;
    const named = this.#named();
    this.#context.setValue(state);
    if (named && !this.#named()) this.#history?.prune();
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("locale")) {
      if (this.locale) this.lang = this.locale;
      else if (changed.get("locale") === this.lang) this.removeAttribute("lang");
    }
    const error = this.#held.holds ? this.#held.snapshot.error : undefined;
    const report = error ? JSON.stringify(error) : "";
    if (report === this.#reported) return;
    this.#reported = report;
    if (!error) return;
    const { audience, redact } = this.#context.value;
    this.dispatchEvent(new RiskEvent("risk-error", toldTo(strictest(audience), redact, error)));
  }

  #state(): ProviderState {
    const around = this.#around.value ?? NOTHING_SET;
    return {
      supply: this.#supply() ?? around.supply,
      model: this.model || around.model,
      asOf: this.asOf ?? around.asOf,
      window: this.window ?? around.window,
      redact: this.redact || around.redact,
      audience: strictest(this.audience, around.audience),
      locale: this.locale ?? around.locale,
      tenant: this.#tenant(around.tenant),
    };
  }

  #merged: { own: Tenant | null; outer: Tenant | null; tenant: Tenant | null } | null = null;

  /** The same object while nothing changed, so that nobody is told of nothing. */
  #tenant(outer: Tenant | null): Tenant | null {
    const own = this.tenant;
    if (!own || !outer) return own ?? outer;
    if (this.#merged?.own !== own || this.#merged.outer !== outer)
      this.#merged = { own, outer, tenant: { ...outer, ...own } };
    return this.#merged.tenant;
  }

  /** In the contract's order: `data`, a JSON child, `src`; then a source of the page's own, and the API. */
  #supply(): Supply | null {
    if (this.#held.holds) {
      this.#use([], () => null);
      this.#given.set(this.#noted(this.#held.snapshot));
      return this.#given;
    }
    // A server draws what it has; asking is left to the browser.
    if (isServer) return null;
    const { src, source, apiBase } = this;
    if (!src && !source && apiBase === null) {
      this.#use([], () => null);
      return null;
    }
    const sources = part.get(this);
    this.#coming = sources ? null : part.coming;
    if (!sources) {
      this.#given.set(part.coming ? LOADING : UNREACHED);
      return this.#given;
    }
    const hasToken = !!this.getToken;
    if (src) this.#use(["src", src], () => sources.createJsonSource(src), sources);
    else if (source) this.#use(["source", source], () => source, sources);
    else this.#use(["api", apiBase, hasToken], () => this.#api(sources, apiBase!, hasToken), sources);
    if (!this.#store) this.#given.set(src ? NO_FILE : NO_API);
    this.#store?.configure({ refresh: this.refreshSeconds, live: this.live });
    return this.#store ?? this.#given;
  }

  /** What asks belongs to the update that needs it. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    const coming = this.#coming;
    if (!coming) return done;
    await coming;
    if (this.#coming === coming) this.#coming = null;
    return this.getUpdateComplete();
  }

  /** Frameworks hand over a new `getToken` at every turn: the one that is there when a token is needed is called. */
  #api({ createHttpSource }: Sources, base: string, hasToken: boolean): RiskDataSource {
    const getToken = hasToken ? (): string | Promise<string> => this.getToken?.() ?? "" : null;
    const onSubject = (): void => this.#store?.reset();
    const onLate = (): void => this.#store?.retry();
    this.#whose = this.getToken;
    const whose = (): unknown => this.#whose;
    const options = { base, getToken, onSubject, onLate, whose };
    return createHttpSource(hasToken ? options : { ...options, fetch: fetchOnceParsed });
  }

  #use(key: readonly unknown[], make: () => RiskDataSource | null, sources?: Sources): void {
    if (key.length === this.#storeKey.length && key.every((part, i) => part === this.#storeKey[i])) return;
    this.#storeKey = key;
    this.#store?.stop();
    let source: RiskDataSource | null = null;
    try {
      source = make();
    } catch {
      // An address that is none: what is inside says so.
    }
    this.#store =
      source && sources
        ? new sources.RiskStore(source, {
            history: this.#kept(sources),
            refresh: this.refreshSeconds,
            live: this.live,
            where: this,
          })
        : null;
  }

  /** Whether those inside are shown by name. */
  readonly #named = (): boolean => {
    const { redact, audience } = this.#context.value;
    return (redact ?? "none") === "none" && (audience ?? "internal") === "internal";
  };

  #kept({ createHistory }: Sources): History {
    // Whose a token is it says itself; of data that is handed over the id is in the name already.
    const reader = (): string => (this.getToken || this.#held.holds ? "" : this.id);
    return (this.#history ??= createHistory(this.history, { people: this.#named, reader }));
  }

  #last: { from: Snapshot; to: Snapshot } | null = null;

  /** Supplied data with what was kept of its past. Only where the browser keeps it: memory would know no more than the page. */
  #noted(snapshot: Snapshot): Snapshot {
    if (this.history !== "indexeddb" || !snapshot.book) return snapshot;
    if (this.#last?.from === snapshot) return this.#last.to;
    this.#last = { from: snapshot, to: snapshot };
    // Without the part that keeps it nothing is kept, and everything shown.
    void this.#note(snapshot).catch(() => undefined);
    return snapshot;
  }

  async #note(snapshot: Snapshot): Promise<void> {
    const here = (): boolean => this.isConnected && this.#last?.from === snapshot;
    await part.preload();
    const sources = part.get(this);
    const { book } = snapshot;
    if (!sources || !book || !here()) return;
    const history = this.#kept(sources);
    // Whose data it is the page does not say: by their query and by their provider's id tenants may be told apart.
    const more = location.search + this.id;
    history.open(`data ${location.pathname}${more && ` ${sources.hash(more)}`}`);
    await Promise.all([history.ready, ...missingParts(book, this.#everything).map((part) => part.preload())]);
    if (!here()) return;
    this.#calculations(snapshot, history);
    this.#last!.to = { ...snapshot, book: sources.withHistory(book, history, Date.now()) };
    this.requestUpdate();
  }

  /** As far as the reader may know it. */
  get #everything(): ViewOptions {
    const { model, asOf, tenant, window, audience } = this.#context.value;
    return { model, asOf, tenant, window: window ?? 90, audience: strictest(audience), redact: "none" };
  }

  /** Keeps what is calculated from records, as the models' sources do. */
  #calculations({ book }: Snapshot, history: History): void {
    try {
      const scored = bookOf(book!, this.#everything);
      const few = book!.clients.reduce((n, client) => n + client.people.length, 0) <= MOST_PEOPLE;
      for (const view of [...clientsOf(scored), ...(few ? peopleOf(scored) : [])]) {
        if (view.score === null || view.supplied) continue;
        const key = JSON.stringify([view.model.id, view.kind, "", view.id]);
        history.add(key, { at: view.asOf, score: view.score }, view.kind === "person" || view.small);
      }
    } catch {
      // The elements inside say what is wrong with the settings.
    }
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

/** One of a page's own scripts may bring the token: nobody asks without it before they have run. */
const fetchOnceParsed: typeof fetch = async (input, init) => {
  if (parsing())
    await new Promise((parsed) => {
      for (const event of ["DOMContentLoaded", "load"]) addEventListener(event, parsed, { once: true });
    });
  return fetch(input, init);
};

const noAddress = (path: string): Snapshot => ({
  status: "error",
  at: null,
  error: { code: "network", message: `${path}: no address; expected a URL.`, path, retryable: false },
});
const NO_FILE = noAddress("src");
const NO_API = noAddress("api-base");

/** Beyond so many people only the clients' scores are kept: the rest can be calculated again. */
const MOST_PEOPLE = 1000;

const NOTHING_SET: ProviderState = {
  supply: null,
  model: null,
  asOf: null,
  window: null,
  redact: null,
  audience: null,
  locale: null,
  tenant: null,
};

/** Data that is there: every query is answered with all of it, at once. */
class Given implements Supply {
  readonly whole = true;
  readonly #listeners = new Set<(snapshot: Snapshot) => void>();
  #snapshot: Snapshot = LOADING;

  constructor(readonly refresh: () => Promise<void>) {}

  set(snapshot: Snapshot): void {
    if (snapshot === this.#snapshot) return;
    this.#snapshot = snapshot;
    for (const listener of [...this.#listeners]) listener(snapshot);
  }

  subscribe(_query: Query, listener: (snapshot: Snapshot) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#snapshot);
    return () => this.#listeners.delete(listener);
  }
}
