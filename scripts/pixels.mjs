// npm run test:pixels: key stories against their pictures in test/all/pixels. --update replaces those that differ; look at them.
import "./lib/node-version.mjs";
import { spawnSync } from "node:child_process";
import { ensureInstalled, root } from "./lib/ensure.mjs";

await ensureInstalled();
const { status } = spawnSync(
  process.execPath,
  ["--import", "tsx", "--test", "--test-name-pattern=pixels:", "test/all/studio.test.ts"],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, HRW_UPDATE_PIXELS: process.argv.includes("--update") ? "1" : "" },
  },
);
process.exitCode = status ?? 1;
