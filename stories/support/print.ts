/** Paper on screen: a page cannot ask a browser to print, but can apply what its elements would do then. */

/** A4 less margins of 15 mm, in CSS pixels. */
const PAPER = Math.round(((210 - 30) / 25.4) * 96);

/** The rules for print of a style sheet, for the screen. */
function printRules({ cssRules }: CSSStyleSheet): string {
  return [...cssRules]
    .filter((rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.conditionText === "print")
    .flatMap((rule) => [...rule.cssRules].map(({ cssText }) => cssText))
    .join("\n");
}

/** Applies an element's rules for print, and those of elements inside it. */
function applyPrint(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(root.adoptedStyleSheets.map(printRules).join("\n"));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  for (const inner of root.querySelectorAll("*")) if (inner.shadowRoot) applyPrint(inner.shadowRoot);
}

/** `box` as a sheet of paper; its elements have their print rules once what draws them, and its styles, are there. */
export function printed(box: HTMLElement): HTMLElement {
  box.style.width = `${PAPER}px`;
  box.style.maxWidth = "100%";
  box.style.background = "#ffffff";
  const apply = (): void => {
    const all = [...box.querySelectorAll<Element & { phase?: string }>("*")];
    if (!box.isConnected || all.some(({ phase }) => phase === "loading")) return void requestAnimationFrame(apply);
    for (const el of all) if (el.shadowRoot) applyPrint(el.shadowRoot);
  };
  requestAnimationFrame(apply);
  return box;
}
