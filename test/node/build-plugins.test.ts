import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { minifyTemplates } from "../../scripts/lib/minify-templates.mjs";
import { plainProperties } from "../../scripts/lib/plain-properties.mjs";

const run = (plugin: { transform(code: string, id: string): { code: string } | null }, code: string): string =>
  plugin.transform(code, "/x/src/a.ts")?.code ?? code;

describe("templates in the build", () => {
  const templates = (code: string): string => run(minifyTemplates(), code);

  it("lose white space and quotes in markup, and keep what a reader sees", () => {
    const text = templates('const a = html`<p  class="a b" part="x" dir="auto" >1  2 <b\n  class="c">${d}</b></p>`;');
    assert.match(text, /<p class="a b" part=x dir=auto>1 2 <b class=c>\$\{d\}<\/b><\/p>/);
  });

  it("are written in ASCII, which every page reads alike", () => {
    assert.match(templates("html`<b>a</b>  · ${b}–`"), /`<b>a<\/b> \\u00b7 \$\{b\}\\u2013`/);
  });

  it("lose white space beside blocks and shapes, and keep it between words", () => {
    assert.match(
      templates("html`<div> <p>a b</p> ${c} <b>d</b> </div>`"),
      /`<div><p>a b<\/p>\$\{c\} <b>d<\/b><\/div>`/,
    );
    assert.match(templates("html`<svg> <path d=${a} /> <circle r=1 /> </svg>`"), /<circle r=1 \/><\/svg>/);
    assert.match(templates("html`<span>a</span> <b>c</b> <slot></slot>`"), /<\/span> <b>c<\/b> <slot>/);
  });

  it("keep quotes where an expression or a self-closing tag follows", () => {
    assert.match(templates('svg`<path d="M0" /> <g x="${1}%" />`'), /<path d=M0 \/><g x="\$\{1\}%" \/>/);
    assert.match(templates('svg`<path d="M0"/>`'), /<path d="M0"\/>/);
    assert.match(
      templates('svg`<text x="1">a <tspan>b</tspan> <tspan>c</tspan></text>`'),
      /a <tspan>b<\/tspan> <tspan>/,
    );
    assert.match(templates('svg`<text x="1">${a} <tspan>b</tspan></text>`'), /\$\{a\} <tspan>/, "after an expression");
  });

  it("make sheets that may be dropped, with the same rules", () => {
    const text = templates(
      "const a = css`\n  .a {\n    margin: 0.5em -0.25em;\n    width: calc(1px - 0.5em) !important;\n  }\n  ${b}\n`;",
    );
    assert.match(
      text,
      /\/\* @__PURE__ \*\/ sheet\(`\.a\{margin:\.5em -\.25em;width:calc\(1px - \.5em\)!important\}\$\{b\} ?`\)/,
    );
    assert.match(text, /import \{ unsafeCSS as sheet \} from "lit"/);
    assert.match(templates("css`.a { color: #000.5; x: var(--b-0.5) }`"), /#000\.5;x:var\(--b-0\.5\)/);
  });
});

describe("properties in the build", () => {
  const properties = (code: string): string =>
    run(plainProperties(), `import { property, state } from "lit/decorators.js";\n${code}`);

  it("become static properties with the same options", () => {
    const text = properties(
      'class A { @property() a = 1; @property({ attribute: "b-c" }) b?: string; @state() private c = 2; }',
    );
    assert.match(text, /static override properties = \{ a: \{\}, b: \{ attribute: "b-c" \}, c: \{ state: true \} \};/);
    assert.doesNotMatch(text, /@|lit\/decorators/);
    assert.match(text, / a = 1; +b\?: string; +private c = 2;/);
  });

  it("stop the build where they are something else", () => {
    for (const code of [
      "@query('a') a;",
      "@property() set a(b) {}",
      "@property() @state() a = 1;",
      "static properties = {}; @state() a = 1;",
    ]) {
      assert.throws(() => properties(`class A { ${code} }`), /plain-properties/, code);
    }
  });
});
