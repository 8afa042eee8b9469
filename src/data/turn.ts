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
