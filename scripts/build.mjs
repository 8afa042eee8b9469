// npm run build: dist/ with the npm entries, their types, the one-file builds, the kit in files, and their hashes.
// --no-types leaves the type declarations out, for a quick start.
import "./lib/node-version.mjs";
import { spawn } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, root } from "./lib/ensure.mjs";
import { markBuilt, sourceDigest } from "./lib/fresh.mjs";

const withTypes = !process.argv.includes("--no-types");
const started = Date.now();
const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;

function declarations() {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [tsc, "-p", "tsconfig.build.json"], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.on("data", (chunk) => (text += chunk));
    child.on("error", fail);
    child.on("exit", (code) => (code === 0 ? done() : fail(new Error(`Type declarations: ${text.trim()}`))));
  });
}

try {
  await ensureInstalled();
  const digest = sourceDigest();
  console.log("Building the kit …");
  rmSync(join(root, "dist"), { recursive: true, force: true });
  const types = withTypes ? declarations() : Promise.resolve();
  // Whatever the code build throws is what the reader should see first.
  types.catch(() => undefined);
  const { build } = await import("vite");
  await build({ root, mode: "production", configFile: join(root, "vite.config.ts") });
  const bundled = await build({ root, mode: "standalone", configFile: join(root, "vite.config.ts") });
  await build({ root, mode: "worker", configFile: join(root, "vite.config.ts") });
  const inFiles = await build({ root, mode: "web", configFile: join(root, "vite.config.ts") });
  const { writeStandalone } = await import("./lib/standalone.mjs");
  const [whole, first] = [bundled, inFiles].map((built) => [built].flat()[0].output.find(({ isEntry }) => isEntry));
  writeStandalone(whole.exports, first);
  await types;
  if (withTypes) {
    for (const [from, to] of Object.entries({
      standalone: "human-risk-widgets",
      worker: "human-risk-widgets.worker",
    })) {
      const declared = join(root, "dist", `${from}.d.ts`);
      if (existsSync(declared)) cpSync(declared, join(root, "dist", `${to}.d.ts`));
    }
  }
  markBuilt(withTypes ? "all" : "code", digest);
  console.log(`Built in ${seconds()}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
