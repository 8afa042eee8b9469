import { isServer as inNode } from "lit";
import { drawn } from "./served.js";

/**
 * Node has Lit's build for servers also where a vendor's unit tests give it a document, as Vitest does: there the kit is on
 * a page. Servers that lay a document into their globals for some other library have none of its elements.
 */
export const isServer = inNode && (drawn.onServer || !(globalThis.HTMLElement && globalThis.document?.documentElement));
