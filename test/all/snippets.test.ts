/** Every snippet of the manuals goes through its framework's own compiler with the kit's types; plain HTML runs. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { generate } from "../../demo/data/generate.js";
import { root } from "../../scripts/lib/ensure.mjs";
import { MANUALS } from "../../stories/manual/prose.js";
import { declared } from "../../stories/manual/manifest.js";
import { snippets, type Snippet } from "../../stories/manual/snippets.js";
import { openStudio } from "./support/studio.js";

const work = join(root, ".cache", "snippets");
const all = Object.values(MANUALS).flatMap(({ example }) => snippets(example, (tag) => declared(tag).attributes ?? []));
const of = (language: Snippet["language"]): Snippet[] => all.filter((one) => one.language === language);

/** What a program says, and how it ends. */
function run(command: string, args: readonly string[], cwd: string): Promise<{ code: number | null; said: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, NO_COLOR: "1", CI: "1" } });
    let said = "";
    child.stdout.on("data", (piece) => (said += String(piece)));
    child.stderr.on("data", (piece) => (said += String(piece)));
    child.on("error", fail);
    child.on("exit", (code) => done({ code, said }));
  });
}

/** The compilers are no dependencies of the kit: they are installed beside it, once. */
async function install(): Promise<void> {
  mkdirSync(work, { recursive: true });
  const lock = readFileSync(join(root, "stories/snippets/package-lock.json"), "utf8");
  const kept = join(work, "package-lock.json");
  const there =
    existsSync(join(work, "node_modules/vue-tsc")) && existsSync(kept) && readFileSync(kept, "utf8") === lock;
  copyFileSync(join(root, "stories/snippets/package.json"), join(work, "package.json"));
  if (!there) {
    writeFileSync(kept, lock);
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const { code, said } = await run(
      npm,
      ["ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"],
      work,
    );
    if (code !== 0) {
      rmSync(kept, { force: true });
      throw new Error(`The compilers could not be installed:\n${said}`);
    }
  }
  const kit = join(work, "node_modules/human-risk-widgets");
  if (!existsSync(kit)) symlinkSync(root, kit, "junction");
}

interface Compiler {
  language: Snippet["language"];
  bin: string;
  args: readonly string[];
  options: object;
  more?: object;
  /** Gives up after the first kind of fault: what is wrong is tried one by one. */
  single?: boolean;
  /** Written differently, a snippet has to be refused: what to replace by what. */
  wrong: readonly (readonly [file: string, from: string, to: string])[];
}

const OPTIONS = {
  target: "ES2022",
  module: "ESNext",
  moduleResolution: "Bundler",
  lib: ["ES2023", "DOM", "DOM.Iterable"],
  strict: true,
  // The kit is linked; its types find the framework beside the link, not beside the kit.
  preserveSymlinks: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

const EVENT = ["event.detail.id", "event.detail.nothing"] as const;

const COMPILERS: readonly Compiler[] = [
  {
    language: "React",
    bin: "../../node_modules/typescript/bin/tsc",
    args: ["-p", "."],
    options: { ...OPTIONS, jsx: "react-jsx" },
    wrong: [
      ["RiskScoreCardExample.tsx", ...EVENT],
      ["RiskScoreCardExample.tsx", "selectable", 'selectable="maybe"'],
      ["RiskTrendExample.tsx", "forecast={60}", 'forecast="later"'],
    ],
  },
  {
    language: "Vue",
    bin: "node_modules/vue-tsc/bin/vue-tsc.js",
    args: ["-p", "."],
    options: { ...OPTIONS, types: ["human-risk-widgets/types/vue"] },
    more: { vueCompilerOptions: { strictTemplates: true } },
    wrong: [
      ["RiskScoreCardExample.vue", ...EVENT],
      ["RiskScoreCardExample.vue", '@risk-select="heard"', '@risk-select="missing"'],
    ],
  },
  {
    language: "Svelte",
    bin: "node_modules/svelte-check/bin/svelte-check",
    args: ["--tsconfig", "./tsconfig.json", "--output", "machine", "--fail-on-warnings"],
    options: { ...OPTIONS, types: ["human-risk-widgets/types/svelte"], verbatimModuleSyntax: true },
    wrong: [
      ["RiskScoreCardExample.svelte", ...EVENT],
      ["RiskScoreCardExample.svelte", "onrisk-select={heard}", "onrisk-selected={heard}"],
    ],
  },
  {
    language: "Angular",
    bin: "node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js",
    args: ["-p", "."],
    options: { ...OPTIONS, experimentalDecorators: true },
    single: true,
    more: { angularCompilerOptions: { strictTemplates: true } },
    wrong: [
      ["risk-score-card.component.ts", ...EVENT],
      ["risk-score-card.component.ts", "heard($event)", "missing($event)"],
    ],
  },
];

describe("snippets of the manuals", { concurrency: 1 }, () => {
  before(install);

  it("there is one for every element and framework", () => {
    const elements = readdirSync(join(root, "src/elements"), { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name.includes("-"),
    );
    assert.equal(all.length, elements.length * 5);
    for (const { code } of all) assert.doesNotMatch(code, /undefined|\[object|\t| +$/m);
  });

  for (const { language, bin, args, options, more, single, wrong } of COMPILERS) {
    const folder = join(work, language.toLowerCase());
    const compile = (files: readonly { file: string; code: string }[]): ReturnType<typeof run> => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      for (const { file, code } of files) writeFileSync(join(folder, file), code);
      const include = ["*.ts", "*.tsx", "*.vue", "*.svelte"];
      // Else svelte-check takes a Vite configuration further up for the project's.
      writeFileSync(join(folder, "svelte.config.js"), "export default {};\n");
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, ...more, include }));
      return run(process.execPath, [join(work, bin), ...args], folder);
    };

    it(`${language}: all compile`, async () => {
      const { code, said } = await compile(of(language));
      assert.equal(code, 0, said);
    });

    it(`${language}: what is wrong is refused`, async () => {
      const files = wrong.map(([file, from, to], i) => {
        const right = of(language).find((one) => one.file === file)!.code;
        assert.ok(right.includes(from), `${file} has no ${from}`);
        return { file: file.replace(".", `${i}.`), code: right.replace(from, to) };
      });
      for (const tried of single ? files.map((file) => [file]) : [files]) {
        const { code, said } = await compile(tried);
        assert.notEqual(code, 0);
        for (const { file } of tried) assert.ok(said.includes(file), `${file} passes:\n${said}`);
      }
    });
  }

  it("HTML: each page comes up with data and without a complaint", async () => {
    const folder = join(work, "html");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(join(root, "dist"))) {
      if (/^human-risk-widgets.*\.js$/.test(file)) copyFileSync(join(root, "dist", file), join(folder, file));
    }
    const book = generate({ seed: 7, clients: 3, people: 90, times: "iso" });
    const [first] = book.clients;
    assert.ok(first?.people[0]);
    first.id = "acme";
    first.people[0].id = "ada";
    writeFileSync(join(folder, "dataset.json"), JSON.stringify({ ...book, model: "moxso" }));
    for (const { file, code } of of("HTML"))
      writeFileSync(join(folder, file), `<!doctype html><html lang="en"><title>${file}</title>${code}`);
    const site = await openStudio(folder);
    try {
      for (const { example } of Object.values(MANUALS)) {
        const { page, heard } = await site.open(`/${example.tag}.html`);
        const shown = example.children?.[0]?.tag ?? example.tag;
        await page.waitForFunction(
          (tag: string) => (document.querySelector(tag) as (Element & { phase?: string }) | null)?.phase === "ready",
          { timeout: 60_000 },
          shown,
        );
        await page.close();
        assert.deepEqual(
          heard.filter((said) => !said.startsWith("log:")),
          [],
          example.tag,
        );
      }
    } finally {
      await site.close();
    }
  });
});
