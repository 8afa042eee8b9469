import { isMinimum, isObject } from "../engine/evidence.js";
import type { Tenant, Time } from "../engine/types.js";
import type { Fields, Reading } from "./records.js";
import type { BookInput, ClientInput, PersonInput } from "./types.js";

/** What is more than records, or has to be asked about, by a field that records have not. */
const OTHER =
  "employee_id department_id average_score contributions distribution points employees next_cursor client_id composition".split(
    " ",
  );
const isOther = (o: object): boolean => OTHER.some((key) => key in o);
const isText = (value: unknown): value is string | undefined =>
  value === undefined || (typeof value === "string" && value !== "");
/** A minimum that is none would have to be told of. */
const isSettings = (value: unknown): value is Tenant | undefined =>
  value === undefined || (isObject(value) && [value.min_group, value.min_cell].every((n = 0) => isMinimum(n)));

/**
 * Records with nothing to say about: a dataset, a client, people or a person, as `readData` reads them. Null for whatever
 * is not plainly one of these; what is wrong with it, or what else it is, `readData` knows, which most pages do without.
 */
export function readPlain(input: unknown): Reading | null {
  const known = new Set<unknown>();
  const homes = new Set<unknown>();
  let plain = true;
  /** An id of its own. */
  const own = (ids: Set<unknown>, id: unknown): boolean =>
    typeof id === "string" && id !== "" && !ids.has(id) && !!ids.add(id);
  const isPerson = (o: unknown): o is PersonInput =>
    isObject(o) &&
    !("employee_id" in o || "contributions" in o) &&
    own(known, o.id) &&
    [o.name, o.email, o.department, o.role].every((value) => value === undefined || typeof value === "string");
  const listed = (list: unknown, path: string): Pick<ClientInput, "people" | "path"> => {
    const people: unknown[] = Array.isArray(list) ? [...(list as unknown[])] : [null];
    plain &&= people.every(isPerson);
    return { people: people as PersonInput[], path };
  };
  const client = (o: unknown, path: string, single = false): ClientInput => {
    const { id = "", name, model, tenant, people, history } = isObject(o) ? o : ({ model: 0 } as Fields);
    plain &&=
      isText(name) &&
      isText(model) &&
      isSettings(tenant) &&
      history === undefined &&
      !isOther(o as object) &&
      ((single && id === "") || own(homes, id));
    const here = path && `${path}.`;
    return { id, name, model, tenant, ...listed(people, `${here}people`), history } as ClientInput;
  };

  const first: unknown = Array.isArray(input) ? (input as unknown[])[0] : input;
  if (!isObject(first) || isOther(first)) return null;
  const clients: ClientInput[] = [];
  const book: BookInput = { clients };
  if (Array.isArray(input)) {
    if ("people" in first) clients.push(...input.map((one, i) => client(one, `[${i}]`)));
    else clients.push({ id: "", ...listed(input, "") });
  } else if ("clients" in first || "people" in first) {
    const { as_of, model, tenant, clients: given } = first;
    if (as_of !== undefined && as_of !== null) book.asOf = as_of as Time;
    plain = isText(model) && isSettings(tenant);
    Object.assign(book, { model, tenant });
    if (!("clients" in first)) clients.push(client(first, "", true));
    else if (Array.isArray(given)) clients.push(...given.map((one, i) => client(one, `clients[${i}]`)));
    else plain = false;
  } else {
    plain = isPerson(first);
    clients.push({ id: "", name: undefined, people: [first as unknown as PersonInput] });
  }
  return plain ? { book, issues: [] } : null;
}
