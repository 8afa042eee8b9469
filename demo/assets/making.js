/**
 * Starts the worker that makes the large book. It needs nothing of the kit and is begun before the kit has been loaded:
 * nobody waits for one after the other.
 */

/** @typedef {{ as_of: number | string, clients: number, people: number, events: number }} Made */

/**
 * A worker of the page's own, where the page may start one. Under Trusted Types a plain address is refused: the page's
 * policy names one that blesses this address and no other.
 * @returns {Worker | null}
 */
function startWorker() {
  const address = new URL("book-worker.js", import.meta.url).href;
  try {
    const { trustedTypes } = /** @type {{ trustedTypes?: { createPolicy: Function } }} */ (
      /** @type {unknown} */ (globalThis)
    );
    const policy = trustedTypes?.createPolicy("book-worker", {
      createScriptURL: (/** @type {string} */ url) => {
        if (url !== address) throw new TypeError(`${url} is not this page's worker`);
        return url;
      },
    });
    return new Worker(policy ? policy.createScriptURL(address) : address, { type: "module" });
  } catch {
    return null;
  }
}

/** When the making began, as `performance.now()` has it. */
export const began = performance.now();

/** Where the book is made and kept; null where the page has to do it itself. */
export const worker = startWorker();

// A browser's first formatter reads the tables of all languages: now, while there is nothing to look at yet.
new Intl.NumberFormat("en-GB").format(0);

/**
 * How many people there are so far, and who is told of more.
 * @type {{ done: number, tell?: (done: number) => void }}
 */
export const progress = { done: 0 };

/**
 * What the worker has made; null where it failed, or could not be started.
 * @type {Promise<Made | null>}
 */
export const made = new Promise((done) => {
  if (!worker) return done(null);
  worker.addEventListener("message", ({ data }) => {
    if (data.making) {
      progress.done = data.making;
      progress.tell?.(data.making);
    } else if (data.made) done(data.made);
  });
  worker.addEventListener("error", () => done(null));
});
