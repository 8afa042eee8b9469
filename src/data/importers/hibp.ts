import { isObject } from "../../engine/evidence.js";
import { jsonOf, type Step } from "./json.js";
import { ImportedPeople, mailKey } from "./people.js";
import { shown, Tally } from "./tally.js";
import { textOf } from "./text.js";
import { timeReader } from "./times.js";
import { ImportError, type HibpOptions, type ImportResult, type ImportSource } from "./types.js";

type Fields = Record<string, unknown>;

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** Data that opens doors or bank accounts by itself. */
const GRAVE =
  /credit card|bank account|government issued|social security|passport|security question|auth token|private message|driver/i;

/**
 * How bad a breach is (ours; the service does not say): critical where malware took passwords from a device, high with
 * passwords or papers, low where only addresses went round.
 */
function severityOf(model: Fields, classes: readonly string[]): string {
  const password = classes.includes("Passwords");
  if (model.IsStealerLog === true || (model.IsMalware === true && password)) return "critical";
  if (password || classes.some((name) => GRAVE.test(name))) return "high";
  return model.IsSpamList === true || classes.every((name) => name === "Email addresses") ? "low" : "medium";
}

/**
 * Reads answers of Have I Been Pwned (API 3): breaches of one account (with `account`), an object of such answers by
 * address, a domain search (`GET /breacheddomain/…` with `domain` and `breaches`, or its older export with
 * `BreachSearchResults`). Breaches that the service marks as fabricated or retired are passed over. Whether somebody was
 * told of a breach is not in the data: see `notified`.
 * @throws {ImportError} `not-json` or `empty`
 * @see https://haveibeenpwned.com/API/v3
 */
export async function importHibp(source: ImportSource, options: HibpOptions = {}): Promise<ImportResult> {
  const people = options.into ?? new ImportedPeople();
  people.begin();
  const tally = new Tally();
  // The day of a breach carries no zone.
  const time = timeReader({ timeZone: options.timeZone ?? "UTC" });
  const catalogue = new Map<string, Fields>();
  for (const model of options.breaches ?? [])
    if (isObject(model) && isText(model.Name)) catalogue.set(model.Name, model);

  const add = (account: string, breach: unknown, line: number): void => {
    const key = mailKey(account.includes("@") || !options.domain ? account : `${account}@${options.domain}`);
    if (key === null) {
      const hint =
        account === ""
          ? "whose breach it is is not said; name the account"
          : `${shown(account)} is not an e-mail address; name the domain`;
      return tally.refuse(line, hint);
    }
    const given: Fields | undefined = isText(breach) ? { Name: breach } : isObject(breach) ? breach : undefined;
    if (!given || !isText(given.Name)) return tally.refuse(line, `${shown(breach)} is not a breach`);
    const model = isText(given.BreachDate) ? given : { ...given, ...catalogue.get(given.Name) };
    if (!isText(model.BreachDate))
      return tally.refuse(
        line,
        `${shown(given.Name)}: the answer only names it; its date needs all breaches (breaches)`,
      );
    const at = time(model.BreachDate);
    if (typeof at === "string") return tally.refuse(line, `BreachDate: ${at}`);
    if (model.IsFabricated === true || model.IsRetired === true) return void tally.skipped++;
    const classes = Array.isArray(model.DataClasses) ? model.DataClasses.filter(isText) : [];
    tally.used++;
    people.breach(key, {
      id: `hibp:${given.Name}`,
      at,
      name: isText(model.Title) ? model.Title : given.Name,
      severity: severityOf(model, classes),
      password_exposed: classes.includes("Passwords") || model.IsStealerLog === true,
      ...(options.notified === undefined ? {} : { notified: options.notified }),
    });
  };

  const addAll = (account: string, breaches: unknown, line: number): void => {
    if (!Array.isArray(breaches)) {
      return tally.refuse(line, `${shown(account)}: ${shown(breaches)} is not a list of breaches`);
    }
    // An account without breaches is known all the same.
    const key = mailKey(account.includes("@") || !options.domain ? account : `${account}@${options.domain}`);
    if (key !== null) people.person(key);
    for (const breach of breaches) add(account, breach, line);
  };

  const exported = "BreachSearchResults";
  let nothing = true;
  const want = (path: readonly Step[], mark: string): "read" | "into" | "skip" => {
    const open = mark === "[" || mark === "{";
    if (path.length === 0) return open ? "into" : "read";
    if (path[0] === exported && path.length === 1 && open) return "into";
    return path[0] === "PasteSearchResults" ? "skip" : "read";
  };
  for await (const { path, line, kind, value, fault } of jsonOf(textOf(source, options), want)) {
    nothing = false;
    const [first] = path;
    if (kind === "end") continue;
    if (kind === "cut") tally.refuse(line, "the file ends in the middle of an answer");
    else if (fault !== undefined) tally.refuse(line, fault);
    else if (typeof first === "number") add(options.account ?? "", value, line);
    else if (first === exported) {
      const { Alias, DomainName, Breaches } = isObject(value) ? value : ({} as Fields);
      addAll(isText(Alias) && isText(DomainName) ? `${Alias}@${DomainName}` : "", Breaches, line);
    } else if (first !== undefined) addAll(first, value, line);
    else tally.refuse(line, `${shown(value)} is not an answer of Have I Been Pwned`);
  }
  if (nothing) throw new ImportError("empty", "The file is empty.");
  return tally.result("hibp", people);
}
