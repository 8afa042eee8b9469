// A build plugin: takes white space and comments out of css`…`, html`…` and svg`…` templates, which minifiers leave
// alone because they are strings. Only the literal parts change; expressions keep their places.
import MagicString from "magic-string";
import ts from "typescript";

const TAGS = new Set(["css", "html", "svg"]);

/** Runs of white space read as one; none is needed around CSS punctuation. */
const shorterCss = (text) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}");

/** In markup a run of white space is one space; comments go, Lit's own markers are made later. */
const shorterMarkup = (text) => text.replace(/<!--[\s\S]*?-->/g, "").replace(/\s+/g, " ");

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
        const after = shorter(before);
        if (after !== before) out.update(from, to, after);
      };
      const visit = (node) => {
        if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && TAGS.has(node.tag.text)) {
          const shorter = node.tag.text === "css" ? shorterCss : shorterMarkup;
          if (ts.isNoSubstitutionTemplateLiteral(node.template)) piece(node.template, shorter);
          else {
            piece(node.template.head, shorter);
            for (const span of node.template.templateSpans) piece(span.literal, shorter);
          }
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
      return out.hasChanged()
        ? { code: out.toString(), map: out.generateMap({ hires: true, source: id, includeContent: true }) }
        : null;
    },
  };
}
