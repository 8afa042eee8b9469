import { html, noChange, type TemplateResult } from "lit";

/** The point looked at; null for none, undefined where its note was taken away and the reader is still there. */
export type Looked = number | null | undefined;

export interface Walk {
  /** What is walked along. */
  name: string;
  /** How many points there are, at least 1. */
  points: number;
  at: Looked;
  /** Where one begins; default: the last. */
  start?: number | undefined;
  /** A point in words: "12 Aug 2026: 62, Elevated". */
  text: (index: number) => string;
  /** Looks at another point, or at none: `walked` says which. */
  look: (event: Event) => void;
}

/** The same point counted from the other end: where down is on to the next, as rows are read. */
export const fromEnd = (at: Looked, last: number): Looked => (at == null ? at : last - at);

/** Keys of a slider: those that leave it at its end bring back a note that was taken away, too. */
const STEP = /^(Arrow|Home|End|Page)/;

/**
 * The point that is looked at after a slider's event. Escape takes the note away (WCAG 1.4.13) and leaves the reader where
 * they are; the page's own Escape, as of a dialog around the chart, is the next one.
 */
export function walked(event: Event, at: Looked): Looked {
  const { type, key, target } = event as KeyboardEvent;
  if (type === "blur") return null;
  if (type === "keydown") {
    if (key === "Escape" && at != null) {
      event.preventDefault();
      event.stopPropagation();
      return undefined;
    }
    if (at !== undefined || !STEP.test(key)) return at;
  }
  return Number((target as HTMLInputElement).value);
}

/**
 * Arrow keys, Home, End and Page keys over a chart's points: a native slider laid over the plot, so that keys, right to
 * left and saying each point come with it. Lay it into a box with `position: relative`.
 */
export function walk({ name, points, at, start = points, text, look }: Walk): TemplateResult {
  const now = Math.min(at ?? start, points - 1);
  const unless = (value: string): string => (at === undefined ? (noChange as unknown as string) : value);
  return html`<input
    class="walk"
    type="range"
    min="0"
    max=${points - 1}
    aria-label=${name}
    aria-valuetext=${unless(text(now))}
    .value=${unless(String(now))}
    @input=${look}
    @focus=${look}
    @blur=${look}
    @keydown=${look}
  />`;
}

/** The plot that the pointer looks at: there is one pointer. */
let over: WeakRef<Element> | undefined;

/** Escape is as if the pointer had left, wherever the focus is; on the plot's own slider it keeps the reader's place. */
function leaves(event: KeyboardEvent): void {
  const plot = over?.deref();
  if (event.key !== "Escape" || !plot?.isConnected || event.composedPath().includes(plot)) return;
  event.preventDefault();
  event.stopPropagation();
  plot.dispatchEvent(new Event("pointerleave", { bubbles: true }));
}

/**
 * Where along a plot, or the `.plane` in it, the pointer is, 0 at its left and 1 at its right; null once it left. Hear of
 * its leaving where it leaves the plot and what is said of it: a note stays while the pointer is on it (WCAG 1.4.13).
 */
export function pointed({ type, currentTarget, clientX }: PointerEvent): number | null {
  const box = currentTarget as Element;
  const leaving = type === "pointerleave";
  over = leaving ? undefined : new WeakRef(box);
  box.ownerDocument[leaving ? "removeEventListener" : "addEventListener"]("keydown", leaves as EventListener, true);
  if (leaving) return null;
  // Beside a plane its axis and its lines' names stand, where there is nothing to point at.
  const { left, width } = (box.querySelector(".plane") ?? box).getBoundingClientRect();
  return width ? Math.min(1, Math.max(0, (clientX - left) / width)) : 0;
}
