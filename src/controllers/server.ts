import { isServer as inNode } from "lit";

/** Node has Lit's build for servers also where a vendor's unit tests give it a document, as Vitest does: there the kit is on a page. */
export const isServer = inNode && !globalThis.document?.documentElement;
