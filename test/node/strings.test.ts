import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, it } from "node:test";
import ts from "typescript";
import { EVENT_TYPES, models } from "../../src/engine/index.js";

const src = resolve(import.meta.dirname, "../../src");
const english = join(src, "strings", "en");

type Message = string | Record<string, string>;
type Section = Record<string, Message> & { _: string };

const sections = new Map<string, Section>();
for (const file of readdirSync(english)) {
  if (file === "index.ts") continue;
  for (const value of Object.values((await import(join(english, file))) as Record<string, Section>)) {
    sections.set(file.replace(/\.ts$/, ""), value);
  }
}
/** Whole, however many modules it is spread over. */
const section = (name: string): Section =>
  Object.assign({ _: name }, ...[...sections.values()].filter((words) => words._ === name)) as Section;

/** Every literal text of a file, the constant beginnings of its templates, and the ends of those without one. */
function texts(path: string): { words: Set<string>; heads: Set<string>; tails: Set<string>; uses: string[] } {
  const words = new Set<string>();
  const heads = new Set<string>();
  const tails = new Set<string>();
  const uses: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const found = /strings\/en\/([\w-]+)\.js$/.exec(node.moduleSpecifier.text);
      if (found) uses.push(found[1]!);
    } else if (ts.isStringLiteralLike(node)) words.add(node.text);
    else if (ts.isTemplateExpression(node)) {
      heads.add(node.head.text);
      if (node.head.text === "") tails.add(node.templateSpans.at(-1)!.literal.text);
    } else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) words.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true));
  return { words, heads, tails, uses };
}

const files = readdirSync(src, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => join(entry.parentPath, entry.name))
  // Other languages repeat every key: they use none.
  .filter((path) => !path.startsWith(english) && !path.startsWith(join(src, "strings", "locales")))
  .map((path) => ({ path, ...texts(path) }));

const placeholders = (message: Message): Set<string> =>
  new Set(
    Object.values(typeof message === "string" ? { other: message } : message).flatMap((text) =>
      [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!),
    ),
  );

describe("every word that an element needs is there", () => {
  it("models: a name each", () => {
    for (const { id } of models) assert.ok(section("models")[`model.${id}`], id);
  });

  it("rows: a label each", () => {
    for (const model of models) {
      for (const row of model.rows) assert.ok(section("models")[`row.${row}`], `${model.id}: ${row}`);
    }
    assert.ok(section("models")["row.unexplained"], "what a service adjusted");
  });

  it("bands: a word, a short word, and what it means under its model", () => {
    for (const model of models) {
      for (const { id } of model.bands) {
        assert.ok(section("common")[`band.${id}`], id);
        assert.ok(section("compare")[`short.${id}`], id);
        assert.ok(section("meanings")[`${model.id}.${id}`], `${model.id}.${id}`);
      }
    }
  });

  it("actions: what to do each", () => {
    const actions = new Set<string>();
    const engine = files.filter(({ path }) => relative(src, path).startsWith("engine"));
    for (const id of [
      "training_completed",
      "simulation_reported",
      "threat_reported",
      "quiz_passed",
      "breach_notified",
      "measure_reached",
    ]) {
      if (engine.some(({ words }) => words.has(id))) actions.add(id);
    }
    assert.ok(actions.size >= 5);
    for (const id of actions) {
      const known = section("advice")[id] ?? section("advice")[`${id}.of`];
      assert.ok(known, id);
    }
  });

  it("event types: a name each, where events are shown", () => {
    const events = sections.get("events");
    if (!events) return;
    const named = Object.keys(events).filter((key) => EVENT_TYPES.some((type) => key.endsWith(type)));
    if (named.length === 0) return;
    const missing = EVENT_TYPES.filter((type) => !named.some((key) => key.endsWith(type)));
    // Not shown on any chart: they say what was sent, not what was done.
    const silent = ["simulation_sent", "simulation_ignored", "threat_received", "training_assigned"];
    assert.deepEqual(
      missing.filter((type) => !silent.includes(type)),
      [],
    );
  });

  it("trends and subjects: a word each", () => {
    for (const trend of ["improving", "stable", "worsening"]) assert.ok(section("common")[`trend.${trend}`], trend);
    for (const kind of ["person", "client", "department", "role", "book"])
      assert.ok(section("common")[`kind.${kind}`], kind);
  });

  it("reasons: every error code that the kit gives has its sentence", () => {
    const codes = new Set<string>();
    for (const { path } of files) {
      const text = readFileSync(path, "utf8");
      for (const [, code] of text.matchAll(/\bcode: "([a-z]+(?:-[a-z]+)*)"/g)) codes.add(code!);
      for (const [, code] of text.matchAll(
        /new (?:BookError|DataError|SourceError|\w*Fault)\(\s*"([a-z]+(?:-[a-z]+)*)"/g,
      ))
        codes.add(code!);
    }
    // These have a state of their own, with its own words.
    for (const own of ["no-access", "no-data", "not-found", "audience"]) codes.delete(own);
    const missing = [...codes].filter((code) => !section("common")[`error.${code}`]);
    assert.deepEqual(
      missing.filter((code) => !IMPORTER_CODES.has(code)),
      [],
    );
    assert.ok(codes.size >= 5);
  });
});

/** Said to whoever calls an importer, not by an element. */
const IMPORTER_CODES = new Set(["unknown-format"]);

describe("no word is orphaned", () => {
  for (const [name, words] of sections) {
    it(name, () => {
      const users = files.filter(({ uses }) => uses.includes(name));
      assert.ok(users.length > 0, `nobody uses the section ${name}`);
      // A key may be passed on to the file that looks it up.
      const said = new Set(files.flatMap((file) => [...file.words]));
      const heads = new Set(users.flatMap((file) => [...file.heads]).filter((head) => head !== ""));
      const tails = users.flatMap((file) => [...file.tails]).filter((tail) => /^\w+$/.test(tail));
      const open = users.some((file) => file.heads.has(""));
      const orphans = Object.keys(words).filter(
        (key) =>
          key !== "_" &&
          !said.has(key) &&
          ![...heads].some((head) => key.startsWith(head)) &&
          !tails.some((tail) => key.endsWith(tail)) &&
          !(open && [...key].some((_, i) => i > 0 && said.has(key.slice(0, i)) && said.has(key.slice(i)))) &&
          !(open && said.has(key.replace(/\.[^.]*$/, ""))) &&
          !(open && said.has(key.replace(/^[^.]*\./, ""))),
      );
      assert.deepEqual(orphans, []);
    });
  }
});

describe("messages are well formed", () => {
  for (const [name, words] of sections) {
    it(name, () => {
      assert.equal(words._, words._.trim());
      for (const [key, message] of Object.entries(words)) {
        if (key === "_") continue;
        const forms = typeof message === "string" ? { other: message } : message;
        assert.ok("other" in forms, `${name}.${key} has no form for other numbers`);
        for (const text of Object.values(forms)) {
          assert.equal(text, text.trim(), `${name}.${key}: blanks at an end`);
          assert.doesNotMatch(text, /[<>`]|\.\.\.|'|"|\s-\s/, `${name}.${key}: typography, or markup`);
          assert.equal(
            (text.match(/\{/g) ?? []).length,
            placeholders(text).size ? (text.match(/\{\w+\}/g) ?? []).length : 0,
            key,
          );
        }
        if (typeof message !== "string") {
          assert.ok(placeholders(message).has("n") || Object.keys(message).length > 0, `${name}.${key}`);
        }
      }
    });
  }

  it("sections have names of their own; modules of one section agree", () => {
    const parts = ["common", "many", "states", "tools", "waiting"];
    const names = [...sections].filter(([file]) => !parts.includes(file)).map(([, words]) => words._);
    assert.deepEqual([...names, "common"], [...new Set([...names, "common"])]);
    const whole = section("common");
    for (const file of parts) {
      const words = sections.get(file)!;
      for (const key of Object.keys(words)) assert.deepEqual(words[key], whole[key], `${file}: ${key}`);
    }
  });
});
