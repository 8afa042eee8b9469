import type { LocaleController } from "../../controllers/locale.js";
import type { SubjectView } from "../../data/types.js";
import { common } from "../../strings/en/common.js";

/** A band's word; a custom model's band is its id in plain words. */
export function bandName(language: LocaleController, band: string | null): string {
  const t = language.words(common);
  return band === null ? t("noScore") : t(`band.${band}` as "band.low");
}

/** A subject's name; everything's is what it is. */
export const subjectName = ({ words }: LocaleController, { kind, name }: Pick<SubjectView, "kind" | "name">): string =>
  kind === "book" ? words(common)("allClients") : name;

/** The day, or "Today, 09:12" where it is the reader's today. */
export function dateText({ format, words }: LocaleController, at: number): string {
  if (new Date(at).toDateString() !== new Date().toDateString()) return format.date(at);
  return words(common)("today", { time: format.time(at) });
}
