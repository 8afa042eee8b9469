// A build plugin: takes white space, comments and quotes out of css`…`, html`…` and svg`…` templates, which minifiers leave
// alone because they are strings. Only the literal parts change; expressions keep their places.
// A css`…` becomes a call that bundlers may drop where nobody uses its sheet: a tagged template is kept for its side effects.
import MagicString from "magic-string";
import ts from "typescript";

/** Runs of white space read as one; none is needed around CSS punctuation. */
const shorterCss = (text) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .replace(/ !important/g, "!important")
    .replace(/^ /, "")
    // 0.5em is .5em; the digits of a name or a colour are no number.
    .replace(/(?<=[\s:(,-])(?<![\w-]-)0(\.\d)/g, "$1");

const APART = "\\/?(?:div|p|ul|ol|li|section|header|footer|tbody|thead|tr|g|path|rect|circle|line)\\b";
const NEEDLESS_BEFORE = new RegExp(` (?=<(?:${APART}|\\/svg\\b))`, "g");
/** Whole tags only: of one that begins in another piece of the template nobody knows what it is. */
const NEEDLESS_AFTER = new RegExp(`(<(?:${APART}|svg\\b)[^<>]*>) `, "g");

/** In markup a run of white space is one space; comments go, Lit's own markers are made later. */
const shorterMarkup = (text) =>
  text
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/\s+/g, " ")
    // Beside a block, and between an SVG's shapes, white space draws nothing, and is a node in each copy.
    .replace(NEEDLESS_BEFORE, "")
    .replace(NEEDLESS_AFTER, "$1")
    // Inside a tag: no space before its end, no quotes around what needs none.
    .replace(/(["\w]) >/g, "$1>")
    .replace(/( [\w:-]+)="([^\s"'`=<>]+)"(?=[ >])/g, "$1=$2");

/** Between an SVG's elements white space draws nothing. */
const shorterShapes = (text) =>
  shorterMarkup(text)
    .replace(/> (?=<|$)/g, ">")
    .replace(/^ (?=<)/, "");

/** The bundler writes strings in ASCII, and leaves templates that have a tag as they are. */
const ascii = (text) =>
  text.replace(/[^\x00-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

const TAGS = { css: () => shorterCss, html: () => shorterMarkup };
/** Within an SVG's text it does draw, in whichever piece of the template the text stands. */
TAGS.svg = (template) => (/<(?:text|tspan)\b/.test(template) ? shorterMarkup : shorterShapes);

export function minifyTemplates() {
  return {
    name: "minify-templates",
    enforce: "pre",
    transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id) || !/\b(?:css|html|svg)`/.test(code)) return null;
      const file = ts.createSourceFile(id, code, ts.ScriptTarget.ES2022, true);
      const out = new MagicString(code);
      const piece = (node, shorter) => {
        // The quotes and braces around a piece: ` or } in front, ` or ${ behind.
        const from = node.getStart(file) + 1;
        const to =
          node.getEnd() -
          (node.kind === ts.SyntaxKind.TemplateHead || node.kind === ts.SyntaxKind.TemplateMiddle ? 2 : 1);
        if (to <= from) return;
        const before = code.slice(from, to);
        const after = ascii(shorter(before));
        if (after !== before) out.update(from, to, after);
      };
      let sheets = false;
      const visit = (node) => {
        if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && node.tag.text in TAGS) {
          const shorter = TAGS[node.tag.text](node.template.getText(file));
          if (ts.isNoSubstitutionTemplateLiteral(node.template)) piece(node.template, shorter);
          else {
            piece(node.template.head, shorter);
            for (const span of node.template.templateSpans) piece(span.literal, shorter);
          }
          if (node.tag.text === "css") {
            sheets = true;
            // The same text: sheets and numbers put into a string are what css`…` makes of them.
            out.update(node.tag.getStart(file), node.tag.getEnd(), "/* @__PURE__ */ sheet(");
            out.appendLeft(node.getEnd(), ")");
          }
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
      if (sheets) out.append('\nimport { unsafeCSS as sheet } from "lit";\n');
      return out.hasChanged()
        ? { code: out.toString(), map: out.generateMap({ hires: true, source: id, includeContent: true }) }
        : null;
    },
  };
}
