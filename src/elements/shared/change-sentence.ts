import { fit } from "../../charts/fit.js";
import type { LocaleController } from "../../controllers/locale.js";
import type { SubjectView } from "../../data/types.js";
import type { Moved } from "../../data/why.js";
import { publishedChange, roundedChange } from "../../engine/rules.js";
import { DAY } from "../../engine/time.js";
import type { Model } from "../../engine/types.js";
import { sentences } from "../../strings/en/sentences.js";
import { hasMessage } from "../../strings/index.js";
import { listText } from "../../strings/phrases.js";
import { digits } from "./amounts.js";
import { MODIFIERS } from "./row-notes.js";

/** More reasons than this are a list, not a sentence. */
const MOST = 3;

/** First and last day of a window: neither in sentences nor on paper "today". */
export const spanOf = ({ format }: LocaleController, { asOf, window }: Pick<SubjectView, "asOf" | "window">) => ({
  from: format.date(asOf - window * DAY),
  to: format.date(asOf),
});

interface Names {
  rowName(id: string): string;
  bandName(id: string | null): string;
}

/**
 * "Up 14 since 25 August: two clicks (+19), one training (−5)." The parts add up to the number said.
 * @param exact whether its reader may know more than published scores
 * @param least decimals, at least
 */
export function changeSentence(
  language: LocaleController,
  model: Model,
  moved: Moved,
  names: Names,
  exact: boolean,
  least = model.precision,
): string {
  const { from, to, change, rows } = moved;
  if (change === null) return "";
  const t = language.words(sentences);
  const { format } = language;
  // It is no "no change" that led from band to band.
  const precision = exact && from.band !== to.band ? digits([change], least) : least;
  const total = exact ? roundedChange({ precision }, change) : publishedChange(model, { ...to, change });
  const words = t("words").split(",");
  const what = (id: string, fresh: number | null, threats = 0): string => {
    if (fresh && threats) {
      const clicked = what("threat_clicked", threats);
      return fresh > threats ? t("both", { a: what(id, fresh - threats), b: clicked }) : clicked;
    }
    const key = `what.${id}` as "what.training";
    if (fresh && hasMessage(language.tag, sentences, key)) {
      const text = t(key, { n: fresh });
      const word = words[fresh];
      return word ? text.replace(format.number(fresh), word) : text;
    }
    const name = names.rowName(id);
    return t("lower") ? name.charAt(0).toLocaleLowerCase(language.tag) + name.slice(1) : name;
  };
  const reasons: Array<{ text: string; points: number }> = [];
  const modifiers: typeof reasons = [];
  let fading = 0;
  let rest = 0;
  for (const row of rows) {
    // A pull is there on both dates: nothing of it is new, and what it moved is the difference.
    if (row.id === "cohort_decay") reasons.push({ text: what(row.id, null), points: row.new + row.fading });
    else if (MODIFIERS.has(row.id)) modifiers.push({ text: what(row.id, null), points: row.new + row.fading });
    else if (row.id === "baseline" || row.id === "limits") rest += row.new + row.fading;
    else {
      // Without a new event the others moved it, on a scale that bends.
      if (row.fresh === 0) rest += row.new;
      else if (row.new) reasons.push({ text: what(row.id, row.fresh, row.threats), points: row.new });
      fading += row.fading;
    }
  }
  const bySize = (a: { points: number }, b: { points: number }): number => Math.abs(b.points) - Math.abs(a.points);
  reasons.sort(bySize);
  // What multiplies the others follows them, unless it moved more than any of them.
  const most = Math.abs(reasons[0]?.points ?? 0);
  for (const one of modifiers) {
    if (Math.abs(one.points) > most) reasons.push(one);
    else rest += one.points;
  }
  for (const { points } of reasons.sort(bySize).splice(MOST)) rest += points;
  reasons.push({ text: t("fading"), points: fading });
  reasons.sort(bySize).push({ text: t("rest"), points: rest });
  const shown = fit(
    reasons.map((reason) => reason.points),
    total,
    precision,
  );
  // Where nothing else has a number to be seen, there is nothing that the rest is the rest of.
  if (shown.findIndex(Boolean) === reasons.length - 1) reasons.at(-1)!.text = t("small");
  const list = reasons.flatMap(({ text }, i) =>
    shown[i] ? t("part", { what: text, n: format.signed(shown[i], precision) }) : [],
  );
  const sameYear = new Date(from.at).getFullYear() === new Date(to.at).getFullYear();
  const date = format.date(from.at, { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
  if (!total) return list.length ? t("still", { date, list: listText(format, list) }) : t("stillNone", { date });
  const bands = from.band === to.band ? "" : "Band";
  return t(`${total > 0 ? "up" : "down"}${bands}`, {
    n: format.number(Math.abs(total), precision),
    date,
    from: names.bandName(from.band),
    to: names.bandName(to.band),
    list: listText(format, list),
  });
}
