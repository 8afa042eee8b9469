import { html, type TemplateResult } from "lit";

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
  /** Looks at another point, or at none: `walked` says which. */
  look: (event: Event) => void;
}

/** The point that a slider's event is about; null where it is left. */
export const walked = ({ type, target }: Event): number | null =>
  type === "blur" ? null : Number((target as HTMLInputElement).value);

/**
 * Arrow keys, Home, End and Page keys over a chart's points: a native slider laid over the plot, so that keys, right to
 * left and saying each point come with it. Lay it into a box with `position: relative`.
 */
export function walk({ name, points, at, start = points, text, look }: Walk): TemplateResult {
  const now = Math.min(at ?? start, points - 1);
  return html`<input
    class="walk"
    type="range"
    min="0"
    max=${points - 1}
    aria-label=${name}
    aria-valuetext=${text(now)}
    .value=${String(now)}
    @input=${look}
    @focus=${look}
    @blur=${look}
  />`;
}

/** Where along a plot the pointer is, 0 at its left and 1 at its right. */
export function share(event: PointerEvent): number {
  const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
  return width ? Math.min(1, Math.max(0, (event.clientX - left) / width)) : 0;
}
