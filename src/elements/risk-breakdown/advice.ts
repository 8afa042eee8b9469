import { html, nothing, type TemplateResult } from "lit";
import type { PersonScore } from "../../engine/types.js";
import { advice } from "../../strings/en/advice.js";
import { listText } from "../../strings/phrases.js";
import { digits } from "../shared/amounts.js";
import { steps } from "../shared/marks.js";
import { targetOf, todoName } from "../shared/todo.js";
import type { Counsel, Todo } from "./actions.js";
import type { AssignFlow } from "./assign.js";
import type { Kit } from "./kit.js";

/** Rows before the reader asks for all. */
const FIRST = 5;

/** "to 59 Moderate" and the effect, in the columns of the rows above; no effect where there is no score to have one on. */
export function outcome(
  { language, view, bandName }: Kit,
  { published, band }: Pick<PersonScore, "published" | "band">,
  effect: number | null,
): TemplateResult {
  const { model, bands } = view;
  const t = language.words(advice);
  const { format } = language;
  const amount = effect === null ? "" : format.signed(effect, digits([effect], model.precision + 1));
  return html`<span class="todo-to"
      >${published === null ? nothing : t("to", { n: format.number(published, model.precision) })}
      <span class="band">${steps({ bands, direction: model.direction, band })}${bandName(band)}</span></span
    ><span class="row-amount num"><span>${amount}</span></span>`;
}

export interface AdviceState {
  all: boolean;
  toggle(): void;
  /** Null where nobody assigns anything. */
  assign: AssignFlow | null;
}

export function renderAdvice(
  kit: Kit,
  counsel: Counsel | null,
  { all, toggle, assign }: AdviceState,
): TemplateResult | typeof nothing {
  if (!counsel) return nothing;
  const { language } = kit;
  const t = language.words(advice);
  const { todos } = counsel;
  const cut = !all && todos.length > FIRST + 1;
  return html`<section class="section" part="advice">
    <h3 class="sub-title">${t("title")}</h3>
    ${
      todos.length
        ? html`<ul class="todos" role="list">
            ${(cut ? todos.slice(0, FIRST) : todos).map((todo) => row(todo))}
          </ul>`
        : html`<p class="detail">${t("none")}</p>`
    }
    ${
      todos.length > FIRST + 1
        ? html`<button class="link-button no-print" aria-expanded=${all ? "true" : "false"} @click=${toggle}>
            ${all ? t("fewer") : t("more", { n: todos.length })}
          </button>`
        : nothing
    }
    ${next(kit, counsel).map((line) => html`<p class="detail next"><bdi>${line}</bdi></p>`)}
  </section>`;

  function row(todo: Todo): TemplateResult {
    const name = todoName(language, kit.rowName, todo);
    const many = kit.view.kind === "person" ? "" : t("forPeople", { n: todo.people.length });
    const open = assign?.shows(todo);
    return html`<li class="todo">
      <span class="todo-what"><bdi>${name}</bdi>${many ? html`<span class="note">${many}</span>` : nothing}</span>
      ${
        todo.assignable && assign
          ? html`<button
              class="button small todo-assign no-print"
              part="assign"
              aria-label=${t("assignWhat", { what: name })}
              aria-expanded=${open ? "true" : "false"}
              @click=${() => assign.toggle(todo)}
            >
              ${t("assign")}
            </button>`
          : nothing
      }
      ${outcome(kit, todo, todo.effect)} ${open && assign ? assign.render(kit, name) : nothing}
    </li>`;
  }
}

/** How to get to the next band, and whether time alone does. */
export function next({ language, view, bandName, ...kit }: Kit, { set }: Counsel): string[] {
  if (!set || view.band === null) return [];
  const t = language.words(advice);
  const { bands } = view;
  const ids = kit.risk > 0 ? bands.map(({ id }) => id) : bands.map(({ id }) => id).reverse();
  const place = ids.indexOf(view.band);
  if (place <= 0) return [t("lowest", { band: bandName(view.band) })];
  const lines: string[] = [];
  const { fewest, together, byTime, bandByTime } = set;
  if (fewest && together) {
    const names = fewest.map(({ id, ref, changes }) =>
      todoName(language, kit.rowName, { id, ref, target: targetOf(changes) }),
    );
    const list = listText(language.format, names);
    lines.push(t("fewest", { n: fewest.length, band: bandName(together.band), list }));
  } else lines.push(t("noSet"));
  lines.push(
    byTime === null ? t("never") : t("byTime", { band: bandName(bandByTime), date: language.format.date(byTime) }),
  );
  return lines;
}
