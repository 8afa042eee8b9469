// npm test: everything that must hold, in Chromium. `npm test -- unit types` runs only those steps.
import "./lib/node-version.mjs";
import { ensureInstalled } from "./lib/ensure.mjs";
import { chosen, close, runSteps } from "./lib/run.mjs";

try {
  const { testSteps } = await import("./lib/steps.mjs");
  const steps = chosen(testSteps, process.argv.slice(2));
  await ensureInstalled();
  if (steps.some((step) => step.browser)) {
    const { findChromium, NO_CHROMIUM } = await import("./lib/browsers.mjs");
    const chromium = await findChromium();
    if (!chromium) throw new Error(NO_CHROMIUM);
    console.log(`Browser: ${chromium.bundled ? "Chromium of @sparticuz/chromium" : chromium.path}\n`);
    // The page tests start it themselves; all take the same one.
    process.env.CHROME_PATH = chromium.path;
    if (chromium.bundled) process.env.HRW_CHROMIUM_IS_BUNDLED = "1";
  }
  close(await runSteps(steps));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  close({ passed: 0, failed: 1 });
}
