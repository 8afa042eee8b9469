// The process that runs the tests, from outside: it may hang, and is then replaced.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A child's next message; null where it does not come in time, and the child is gone. */
const answer = (child, ms) =>
  new Promise((resolve) => {
    const settle = (message) => {
      clearTimeout(timer);
      child.off("message", settle);
      child.off("exit", onExit);
      resolve(message);
    };
    const onExit = () => settle(null);
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      settle(null);
    }, ms);
    child.on("message", settle);
    child.on("exit", onExit);
  });

/** @param {string[]} args of lib/child.mjs */
export function runner(args) {
  let child = null;
  return {
    /** @returns {Promise<object | null>} null where there is no answer within so many ms, or the process died */
    async ask(request, ms) {
      if (!child?.connected) {
        child = fork(fileURLToPath(new URL("child.mjs", import.meta.url)), args, {
          execArgv: ["--max-old-space-size=3000"],
        });
        await answer(child, 120_000);
      }
      child.send(request);
      const message = await answer(child, ms);
      if (!message) child = null;
      return message;
    },
    close: () => child?.kill(),
  };
}
