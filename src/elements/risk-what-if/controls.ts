import { html, nothing, type TemplateResult } from "lit";
import { Directive, directive, type ElementPart } from "lit/directive.js";
import { live } from "lit/directives/live.js";
import type { LocaleController } from "../../controllers/locale.js";
import { plain } from "../../data/names.js";
import { whatIf } from "../../strings/en/what-if.js";
import { bandName, roleName } from "../shared/names.js";
import { option } from "../shared/parts.js";
import type { Todo } from "../shared/todo.js";
import { MOST_DAYS, MOST_EVENTS, type Draft } from "./draft.js";
import type { Offers, Slider } from "./scene.js";

/** Takes a part of the draft anew. */
export type Set = (part: Partial<Draft>) => void;

interface Words {
  language: LocaleController;
  rowName(id: string): string;
  todoName(todo: Todo): string;
}

/**
 * How far a slider's line is filled, 0 to 1. Not an attribute, which is what a server would write of a style: policies
 * without inline styles refuse it.
 */
const filled = directive(
  class extends Directive {
    override render(_share: number): void {}
    override update({ element }: ElementPart, [share]: [number]): void {
      (element as HTMLElement).style.setProperty("--_at", String(share));
    }
  },
);

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;

/** What can be changed, one control each. */
export function renderControls(
  offers: Offers,
  draft: Draft,
  set: Set,
  { language, rowName, todoName }: Words,
): TemplateResult {
  const t = language.words(whatIf);
  const { format } = language;
  const group = (
    title: "happens" | "known" | "measured" | "is",
    controls: readonly unknown[],
  ): TemplateResult | typeof nothing =>
    controls.length
      ? html`<fieldset>
          <legend class="sub-title">${t(title)}</legend>
          ${controls}
        </fieldset>`
      : nothing;
  const control = (label: string, on: boolean, body: unknown, slide = false): TemplateResult =>
    html`<label class="control ${on ? "on" : ""} ${slide ? "slide" : ""}" part="control"
      ><span><bdi>${label}</bdi></span
      >${body}</label
    >`;

  /** What is set is said beside a slider, and stands between its ends. */
  const slider = (
    {
      min,
      max,
      at,
      rest = (min + max) / 2,
      set,
      move,
    }: { min: number; max: number; at: number | null; rest?: number; set: string; move: (e: Event) => void },
    label?: string,
  ): TemplateResult => {
    const stands = at ?? rest;
    const end = (n: number): TemplateResult =>
      html`<span class="end num" aria-hidden="true">${format.number(n)}</span>`;
    return html`<span class="track"
      >${end(min)}<input
        type="range"
        class=${at === null ? "unset" : ""}
        aria-label=${label ?? nothing}
        aria-valuetext=${set}
        min=${min}
        max=${max}
        .value=${live(String(stands))}
        ${filled((stands - min) / (max - min))}
        @input=${move}
      />${end(max)}</span
    >`;
  };
  const said = t("daysValue", { n: draft.days });
  const days = control(
    t("days"),
    draft.days > 0,
    html`<span class="set num" aria-hidden="true">${said}</span
      >${slider({ min: 0, max: MOST_DAYS, at: draft.days, set: said, move: (e) => set({ days: Number(valueOf(e)) }) })}`,
    true,
  );
  const events = offers.events.map((type) => {
    const n = draft.add[type] ?? 0;
    return control(
      t(type),
      n > 0,
      html`<input
        class="input"
        type="number"
        inputmode="numeric"
        min="0"
        max=${MOST_EVENTS}
        .value=${live(String(n))}
        @input=${(e: Event) => set({ add: { ...draft.add, [type]: Math.min(MOST_EVENTS, Math.max(0, Math.round(Number(valueOf(e))))) } })}
      />`,
    );
  });
  const open = offers.open.map((move) => {
    const place = move.changes.notify?.[0];
    const key = `${move.id} ${move.ref}`;
    const on = place === undefined ? draft.done.includes(key) : draft.notify.includes(place);
    const turn = (now: boolean): void => {
      const other = <T>(list: readonly T[], item: T): T[] => [
        ...list.filter((one) => one !== item),
        ...(now ? [item] : []),
      ];
      set(place === undefined ? { done: other(draft.done, key) } : { notify: other(draft.notify, place) });
    };
    const box = html`<input
      type="checkbox"
      .checked=${on}
      @change=${(e: Event) => turn((e.target as HTMLInputElement).checked)}
    />`;
    return control(todoName({ id: move.id, ref: move.ref }), on, box);
  });
  const measure = ({ name, min, max, value, computed }: Slider): TemplateResult => {
    const own = draft.measures[name];
    const at = own ?? value;
    const move = (e: Event): void => {
      const { [name]: _, ...others } = draft.measures;
      const text = valueOf(e);
      // An emptied box is what the record says.
      set({ measures: text === "" ? others : { ...others, [name]: Math.min(max, Math.max(min, Number(text))) } });
    };
    const label = rowName(name);
    const number = (n: number): string => format.place(n, 1);
    const none = computed === null ? t("none") : t("computed", { n: number(computed) });
    const said = at === null ? none : number(at);
    return html`<div class="control slide ${own === undefined ? "" : "on"}" part="control">
      <span>${label}${at === null ? html`<span class="set" aria-hidden="true">${said}</span>` : nothing}</span
      ><input
        class="input"
        type="number"
        aria-label=${label}
        min=${min}
        max=${max}
        step="0.1"
        placeholder="–"
        .value=${live(at === null ? "" : String(at))}
        @change=${move}
      />${slider({ min, max, at, ...(computed !== null && { rest: computed }), set: said, move }, label)}
    </div>`;
  };
  const fields = offers.fields.map(({ name, values, value }) => {
    const now = draft[name] ?? value;
    const nameOf = (one: string): string => plain((name === "role" ? roleName : bandName)(language, one));
    const all = values.includes(now) || now === "" ? values : [now, ...values];
    return control(
      t(name),
      draft[name] !== undefined && draft[name] !== value,
      html`<select
        class="select"
        @change=${(e: Event) => set({ [name]: valueOf(e) === value ? undefined : valueOf(e) })}
      >
        ${value === "" ? option("", now === "", t("unset")) : nothing}
        ${all.map((one) => option(one, one === now, nameOf(one)))}
      </select>`,
    );
  });
  return html`${group("happens", [...events, days])} ${group("known", open)}
  ${group("measured", offers.sliders.map(measure))} ${group("is", fields)}`;
}
