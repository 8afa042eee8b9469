// npm run themes: writes themes/ (the presets as CSS and as design tokens) and the theme page's defaults from src/theme.
// A test fails when they are out of date.
import "./lib/node-version.mjs";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const { status } = spawnSync(
  process.execPath,
  ["--import", "tsx", fileURLToPath(new URL("lib/write-themes.ts", import.meta.url))],
  {
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
