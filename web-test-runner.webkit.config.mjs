import { webdriverLauncher } from "@web/test-runner-webdriver";
import { startWebKitDriver } from "./scripts/lib/browsers.mjs";
import { sharedConfig } from "./scripts/lib/wtr.mjs";

const driver = await startWebKitDriver();
if (!driver) {
  console.error("No WebKit found: install it (Debian: apt-get install webkit2gtk-driver xvfb).");
  process.exit(1);
}

export default {
  ...(await sharedConfig("webkit")),
  concurrency: 1,
  browsers: [
    webdriverLauncher({
      hostname: "127.0.0.1",
      port: driver.port,
      path: "/",
      logLevel: "error",
      capabilities: {
        browserName: "MiniBrowser",
        "wdio:enforceWebDriverClassic": true,
        "webkitgtk:browserOptions": { binary: driver.binary, args: ["--automation"] },
      },
    }),
  ],
};
