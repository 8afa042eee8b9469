// Knows whether dist/ was built from the sources as they stand, so that a second start need not build again.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./ensure.mjs";

const stamp = join(root, ".cache", "build.json");

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

export function sourceDigest() {
  const hash = createHash("sha256");
  const single = ["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "scripts/build.mjs"];
  for (const path of [...single.map((name) => join(root, name)), ...filesUnder(join(root, "src"))]) {
    hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

/** `kind` is "all" (with types) or "code". A full build serves both. */
export function isBuilt(kind) {
  if (!existsSync(stamp) || !existsSync(join(root, "dist", "human-risk-widgets.js"))) return false;
  const built = JSON.parse(readFileSync(stamp, "utf8"));
  return built.digest === sourceDigest() && (kind === "code" || built.kind === "all");
}

export function markBuilt(kind, digest) {
  mkdirSync(join(root, ".cache"), { recursive: true });
  writeFileSync(stamp, JSON.stringify({ kind, digest }));
}
