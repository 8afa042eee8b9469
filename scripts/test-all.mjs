// npm run test:all: what `npm test` leaves out for time: the browser tests in Firefox and WebKit, and test/all (framework
// hosts, long runs of generated input). An engine that is not installed is named and not counted.
import "./lib/node-version.mjs";
import { existsSync } from "node:fs";
import { ensureInstalled } from "./lib/ensure.mjs";
import { chosen, close, runSteps } from "./lib/run.mjs";

try {
  await ensureInstalled();
  const { findChromium, findFirefox, findWebKit, onPath } = await import("./lib/browsers.mjs");
  const { browserTests, filesUnder, nodeTests, testSteps } = await import("./lib/steps.mjs");
  const build = testSteps.find((step) => step.name === "build");
  const hosts = (file) => !/(spreadsheet|wordpress)\.test\.ts$/.test(file);
  const missing = (what) => ({ passed: 0, failed: 0, note: `NOT RUN: ${what}` });
  const chromium = await findChromium();
  if (chromium) {
    process.env.CHROME_PATH = chromium.path;
    if (chromium.bundled) process.env.HRW_CHROMIUM_IS_BUNDLED = "1";
  }
  const steps = [
    {
      name: "firefox",
      about: "the browser tests in Firefox",
      run: () =>
        findFirefox() ? browserTests("firefox") : missing("no Firefox (Debian: apt-get install firefox-esr)"),
    },
    {
      name: "webkit",
      about: "the browser tests in WebKitGTK",
      run: () =>
        findWebKit() ? browserTests("webkit") : missing("no WebKit (Debian: apt-get install webkit2gtk-driver xvfb)"),
    },
    build,
    {
      name: "hosts",
      about: "test/all: framework hosts and long runs",
      run: () => nodeTests(filesUnder("test/all", ".test.ts").filter(hosts), { limit: 1_500_000 }),
    },
    {
      name: "spreadsheet",
      about: "exports opened by LibreOffice",
      run: () =>
        onPath("soffice", "libreoffice")
          ? nodeTests(filesUnder("test/all", "spreadsheet.test.ts"))
          : missing("no LibreOffice (Debian: apt-get install --no-install-recommends libreoffice-calc)"),
    },
    {
      name: "wordpress",
      about: "the plugin for WordPress in WordPress",
      run: () =>
        existsSync("/usr/share/wordpress/wp-load.php") && onPath("php") && onPath("mariadbd", "mysqld")
          ? nodeTests(filesUnder("test/all", "wordpress.test.ts"))
          : missing(
              "no WordPress (Debian: apt-get install --no-install-recommends wordpress wordpress-theme-twentytwentythree php-cli php-mysql mariadb-server)",
            ),
    },
  ];
  close(await runSteps(chosen(steps, process.argv.slice(2))));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  close({ passed: 0, failed: 1 });
}
