/** Copies of the hosts outside the project, with the packed kit beside them, installed and built with their own tools. */
import { execFile } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { pack } from "../../../node/support/pack.js";
import { project } from "./engines.js";

const HOSTS = join(project, "demo", "hosts");
const KIT = "human-risk-widgets";

export interface Hosts {
  /** The folder of a host in the copy. */
  at(name: string): string;
  /** Installs what its lock file names; seconds it took. */
  install(name: string): Promise<number>;
  /** Runs one of its scripts; throws its output where it fails. */
  script(name: string, script: string): Promise<string>;
  /** A second version of the kit, unpacked into `folder` of a host. */
  unpackNext(name: string, folder: string): Promise<void>;
  remove(): void;
}

/** Ends with the output; throws it where the program fails. */
export function runProgram(command: string, args: readonly string[], cwd: string, limit = 240_000): Promise<string> {
  return new Promise((done, fail) => {
    const env = { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1", CI: "true", NG_CLI_ANALYTICS: "false" };
    // What npm tells its scripts is about this project, not about the host.
    for (const name of Object.keys(env))
      if (/^npm_(config|package|lifecycle)/.test(name)) delete (env as NodeJS.ProcessEnv)[name];
    delete (env as NodeJS.ProcessEnv)["NODE_OPTIONS"];
    execFile(command, [...args], { cwd, env, timeout: limit, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (!error) return done(stdout + stderr);
      // Some tools colour what they say wherever they say it.
      const output = stripVTControlCharacters(`${stdout}\n${stderr}`).trim();
      fail(new Error(`${command} ${args.join(" ")}\n${output.slice(-8000) || error.message}`));
    });
  });
}

const npm = (args: readonly string[], cwd: string): Promise<string> => {
  const own = process.env["npm_execpath"];
  return own && /\.[cm]?js$/.test(own)
    ? runProgram(process.execPath, [own, ...args], cwd)
    : runProgram("npm", args, cwd);
};

export function prepareHosts(): Hosts {
  const packed = pack();
  const base = mkdtempSync(join(tmpdir(), "human-risk-hosts-"));
  cpSync(HOSTS, base, {
    recursive: true,
    filter: (path) =>
      !/[\\/](node_modules|dist|_site|\.angular|\.svelte-kit)([\\/]|$)|\.tgz$/.test(path.slice(HOSTS.length)),
  });
  copyFileSync(packed.tarball, join(base, `${KIT}.tgz`));
  packed.remove();
  const at = (name: string): string => join(base, name);
  return {
    at,
    async install(name) {
      const started = Date.now();
      await npm(["ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"], at(name));
      return (Date.now() - started) / 1000;
    },
    script: (name, script) => npm(["run", "--silent", script], at(name)),
    async unpackNext(name, folder) {
      const target = join(at(name), folder);
      mkdirSync(target, { recursive: true });
      await runProgram("tar", ["-xzf", join(base, `${KIT}.tgz`), "-C", target, "--strip-components=1"], base);
      const own = JSON.parse(readFileSync(join(target, "package.json"), "utf8")) as { version: string };
      const next = own.version.replace(/\d+$/, (patch) => String(Number(patch) + 1));
      for (const file of ["package.json", "dist/human-risk-widgets.js", "dist/human-risk-widgets.iife.js"]) {
        const path = join(target, file);
        if (!existsSync(path)) throw new Error(`${file} is not in the package.`);
        writeFileSync(path, readFileSync(path, "utf8").replaceAll(own.version, next));
      }
    },
    remove: () => rmSync(base, { recursive: true, force: true, maxRetries: 3 }),
  };
}
