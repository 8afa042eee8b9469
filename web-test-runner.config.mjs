import { chromeLauncher } from "@web/test-runner-chrome";
import { chromiumArgs, findChromium, NO_CHROMIUM } from "./scripts/lib/browsers.mjs";
import { sharedConfig } from "./scripts/lib/wtr.mjs";

const chromium = await findChromium();
if (!chromium) {
  console.error(NO_CHROMIUM);
  process.exit(1);
}

export default {
  ...(await sharedConfig("chromium")),
  browsers: [
    chromeLauncher({
      // Two files run at once, each in a tab, and of two tabs one is hidden: it draws no frames and, rightly, follows no stream.
      createPage: async ({ context }) => {
        const page = await context.newPage();
        await page.emulateFocusedPage(true);
        // Else a page that crashed looks like one that did not finish.
        page.on("error", (error) => console.error(`${page.url()}: ${error.message}`));
        return page;
      },
      launchOptions: {
        executablePath: chromium.path,
        headless: chromium.bundled ? "shell" : true,
        args: chromiumArgs(chromium),
      },
    }),
  ],
};
