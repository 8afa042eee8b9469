let channel: MessageChannel | undefined;
const waiting = new Set<() => void>();

function next(): void {
  for (const run of waiting) {
    waiting.delete(run);
    return run();
  }
}

/**
 * Runs something in the page's next turn, after it drew and listened. A message rather than a timer: browsers let nested
 * timers wait 4 ms each (HTML, timer initialisation steps), and those of a hidden page a second.
 * @returns what calls it off
 */
export function nextTurn(run: () => void): () => void {
  if (typeof MessageChannel === "undefined") {
    const timer = setTimeout(run);
    return () => clearTimeout(timer);
  }
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = next;
  }
  // The same function may be waiting twice.
  const turn = (): void => run();
  waiting.add(turn);
  channel.port2.postMessage(null);
  return () => void waiting.delete(turn);
}

/**
 * Runs something once what left the page has had its chance to come back: a move is a disconnect and a connect in one task,
 * with promises in between where a page swaps its body and then puts back what it keeps (Turbo).
 */
export const onceGone = (run: () => void): void => void setTimeout(run);

/** While the page asks to print there is no later: paper shows what is there when it is asked for. */
export const paper = { asked: false };

/** Runs what waits for its turn, and what that puts off, at once. */
export function noWaiting(): void {
  // A set goes on with what is added to it meanwhile.
  for (const run of waiting) {
    waiting.delete(run);
    run();
  }
}
