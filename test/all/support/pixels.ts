/** Pictures of key stories against those that somebody has looked at (test/all/pixels). */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { root } from "../../../scripts/lib/ensure.mjs";
import type { Studio } from "./studio.js";

const FOLDER = join(root, "test/all/pixels");
/** Where a picture that differs is put, beside the one it differs from. */
const FAILED = join(root, ".cache/pixels");
const WIDTH = 720;
const HEIGHT = 760;
/** Of 255, by channel: what anti-aliasing of another version does is less. */
const NEAR = 40;
/** Share of pixels that may differ. */
const SHARE = 0.002;

/** Story and the toolbar's settings, by the picture's name. */
export const PICTURES: Readonly<Record<string, readonly [story: string, globals?: string]>> = {
  "score-card": ["score-card--ready"],
  "score-card-dark": ["score-card--dark"],
  "score-card-high-contrast": ["score-card--high-contrast"],
  "score-card-high-contrast-dark": ["score-card--ready", "theme:high-contrast-dark"],
  "score-card-not-enough-data": ["score-card--not-enough-data"],
  "score-card-stale": ["score-card--stale"],
  "score-card-failed": ["score-card--failed"],
  "score-card-compact": ["score-card--compact-variant"],
  breakdown: ["breakdown--ready"],
  "breakdown-rtl": ["breakdown--ready", "direction:rtl"],
  "client-compare": ["client-compare--ready"],
  "client-compare-dark": ["client-compare--dark"],
  "client-compare-320": ["client-compare--width-320"],
  ranking: ["ranking--ready"],
  trend: ["trend--ready"],
  "trend-dark": ["trend--dark"],
  distribution: ["distribution--ready"],
  movers: ["movers--ready"],
  "what-if": ["what-if--ready"],
  models: ["models--ready"],
  report: ["report--ready"],
  "report-print": ["report--print"],
  "provider-nested": ["provider--nested"],
};

/**
 * Fonts differ between machines, so the pictures take the one that Storybook brings (Nunito Sans, SIL Open Font License):
 * the same file wherever the studio is built.
 */
const FONT = `
@font-face { font-family: Pictured; src: url(/nunito-sans-regular.woff2); font-weight: 400; }
@font-face { font-family: Pictured; src: url(/nunito-sans-bold.woff2); font-weight: 600 700; }
#storybook-root, #storybook-root * { font-family: Pictured !important; --risk-font: Pictured !important; }
*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }`;

async function picture(studio: Studio, story: string, globals: string): Promise<{ shot: Buffer; page: Page }> {
  const { page } = await studio.open("/favicon.svg", WIDTH, HEIGHT);
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await page.goto(`${studio.origin}/iframe.html?viewMode=story&id=elements-${story}&globals=${globals}&latin`);
  await page.waitForSelector("#storybook-root > div", { timeout: 60_000 });
  await page.addStyleTag({ content: FONT });
  await page.evaluate(async () => {
    await Promise.all(["400", "700"].map((weight) => document.fonts.load(`${weight} 16px Pictured`)));
    const elements = [...document.querySelectorAll("*")].filter((el) => /^(client-)?risk-/.test(el.localName));
    type Drawn = Element & { isUpdatePending?: boolean; updateComplete?: Promise<unknown> };
    // Sizes are measured, charts follow them: drawn when nothing has been pending for a while.
    for (let quiet = 0; quiet < 8;) {
      await new Promise((done) => setTimeout(done, 50));
      // What is worked out between frames belongs to an update.
      await Promise.all(elements.map((el) => (el as Drawn).updateComplete));
      quiet = elements.some((el) => (el as Drawn).isUpdatePending) ? 0 : quiet + 1;
    }
  });
  const shot = await page.screenshot({ type: "png", clip: { x: 0, y: 0, width: WIDTH, height: HEIGHT } });
  return { shot: Buffer.from(shot), page };
}

/** Share of pixels for which the other picture has nothing like it, there or right beside. Counted by the browser, which reads PNG. */
async function difference(page: Page, a: Buffer, b: Buffer): Promise<number> {
  return page.evaluate(
    async (urls: string[], near: number) => {
      const [p, q] = await Promise.all(
        urls.map(async (url) => {
          const image = await createImageBitmap(await (await fetch(url)).blob());
          const pen = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
          pen.drawImage(image, 0, 0);
          return pen.getImageData(0, 0, image.width, image.height);
        }),
      );
      if (!p || !q || p.width !== q.width || p.height !== q.height) return 1;
      const { width, height } = p;
      const unlike = (one: ImageData, other: ImageData, x: number, y: number): boolean => {
        const at = (y * width + x) * 4;
        for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
          for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
            const to = (v * width + u) * 4;
            let most = 0;
            for (let c = 0; c < 3; c++) most = Math.max(most, Math.abs(one.data[at + c]! - other.data[to + c]!));
            if (most <= near) return false;
          }
        }
        return true;
      };
      let count = 0;
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) if (unlike(p, q, x, y) || unlike(q, p, x, y)) count++;
      return count / (width * height);
    },
    [a, b].map((png) => `data:image/png;base64,${png.toString("base64")}`),
    NEAR,
  );
}

/** Compares a story with its picture; null where it is the same, else a sentence. With `update` the picture is replaced. */
export async function compared(studio: Studio, name: string, update: boolean): Promise<string | null> {
  const [story, globals = ""] = PICTURES[name]!;
  const path = join(FOLDER, `${name}.png`);
  const { shot, page } = await picture(studio, story, globals);
  try {
    const share = existsSync(path) ? await difference(page, readFileSync(path), shot) : 1;
    if (share <= SHARE) return null;
    if (update) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(path, shot);
      return null;
    }
    mkdirSync(FAILED, { recursive: true });
    writeFileSync(join(FAILED, `${name}.png`), shot);
    const amount = `${(share * 100).toFixed(2)} % of its pixels`;
    return `${name} differs in ${amount}. Look at .cache/pixels/${name}.png beside test/all/pixels/${name}.png; if it is meant, npm run test:pixels -- --update.`;
  } finally {
    await page.close();
  }
}
