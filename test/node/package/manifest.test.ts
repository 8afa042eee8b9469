import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { project } from "../support/pack.js";

interface Item {
  name: string;
  description?: string;
  type?: { text: string };
}
interface Declaration {
  tagName?: string;
  summary?: string;
  attributes?: Item[];
  members?: Item[];
  events?: Item[];
  cssParts?: Item[];
  cssProperties?: Item[];
  slots?: Item[];
}

const read = (path: string): string => readFileSync(join(project, path), "utf8");
const manifest = JSON.parse(read("custom-elements.json")) as { modules: { declarations: Declaration[] }[] };
const byTag = new Map(manifest.modules.flatMap((one) => one.declarations).map((one) => [one.tagName ?? "", one]));
const tags = readdirSync(join(project, "src/elements"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.includes("-"))
  .map((entry) => entry.name);

describe("the manifest", () => {
  it("knows every element", () => {
    assert.deepEqual([...byTag.keys()].filter(Boolean).sort(), tags.sort());
  });

  for (const tag of tags) {
    it(`<${tag}>: a summary of one paragraph, and words for whatever a page can set, hear or style`, () => {
      const one = byTag.get(tag)!;
      assert.match(one.summary ?? "", /^[A-Z][^\n]+\.$/);
      assert.ok((one.attributes ?? []).length > 10, "attributes, its own and the shared ones");
      const named = [one.attributes, one.members, one.events, one.cssParts, one.cssProperties, one.slots].flatMap(
        (list) => list ?? [],
      );
      const silent = named.filter(({ description }) => !description).map(({ name }) => name);
      assert.deepEqual(silent, []);
      if (tag === "risk-provider") return;
      assert.ok(
        one.cssParts?.some(({ name }) => name === "base"),
        "::part(base)",
      );
      for (const token of ["--risk-accent", "--risk-band-critical"])
        assert.ok(
          one.cssProperties?.some(({ name }) => name === token),
          token,
        );
      for (const slot of ["heading", "actions", "empty", "error"])
        assert.ok(
          one.slots?.some(({ name }) => name === slot),
          slot,
        );
      for (const event of ["risk-load", "risk-error", "risk-export"])
        assert.ok(
          one.events?.some(({ name }) => name === event),
          event,
        );
    });
  }

  it("writes the words of a union out, for editors and Storybook to offer", () => {
    const types = (tag: string): Record<string, string | undefined> =>
      Object.fromEntries(byTag.get(tag)!.attributes!.map(({ name, type }) => [name, type?.text]));
    assert.equal(types("risk-score-card")["redact"], '"none" | "initials" | "pseudonym" | null');
    assert.equal(types("client-risk-compare")["sort"], '"name" | "score" | "change" | "people"');
    assert.match(types("risk-ranking")["sort"]!, /"department"/);
  });

  it("tells editors what each word that an attribute takes means, and the types of events", () => {
    interface Told {
      name: string;
      attributes: { name: string; description?: string; values?: { name: string; description?: string }[] }[];
      js?: { events: { name: string; type: string }[] };
    }
    const code = (JSON.parse(read("vscode.html-custom-data.json")) as { tags: Told[] }).tags;
    const web = (JSON.parse(read("web-types.json")) as { contributions: { html: { elements: Told[] } } }).contributions;
    for (const told of [code, web.html.elements]) {
      for (const { name: tag, attributes } of told) {
        for (const { name, description, values = [] } of attributes) {
          assert.ok(description, `${tag} ${name}`);
          const { type } = byTag.get(tag)!.attributes!.find((one) => one.name === name)!;
          const words = [...(type?.text ?? "").matchAll(/"([^"]+)"/g)].map(([, word]) => word);
          if (name !== "model")
            assert.deepEqual(
              values.map((value) => value.name),
              words,
            );
          for (const value of values) assert.ok(value.description, `${tag} ${name}=${value.name}`);
        }
      }
    }
    assert.equal(code[0]!.attributes.find(({ name }) => name === "model")!.values!.length, 5);
    for (const { name: tag, js } of web.html.elements)
      for (const { name, type } of js!.events) assert.equal(type, `RiskEvent<"${name}">`, tag);
  });

  it("reaches VS Code and JetBrains", () => {
    for (const path of ["vscode.html-custom-data.json", "web-types.json"])
      for (const tag of tags) assert.ok(read(path).includes(`"${tag}"`), `${tag} in ${path}`);
    assert.ok(read("vscode.css-custom-data.json").includes("--risk-band-critical"));
  });
});
