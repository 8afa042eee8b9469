import { html, nothing, type TemplateResult } from "lit";
import { clientRecord, recordOf } from "../../data/lists.js";
import type { SubjectView } from "../../data/types.js";
import { parseTime, scoreClient, scorePerson } from "../../engine/index.js";
import type { EventRecord, PersonRecord, PersonScore } from "../../engine/types.js";
import { breakdown } from "../../strings/en/breakdown.js";
import { listText } from "../../strings/phrases.js";
import { outcome } from "./advice.js";
import type { Kit } from "./kit.js";

/** An event as importers leave it: one that a mail scanner may have caused says why, and counts until it is disputed. */
type Event = EventRecord & { suspect?: string };

interface Doubt extends Pick<PersonScore, "score" | "published" | "band"> {
  count: number;
  reasons: string[];
}

interface Quality {
  /** The score with the disputed events in it. */
  disputed: Doubt | null;
  /** The score without those that look like a scanner's. */
  suspect: Doubt | null;
}

const known = new WeakMap<SubjectView, Quality>();

function qualityOf({ view, book }: Kit): Quality {
  const none = { disputed: null, suspect: null };
  const one = recordOf(book, view);
  const many = view.kind === "client" ? clientRecord(book, view.id) : null;
  const people: readonly PersonRecord[] = one ? [one.person] : (many?.people ?? []);
  const { model, asOf } = view;
  const look = (isIn: (event: Event) => unknown, turn: (event: Event) => Event): Doubt | null => {
    let count = 0;
    const reasons = new Set<string>();
    const changed = people.map((person) => {
      if (!Array.isArray(person.events)) return person;
      const events = person.events.map((event: Event) => {
        if (!event || !isIn(event) || !((parseTime(event.at) ?? Infinity) <= asOf)) return event;
        count++;
        if (event.suspect) reasons.add(event.suspect);
        return turn(event);
      });
      return { ...person, events };
    });
    if (!count) return null;
    const cohort = one?.cohort.map((other) => (other === one.person ? changed[0]! : other));
    const after = one
      ? scorePerson(changed[0]!, { model, asOf, tenant: one.tenant, cohort: cohort! })
      : scoreClient({ people: changed }, { model, asOf });
    return { ...after, count, reasons: [...reasons] };
  };
  if (!people.length) return none;
  return {
    disputed: look(
      ({ disputed }) => disputed,
      (event) => ({ ...event, disputed: false }),
    ),
    suspect: look(
      ({ suspect, disputed }) => suspect && !disputed,
      (event) => ({ ...event, disputed: true }),
    ),
  };
}

/** Events that are in question, and the score with and without them. */
export function renderQuality(kit: Kit): TemplateResult | typeof nothing {
  let quality = known.get(kit.view);
  if (!quality) known.set(kit.view, (quality = qualityOf(kit)));
  const t = kit.language.words(breakdown);
  const row = (key: "disputed" | "suspect"): TemplateResult | typeof nothing => {
    const doubt = quality[key];
    if (!doubt) return nothing;
    const why = doubt.reasons.map((reason) => t(`why.${reason}` as "why.burst"));
    return html`<li class="todo">
      <span class="todo-what"
        >${t(key, { n: doubt.count })}${why.length ? html`<span class="note">${listText(kit.language.format, why)}</span>` : nothing}</span
      >${outcome(kit, doubt, doubt.score === null ? null : doubt.score - kit.view.score!)}
    </li>`;
  };
  if (!quality.disputed && !quality.suspect) return nothing;
  return html`<section class="section" part="quality">
    <h3 class="sub-title">${t("quality")}</h3>
    <ul class="todos" role="list">
      ${row("disputed")}${row("suspect")}
    </ul>
  </section>`;
}
