// A build plugin: turns `@property(…)` and `@state()` on fields into Lit's `static properties`, which say the same in fewer
// bytes: no decorator helper, no decorators, no call a field. The sources keep the decorators, which documentation and
// editors read. Anything it does not know stops the build.
import MagicString from "magic-string";
import ts from "typescript";

export function plainProperties() {
  return {
    name: "plain-properties",
    enforce: "pre",
    transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id) || !code.includes('"lit/decorators.js"')) return null;
      const file = ts.createSourceFile(id, code, ts.ScriptTarget.ES2022, true);
      const out = new MagicString(code);
      const stop = (node, why) => {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
        throw new Error(`${id}:${line + 1}: ${why} (scripts/lib/plain-properties.mjs)`);
      };
      const optionsOf = (decorator) => {
        const call = decorator.expression;
        const name = ts.isCallExpression(call) && ts.isIdentifier(call.expression) ? call.expression.text : "";
        const [options] = call.arguments ?? [];
        if (name === "state" && !options) return "{ state: true }";
        if (name === "property") return options ? options.getText(file) : "{}";
        return stop(decorator, "not @property(…) or @state()");
      };
      const visit = (node) => {
        if (ts.isClassLike(node)) {
          const entries = [];
          for (const member of node.members) {
            const decorators = ts.canHaveDecorators(member) ? (ts.getDecorators(member) ?? []) : [];
            if (!decorators.length) continue;
            const [decorator, second] = decorators;
            if (second || !ts.isPropertyDeclaration(member) || !ts.isIdentifier(member.name))
              stop(member, "a decorator on something else than a field");
            entries.push(`${member.name.text}: ${optionsOf(decorator)}`);
            out.remove(decorator.getFullStart(), decorator.getEnd());
          }
          if (entries.length) {
            if (node.members.some((member) => member.name?.getText(file) === "properties"))
              stop(node, "has static properties of its own");
            out.appendLeft(node.members.pos, ` static override properties = { ${entries.join(", ")} };`);
          }
        } else if (ts.isImportDeclaration(node) && node.moduleSpecifier.text === "lit/decorators.js") {
          out.remove(node.getStart(file), node.getEnd());
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
      return { code: out.toString(), map: out.generateMap({ hires: true, source: id, includeContent: true }) };
    },
  };
}
