import { isServer } from "../controllers/server.js";

/**
 * Registers `ctor` under `tag`. The same class again is nothing; another class already there is one warning for the whole
 * copy, and the page keeps the first: a page that loads the kit twice, or two versions, must go on working. Servers hold a
 * copy for each layer of an application, and one more with each change of a module.
 */
export function defineElement(tag: string, ctor: CustomElementConstructor): void {
  const known = customElements.get(tag);
  if (!known) customElements.define(tag, ctor);
  else if (known !== ctor && !warned && !isServer) {
    warned = true;
    console.warn(
      `human-risk-widgets: <${tag}> is already defined by another copy of the kit; whatever that one defined stays in use.`,
    );
  }
}

let warned = false;
