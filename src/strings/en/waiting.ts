/** What every element says before anything else of it is there. */
export const waiting = {
  _: "common",
  retry: "Try again",
  loading: "Loading",
  printed: "Not in this print: it was still loading.",
  error: "The score could not be loaded",
} as const;
