/** Runs a sliced task to its end. */
export function finish<T>(task: Iterator<unknown, T>): T {
  let step = task.next();
  while (!step.done) step = task.next();
  return step.value;
}
