import { html, noChange, type TemplateResult } from "lit";
import { directive, Directive, type ElementPart } from "lit/directive.js";

export interface Walk {
  /** What is walked along. */
  name: string;
  /** How many points there are, at least 1. */
  points: number;
  /** The point looked at; null for none. */
  at: number | null;
  /** Where one begins; default: the last. */
  start?: number | undefined;
  /** A point in words: "12 Aug 2026: 62, Elevated". */
  text: (index: number) => string;
  /** Looks at another point, or at none. */
  move: (index: number | null) => void;
}

/** Escape takes the note away (WCAG 1.4.13) and leaves the reader where they are: a slider keeps what it has while it has the focus. */
class Kept extends Directive {
  override render(now: string, _at: number | null): unknown {
    return now;
  }
  override update({ element }: ElementPart, [now, at]: [string, number | null]): unknown {
    return at === null && element.matches(":focus") ? noChange : now;
  }
}
const kept = directive(Kept);

/** Keys of a slider: those that leave it at its end bring back a note that was taken away, too. */
const STEP = /^(Arrow|Home|End|Page)/;

/**
 * Arrow keys, Home, End and Page keys over a chart's points: a native slider laid over the plot, so that keys, right to
 * left and saying each point come with it. Lay it into a box with `position: relative`.
 */
export function walk({ name, points, at, start = points, text, move }: Walk): TemplateResult {
  const look = ({ type, target }: Event): void =>
    move(type === "blur" ? null : Number((target as HTMLInputElement).value));
  const key = (event: KeyboardEvent): void => {
    if (event.type === "keyup") return at === null && STEP.test(event.key) ? look(event) : undefined;
    if (event.key !== "Escape" || at === null) return;
    // The page's own Escape, as of a dialog around the chart, is the next one.
    event.preventDefault();
    event.stopPropagation();
    move(null);
  };
  const now = Math.min(at ?? start, points - 1);
  return html`<input
    class="walk"
    type="range"
    min="0"
    max=${points - 1}
    aria-label=${name}
    aria-valuetext=${kept(text(now), at)}
    .value=${kept(String(now), at)}
    @input=${look}
    @focus=${look}
    @blur=${look}
    @keydown=${key}
    @keyup=${key}
  />`;
}

/** Where along a plot the pointer is, 0 at its left and 1 at its right. */
export function share(event: PointerEvent): number {
  const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
  return width ? Math.min(1, Math.max(0, (event.clientX - left) / width)) : 0;
}
