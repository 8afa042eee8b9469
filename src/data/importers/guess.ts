import type { EventType } from "../../engine/types.js";
import { MEASURES } from "../measures.js";
import { mailKey } from "./people.js";
import { timeReader } from "./times.js";
import type { ColumnMapping } from "./types.js";

/** Headers as they are compared: "EmailLinkClicked_TimeStamp" is "email link clicked time stamp". */
const squash = (text: string): string =>
  text
    .trim()
    .replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")
    .toLowerCase()
    .normalize("NFC")
    .replaceAll("_", " ");

const HINTS: ReadonlyArray<readonly [keyof ColumnMapping, RegExp]> = [
  [
    "email",
    /^(?:(?:user |recipient |recipient's |work )?e[- ]?mail(?: ?id| ?addresse?s?| ?adresse)?|(?:user )?mail|user ?principal ?name|upn|correo(?: electr[oó]nico)?|courriel|adresse (?:e-?)?mail|mail ?adresse|メール(?:アドレス)?|البريد الإلكتروني)$/,
  ],
  ["givenName", /^(?:first ?name|given ?name|vorname|prénom|nombre|voornaam)$/],
  ["familyName", /^(?:last ?name|family ?name|surname|nachname|nom|apellidos?|achternaam)$/],
  [
    "name",
    /^(?:name|full ?name|display ?name|employee|user|user ?name|who|person|benutzer|mitarbeiter|wer|utilisateur|qui|usuario|gebruiker|naam|usuário|nome|氏名|名前|الاسم)$/,
  ],
  ["department", /^(?:department|dept\.?|abteilung|service|departamento|afdeling|team|部署|القسم)$/],
  ["role", /^(?:role|rolle|job ?title|title|position|funktion|rôle|rol|cargo|functie|função|役職)$/],
  ["businessImpact", /^(?:business ?impact|impact)$/],
  [
    "event",
    /^(?:event|event ?type|type|type of event|action|last action|activity|status|message|what|what happened|ereignis|vorfall|aktion|was|évènement|événement|quoi|evento|acción|qué|gebeurtenis|actie|wat|ação|o que|イベント|内容|الحدث)$/,
  ],
  [
    "at",
    /^(?:at|time|timestamp|time ?stamp|date|datetime|date ?time|date and time|when|happened|happened at|occurred|occurred at|last action date|datum|zeit|zeitpunkt|wann|date et heure|quand|fecha|fecha y hora|cuándo|tijd|tijdstip|wanneer|data|data e hora|quando|日時|日付|التاريخ)$/,
  ],
  [
    "ref",
    /^(?:ref|(?:campaign|course|module|training) ?(?:name|title)|campaign|course|module|kampagne|kurs|campagne|campaña|campanha|キャンペーン|الحملة)$/,
  ],
  ["score", /^(?:score|result|ergebnis|résultat|resultado|resultaat|結果|النتيجة)$/],
];

const COURSE = /train|course|module|schulung|kurs|formation|curso|treinamento/;
const QUIZ = /quiz|exam|test(?!ing)/;
/** What words such as "Clicked link" mean, the first that holds. */
const MEANINGS: ReadonlyArray<readonly [EventType, ...RegExp[]]> = [
  ["quiz_failed", QUIZ, /fail|nicht bestanden|échou|suspend|gezakt|reprov/],
  ["quiz_passed", QUIZ, /pass|bestanden|réussi|aprob|geslaagd|aprov/],
  ["training_completed", COURSE, /complet|finish|done|did|abgeschlossen|absolviert|erledigt|terminé|voltooid|conclu/],
  ["training_assigned", COURSE, /assign|enrol|zugewiesen|asignad|toegewezen|atribu/],
  ["simulation_reported", /reported|gemeldet|signalé|denunciad|gemeld|報告/],
  [
    "simulation_submitted",
    /submit|\bcred\w* (?:suppl|ent|capt|harv)|(?:entered|supplied) (?:data|cred)|data ent|eingegeben|saisi|introducid|ingevoerd|inserid|入力/,
  ],
  ["simulation_attachment_opened", /attach|macro|anhang|pièce jointe|adjunto|bijlage|anexo|添付/],
  ["simulation_qr_scanned", /\bqr\b/],
  ["simulation_clicked", /click|klick|cliqu|clic\b|klikt|クリック/],
  ["simulation_opened", /opened|\bread\b|viewed|geöffnet|ouvert|abiert|geopend|abert|開封/],
  ["simulation_sent", /\bsen[dt]\b|deliver|gesendet|zugestellt|envoy|enviad|verzonden|送信/],
  ["simulation_ignored", /ignor|no action|keine aktion/],
];
const DENIED = /\b(?:not|never|un\w*ed|nicht|non|pas|niet|não)\b|^no (?!action)/;

/** What a file's own word for what happened likely means, for a page to show and correct; undefined where nothing tells. */
export function guessEvent(word: string): EventType | undefined {
  const text = squash(word);
  return MEANINGS.find(
    ([type, ...signs]) => (type === "quiz_failed" || !DENIED.test(text)) && signs.every((sign) => sign.test(text)),
  )?.[0];
}

const TIMED = /(?:\b(?:at|date|time ?stamp|time|on|datum|am)|日時)$/;

/** A column of hours and minutes is one of durations by any other name. */
const TIME_OF_DAY = /^(?:(?:event |local )?time(?: of day)?|uhrzeit|zeit|heure|hora|tijd|ora|時刻|الوقت)$/;
const CLOCK =
  /^(?:\d\d?[:h]\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s*[ap]\.?\s?m\.?)?|(?:[01]?\d|2[0-3])\.[0-5]\d(?:\.[0-5]\d)?(?:\s*Uhr)?)$/i;

/**
 * A mapping that the headers suggest, for a page to show and correct; with some of the lines below also what these show:
 * whose cells are all addresses holds the addresses, and which columns hold the times of what their header names.
 */
export function guessColumns(header: readonly string[], rows: ReadonlyArray<readonly string[]> = []): ColumnMapping {
  const mapping: Record<string, string> = {};
  const measures: Record<string, string> = {};
  const times: Partial<Record<EventType, string>> = {};
  const read = timeReader({ timeZone: "UTC", dateOrder: "dmy" });
  const american = timeReader({ timeZone: "UTC", dateOrder: "mdy" });
  const isTime = (cell: string): boolean => [read, american].some((reader) => typeof reader(cell) === "number");
  const isNumber = (cell: string): boolean => /^[+-]?\d+(?:[.,]\d+)?\s*%?$/.test(cell.trim());
  /** Whether all cells of a column that hold anything are such; null where none does. */
  const all = (column: number, is: (cell: string) => boolean): boolean | null => {
    const cells = rows.map((row) => row[column] ?? "").filter((cell) => cell.trim() !== "");
    return cells.length === 0 ? null : cells.every(is);
  };
  const isMail = (cell: string): boolean => mailKey(cell) !== null;
  const keys = header.map(squash);
  const hinted = (field: keyof ColumnMapping, key: string): boolean =>
    HINTS.some(([name, pattern]) => name === field && pattern.test(key));
  // A column called "User" may hold addresses, and one called "E-mail" whether there was one.
  const mail =
    [
      header.findIndex((_, i) => hinted("email", keys[i]!) && all(i, isMail) !== false),
      header.findIndex((_, i) => all(i, isMail)),
      header.findIndex((_, i) => hinted("email", keys[i]!)),
    ].find((place) => place >= 0) ?? -1;
  const clock = header.findIndex((_, i) => TIME_OF_DAY.test(keys[i]!) && all(i, (cell) => CLOCK.test(cell.trim())));
  const day = header.findIndex((_, i) => i !== clock && hinted("at", keys[i]!));
  const apart = clock >= 0 && day >= 0 && all(day, (cell) => isTime(`${cell.trim()} 00:00`));
  // Where each line is of a course, what was assigned or completed is that.
  const course = keys.some((key) => hinted("ref", key) && COURSE.test(key)) ? "course " : "";
  /** What came of it, in words, is what happened where no column says it better. */
  let outcome: string | undefined;
  header.forEach((name, i) => {
    const key = keys[i]!;
    if (key === "") return;
    const measure = MEASURES.find((id) => id.replaceAll("_", " ") === key);
    const hint =
      i === mail
        ? "email"
        : apart && i === clock
          ? "timeOfDay"
          : HINTS.find(([field, pattern]) => mapping[field] === undefined && pattern.test(key))?.[0];
    const type = guessEvent(course + key);
    if (measure) measures[measure] = name;
    else if (hint === "email" && i !== mail) return;
    else if (hint === "score" && all(i, isNumber) === false) outcome ??= name;
    else if (hint) mapping[hint] = name;
    else if (type && times[type] === undefined && (all(i, isTime) ?? TIMED.test(key))) times[type] = name;
  });
  const event = mapping.event ?? outcome;
  delete mapping.event;
  const timed = Object.keys(times).length > 0;
  return {
    ...mapping,
    // Beside what happened when, a word without a time of its own says nothing more.
    ...(event === undefined || (timed && mapping.at === undefined) ? {} : { event }),
    ...(timed ? { times } : {}),
    ...(Object.keys(measures).length ? { measures } : {}),
  };
}
