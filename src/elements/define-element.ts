/**
 * Registers `ctor` under `tag`. The same class again is nothing; another class already there is one warning
 * and the page keeps the first: a page that loads two versions of the kit must go on working.
 */
export function defineElement(tag: string, ctor: CustomElementConstructor): void {
  const known = customElements.get(tag);
  if (!known) customElements.define(tag, ctor);
  else if (known !== ctor && !warned.has(tag)) {
    warned.add(tag);
    console.warn(`human-risk-widgets: <${tag}> is already defined by another copy of the kit; that one stays in use.`);
  }
}

const warned = new Set<string>();
