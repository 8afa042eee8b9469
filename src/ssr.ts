// First: what follows asks it.
import "./controllers/serving.js";
import type { LitElementRenderer } from "@lit-labs/ssr";
import { html, type CSSResultOrNative, type LitElement, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { strictest } from "./context/index.js";
import { loadModels } from "./data/models.js";
import { DRAWN, numberAs, type Numbers } from "./data/nameless.js";
import { loadMask, loadNameless, loadReader, loadSupplied } from "./data/parts.js";
import { preloadStates, RiskElement } from "./elements/risk-element.js";
import { escaped } from "./elements/shared/stencil.js";
import * as kit from "./index.js";
import { requestStrings } from "./strings/index.js";
import { loadLanguage, SPOKEN } from "./strings/languages.js";

export { html };

export interface ServedElement {
  /** Attributes by their own names, as `{ model: "moxso", person: "usr_1" }`. */
  attributes?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  /**
   * What the element shows: whatever its `data` property takes. Sent along as its JSON child, for the browser, whole: where
   * readers may not know of people, as with `audience="client"`, hand over what `redact` of `engine.js` makes of it; else a
   * warning says so.
   */
  data?: unknown;
  /** What stands inside it: the elements that a `<risk-provider>` supplies, slotted content. */
  content?: TemplateResult;
}

export interface RenderOptions {
  /**
   * The nonce of the page's policy, 16 random bytes or more in base64 and new for each answer. Declarative shadow DOM carries
   * its styles in the page, which a policy without `'unsafe-inline'` refuses otherwise.
   */
  nonce?: string;
}

const NAME = /^[a-z][a-z0-9-]*$/;
const NONCE = /^[\w+/=-]+$/;

/**
 * One element with its data, for `renderToString`: drawn on the server, and with the same data for the browser, so that
 * nothing is asked for twice.
 *
 * @throws {TypeError} a tag or an attribute that is no name, or would run a script
 */
export function served(tag: string, { attributes = {}, data, content }: ServedElement = {}): TemplateResult {
  const given = Object.entries(attributes).filter(
    ([, value]) => value !== false && value !== null && value !== undefined,
  );
  for (const name of [tag, ...given.map(([key]) => key)]) {
    if (!NAME.test(name)) throw new TypeError(`${JSON.stringify(name)} is not the name of an element or attribute.`);
    if (name.startsWith("on")) throw new TypeError(`${JSON.stringify(name)} is a script: listen on the page instead.`);
  }
  const written = given.map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escaped(String(value))}"`));
  const start = `<${tag}${written.join("")}`;
  const end = `</${tag}>`;
  if (data === undefined) return templateOf([`${start}>`, end], content);
  const sent = block("application/json", data);
  if (strictest(attributes.audience as string) !== "internal" && PEOPLE.test(sent)) warn();
  return templateOf([`${start} .data=`, ">", "", end], data, unsafeHTML(sent), content);
}

/** Not by Lit's static templates: those keep every text that they ever had, which on a server is each reader's. */
const templateOf = (strings: string[], ...values: unknown[]): TemplateResult =>
  html(Object.assign(strings, { raw: strings }), ...values);

/** Records of people, or their scores. What `redact` leaves has none. */
const PEOPLE = /"(?:people|employees|events|measures|breaches)":\[?\{|"employee_id":/;

let warned = false;

/** Not done for the page: what is left of records has no lines over time, nobody who moved and no other model. */
function warn(): void {
  if (!warned)
    console.warn(
      "human-risk-widgets: served() sends records of people to a page for clients, whose source shows them; hand over what redact() of engine.js makes of them.",
    );
  warned = true;
}

/** `<` is the one sign that could end the script element. */
const block = (type: string, data: unknown): string =>
  `<script type="${type}">${JSON.stringify(data).replace(/</g, "\\u003c")}</script>`;

type Chunk = string | Promise<Chunks> | Chunks;
type Chunks = Iterable<Chunk>;

async function* flat(chunks: Chunks, style: string, numbers: Numbers): AsyncGenerator<string> {
  numberAs(numbers);
  for (const chunk of chunks) {
    // The renderer gives the tag as a piece of its own: what data says about styles is not meant.
    if (typeof chunk === "string") yield chunk === "<style>" ? style : chunk;
    else yield* flat(await chunk, style, numbers);
    // Other readers' pages may have been drawn meanwhile.
    numberAs(numbers);
  }
}

const ID = /"(?:employee_)?id":("(?:[^"\\]|\\.)*")/g;

/** The ids in data that is sent to the page: no others are told there. */
const idsIn = (chunk: string): string[] =>
  chunk.startsWith('<script type="application/json">')
    ? [...chunk.matchAll(ID)].map(([, id]) => JSON.parse(id!) as string)
    : [];

const connected = (): { connectedCallback: true } => ({ connectedCallback: true });

type Renderer = typeof LitElementRenderer;
type Dressed = Pick<typeof LitElement, "elementStyles">;

/** What each class wears before anything of it is drawn. */
const bare = new WeakMap<Dressed, CSSResultOrNative[]>();
let renderer: Renderer | undefined;

type Shadow = ReturnType<InstanceType<Renderer>["renderShadow"]>;

/** Says on the first node of an element which language it speaks, as the element itself does on the page. */
function speaking(shadow: Shadow, tag: string): void {
  let said = false;
  const say = (text: string): string => {
    if (said) return text;
    // The build writes templates without their quotes.
    const spoken = text.replace(/ part="?base"?/, `$& lang="${escaped(tag)}"`);
    said = spoken !== text;
    return spoken;
  };
  const through = (pieces: NonNullable<Shadow>): void =>
    pieces.forEach((piece, i) => {
      if (typeof piece === "string") return void (pieces[i] = say(piece));
      pieces[i] = () => {
        const drawn = piece();
        if (typeof drawn === "string") return say(drawn);
        if (Array.isArray(drawn)) through(drawn);
        return drawn;
      };
    });
  if (shadow) through(shadow);
}

/** Tags may be another copy's, which knows neither this one's Lit nor that it is drawn for a page. */
const own = (tag: string): typeof kit.RiskScoreCard | undefined =>
  (kit as Record<string, unknown>)[tag.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())] as
    typeof kit.RiskScoreCard | undefined;

/** The styles in a shadow root are those of its own element, as on a page: the renderer knows a class's only, and parts add to them. */
const dressing = (base: Renderer): Renderer =>
  class extends base {
    #styles: CSSResultOrNative[] = [];
    readonly #class: Dressed;

    constructor(tag: string) {
      super(tag);
      const ours = own(tag);
      if (ours && !(this.element instanceof ours)) {
        // As registering does, which was left out.
        ours["finalize"]();
        this.element = new ours();
      }
      this.#class = this.element.constructor as unknown as Dressed;
    }

    override connectedCallback(): void {
      if (!bare.has(this.#class)) bare.set(this.#class, this.#class.elementStyles);
      this.#class.elementStyles = bare.get(this.#class)!;
      super.connectedCallback();
      this.#styles = this.#class.elementStyles;
    }

    override renderShadow(info: Parameters<InstanceType<Renderer>["renderShadow"]>[0]) {
      // Another page's element of this class may have been drawn since.
      this.#class.elementStyles = this.#styles;
      const shadow = super.renderShadow(info);
      if (this.element instanceof RiskElement) speaking(shadow, this.element["language"].spoken);
      return shadow;
    }
  };

/** A language's words, with what a vendor registered of them on top. */
async function speak(tag: string): Promise<void> {
  requestStrings(tag);
  await loadLanguage(tag);
}

/**
 * Renders a template with the kit's elements to HTML with declarative shadow DOM, readable with scripts off, piece by
 * piece. On the page the elements take over what is there: nothing shows twice.
 *
 * Needs the optional peer `@lit-labs/ssr`. Elements draw what is supplied to them as `data`, themselves or by a
 * `<risk-provider>` around them; `src` and `api-base` are left to the browser. They speak the `locale` that is set on them
 * or on that provider: what `lang` the page has is not seen from here. Pseudonyms are drawn anew for each page, and follow
 * it as a block of data at its end, so that nobody changes theirs there: of those people only whose data is sent.
 *
 * @param template as `html` or `served` make it
 * @throws {Error} where `@lit-labs/ssr` is not installed
 * @throws {TypeError} a nonce that is no base64
 */
export async function* renderToChunks(template: TemplateResult, { nonce }: RenderOptions = {}): AsyncGenerator<string> {
  if (nonce !== undefined && !NONCE.test(nonce)) throw new TypeError("nonce: expected base64.");
  const { LitElementRenderer, render } = await import("@lit-labs/ssr");
  // A server draws once: what a page would load on the way has to be there before.
  const drawn = Object.values(kit).flatMap((entry) => ("preload" in entry ? entry.preload() : []));
  const parts = [loadReader(), loadMask(), loadNameless(), loadSupplied(), loadModels(), preloadStates()];
  await Promise.all([...parts, ...drawn, ...SPOKEN.map(speak)]);
  // Elements learn of their provider when they are connected, which rendering on a server leaves out unless told.
  if (!LitElementRenderer.renderOptions.includes(connected)) LitElementRenderer.renderOptions.push(connected);
  renderer ??= dressing(LitElementRenderer);
  const drawing = render(template, { elementRenderers: [renderer] });
  const numbers: Numbers = new Map();
  const sent = new Set<string>();
  for await (const chunk of flat(
    drawing as Chunks,
    nonce === undefined ? "<style>" : `<style nonce="${nonce}">`,
    numbers,
  )) {
    for (const id of idsIn(chunk)) sent.add(id);
    yield chunk;
  }
  const told = [...numbers].filter(([id]) => sent.has(id));
  if (told.length) yield block(DRAWN, told);
}

/**
 * The whole of `renderToChunks` as one text.
 *
 * ```js
 * import { renderToString, served } from "human-risk-widgets/ssr.js";
 * const card = await renderToString(served("risk-score-card", { attributes: { score: 67, model: "moxso", label: "Ada Park" } }));
 * ```
 */
export async function renderToString(template: TemplateResult, options: RenderOptions = {}): Promise<string> {
  let text = "";
  for await (const chunk of renderToChunks(template, options)) text += chunk;
  return text;
}
