/** What the pages for readers say against what there is. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { format } from "prettier";
import { project } from "./support/pack.js";

const { withSizes } = (await import(join(project, "scripts/lib/size-table.mjs"))) as {
  withSizes(page: string, sizes: unknown): string;
};
const read = (path: string): string => readFileSync(join(project, path), "utf8");

const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "CHANGELOG.md",
  "docs/accessibility.md",
  "docs/reference.md",
  "docs/size.md",
  "demo/hosts/README.md",
  "demo/server/README.md",
];

/** The anchors that a forge makes of a page's headings. */
const anchors = (page: string): string[] =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

describe("pages for readers", () => {
  for (const path of PAGES) {
    it(`${path}: every link leads to a file and a heading that are there`, () => {
      const page = read(path).replace(/^```[\s\S]*?^```$/gm, "");
      const dead = [...page.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link]) => {
        if (/^[a-z]+:/.test(link!)) return [];
        const [file, anchor] = link!.split("#") as [string, string?];
        const to = file ? join(dirname(path), file) : path;
        if (!existsSync(join(project, to))) return [link];
        return anchor === undefined || anchors(read(to)).includes(anchor) ? [] : [link];
      });
      assert.deepEqual(dead, []);
    });

    // Apps of the demo have scripts and folders of their own.
    if (path.startsWith("demo/")) continue;
    it(`${path}: every command is a script of the package, every path in code is there`, () => {
      const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
      const page = read(path);
      const commands = [...page.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name!);
      assert.deepEqual(
        commands.filter((name) => !scripts[name]),
        [],
      );
      const inside = /^(?:src|test|scripts|stories|demo|docs|themes|schema|types)\/[\w./-]+$/;
      const paths = [...page.matchAll(/`([^`\n]+)`/g)].map(([, words]) => words!).filter((words) => inside.test(words));
      assert.deepEqual(
        paths.filter((one) => !existsSync(join(project, one))),
        [],
      );
    });
  }

  it("docs/size.md: the table says what test/sizes.json pins", async () => {
    const page = read("docs/size.md");
    const pinned = withSizes(page, JSON.parse(read("test/sizes.json")));
    assert.equal(
      page,
      await format(pinned, { parser: "markdown", printWidth: 120 }),
      "npm run size -- --pin writes it",
    );
  });
});
