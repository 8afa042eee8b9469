import { isFinite, isObject, problem } from "../../engine/evidence.js";
import { DAY } from "../../engine/time.js";
import type { EmployeeList, History, Operations, ReportLink, RiskScore } from "../api-types.js";
import {
  SourceError,
  type AskOptions,
  type ClientsAnswer,
  type DepartmentAnswer,
  type ClientAnswer,
  type PeopleAnswer,
  type PersonAnswer,
  type RiskDataSource,
  type TrainingAsk,
} from "../source.js";
import { HttpClient, surroundings, type HttpOptions } from "./request.js";
import { follow } from "./stream.js";

type Query<K extends keyof Operations> = Operations[K]["query"];

/** Pages of lists: the largest the API gives, and more of them than any book has. */
const LIMIT = 500;
const MOST_PAGES = 2000;

const timeOf = (asOf: AskOptions["asOf"]): string | undefined => (isFinite(asOf) ? new Date(asOf).toISOString() : asOf);

/** What every question about scores carries. */
const scoring = ({
  asOf,
  model,
  window,
}: AskOptions): { as_of?: string; model?: Query<"listClients">["model"]; window?: number } => ({
  as_of: timeOf(asOf),
  model: model as Query<"listClients">["model"],
  // The API's own; left out, so that an API that knows no window is asked what it knows.
  window: window === 90 ? undefined : window,
});

/** An answer's shape where nothing else reads it. @throws {SourceError} `bad-response` */
function must(good: boolean, path: string, value: unknown, expected: string): void {
  if (!good) throw new SourceError("bad-response", problem(path, value, expected).message);
}

/** @throws {SourceError} `bad-response` */
function listIn(body: unknown, key: string): [answer: Record<string, unknown>, list: readonly unknown[]] {
  must(isObject(body), "data", body, `an object with ${key}`);
  const answer = body as Record<string, unknown>;
  const list = answer[key];
  must(Array.isArray(list), key, list, "a list");
  return [answer, list as unknown[]];
}

/** Where it is not an id that is asked for, 404 says that the API does not offer it. */
async function offered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof SourceError && error.code === "not-found")
      throw new SourceError("not-supported", error.message);
    throw error;
  }
}

/**
 * A source over the HTTP API (openapi.yaml). An API that has only the three endpoints of source 003 will do: what it does
 * not offer is refused with `not-supported` or `not-found`, and the feature that needs it is left out.
 */
export function createHttpSource(options: HttpOptions): RiskDataSource {
  const client = new HttpClient(options);
  /** A path's name for an id. What an address drops or climbs by, whatever its spelling, would ask for something else. */
  const id = (name: string): string => {
    if (/^\.{0,2}$/.test(name)) throw new SourceError("not-found", `No address has ${JSON.stringify(name)} as its id.`);
    return encodeURIComponent(name);
  };
  const assignments = (person: string): string => `v1/employees/${id(person)}/training-assignments`;
  /** Ids of assignments made here, by what was asked for. */
  const assigned = new Map<string, string>();
  const askKey = (person: string, { row, ref }: TrainingAsk): string => JSON.stringify([person, row, ref]);
  const get = (
    path: string,
    query: Readonly<Record<string, string | number | undefined>>,
    signal: AbortSignal,
  ): Promise<unknown> => client.get(client.url(path, query), signal);

  /** Page after page; a cursor that comes twice would never end, nor would a service that passes cursors over. */
  async function pages(
    path: string,
    query: Record<string, string | number | undefined>,
    list: "employees" | "clients",
    ask: AskOptions,
    progress?: (soFar: Record<string, unknown>) => void,
  ) {
    const items: unknown[] = [];
    const seen = new Set<string>();
    let cursor: string | undefined;
    let soFar: Record<string, unknown> = {};
    for (let page = 0; page < MOST_PAGES; page++) {
      const body = await offered(get(path, { ...query, limit: LIMIT, cursor }, ask.signal));
      const [answer, found] = listIn(body, list);
      // Who comes first, whatever else is said of them: a date may be another in each answer.
      const { employee_id, client_id, id = client_id } = (found[0] ?? {}) as Record<string, unknown>;
      const first = JSON.stringify([client_id, employee_id ?? id ?? page]);
      if (seen.has(first)) return soFar;
      seen.add(first);
      items.push(...found);
      // Some services number their pages.
      const next = isFinite(answer.next_cursor) ? String(answer.next_cursor) : answer.next_cursor;
      soFar = { ...answer, [list]: items.slice(), next_cursor: null };
      if (typeof next !== "string" || next === "" || seen.has(next)) return soFar;
      seen.add((cursor = next));
      progress?.(soFar);
    }
    throw new SourceError("bad-response", `${list}: more than ${MOST_PAGES} pages`);
  }

  return {
    async person(person, { record, ...ask }): Promise<PersonAnswer> {
      const path = `v1/employees/${id(person)}`;
      const body = record ? await get(path, {}, ask.signal) : await get(`${path}/risk-score`, scoring(ask), ask.signal);
      must(isObject(body), record ? "employee" : "risk-score", body, "an object");
      return body as RiskScore;
    },
    async client(name, ask): Promise<ClientAnswer> {
      const body = await get(`v1/clients/${id(name)}/risk-summary`, scoring(ask), ask.signal);
      must(isObject(body) && "client_id" in body, "risk-summary", body, "a client's summary");
      return body as ClientAnswer;
    },
    async clients({ history }, ask): Promise<ClientsAnswer> {
      const query = { ...scoring(ask), include: history ? "history" : undefined };
      return (await pages("v1/clients", query, "clients", ask)) as unknown as ClientsAnswer;
    },
    async people({ client: of, department }, { progress, ...ask }): Promise<PeopleAnswer> {
      const query = { ...scoring(ask), client: of, department };
      const told = progress && ((soFar: Record<string, unknown>): void => progress(soFar as unknown as EmployeeList));
      return (await pages("v1/employees", query, "employees", ask, told)) as unknown as EmployeeList;
    },
    async department(name, { client: of, ...ask }): Promise<DepartmentAnswer> {
      const body = await get(`v1/departments/${id(name)}/risk-summary`, { ...scoring(ask), client: of }, ask.signal);
      must(isObject(body) && "department_id" in body, "risk-summary", body, "a department's summary");
      return body as DepartmentAnswer;
    },
    async history(subject, { from, to }, { model, signal }): Promise<History> {
      const kind = subject.kind === "person" ? "employees" : `${subject.kind}s`;
      const query: Query<"departmentHistory"> = {
        from: timeOf(from),
        to: timeOf(to),
        model: model as Query<"listClients">["model"],
      };
      // As many points as a line needs, and no more than the API gives.
      query.step = Math.min(92, Math.max(1, Math.ceil((to - from) / DAY / 60)));
      const of = subject.kind === "department" ? { client: subject.client } : {};
      const body = await get(`v1/${kind}/${id(subject.id)}/history`, { ...query, ...of }, signal);
      listIn(body, "points");
      return body as History;
    },
    async assignTraining(person, request, { signal }) {
      // The person is there: it is on screen.
      const made = await offered(client.post(client.url(assignments(person)), request, signal));
      // What somebody had assigned before is not this reader's to take back.
      if (isObject(made) && typeof made.assignment_id === "string" && made.created !== false)
        assigned.set(askKey(person, request), made.assignment_id);
      return made;
    },
    async cancelTraining(person, request, { signal }) {
      const key = askKey(person, request);
      const made = assigned.get(key);
      if (made === undefined) throw new SourceError("not-found", "Nothing was assigned here for this request.");
      const answer = await client.delete(client.url(`${assignments(person)}/${id(made)}`), signal);
      assigned.delete(key);
      return answer;
    },
    async report(query, { asOf, model, signal }): Promise<ReportLink> {
      const body = await offered(get("v1/reports/human-risk", { ...query, as_of: timeOf(asOf), model }, signal));
      const link = isObject(body) ? body : {};
      const url =
        typeof link.url === "string" && link.url !== "" && URL.canParse(link.url, client.url("").href)
          ? new URL(link.url, client.url(""))
          : null;
      must(!!url && /^https?:$/.test(url.protocol), "url", link.url, "an http(s) URL");
      return {
        format: query.format,
        period: query.period,
        expires_at: "",
        ...(link as Partial<ReportLink>),
        url: url!.href,
      };
    },
    scope: () => client.scope,
    subscribe(listener) {
      const stop = new AbortController();
      const open = (headers: Record<string, string>, signal: AbortSignal): Promise<Response> =>
        client.open(client.url("v1/stream"), headers, signal);
      void follow(open, listener, stop.signal, surroundings(options));
      return () => stop.abort();
    },
  };
}
