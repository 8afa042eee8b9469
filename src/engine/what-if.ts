import { isObject, listOf, word } from "./evidence.js";
import { scoreClient, scorePerson } from "./score.js";
import type { Changes, ClientRecord, ClientScore, PersonRecord, PersonScore, ScoreOptions } from "./types.js";

/** A record as it would be; the one given is left alone. */
export function changed(person: PersonRecord, changes: Changes): PersonRecord {
  const { add, remove, notify, set, measures } = changes ?? {};
  const added = listOf(add).filter(isObject);
  // By what scoring takes for an id: 7 is "7", and an empty one is none.
  const gone = new Set<unknown>(listOf(remove).map(word));
  const stays = (item: { id?: string }): boolean => !gone.has(word(item?.id) || null);
  const known = new Set(listOf(notify));
  const told = listOf(person?.breaches).map((breach, i) => (known.has(i) ? { ...breach, notified: true } : breach));
  return {
    ...person,
    events: [...listOf(person?.events).filter(stays), ...added.filter((item) => "type" in item)],
    breaches: [...told.filter(stays), ...added.filter((item) => !("type" in item))],
    ...(isObject(measures) && { measures: { ...person?.measures, ...measures } }),
    ...set,
    id: person?.id,
  };
}

/**
 * A person's score if the record were different: events and breaches added or taken out, breaches notified, measures or
 * other fields replaced. What is added later than `asOf` has not happened. The others of a cohort stay as they are.
 * @throws {RangeError} as `scorePerson`
 */
export const whatIf = (person: PersonRecord, changes: Changes, options: ScoreOptions): PersonScore =>
  scorePerson(changed(person, changes), options);

/**
 * A client's roll-up if one person's record were different.
 * @throws {RangeError} as `scoreClient`
 */
export const whatIfClient = (
  client: Pick<ClientRecord, "people"> & Partial<ClientRecord>,
  personId: string,
  changes: Changes,
  options: Omit<ScoreOptions, "cohort">,
): ClientScore =>
  scoreClient(
    {
      ...client,
      people: listOf(client?.people).map((person) =>
        (word(person?.id) || null) === word(personId) ? changed(person, changes) : person,
      ),
    },
    options,
  );
