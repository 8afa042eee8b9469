import type { EventType } from "../../engine/types.js";
import { isObject } from "../../engine/evidence.js";
import { jsonOf, type Step } from "./json.js";
import { ImportedPeople, mailKey } from "./people.js";
import { shown, Tally } from "./tally.js";
import { textOf } from "./text.js";
import { timeReader } from "./times.js";
import { ImportError, type ImportResult, type ImportSource, type XapiOptions } from "./types.js";

const ADL = "http://adlnet.gov/expapi/verbs/";
const VOIDED = `${ADL}voided`;

/** Verbs that say something about risk. All others (launched, experienced, answered, …) are passed over. */
const VERBS: Readonly<Record<string, EventType>> = {
  [`${ADL}completed`]: "training_completed",
  "https://w3id.org/xapi/adl/verbs/satisfied": "training_completed",
  "http://activitystrea.ms/schema/1.0/complete": "training_completed",
  "http://activitystrea.ms/complete": "training_completed",
  [`${ADL}registered`]: "training_assigned",
  "http://activitystrea.ms/schema/1.0/assign": "training_assigned",
  "http://activitystrea.ms/assign": "training_assigned",
  "https://w3id.org/xapi/dod-isd/verbs/assigned": "training_assigned",
  [`${ADL}passed`]: "quiz_passed",
  [`${ADL}mastered`]: "quiz_passed",
  [`${ADL}failed`]: "quiz_failed",
};

type Fields = Record<string, unknown>;
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

interface Actor {
  key: string;
  name?: string;
}

/** People behind an actor: an agent, or the members of a group. Null where none can be told. */
function actorsOf(actor: unknown): Actor[] | null {
  if (!isObject(actor)) return null;
  if (actor.objectType === "Group" && Array.isArray(actor.member)) {
    const members = actor.member.flatMap((member) => actorsOf(member) ?? []);
    return members.length > 0 ? members : null;
  }
  if (actor.objectType !== undefined && actor.objectType !== "Agent") return null;
  const { account } = actor;
  const key = isText(actor.mbox)
    ? mailKey(actor.mbox)
    : isText(actor.mbox_sha1sum)
      ? `sha1:${actor.mbox_sha1sum.toLowerCase()}`
      : isText(actor.openid)
        ? actor.openid
        : isObject(account) && isText(account.name)
          ? // Many systems use the address as the account's name.
            (mailKey(account.name) ??
            `${isText(account.homePage) ? account.homePage.replace(/\/$/, "") : ""}/${account.name}`)
          : null;
  if (key === null) return null;
  return [{ key, ...(isText(actor.name) ? { name: actor.name } : {}) }];
}

/** 0 to 1; undefined where the result has no score. */
function scoreOf(result: unknown): number | undefined {
  const score = isObject(result) && isObject(result.score) ? result.score : {};
  const { scaled, raw, min = 0, max } = score;
  const share =
    typeof scaled === "number"
      ? scaled
      : typeof raw === "number" && typeof min === "number" && typeof max === "number"
        ? (raw - min) / (max - min)
        : NaN;
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : undefined;
}

/**
 * Reads xAPI statements, 1.0.3 and 2.0 (and the versions between): one, a list, a `StatementResult` with `statements`,
 * or one a line. The activity's id is the `ref`; voided statements do not count; a group's statement counts for each
 * member. Completed and satisfied are trainings, registered and assigned are assignments, passed, mastered and failed are
 * quizzes.
 * @throws {ImportError} `not-json` or `empty`
 * @throws {RangeError} an unknown time zone
 * @see https://github.com/adlnet/xAPI-Spec/blob/master/xAPI-Data.md
 */
export async function importXapi(source: ImportSource, options: XapiOptions = {}): Promise<ImportResult> {
  const people = options.into ?? new ImportedPeople();
  people.begin();
  const tally = new Tally();
  const time = timeReader(options);
  const verbs: Readonly<Record<string, EventType | null>> = { ...VERBS, ...options.verbs };

  const add = (statement: unknown, line: number): void => {
    const refuse = (message: string): void => tally.refuse(line, message);
    if (!isObject(statement)) return refuse(`${shown(statement)} is not a statement`);
    const { version } = statement;
    if (version !== undefined && !/^"?(1\.0|2\.)/.test(shown(version)))
      return refuse(`version: ${shown(version)}; 1.0 and 2 are known`);
    const verb = isObject(statement.verb) ? statement.verb.id : undefined;
    if (!isText(verb)) return refuse("verb: no id");
    const object: Fields = isObject(statement.object) ? statement.object : {};
    if (verb === VOIDED) {
      if (!isText(object.id)) return refuse("object: a voided statement needs the id of what it voids");
      people.revoke(object.id.toLowerCase());
      return void tally.used++;
    }
    const type = Object.hasOwn(verbs, verb) ? verbs[verb] : null;
    if (!type) return void tally.skipped++;
    const actors = actorsOf(statement.actor);
    if (!actors) return refuse(`actor: nobody can be told from ${shown(statement.actor)}`);
    if (!isText(object.id)) return refuse("object: no id");
    const at = time(
      isText(statement.timestamp) ? statement.timestamp : isText(statement.stored) ? statement.stored : "",
    );
    if (typeof at === "string") return refuse(`timestamp: ${at}`);
    const score = type === "training_completed" ? scoreOf(statement.result) : undefined;
    tally.used++;
    const id = isText(statement.id) ? statement.id.toLowerCase() : undefined;
    for (const { key, ...about } of actors) {
      people.about(key, about);
      people.event(key, { type, at, ref: object.id, id, score });
    }
  };

  let single: Fields = {};
  let begins = 0;
  let nothing = true;
  const want = (path: readonly Step[], mark: string): "read" | "into" | "skip" => {
    if (path.length === 0) return mark === "{" || mark === "[" ? "into" : "read";
    if (path.length === 1 && path[0] === "statements" && mark === "[") return "into";
    if (typeof path[0] === "number" || path.length === 2) return "read";
    return ["actor", "verb", "object", "result", "timestamp", "stored", "id", "version"].includes(path[0] ?? "")
      ? "read"
      : "skip";
  };
  for await (const { path, line, kind, value, fault } of jsonOf(textOf(source, options), want)) {
    nothing = false;
    const [field] = path;
    if (kind === "cut") tally.refuse(line, "the file ends in the middle of a statement");
    else if (kind === "end") {
      // An object of its own: a statement, unless it only held the list.
      if (path.length === 0 && Object.keys(single).some((key) => key !== "id")) add(single, begins);
      if (path.length === 0) single = {};
    } else if (fault !== undefined) {
      tally.refuse(line, fault);
    } else if (path.length === 1 && typeof field === "string") {
      if (Object.keys(single).length === 0) begins = line;
      single[field] = value;
    } else add(value, line);
  }
  if (nothing) throw new ImportError("empty", "The file holds no statements.");
  return tally.result("xapi", people);
}
