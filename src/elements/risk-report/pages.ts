import { isServer } from "lit";

/** What stands at the foot of each printed page. */
export interface Foot {
  text: string;
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
 * document gives its printed pages margins and a foot (browsers without margin boxes print the report's last line instead).
 */
export class Pages {
  #sheet: CSSStyleSheet | undefined;
  #css = "";

  set({ text, pages }: Foot): void {
    const css = `@page{margin:15mm 15mm 18mm;@bottom-left{content:${quoted(text)};font:8.5pt sans-serif;color:#575c67;width:80%;text-align:start}@bottom-right{content:${counted(pages)};font:8.5pt sans-serif;color:#575c67}}`;
    if (isServer || css === this.#css) return;
    this.#css = css;
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet();
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
    }
    this.#sheet.replaceSync(css);
  }

  clear(): void {
    if (!this.#sheet) return;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#sheet = undefined;
    this.#css = "";
  }
}
