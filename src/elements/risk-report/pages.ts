/** Browsers without margin boxes print the report's last line instead. */
export const FOOT_OF_PAGES = "CSSMarginRule" in globalThis;

/** What stands around each printed page. */
export interface Foot {
  /** Above the second page and those that follow. */
  head: string;
  text: string;
  /** As the report's. */
  family: string;
  /** With `{page}` and `{pages}`. */
  pages: string;
}

/** The lowest sign CSS strings must not hold as it is, and quotes and backslashes. */
const quoted = (text: string): string =>
  `"${[...text].map((sign) => (sign < " " || sign === '"' || sign === "\\" ? `\\${sign.codePointAt(0)!.toString(16)} ` : sign)).join("")}"`;

const counted = (pages: string): string =>
  pages
    .split(/(\{pages?\})/)
    .filter(Boolean)
    .map((piece) => (piece === "{page}" ? "counter(page)" : piece === "{pages}" ? "counter(pages)" : quoted(piece)))
    .join(" ");

/**
 * Page rules hold for a document and have no place in a shadow tree: while a report is on the page, one style sheet of the
 * document gives its printed pages margins, a foot and a running head.
 */
export class Pages {
  #page: Document | undefined;
  #sheet: CSSStyleSheet | undefined;
  #css = "";

  set(page: Document, { head, text, family, pages }: Foot): void {
    const font = `font:8.5pt ${family};color:#575c67`;
    const css = `@page{margin:15mm 15mm 18mm;@top-left{content:${quoted(head)};${font};width:100%;text-align:start}@bottom-left{content:${quoted(text)};${font};width:84%;text-align:start}@bottom-right{content:${counted(pages)};${font}}}@page:first{@top-left{content:none}}`;
    // A sheet is one document's, as those of elements are.
    const view = page.defaultView;
    if (!view || css === this.#css || !page.adoptedStyleSheets) return;
    this.#css = css;
    if (!this.#sheet) {
      this.#page = page;
      this.#sheet = new view.CSSStyleSheet();
      page.adoptedStyleSheets = [...page.adoptedStyleSheets, this.#sheet];
    }
    this.#sheet.replaceSync(css);
  }

  clear(): void {
    if (!this.#page) return;
    this.#page.adoptedStyleSheets = this.#page.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#page = undefined;
    this.#sheet = undefined;
    this.#css = "";
  }
}
