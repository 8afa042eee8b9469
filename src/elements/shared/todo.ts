import type { LocaleController } from "../../controllers/locale.js";
import { plain } from "../../data/names.js";
import type { Changes, Move } from "../../engine/types.js";
import { advice } from "../../strings/en/advice.js";
import { hasMessage } from "../../strings/index.js";

/** Where a measure is good by itself: what advice brings it to unless the page says otherwise (ours). */
export const TARGETS: Readonly<Record<string, number>> = {
  security_iq: 80,
  phish_risk: 20,
  badge_score: 100,
  phishing_simulation: 25,
  threat_exposure: 25,
  training: 25,
  incidents: 25,
};
/** How far ahead waiting is looked at, days. */
export const WAIT = 30;

export interface Todo extends Pick<Move, "id" | "ref"> {
  /** What a measure is brought to. */
  target?: number | undefined;
}

export const targetOf = ({ measures = {} }: Changes): number | undefined => {
  const [series] = Object.values(measures);
  return Array.isArray(series) ? (series[0] as { value: number } | undefined)?.value : undefined;
};

/** What an action is called: "Complete “Payment redirection”". */
export function todoName(
  language: LocaleController,
  rowName: (id: string) => string,
  { id, ref, target }: Todo,
): string {
  const t = language.words(advice);
  if (id === "wait") return t("wait", { n: WAIT });
  const of = `${id}.of`;
  if (!ref || !hasMessage(language.tag, advice, of)) return t(id as "quiz_passed");
  return t(of as "quiz_passed.of", { ref: target === undefined ? plain(ref) : rowName(ref), n: target ?? "" });
}
