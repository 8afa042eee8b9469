import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "../../support/free-port.js";

/** The folder of an installed PostgreSQL's programs, or null. */
function installed(): string | null {
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base).map((version) => join(base, version, "bin")) : [];
  const folders = [...versions, ...(process.env["PATH"] ?? "").split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ?? null;
}

/** PostgreSQL refuses to run as root: then it runs as its own user, or as nobody. */
function user(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (flag: string): number => Number(execFileSync("id", [flag, name], { stdio: "pipe" }).toString());
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      continue;
    }
  }
  return {};
}

export interface Cluster {
  /** Of its maintenance database. */
  url: string;
  stop: () => Promise<void>;
}

/** `DATABASE_URL_TEST`, else a PostgreSQL of its own in a temporary folder, else null: then there is none to test on. */
export async function findPostgres(): Promise<Cluster | null> {
  const given = process.env["DATABASE_URL_TEST"];
  if (given) return { url: given, stop: () => Promise.resolve() };
  const bin = installed();
  if (!bin) return null;
  const folder = mkdtempSync(join(tmpdir(), "hrw-postgres-"));
  const as = user();
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid ?? as.uid);
  const data = join(folder, "data");
  const options = { ...as, cwd: folder, stdio: "pipe" } as const;
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--no-locale"], options);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `port=${port}`, `unix_socket_directories=${folder}`, "fsync=off"];
  const child = spawn(join(bin, "postgres"), ["-D", data, ...settings.flatMap((text) => ["-c", text])], {
    ...as,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const stop = (): Promise<void> => stopped(child, folder);
  // Whatever ends the tests ends it too.
  process.once("exit", () => child.kill("SIGKILL"));
  try {
    await ready(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `postgres://test@127.0.0.1:${port}/postgres`, stop };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let text = "";
    child.stderr!.on("data", (chunk) => {
      text += String(chunk);
      if (text.includes("ready to accept connections")) done();
    });
    child.once("exit", () => fail(new Error(`PostgreSQL ended before it was ready:\n${text}`)));
  });
}

function stopped(child: ChildProcess, folder: string): Promise<void> {
  return new Promise((done) => {
    const clean = (): void => {
      rmSync(folder, { recursive: true, force: true });
      done();
    };
    if (child.exitCode !== null) return clean();
    child.once("exit", clean);
    child.kill("SIGINT");
  });
}
