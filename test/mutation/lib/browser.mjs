// The little of a page that src/data asks for and that its tests do not bring themselves.
import { readFile } from "node:fs/promises";
import { IDBKeyRange, indexedDB } from "./indexeddb.mjs";

const { fetch } = globalThis;

/** A page that nobody has been on: anew for each copy of the sources. */
export function browser() {
  globalThis.document = Object.assign(new EventTarget(), {
    baseURI: "http://localhost/tests/",
    querySelectorAll: () => [],
  });
  // A window of its own, and with it nobody who listened to the one before.
  const window = new EventTarget();
  for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"])
    globalThis[name] = window[name].bind(window);
  globalThis.navigator ??= {};
  globalThis.location = new URL(globalThis.document.baseURI);
  globalThis.indexedDB = indexedDB();
  globalThis.IDBKeyRange = IDBKeyRange;
  globalThis.fetch = async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    return url.startsWith("file:") ? new Response(await readFile(new URL(url))) : fetch(input, init);
  };
}
