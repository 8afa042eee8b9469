import {
  adoptStyles,
  type CSSResult,
  type CSSResultGroup,
  type CSSResultOrNative,
  type LitElement,
  type nothing,
  type TemplateResult,
} from "lit";
import { isServer } from "../../controllers/server.js";
import type { Book } from "../../data/book.js";
import { Lazy } from "../../data/lazy.js";
import type { SubjectView } from "../../data/types.js";
import type { LocaleController } from "../../controllers/locale.js";
import type { Model } from "../../engine/types.js";
import type { RiskEventDetails } from "../../events/index.js";
import type { ExportTable } from "../export.js";
import type { Phase } from "../risk-element.js";

/** What an element lends to the part that draws it. */
export interface Lent {
  language: LocaleController;
  /** There while there is something to draw. */
  book: Book;
  view: SubjectView;
  phase: Phase;
  rowName(id: string): string;
  bandName(band: string | null): string;
  modelName(model: Model): string;
  dateText(view: Pick<SubjectView, "asOf" | "undated">): string;
  /** @returns false where a listener prevented it */
  emit<K extends keyof RiskEventDetails>(type: K, detail: RiskEventDetails[K], cancelable?: boolean): boolean;
  announce(text: string): void;
  /** What of the data could not be used. @param name its class, where it is no line at the element's foot */
  renderIssues(name?: string): TemplateResult | typeof nothing;
  renderStale(): TemplateResult | typeof nothing;
  /** What the source does not offer. */
  missing: readonly string[];
}

/** Phases that a part draws; the others look alike everywhere. */
export const DRAWN = /^(ready|stale|insufficient)$/;

/** What draws one element. */
export interface Drawing {
  render(lent: Lent): TemplateResult;
  exportTable(lent: Lent): ExportTable | null;
}

/**
 * The part of an element that draws it, or does what not all of them do, loaded when the first of its kind is on a page:
 * what nobody shows, nobody loads. Until it is there the element is loading.
 */
export class Part<M extends object> extends Lazy<M> {
  /** What those who asked wait for, while it is on its way and once it is there; null where it failed. Never rejects. */
  coming: Promise<unknown> | null = null;

  /** Undefined until it is there; the element is then updated. */
  get(host: LitElement): M | undefined {
    const { module } = this;
    if (module) {
      if ("styles" in module) dress(host, module.styles as CSSResultGroup);
    } else if (this.failure?.over !== false) {
      const update = (): void => host.requestUpdate();
      this.coming = this.preload().then(update, () => {
        this.coming = null;
        update();
      });
    }
    return module;
  }
}

/** What an element wears besides its own, by what parts it has met. */
const worn = new WeakMap<LitElement, CSSResultGroup[]>();

/** Adds a part's styles to the element's, once. */
function dress(host: LitElement, styles: CSSResultGroup): void {
  const groups = worn.get(host) ?? [];
  if (groups.includes(styles)) return;
  worn.set(host, groups);
  groups.push(styles);
  // A server writes a class's styles into each of its shadow roots.
  if (isServer) (host.constructor as typeof LitElement).elementStyles = [...new Set(stylesOf(host))];
  else wear(host);
}

const stylesOf = (host: LitElement): CSSResultOrNative[] => [
  ...(host.constructor as typeof LitElement).elementStyles,
  ...((worn.get(host) ?? []).flat(Infinity as 1) as CSSResultOrNative[]),
];

/** What a server drew has its styles in it, and more of them than are there yet: later ones would have the last word. */
export const served = new WeakSet<Node>();

/** Gives an element its styles. A sheet is one document's: in a frame or a window of its own an element needs others. */
export function wear(host: LitElement, root = host.renderRoot as ShadowRoot): void {
  if (served.has(root)) return;
  const view = host.ownerDocument.defaultView;
  if (view === window) return adoptStyles(root, stylesOf(host));
  if (view)
    root.adoptedStyleSheets = stylesOf(host).map((style) => {
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync((style as CSSResult).cssText);
      return sheet;
    });
}

/** The root of an element that is first shown in another document than its class's. */
export function foreignRoot(host: LitElement): ShadowRoot {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  wear(host, root);
  return root;
}
