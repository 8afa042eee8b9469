import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const project = resolve(import.meta.dirname, "../../..");

export interface PackageJson {
  name: string;
  version: string;
  exports: Record<string, string | { types?: string; default: string }>;
  dependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
  scripts: Record<string, string>;
  [key: string]: unknown;
}

export const readPackage = (folder = project): PackageJson =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageJson;

export interface Packed {
  /** The tarball. */
  tarball: string;
  /** Paths inside it. */
  files: string[];
  /** A folder whose node_modules holds the unpacked package and the run-time dependencies it declares, nothing else. */
  site: string;
  /** The unpacked package. */
  root: string;
  remove: () => void;
}

/** Every package that `names` bring along, by folder name. */
function closure(names: readonly string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    const path = join(project, "node_modules", name);
    if (seen.has(name) || !existsSync(path)) continue;
    seen.add(name);
    closure(Object.keys(readPackage(path).dependencies ?? {}), seen);
  }
  return seen;
}

/**
 * Packs what dist/ holds now and installs it without a network: unpacked, with links to the declared dependencies.
 * @param extra packages of the project that the site has besides, as a framework has
 */
export function pack(extra: readonly string[] = []): Packed {
  if (!existsSync(join(project, "dist", "index.d.ts"))) throw new Error("dist/ has no types: run npm run build first.");
  const base = mkdtempSync(join(tmpdir(), "human-risk-widgets-"));
  const remove = (): void => rmSync(base, { recursive: true, force: true });
  const npm = process.env["npm_execpath"];
  const [command, first] = npm && /\.[cm]?js$/.test(npm) ? [process.execPath, [npm]] : ["npm", []];
  const answer = execFileSync(command, [...first, "pack", "--json", "--ignore-scripts", "--pack-destination", base], {
    cwd: project,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const report = JSON.parse(answer) as unknown;
  // npm 7 to 11 answer with a list, npm 12 with an object by name.
  const [{ filename, files }] = Object.values(report as object) as [{ filename: string; files: { path: string }[] }];
  const site = join(base, "site");
  const modules = join(site, "node_modules");
  const { name } = readPackage();
  const root = join(modules, name);
  mkdirSync(root, { recursive: true });
  execFileSync("tar", ["-xzf", join(base, filename), "-C", root, "--strip-components=1"]);
  const dependencies = Object.keys(readPackage(root).dependencies ?? {});
  for (const dependency of closure([...dependencies, ...extra])) {
    const link = join(modules, dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(project, "node_modules", dependency), link);
  }
  return { tarball: join(base, filename), files: files.map((file) => file.path), site, root, remove };
}

export const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
