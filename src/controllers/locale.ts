import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { ProviderState } from "../context/index.js";
import { isToday } from "../data/today.js";
import { paper } from "../data/turn.js";
import { formatsOf, type Formats } from "../strings/format.js";
import { languageOf, onStrings, requestStrings, translate, type Params, type Section } from "../strings/index.js";
import { isServer } from "./server.js";

type Host = ReactiveControllerHost &
  HTMLElement & { locale?: string | null; readonly provided?: ProviderState | undefined; finish(): void };

/** All elements on the page. Weakly: those in a frame that is taken away are never told. */
const shown = new Set<WeakRef<LocaleController>>();
const roots = new WeakSet<Node>();
let observer: MutationObserver | undefined;

/** Does something with each element on the page. */
function each(run: (controller: LocaleController) => void): void {
  for (const ref of shown) {
    const controller = ref.deref();
    if (controller) run(controller);
    else shown.delete(ref);
  }
}

function printAll(): void {
  paper.asked = true;
  each(({ host }) => {
    try {
      host.finish();
    } catch (error) {
      // The others are on the same paper.
      reportError(error);
    }
  });
  paper.asked = false;
}

/** When it was looked at last, epoch ms. */
let looked = 0;
/**
 * A page that is looked at day and night, as one on a wall is, is neither focused nor shown again; a timer till midnight
 * would sleep along.
 */
let clock: ReturnType<typeof setInterval> | undefined;
const LOOK_MS = 60_000;

/** Looked at again on another day: what was calculated "today" was not. */
function lookAgain(): void {
  if (!isToday(looked)) each(({ host }) => host.requestUpdate());
  looked = Date.now();
}

/** One observer for every element on the page: `lang` and `dir` may change on any ancestor, and words come, at any time. */
function watch(root: Node): void {
  if (roots.has(root)) return;
  roots.add(root);
  if (!observer) {
    observer = new MutationObserver(() => each((controller) => controller.read()));
    onStrings(() => each(({ host }) => host.requestUpdate()));
  }
  observer.observe(root, { subtree: true, attributes: true, attributeFilter: ["lang", "dir"] });
}

/** The nearest value of an attribute, through shadow roots. */
function nearest(from: Element, attribute: string): string {
  for (let at: Element | null = from; at;) {
    const found: Element | null = at.closest(`[${attribute}]`);
    if (found) return found.getAttribute(attribute) ?? "";
    const root: Node = at.getRootNode();
    // By what it has: one of another window is of another class.
    at = "mode" in root ? (root as ShadowRoot).host : null;
  }
  return "";
}

/** A language as `Intl` takes it, which throws at any other: `de_DE` is meant as `de-DE`; "" where none is named. */
function tagOf(given: unknown): string {
  try {
    const text = String(given);
    if (/^[a-z]{2}(-[A-Z]{2})?$/.test(text)) return text;
    const tag = text.replaceAll("_", "-");
    Intl.getCanonicalLocales(tag);
    return tag;
  } catch {
    return "";
  }
}

/** What the page tells its elements: which language they speak (their `locale`, else the nearest `lang`, else English), and that it prints. */
export class LocaleController implements ReactiveController {
  /** @internal Set by `read`. */
  tag = "en";
  /** @internal Set by `read`. */
  rtl = false;
  /** What the element's `locale` was then. */
  #own: string | null | undefined;
  readonly #ref = new WeakRef(this);

  constructor(readonly host: Host) {
    host.addController(this);
  }

  get format(): Formats {
    return formatsOf(this.tag);
  }

  hostConnected(): void {
    if (isServer) return this.read();
    shown.add(this.#ref);
    looked ||= Date.now();
    if (clock === undefined) {
      clock = setInterval(lookAgain, LOOK_MS);
      // Unit tests that draw in Node end although elements are still in their documents.
      (clock as unknown as { unref?(): void }).unref?.();
    }
    // A window of its own prints by itself.
    (this.host.ownerDocument.defaultView ?? window).addEventListener("beforeprint", printAll);
    addEventListener("focus", lookAgain);
    document.addEventListener("visibilitychange", lookAgain);
    watch(document);
    const root = this.host.getRootNode();
    if (root !== document) watch(root);
    this.read();
  }

  hostDisconnected(): void {
    shown.delete(this.#ref);
    if (shown.size) return;
    clearInterval(clock);
    clock = undefined;
    removeEventListener("beforeprint", printAll);
    removeEventListener("focus", lookAgain);
    document.removeEventListener("visibilitychange", lookAgain);
  }

  hostUpdate(): void {
    if (this.host.locale !== this.#own) this.read(false);
  }

  read(update = true): void {
    this.#own = this.host.locale;
    const tag =
      tagOf(this.#own ?? "") ||
      tagOf((isServer ? this.host.provided?.locale : nearest(this.host, "lang")) ?? "") ||
      "en";
    // Not getComputedStyle: that would lay out the page once for every element mounted.
    const rtl = !isServer && this.host.matches(":dir(rtl)");
    if (tag === this.tag && rtl === this.rtl) return;
    this.tag = tag;
    this.rtl = rtl;
    requestStrings(tag);
    if (update) this.host.requestUpdate();
  }

  /** The language of the words there are, for voices and hyphens: it may be another than the page's. */
  get spoken(): string {
    return languageOf(this.tag);
  }

  /** A translator for one section. A getter: as a field each element would keep one. */
  get words(): <S extends Section>(section: S) => (key: keyof S & string, params?: Params) => string {
    return (section) => (key, params) =>
      translate(this.tag, section, key, params, (n) => this.format.number(n, decimals(n)));
  }
}

const decimals = (n: number): number => (Number.isInteger(n) ? 0 : 1);
