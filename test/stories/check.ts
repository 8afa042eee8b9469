/**
 * Every story of every element, rendered as Storybook renders it: it comes up, its play function runs, nothing is written
 * to the console, nothing sticks out sideways, every part is documented, and there is no accessibility violation. The matrix has no holes.
 */
import { expect } from "@open-wc/testing";
import { around, type Globals } from "../../stories/support/around.js";
import { enablePseudo } from "../../stories/support/pseudo.js";
import type { Story } from "../../stories/support/story.js";
import { models } from "../../src/strings/en/models.js";

enablePseudo();

const STATES = ["Ready", "Loading", "Empty", "NotEnoughData", "Stale", "Failed", "NoAccess"];
const LOOKS = ["Dark", "HighContrast", "HighContrastDark", "Compact", "RightToLeft", "German", "Pseudo", "Print"];
const WIDTHS = ["Width200", "Width320", "Width768", "Width1280"];
const SERVED = [...STATES, "ClientAudience", "Refresh", "Live", "Nested"];
export const GLOBALS: Globals = {
  theme: "light",
  language: "en",
  direction: "auto",
  model: "moxso",
  audience: "internal",
  vision: "typical",
};
/** Stories of one look in which axe runs; geometry and words do not change what it reads. */
const CHECKED = new Set([
  ...STATES,
  "Dark",
  "HighContrast",
  "HighContrastDark",
  "RightToLeft",
  "Width200",
  "ClientAudience",
]);

type Element_ = HTMLElement & { updateComplete: Promise<boolean>; isUpdatePending: boolean; phase: string };

/** @param loads whether the story ends with a score, or with words: the first of its kind waits for what draws it */
async function show(story: Story, loads: boolean): Promise<{ box: HTMLElement; el: Element_ }> {
  const rendered = story.render(story.args ?? {});
  const box = around(rendered, { ...GLOBALS, ...story.globals });
  document.body.append(box);
  const el = [...box.querySelectorAll("*")].find((one) =>
    /^(client-)?risk-(?!provider)/.test(one.localName),
  ) as Element_;
  for (let quiet = 0, turn = 0; quiet < 2 && turn < 300; turn++) {
    await el.updateComplete;
    await new Promise((done) => setTimeout(done));
    quiet = el.isUpdatePending || (loads && el.phase === "loading") ? 0 : quiet + 1;
  }
  return { box, el };
}

interface Manifest {
  modules: { declarations: { tagName?: string; cssParts?: { name: string }[] }[] }[];
}
/** What pages may style of an element, as its class doc says. */
async function partsOf(tag: string): Promise<string[]> {
  const { modules } = (await (await fetch("/custom-elements.json")).json()) as Manifest;
  const declared = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === tag);
  return (declared?.cssParts ?? []).map(({ name }) => name);
}

type StoryModule = { readonly default: { readonly component: string } } & object;

/** @param all the modules of stories/*.stories.ts */
export function checkStories(all: readonly StoryModule[]): void {
  for (const { default: meta, ...stories } of all) {
    describe(`stories of <${meta.component}>`, () => {
      it("has every state, look and width", () => {
        // The provider's own are about whom it serves: it has no look and no width.
        const wanted = meta.component === "risk-provider" ? SERVED : [...STATES, ...LOOKS, ...WIDTHS];
        expect(Object.keys(stories)).to.include.members(wanted);
      });

      it("calls models what the kit calls them", () => {
        for (const [name, story] of Object.entries(stories as Record<string, Story>)) {
          const key = `model.${name.toLowerCase()}`;
          // Of a name that says nothing else, Storybook makes words.
          const shown = story.name ?? name.replace(/(?<=[a-zI])(?=[A-Z])/g, " ");
          if (Object.hasOwn(models, key)) expect(shown).to.equal(models[key as keyof typeof models]);
        }
      });

      for (const [name, story] of Object.entries(stories as Record<string, Story>)) {
        it(name, async () => {
          const said: unknown[][] = [];
          const kept = { warn: console.warn, error: console.error, log: console.log };
          const note = (...args: unknown[]): void => void said.push(args);
          Object.assign(console, { warn: note, error: note, log: note });
          try {
            const { box, el } = await show(story, name !== "Loading");
            try {
              expect(el.shadowRoot!.textContent!.trim()).to.not.equal("");
              expect(el.shadowRoot!.textContent).to.not.match(/NaN|undefined|\[object|Invalid Date/);
              expect(box.scrollWidth, "sideways").to.be.at.most(box.clientWidth);
              // Boxes of no width are boxes nobody sees.
              if (name === "Loading") {
                const sizes = [...el.shadowRoot!.querySelectorAll(".sk, .sk i")].map((one) => one.clientWidth);
                expect(Math.max(...sizes), "a skeleton").to.be.greaterThan(el.clientWidth / 2);
              }
              await story.play?.({ canvasElement: box });
              const parts = [...el.shadowRoot!.querySelectorAll("[part]")].flatMap((one) => [...one.part]);
              expect(await partsOf(el.localName), "parts in the class doc").to.include.members(parts);
              if (CHECKED.has(name)) await expect(box).to.be.accessible();
            } finally {
              box.remove();
            }
          } finally {
            Object.assign(console, kept);
          }
          expect(said).to.deep.equal([]);
        });
      }
    });
  }
}
