// What could be wrong in a source file: every mutant of it, all in one text that picks one at run time.
import ts from "typescript";

const K = ts.SyntaxKind;

/** Operators, and what each is confused with. */
const OPERATORS = new Map([
  [K.LessThanToken, ["<=", ">="]],
  [K.LessThanEqualsToken, ["<", ">"]],
  [K.GreaterThanToken, [">=", "<="]],
  [K.GreaterThanEqualsToken, [">", "<"]],
  [K.EqualsEqualsToken, ["!="]],
  [K.ExclamationEqualsToken, ["=="]],
  [K.EqualsEqualsEqualsToken, ["!=="]],
  [K.ExclamationEqualsEqualsToken, ["==="]],
  [K.PlusToken, ["-"]],
  [K.MinusToken, ["+"]],
  [K.AsteriskToken, ["/"]],
  [K.SlashToken, ["*"]],
  [K.PercentToken, ["*"]],
  [K.AsteriskAsteriskToken, ["*"]],
  [K.AmpersandAmpersandToken, ["||"]],
  [K.BarBarToken, ["&&"]],
  [K.QuestionQuestionToken, ["&&"]],
  [K.AmpersandToken, ["|"]],
  [K.BarToken, ["&"]],
  [K.LessThanLessThanToken, [">>"]],
  [K.GreaterThanGreaterThanToken, ["<<"]],
  [K.GreaterThanGreaterThanGreaterThanToken, ["<<"]],
  [K.PlusEqualsToken, ["-="]],
  [K.MinusEqualsToken, ["+="]],
  [K.AsteriskEqualsToken, ["/="]],
  [K.SlashEqualsToken, ["*="]],
  [K.BarEqualsToken, ["&="]],
  [K.AmpersandEqualsToken, ["|="]],
  [K.QuestionQuestionEqualsToken, ["&&="]],
  [K.BarBarEqualsToken, ["&&="]],
  [K.AmpersandAmpersandEqualsToken, ["||="]],
]);

/** Those whose answer is a yes or no, which may as well be always one of them. */
const DECISIONS = new Set([
  K.LessThanToken,
  K.LessThanEqualsToken,
  K.GreaterThanToken,
  K.GreaterThanEqualsToken,
  K.EqualsEqualsToken,
  K.ExclamationEqualsToken,
  K.EqualsEqualsEqualsToken,
  K.ExclamationEqualsEqualsToken,
  K.AmpersandAmpersandToken,
  K.BarBarToken,
]);

const LOGICAL = new Set([K.AmpersandAmpersandToken, K.BarBarToken, K.QuestionQuestionToken]);

/** Methods, and what each is confused with; null leaves the call out. */
const METHODS = {
  every: "some",
  some: "every",
  startsWith: "endsWith",
  endsWith: "startsWith",
  toLowerCase: "toUpperCase",
  toUpperCase: "toLowerCase",
  trimStart: "trimEnd",
  trimEnd: "trimStart",
  min: "max",
  max: "min",
  floor: "ceil",
  ceil: "floor",
  indexOf: "lastIndexOf",
  lastIndexOf: "indexOf",
  filter: null,
  reverse: null,
  slice: null,
  sort: null,
  trim: null,
};

/** Whose last argument is a sentence for a developer. Tests hold what it names (path, value, range), not its words. */
const SENTENCES = new Set(["problem", "refuse", "bad", "fail", "must"]);

/** Errors whose words come after a code, which a page reads. */
const CODED = new Set(["BookError", "ImportError", "Refusal", "SourceError"]);

const isLoop = (node) =>
  ts.isWhileStatement(node) || ts.isDoStatement(node) || (ts.isForStatement(node) && node.condition);

const isAssignment = (node) =>
  ts.isBinaryExpression(node) &&
  node.operatorToken.kind >= K.FirstAssignment &&
  node.operatorToken.kind <= K.LastAssignment;

/** Whether text here is the words of an error or an issue. */
function isMessage(node) {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isBlock(parent) || ts.isSourceFile(parent)) return false;
    if (ts.isNewExpression(parent)) {
      const name = parent.expression.getText();
      if (CODED.has(name)) return parent.arguments[1] === at;
      if (/Error$/.test(name)) return parent.arguments[0] === at;
    }
    if (ts.isPropertyAssignment(parent) && parent.name.getText() === "message") return true;
    if (ts.isCallExpression(parent)) {
      const name = parent.expression.name?.getText() ?? parent.expression.getText();
      if (SENTENCES.has(name)) return parent.arguments.length > 1 && parent.arguments.at(-1) === at;
    }
  }
  return false;
}

/** Whether an expression may stand in brackets with another in its place. */
function isReplaceable(node) {
  if (!ts.isExpression(node) || ts.isOmittedExpression(node) || ts.isSpreadElement(node)) return false;
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    const isReceiver = parent.expression === node;
    // Brackets end an optional chain, and take a method from its object.
    if (isReceiver && (ts.isCallExpression(parent) || parent.flags & ts.NodeFlags.OptionalChain)) return false;
    return parent.name !== node;
  }
  if (ts.isNonNullExpression(parent) || ts.isTaggedTemplateExpression(parent)) return false;
  if (ts.isNewExpression(parent) && parent.expression === node) return false;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return parent.operator !== K.PlusPlusToken && parent.operator !== K.MinusMinusToken;
  if (ts.isDeleteExpression(parent)) return false;
  if (isAssignment(parent) && parent.left === node) return false;
  if ((ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.name === node) return false;
  if (ts.isBindingElement(parent) && parent.initializer !== node) return false;
  return !ts.isTypeNode(parent) && !ts.isImportDeclaration(parent) && !ts.isExportDeclaration(parent);
}

/** The changes that make mutants of one node: `[start, end, what stands there instead, what kind of change it is]`. */
function changesOf(node, text) {
  const found = [];
  const whole = (to, kind) => found.push([node.getStart(), node.end, to, kind]);
  const { parent } = node;
  if (ts.isBinaryExpression(node)) {
    const { operatorToken: operator } = node;
    for (const to of OPERATORS.get(operator.kind) ?? []) {
      // What binds more loosely, or may not be mixed, takes brackets along.
      if (LOGICAL.has(operator.kind)) whole(`((${node.left.getText()}) ${to} (${node.right.getText()}))`, "operator");
      else found.push([operator.getStart(), operator.end, to, "operator"]);
    }
    if (DECISIONS.has(operator.kind)) {
      if (!isLoop(parent)) whole("true", "decision");
      whole("false", "decision");
    }
  }
  if (
    (ts.isIfStatement(parent) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node)
  ) {
    whole("true", "decision");
    whole("false", "decision");
  }
  if (isLoop(parent) && (parent.condition ?? parent.expression) === node) whole("false", "decision");
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const operand = node.operand.getText();
    const [before, after] = ts.isPrefixUnaryExpression(node) ? ["", operand] : [operand, ""];
    if (node.operator === K.ExclamationToken) whole(operand, "negation");
    if (node.operator === K.MinusToken) whole(`+${operand}`, "operator");
    if (node.operator === K.PlusToken) whole(`-${operand}`, "operator");
    if (node.operator === K.PlusPlusToken) whole(`${before}--${after}`, "operator");
    if (node.operator === K.MinusMinusToken) whole(`${before}++${after}`, "operator");
  }
  if (node.kind === K.TrueKeyword) whole("false", "literal");
  if (node.kind === K.FalseKeyword) whole("true", "literal");
  if (ts.isNumericLiteral(node)) {
    const value = Number(node.text);
    for (const to of [value + 1, value - 1]) whole(String(to), "number");
  }
  const isModule = ts.isCallExpression(parent) && parent.expression.kind === K.ImportKeyword;
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) {
    if (!isModule && !isMessage(node)) whole(node.text === "" ? '"mutated"' : '""', "text");
  }
  if (ts.isRegularExpressionLiteral(node)) {
    const [, body, flags] = /^\/(.*)\/(\w*)$/s.exec(node.text);
    if (body.startsWith("^")) whole(`/${body.slice(1) || "(?:)"}/${flags}`, "pattern");
    if (body.endsWith("$") && !body.endsWith("\\$")) whole(`/${body.slice(0, -1) || "(?:)"}/${flags}`, "pattern");
  }
  if (ts.isArrayLiteralExpression(node)) whole(node.elements.length ? "[]" : '["mutated"]', "list");
  if (ts.isObjectLiteralExpression(node) && node.properties.length) whole("{}", "object");
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) whole("() => undefined", "body");
  if (node.questionDotToken) {
    const { questionDotToken: token } = node;
    found.push([token.getStart(), token.end, ts.isPropertyAccessExpression(node) ? "." : "", "optional"]);
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression;
    const to = Object.hasOwn(METHODS, name.text) ? METHODS[name.text] : undefined;
    if (to) found.push([name.getStart(), name.end, to, "method"]);
    if (to === null && !node.expression.questionDotToken)
      whole(text.slice(expression.getStart(), expression.end), "method");
  }
  return found;
}

/** A block that can be left empty, and where its statements are. */
function emptied(node) {
  if (ts.isBlock(node) && node.statements.length) {
    const isFirst = ts.isConstructorDeclaration(node.parent) && /\bsuper\(/.test(node.getText());
    return isFirst ? null : [node.getStart() + 1, node.end - 1];
  }
  if ((ts.isCaseClause(node) || ts.isDefaultClause(node)) && node.statements.length)
    return [node.statements[0].getStart(), node.end];
  return null;
}

/**
 * @param {string} path of the file, as it is to be named
 * @param {string} text its source
 * @param {number} first the first mutant's number
 * @returns {{ mutants: Array<{ id: number, path: string, line: number, kind: string, from: string, to: string }>, code: string }}
 *   the mutants, and a source in which `$mutant(id)` answers whether it is mutant `id`'s turn
 */
export function mutate(path, text, first) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const lines = text.split("\n");
  const mutants = [];
  const seen = new Set();
  /** node → its mutants: what stands there instead, or null for an empty block. */
  const hosts = new Map();

  const add = (host, start, end, to, kind, instead) => {
    const key = `${start}-${end}:${to}`;
    if (seen.has(key)) return;
    seen.add(key);
    const id = first + mutants.length;
    const { line } = source.getLineAndCharacterOfPosition(start);
    const from = text.slice(start, end);
    mutants.push({ id, path, line: line + 1, source: lines[line], key, kind, from, to });
    hosts.set(host, [...(hosts.get(host) ?? []), { id, instead }]);
  };

  const visit = (node, isTarget = false) => {
    if (
      ts.isTypeNode(node) ||
      ts.isHeritageClause(node) ||
      ts.isImportDeclaration(node) ||
      ts.isExportDeclaration(node)
    )
      return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    const block = emptied(node);
    if (block) add(node, ...block, "", "block", null);
    if (!isTarget && ts.isExpression(node)) {
      const isName =
        node.parent.name === node &&
        !ts.isComputedPropertyName(node) &&
        (ts.isStringLiteral(node) || ts.isNumericLiteral(node));
      for (const [start, end, to, kind] of isName ? [] : changesOf(node, text)) {
        let host = node;
        while (!ts.isSourceFile(host) && !isReplaceable(host)) host = host.parent;
        if (ts.isSourceFile(host)) continue;
        add(host, start, end, to, kind, text.slice(host.getStart(), start) + to + text.slice(end, host.end));
      }
    }
    ts.forEachChild(node, (child) => {
      const target = isTarget || (isAssignment(node) && node.left === child && !isAccess(child));
      visit(child, target);
    });
  };
  const isAccess = (node) => ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  visit(source);

  const render = (node) => {
    const children = [];
    ts.forEachChild(node, (child) => void children.push(child));
    children.sort((a, b) => a.pos - b.pos);
    const pieces = (start, end) => {
      let out = "";
      let at = start;
      for (const child of children) {
        const from = child.getStart();
        if (from < at || child.end > end) continue;
        out += text.slice(at, from) + render(child);
        at = child.end;
      }
      return out + text.slice(at, end);
    };
    const start = node.getStart();
    const own = hosts.get(node);
    if (!own) return pieces(start, node.end);
    const block = emptied(node);
    if (block && own[0].instead === null) {
      const [from, to] = block;
      return `${pieces(start, from)}{if(!$mutant(${own[0].id})){${pieces(from, to)}\n}}${text.slice(to, node.end)}`;
    }
    const turns = own.map(({ id, instead }) => `$mutant(${id})?(${instead}):`);
    return `(${turns.join("")}${pieces(start, node.end)})`;
  };
  return { mutants, code: text.slice(0, source.getStart()) + render(source) + text.slice(source.end) };
}
