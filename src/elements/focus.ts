const PRESSABLE = ":is(button, input, select, summary, [tabindex]):not(:disabled)";

const within = (root: ParentNode): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(PRESSABLE)].filter((one) => one.checkVisibility?.() ?? true);

/**
 * A button that was pressed may be gone when its work is done ("Try again", "Close"), and the reader's place on the page
 * with it. Call before drawing; what it returns, called after, gives the focus to what stands in that place now.
 * Null where nothing has the focus.
 */
export function keepFocus(root: ShadowRoot): (() => void) | null {
  const focused = root.activeElement;
  if (!focused) return null;
  const around: Array<{ node: ParentNode; place: number }> = [];
  for (let node = focused.parentNode; node; node = node.parentNode) {
    around.push({ node, place: within(node).indexOf(focused as HTMLElement) });
  }
  return () => {
    // Hidden or disabled it no longer has the focus either, though a browser may be a frame late to say so; a page that moved
    // it on has the last word.
    const still = root.activeElement;
    const { activeElement, body } = root.ownerDocument;
    if (still ? !still.matches(":disabled") : activeElement !== body) return;
    for (const { node, place } of around) {
      if (!node.isConnected) continue;
      const here = within(node);
      const next = here[Math.max(0, place)] ?? here.at(-1);
      if (next) return next.focus();
    }
    // Nothing to press until it is loaded: what says so holds the place.
    const loading = root.querySelector<HTMLElement>("[aria-busy=true]");
    if (!loading) return;
    loading.tabIndex = -1;
    loading.focus();
  };
}
