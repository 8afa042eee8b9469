// Runs the steps of a test run one after another, shows how far it is, and adds up what they counted.
import { spawn } from "node:child_process";
import { root } from "./ensure.mjs";

const TICK = 15_000;
const LINES_SHOWN = 160;

/**
 * Runs a program to its end. Its whole process group is ended when it takes longer than `limit` ms.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env = {}, limit = 600_000, live = false } = {}) {
  return new Promise((finish) => {
    const posix = process.platform !== "win32";
    const child = spawn(command, args, {
      cwd: root,
      detached: posix,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1", ...env },
    });
    let output = "";
    const take = (chunk) => {
      output += chunk;
      if (live) process.stdout.write(chunk);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    const end = () => {
      try {
        if (posix) process.kill(-child.pid, "SIGKILL");
        else child.kill("SIGKILL");
      } catch {
        // It has ended already.
      }
    };
    const timer = setTimeout(() => {
      output += `\nStopped after ${limit / 1000} s.\n`;
      end();
    }, limit);
    process.once("exit", end);
    const done = (code) => {
      clearTimeout(timer);
      process.off("exit", end);
      end();
      finish({ code, output });
    };
    child.on("error", (error) => {
      output += error.message;
      done(-1);
    });
    // "exit", not "close": a grandchild that keeps the pipe open must not keep the run waiting.
    child.on("exit", (code) => setTimeout(() => done(code ?? -1), 50));
  });
}

/** A node program of node_modules or of this project. */
export const node = (args, options) => run(process.execPath, args, options);

/** A check that either holds or does not: one passed or one failed. */
export const check = ({ code, output }) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output });

function tail(text) {
  // Progress redraws of the runners are of no use in a log.
  const lines = text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, "").split(/\r?\n/);
  const kept = lines.filter((line, i) => line.trim() !== "" || lines[i - 1]?.trim() !== "");
  const cut = kept.length - LINES_SHOWN;
  return (cut > 0 ? [`    (${cut} lines left out)`, ...kept.slice(cut)] : kept).map((line) => `    ${line}`).join("\n");
}

/**
 * @typedef {{ passed: number, failed: number, output?: string, failures?: string[], said?: string[], note?: string }} Result
 * @param {{ name: string, about: string, run: () => Promise<Result> }[]} steps
 * @returns {Promise<{ passed: number, failed: number, failures: string[] }>}
 */
export async function runSteps(steps) {
  const totals = { passed: 0, failed: 0, failures: [] };
  const started = Date.now();
  for (const [i, step] of steps.entries()) {
    const from = Date.now();
    const seconds = () => ((Date.now() - from) / 1000).toFixed(1);
    console.log(`[${i + 1}/${steps.length}] ${step.name}: ${step.about} …`);
    const ticker = setInterval(() => console.log(`      … ${step.name}, ${Math.round(seconds())} s`), TICK);
    let result;
    try {
      result = await step.run();
    } catch (error) {
      result = {
        passed: 0,
        failed: 1,
        output: error instanceof Error ? (error.stack ?? error.message) : String(error),
      };
    } finally {
      clearInterval(ticker);
    }
    totals.passed += result.passed;
    totals.failed += result.failed;
    const names = result.failures?.length ? result.failures : result.failed > 0 ? [step.about] : [];
    totals.failures.push(...names.map((name) => `${step.name}: ${name}`));
    if (result.failed > 0 && result.output) console.log(tail(result.output));
    else if (result.said?.length) console.log(result.said.join("\n"));
    const verdict = result.failed > 0 ? "FAILED" : "ok";
    const note = result.note ? ` (${result.note})` : "";
    console.log(`      ${verdict}: ${result.passed} passed, ${result.failed} failed${note}, ${seconds()} s`);
  }
  console.log(`\n${steps.length} steps in ${Math.round((Date.now() - started) / 1000)} s`);
  return totals;
}

/** Prints what failed, then the closing line, and ends the process by what it says. */
export function close({ passed, failed, failures = [] }) {
  for (const name of failures) console.log(`✗ ${name}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

/** Picks steps by the names given on the command line; all when none is. */
export function chosen(steps, names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(`No step called ${unknown.join(", ")}. There are: ${steps.map((step) => step.name).join(", ")}.`);
  }
  return names.length > 0 ? steps.filter((step) => names.includes(step.name)) : steps;
}

// Children live in process groups of their own; a signal to this process must reach them through "exit".
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.on(signal, () => process.exit(code));
}
