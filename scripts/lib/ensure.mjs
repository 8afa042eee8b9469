// Makes a fresh clone usable: installs what the lock file names when it is not there yet. Node built-ins only.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const stamp = join(root, "node_modules", ".human-risk-widgets-lock");

const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** Whether node_modules holds every package of the lock file in its version; platform packages may be absent. */
function matchesLock(lock) {
  const hidden = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(hidden)) return false;
  const have = readJson(hidden).packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, wanted]) =>
      path === "" || wanted.optional || wanted.peer || wanted.devOptional || have[path]?.version === wanted.version,
  );
}

function npmCommand() {
  const own = process.env.npm_execpath;
  if (own && /npm-cli\.[cm]?js$/.test(own)) return { command: process.execPath, args: [own], shell: false };
  return { command: "npm", args: [], shell: process.platform === "win32" };
}

function countPackages() {
  try {
    return readdirSync(join(root, "node_modules")).length;
  } catch {
    return 0;
  }
}

/** Runs `npm ci` when node_modules is missing or differs from the lock file. Throws one readable line when it cannot. */
export async function ensureInstalled(say = (line) => console.log(line)) {
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  const digest = createHash("sha256").update(lock).digest("hex");
  const done = () => writeFileSync(stamp, digest);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return false;
  if (matchesLock(lock)) {
    done();
    return false;
  }
  const started = Date.now();
  const total = Object.keys(JSON.parse(lock).packages).length - 1;
  say(`Installing ${total} packages with npm ci (about a minute the first time) …`);
  const npm = npmCommand();
  const output = [];
  const code = await new Promise((finish) => {
    const child = spawn(
      npm.command,
      [...npm.args, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--include=dev"],
      {
        cwd: root,
        shell: npm.shell,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, NODE_ENV: "development" },
      },
    );
    const tick = setInterval(() => {
      say(`  … ${Math.round((Date.now() - started) / 1000)} s, ${countPackages()} folders in node_modules`);
    }, 5000);
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
    const end = (result) => {
      clearInterval(tick);
      finish(result);
    };
    child.on("error", () => end(-1));
    child.on("exit", end);
  });
  if (code !== 0) {
    const text = Buffer.concat(output).toString();
    const errors = text.split("\n").filter((line) => /^npm (error|ERR!)/.test(line));
    throw new Error(
      `npm ci failed${code === -1 ? " (npm is not on the PATH)" : ""}. ${errors.slice(0, 6).join("\n") || text.slice(-800)}\n` +
        "Check the network or your npm registry settings, then run the same command again.",
    );
  }
  done();
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
  return true;
}
