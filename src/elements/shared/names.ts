import type { LocaleController } from "../../controllers/locale.js";
import { isToday } from "../../data/today.js";
import type { SubjectView } from "../../data/types.js";
import { common } from "../../strings/en/common.js";
import { roles } from "../../strings/en/roles.js";

/** A band's word; a custom model's band is its id in plain words. */
export function bandName(language: LocaleController, band: string | null): string {
  const t = language.words(common);
  return band === null ? t("noScore") : t(`band.${band}` as "band.low");
}

/** A role as readers call it: an id in their words or at least in plain ones, a name as the page supplied it. */
export const roleName = ({ words }: LocaleController, role: string): string =>
  /^[a-z\d]+([_-][a-z\d]+)*$/.test(role) ? words(roles)(`role.${role}` as "role.hr") : role;

/** A subject's name; everything's is what it is. */
export function subjectName(language: LocaleController, { kind, name }: Pick<SubjectView, "kind" | "name">): string {
  if (kind === "role") return roleName(language, name);
  return kind === "book" ? language.words(common)("allClients") : name;
}

/** The day, or "Today, 09:12", or that nobody knows: not for the middle of a sentence, and not for paper. */
export function dateText(
  { format, words }: LocaleController,
  { asOf: at, undated }: Pick<SubjectView, "asOf" | "undated">,
): string {
  const t = words(common);
  if (undated) return t("undated");
  return isToday(at) ? t("today", { time: format.time(at) }) : format.date(at);
}
