// What the three browser configurations share.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defaultReporter } from "@web/test-runner";
import { esbuildPlugin } from "@web/dev-server-esbuild";
import { resultReporter } from "./wtr-reporter.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Fakes of servers that tests talk to: `test/support/middleware.mjs` exports an array of koa middleware. */
async function middleware() {
  const path = `${root}test/support/middleware.mjs`;
  return existsSync(path) ? (await import(path)).default : [];
}

/**
 * Words are as wide on every machine: where DejaVu is not installed, as it is on few but Linux, it comes from a package.
 * WebKitGTK runs on Linux only, and has another font of its own by default.
 */
const FONT = `
      @font-face { font-family: "Test Serif"; font-weight: 400; src: url(/node_modules/@fontsource/dejavu-serif/files/dejavu-serif-latin-400-normal.woff2); }
      @font-face { font-family: "Test Serif"; font-weight: 700; src: url(/node_modules/@fontsource/dejavu-serif/files/dejavu-serif-latin-700-normal.woff2); }
      :root { font-family: "DejaVu Serif", "Test Serif"; }`;

/** Tests that only one engine can run say so in their name: `*.chromium.test.ts`. */
export async function sharedConfig(engine) {
  const results = process.env.HRW_RESULTS;
  return {
    rootDir: root,
    files: [
      "test/**/*.test.ts",
      "!test/node/**",
      "!test/all/**",
      "!test/bench/**",
      "!test/stories/**",
      ...(engine === "chromium" ? [] : ["!test/**/*.chromium.test.ts"]),
    ],
    // "production" keeps Lit's development warnings out of the console, which tests assert to be empty.
    nodeResolve: { exportConditions: ["production", "browser"] },
    middleware: await middleware(),
    plugins: [esbuildPlugin({ ts: true, target: "es2022", tsconfig: `${root}tsconfig.json` })],
    concurrentBrowsers: 1,
    concurrency: 2,
    browserStartTimeout: 90_000,
    testsStartTimeout: 90_000,
    testsFinishTimeout: 240_000,
    // Long enough for the longest on a busy machine: no test asserts a time, this only ends one that hangs.
    testFramework: { config: { timeout: 60_000 } },
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith("Lit is in dev mode"),
    reporters: [
      ...(results ? [resultReporter(results)] : []),
      defaultReporter({ reportTestResults: true, reportTestProgress: !results }),
    ],
    testRunnerHtml: (path) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>human-risk-widgets tests</title>
    <style>${engine === "webkit" ? "" : FONT}
    </style>
  </head>
  <body>
    <script type="module">
      await Promise.all([...document.fonts].map((font) => font.load()));
      await import("${path}");
      // The runner is sent a copy of what a failed assertion compared. There is none of a node: it would wait for ever.
      function sendable() {
        const { err } = this.currentTest;
        for (const side of ["expected", "actual"]) {
          if (err?.[side] instanceof Node) err[side] = (err[side].outerHTML ?? err[side].nodeName).slice(0, 500);
        }
      }
      // Not every engine has set the framework up by now.
      const hook = () => (window.afterEach ? afterEach(sendable) : setTimeout(hook));
      hook();
    </script>
  </body>
</html>`,
  };
}
