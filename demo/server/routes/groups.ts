import type { Hono } from "hono";
import type {
  ClientItem,
  ClientList,
  ClientSummary,
  DepartmentSummary,
  History,
  HistoryPoint,
  Overall,
} from "../../../src/data/api-types.js";
import type { HistoryRow } from "../consequences.js";
import { rollUp, standing, type PersonRecord } from "../engine.js";
import { groupsOf, guardOf, nameOf, numbersOf } from "../groups.js";
import { answer, ApiError, badParameter, iso, openCursor, sealCursor, type Ctx, type Env } from "../http.js";
import type { Services } from "../services.js";
import { DAY, rollUpOf, type ClientState } from "../store.js";
import {
  boardsOf,
  chosenClients,
  clientOf,
  dateFor,
  noPeople,
  pageOf,
  personOf,
  riskOf,
  viewOf,
  type View,
} from "../view.js";
import { bandParameter, listKey } from "./people.js";

const SORTS = ["score", "-score", "name", "-name", "change", "-change", "people", "-people"] as const;

export function groupRoutes(app: Hono<Env>, services: Services): void {
  const { stores, config } = services;

  app.get("/v1/clients", async (c) => {
    const list = listKey(c);
    const cursorText = c.req.query("cursor");
    const cursor = cursorText ? openCursor(config.secret, c.get("access"), cursorText, list) : null;
    const view = await viewOf(c, stores, cursor?.at);
    const sort = view.query.choice("sort", SORTS, "-score");
    const band = bandParameter(view);
    const q = view.query.text("q")?.toLowerCase() ?? "";
    const history = view.query.choice("include", ["", "history"], "") === "history";
    const limit = view.query.integer("limit", [1, 500], 100);
    // Filters and order are read off what the audience may see, or they would tell the rest.
    const rows = groupsOf(view, boardsOf(view))
      .filter(
        ({ item }) =>
          (band === null || item.band === band) && `${item.name}\n${item.client_id}`.toLowerCase().includes(q),
      )
      .map(({ item }) => ({ id: item.client_id, key: keyOf(view, item, sort), item }));
    const { page, last } = pageOf(rows, sort.startsWith("-"), limit, cursor);
    const shown = page.map(({ id }) => ({ id, clients: [clientOf(view, id)] }));
    await services.recordOnce(view.store.row.id, calculationsOf(view, "client", shown));
    const dates = weeksOf(view);
    const overall = (): Overall => ({
      ...numbersOf(view, rollUpOf(boardsOf(view), view.model)),
      ...(history ? { history: pointsOf(view, view.clients, dates) } : {}),
    });
    const body: ClientList = {
      clients: page.map((row) => (history ? { ...row.item, history: pastOf(view, row.item) } : row.item)),
      ...(view.access.audience === "internal" ? { summary: overall() } : {}),
      next_cursor: last
        ? sealCursor(config.secret, view.access, { list, at: view.asOf, key: last.key, id: last.id })
        : null,
      total: rows.length,
      model: view.model.id,
      last_updated: iso(view.asOf),
    };
    return answer(c, body);
  });

  app.get("/v1/clients/:id/risk-summary", async (c) => {
    const view = await viewOf(c, stores);
    const client = clientOf(view, c.req.param("id"));
    const { item, departments } = groupsOf(view, boardsOf(view, [client]))[0]!;
    const rows = calculationsOf(view, "client", [{ id: client.id, clients: [client] }]);
    await services.recordOnce(view.store.row.id, rows);
    const body: ClientSummary = { ...item, history: pastOf(view, item), departments };
    return answer(c, body);
  });

  app.get("/v1/departments/:id/risk-summary", async (c) => {
    const view = await viewOf(c, stores);
    const { id, clients } = departmentOf(view, c.req.param("id"));
    let body: DepartmentSummary;
    if (clients.length === 1) {
      const { departments } = groupsOf(view, boardsOf(view, clients))[0]!;
      body = departments.find((department) => department.department_id === id)!;
    } else {
      const result = rollUpOf(boardsOf(view, clients), view.model, (person) => person.department === id);
      body = { department_id: id, name: nameOf(id), client_id: null, ...numbersOf(view, result) };
    }
    const key = JSON.stringify([id, ...clients.map((client) => client.id)]);
    await services.recordOnce(
      view.store.row.id,
      calculationsOf(view, "department", [{ id: key, clients, department: id }]),
    );
    return answer(c, body);
  });

  app.get("/v1/employees/:id/history", async (c) => {
    if (c.get("access").audience === "client") throw noPeople();
    const view = await viewOf(c, stores);
    const { client, person } = personOf(view, c.req.param("id"));
    return history(
      c,
      services,
      view,
      { kind: "employee", id: person.id, key: person.id },
      [client],
      (i) => client.people[i] === person,
    );
  });

  app.get("/v1/clients/:id/history", async (c) => {
    const view = await viewOf(c, stores);
    const client = clientOf(view, c.req.param("id"));
    return history(c, services, view, { kind: "client", id: client.id, key: client.id }, [client], () => true);
  });

  app.get("/v1/departments/:id/history", async (c) => {
    const view = await viewOf(c, stores);
    const { id, clients } = departmentOf(view, c.req.param("id"));
    const key = JSON.stringify([id, ...clients.map((client) => client.id)]);
    const take = (i: number, client: ClientState): boolean => client.people[i]!.department === id;
    return history(c, services, view, { kind: "department", id, key }, clients, take);
  });
}

function keyOf({ model }: View, item: ClientItem, sort: (typeof SORTS)[number]): number | string | null {
  const by = sort.replace("-", "");
  if (by === "name") return item.name;
  if (by === "people") return item.employee_count;
  const number = by === "change" ? (item.change ?? null) : item.average_score;
  return number === null ? null : riskOf(model, number);
}

/** A department and the clients it is in. */
function departmentOf(view: View, id: string): { id: string; clients: ClientState[] } {
  const named = view.query.text("client") !== null;
  if (view.access.audience === "client" && !named && view.clients.length > 1) {
    // Across clients it would be the sum of one that is shown and one that is withheld.
    throw badParameter("client", undefined, "the id of one of the token's clients");
  }
  const clients = chosenClients(view).filter((client) => client.people.some((person) => person.department === id));
  if (clients.length === 0) throw new ApiError("not-found");
  return { id, clients };
}

interface Limits {
  /** Nothing of it may be shown. */
  withheld: boolean;
  /** Whether the numbers of that date may be shown. */
  at: (date: number) => boolean;
}

/** What the audience may see of a client, or of a department of it. */
function limitsOf(view: View, clients: readonly ClientState[], department: string | null = null): Limits {
  if (view.access.audience === "internal") return { withheld: false, at: () => true };
  const guards = clients.map((client) => guardOf(view, client));
  return {
    withheld: guards.some((guard) => (department === null ? !guard.open : !guard.shows(department))),
    at: (date) => guards.every((guard) => guard.covers(date)),
  };
}

/** The calculations that an answer about groups stands on; none for a past date, which anybody can work out again. */
function calculationsOf(
  view: View,
  kind: "client" | "department",
  groups: ReadonlyArray<{ id: string; clients: readonly ClientState[]; department?: string }>,
): HistoryRow[] {
  if (view.dated || view.access.audience === "client") return [];
  return groups.map(({ id, clients, department }) => {
    const take = (person: PersonRecord): boolean => department === undefined || person.department === department;
    const model = clients.length === 1 ? view.store.modelFor(clients[0]!, view.model) : view.model;
    return { kind, id, model: model.id, asOf: view.asOf, ...rollUpOf(boardsOf(view, clients), model, take) };
  });
}

/**
 * Dates from `from` to `to`. Those between them lie on days that are the same whenever it is asked, so that only what is
 * new is scored again when time goes on.
 */
function datesOf(access: View["access"], from: number, to: number, step: number): number[] {
  const grid = step * DAY;
  const dates = [dateFor(access, from, to)];
  for (let at = Math.ceil((from + 1) / grid) * grid; at < to; at += grid) dates.push(at);
  return from < to ? [...dates, to] : [to];
}

/** One point a week over the window; of a long one no more than a line needs. */
const weeksOf = ({ access, asOf, window }: View): number[] =>
  datesOf(access, asOf - window * DAY, asOf, Math.max(7, Math.ceil(window / 60)));

/** A client's own past, as far as its readers may see it. */
function pastOf(view: View, { client_id }: ClientItem): NonNullable<ClientItem["history"]> {
  const client = clientOf(view, client_id);
  const { withheld, at } = limitsOf(view, [client]);
  return withheld ? [] : pointsOf(view, [client], weeksOf(view), () => true, at);
}

function pointsOf(
  view: View,
  clients: readonly ClientState[],
  dates: readonly number[],
  take: (index: number, client: ClientState) => boolean = () => true,
  allowed: (at: number) => boolean = () => true,
): HistoryPoint[] {
  const internal = view.access.audience === "internal";
  const model = clients.length === 1 ? view.store.modelFor(clients[0]!, view.model) : view.model;
  return dates.map((at) => {
    if (!allowed(at)) return { at: iso(at), score: null, band: null };
    const scores = clients.flatMap((client) =>
      view.store.numbers(client, view.model, at).filter((_, i) => take(i, client)),
    );
    const score = scores.length === 1 ? scores[0]! : rollUp(view.model, scores);
    const { published, band } = standing(model, score);
    return { at: iso(at), score: published, ...(internal ? { exact_score: score } : {}), band };
  });
}

async function history(
  c: Ctx,
  services: Services,
  view: View,
  subject: { kind: History["kind"]; id: string; key: string },
  clients: readonly ClientState[],
  take: (index: number, client: ClientState) => boolean,
): Promise<Response> {
  const { query, access, store, model } = view;
  const internal = access.audience === "internal";
  const to = dateFor(access, query.time("to") ?? view.asOf, view.asOf);
  const from = query.time("from") ?? to - 90 * DAY;
  const step = query.integer("step", [1, 92], 7);
  const source = query.choice("source", ["computed", "recorded"], "computed");
  if (from > to) throw badParameter("from", iso(from), `a time before ${iso(to)}`);
  if ((to - from) / (step * DAY) > 500) throw badParameter("from", iso(from), "at most 500 points; take a larger step");
  const { withheld, at } = limitsOf(view, clients, subject.kind === "department" ? subject.id : null);
  const body: History = { kind: subject.kind, id: subject.id, model: model.id, source, withheld, points: [] };
  if (source === "recorded") {
    if (!internal) throw new ApiError("no-access", "source: recorded is for the internal audience.");
    body.points = await recorded(services, store.row.id, subject.kind, subject.key, model.id, from, to);
  } else if (!withheld) body.points = pointsOf(view, clients, datesOf(access, from, to, step), take, at);
  return answer(c, body);
}

async function recorded(
  { db }: Services,
  tenant: string,
  kind: string,
  key: string,
  model: string,
  from: number,
  to: number,
): Promise<HistoryPoint[]> {
  const rows = await db.query<{ at: number; score: number | null; published: number | null; band: string | null }>(
    `select at::float8 as at, score, published, band from history
      where tenant_id = $1 and kind = $2 and subject_id = $3 and model = $4 and at between $5::float8 and $6::float8
      order by at desc limit 1000`,
    [tenant, kind, key, model, from, to],
  );
  return rows
    .reverse()
    .map(({ at, score, published, band }) => ({ at: iso(at), score: published, exact_score: score, band }));
}
