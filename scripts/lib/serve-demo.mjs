import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./browsers.mjs";
import { ensureInstalled, root } from "./ensure.mjs";
import { isBuilt } from "./fresh.mjs";
import { serveStatic } from "./static-server.mjs";

const HOST = "127.0.0.1";
const DEFAULT_PORT = 4173;

function build() {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(root, "scripts", "build.mjs"), "--no-types"], {
      cwd: root,
      stdio: "inherit",
    });
    child.on("error", fail);
    child.on("exit", (code) =>
      code === 0 ? done() : fail(new Error("The kit could not be built; see the message above.")),
    );
  });
}

async function answers(url, child) {
  // The first start fills the database: on a slow machine that takes minutes, and a server that failed has ended.
  for (let tries = 0; tries < 1200; tries++) {
    if (child.exitCode !== null) return false;
    const up = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(2000) }).then(
      () => true,
      () => false,
    );
    if (up) return true;
    await new Promise((wait) => setTimeout(wait, 250));
  }
  return false;
}

async function startApi(main, port, args) {
  const child = spawn(process.execPath, ["--import", "tsx", main, ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PORT: String(port), HOST },
  });
  const stop = () => child.kill("SIGTERM");
  process.once("exit", stop);
  if (await answers(`http://${HOST}:${port}/`, child)) return child;
  process.off("exit", stop);
  stop();
  return null;
}

function wantedPort() {
  const text = process.env.PORT;
  if (text === undefined || text === "") return DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`PORT is "${text}"; it must be a whole number from 1 to 65535.`);
  }
  return port;
}

export async function start(args) {
  const unknown = args.filter((arg) => !["--static", "--no-server", "--reset"].includes(arg));
  if (unknown.length > 0) {
    throw new Error(
      `Unknown option ${unknown[0]}. Known: --static (same as --no-server), --reset (an empty database).`,
    );
  }
  const wanted = wantedPort();
  await ensureInstalled();
  if (isBuilt("code")) console.log("The kit is built already.");
  else await build();

  const port = await freePort(wanted, HOST);
  if (port !== wanted) console.log(`Port ${wanted} is in use; taking ${port}.`);

  const main = join(root, "demo", "server", "main.ts");
  let api = null;
  let server = null;
  if (!args.includes("--static") && !args.includes("--no-server") && existsSync(main)) {
    console.log("Starting the API server and its database …");
    api = await startApi(main, port, args);
    if (!api) console.error("The API server did not start (see above); serving the pages without it.");
  }
  if (!api) server = await serveStatic(port, HOST);

  console.log(`\n  Demo: http://localhost:${port}/demo/`);
  if (api) console.log(`  API:  http://localhost:${port}/v1  (described in http://localhost:${port}/openapi.yaml)`);
  console.log("\nStop with Ctrl-C.");

  let stopping = false;
  const stop = (code) => {
    if (stopping) return;
    stopping = true;
    server?.closeAllConnections();
    server?.close();
    if (!api || api.exitCode !== null) process.exit(code);
    api.once("exit", () => process.exit(code));
    api.kill("SIGTERM");
    setTimeout(() => {
      api.kill("SIGKILL");
      process.exit(code);
    }, 5000).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(0));
  api?.on("exit", () => {
    if (stopping) return;
    console.error("The API server ended.");
    stop(1);
  });
}
