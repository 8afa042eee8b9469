import type { Hono } from "hono";
import type { EmployeeItem, EmployeeList, RiskScore } from "../../../src/data/api-types.js";
import type { HistoryRow } from "../consequences.js";
import { answer, ApiError, badParameter, fault, iso, openCursor, sealCursor, type Ctx, type Env } from "../http.js";
import { isObject, isText } from "../batch.js";
import { assignTraining, cancelTraining } from "../ingest.js";
import { ranks } from "../engine.js";
import type { Services } from "../services.js";
import { boardsOf, chosenClients, noPeople, pageOf, personOf, riskOf, viewOf, type View } from "../view.js";

/** Everything about single people. None of it is for the audience `client`. */
export function peopleRoutes(app: Hono<Env>, services: Services): void {
  const { stores, config, sink } = services;

  app.get("/v1/employees", async (c) => {
    if (c.get("access").audience === "client") throw noPeople();
    const list = listKey(c);
    const cursorText = c.req.query("cursor");
    const cursor = cursorText ? openCursor(config.secret, c.get("access"), cursorText, list) : null;
    const view = await viewOf(c, stores, cursor?.at);
    const { rows, sort } = listRows(view);
    const limit = view.query.integer("limit", [1, 500], 100);
    const { page, last } = pageOf(rows, sort.startsWith("-"), limit, cursor);
    if (!view.dated)
      await services.recordOnce(
        view.store.row.id,
        page.map(({ item }) => calculationOf(view, item)),
      );
    const seal = (): string =>
      sealCursor(config.secret, view.access, { list, at: view.asOf, key: last!.key, id: last!.id });
    const body: EmployeeList = {
      employees: page.map((row) => row.item),
      next_cursor: last ? seal() : null,
      total: rows.length,
      model: view.model.id,
      last_updated: iso(view.asOf),
    };
    return answer(c, body);
  });

  app.get("/v1/employees/:id", async (c) => {
    if (c.get("access").audience === "client") throw noPeople();
    const view = await viewOf(c, stores);
    const { client, person } = personOf(view, c.req.param("id"));
    return answer(c, { ...person, client_id: client.id });
  });

  app.get("/v1/employees/:id/risk-score", async (c) => {
    if (c.get("access").audience === "client") throw noPeople();
    const view = await viewOf(c, stores);
    const { client, index, person } = personOf(view, c.req.param("id"));
    const score = view.store.board(client, view.model, view.asOf, view.window).now[index]!;
    if (!view.dated) await services.recordOnce(view.store.row.id, [{ kind: "employee", ...score }]);
    const signals = score.contributions.flatMap(({ id, value }) => (value === undefined ? [] : [[id, value] as const]));
    const body: RiskScore = {
      employee_id: person.id,
      score: score.published,
      band: score.band,
      last_updated: iso(score.asOf),
      signals: Object.fromEntries(signals),
      name: person.name ?? person.id,
      client_id: client.id,
      client_name: client.name,
      department_id: person.department ?? null,
      role: person.role ?? null,
      model: score.model,
      exact_score: score.score,
      coverage: score.coverage,
      change: score.change,
      trend: score.trend,
      window: view.window,
      adjusted: score.adjusted ?? false,
      missing: score.missing ?? [],
      contributions: score.contributions,
    };
    return answer(c, body);
  });

  app.post("/v1/employees/:id/training-assignments", async (c) => {
    const access = c.get("access");
    if (access.audience === "client") throw noPeople();
    if (!access.scopes.includes("assign")) throw new ApiError("no-access", "The token has no scope `assign`.");
    const body = await services.readJson(c);
    const { ref, row } = readTrainingRequest(body);
    const view = await viewOf(c, stores);
    const { client, person } = personOf(view, c.req.param("id"));
    const request = { person: person.id, ref: ref ?? `course-${row ?? "awareness"}`, row };
    const { assignment, created } = await assignTraining(sink, view.store, client.id, request);
    services.webhooks.wake();
    return answer(c, { ...assignment, created }, created ? 201 : 200);
  });

  app.delete("/v1/employees/:id/training-assignments/:assignment", async (c) => {
    const access = c.get("access");
    if (access.audience === "client") throw noPeople();
    if (!access.scopes.includes("assign")) throw new ApiError("no-access", "The token has no scope `assign`.");
    const view = await viewOf(c, stores);
    const { client, person } = personOf(view, c.req.param("id"));
    const id = c.req.param("assignment");
    if (!isText(id)) throw new ApiError("not-found");
    return answer(c, await cancelTraining(sink, view.store, client.id, { person: person.id, id }));
  });
}

function readTrainingRequest(body: unknown): { ref?: string; row: string | null } {
  if (!isObject(body)) throw new ApiError("unusable", undefined, [fault("", body, "an object")]);
  const { ref, row = null } = body;
  const errors = Object.keys(body)
    .filter((name) => name !== "ref" && name !== "row")
    .map((name) => fault(name, body[name], "no field but ref, row"));
  if (ref !== undefined && !isText(ref)) errors.push(fault("ref", ref, "a text of 1 to 200 characters"));
  if (row !== null && !isText(row, 60)) errors.push(fault("row", row, "a text of 1 to 60 characters, or null"));
  if (errors.length > 0) throw new ApiError("unusable", undefined, errors);
  return { ref: ref as string | undefined, row: row as string | null };
}

const calculationOf = ({ model, asOf }: View, item: EmployeeItem): HistoryRow => ({
  ...{ kind: "employee", id: item.employee_id, model: model.id, asOf },
  ...{ score: item.exact_score ?? null, published: item.score, band: item.band },
});

interface ListRow {
  id: string;
  key: number | string | null;
  item: EmployeeItem;
}

const SORTS = ["score", "-score", "name", "-name", "change", "-change"] as const;

/** A list is what was asked for, but for the place in it and the size of its pages. */
export function listKey(c: Ctx): string {
  const rest = Object.entries(c.req.query()).filter(
    ([name]) => name !== "cursor" && name !== "limit" && name !== "include",
  );
  return JSON.stringify([c.req.path, rest.sort()]);
}

function listRows(view: View): { rows: ListRow[]; sort: (typeof SORTS)[number] } {
  const { query, model } = view;
  const sort = query.choice("sort", SORTS, "-score");
  const department = query.text("department");
  const band = bandParameter(view);
  const q = query.text("q")?.toLowerCase() ?? "";
  const chosen = new Set(chosenClients(view).map((client) => client.id));
  const rows: ListRow[] = [];
  const boards = boardsOf(view);
  // Among everyone that the token may see, whatever the filters leave of them.
  const places = ranks(
    model,
    boards.flatMap(({ now }) => now.map(({ published }) => published)),
  );
  let next = 0;
  for (const { client, now } of boards) {
    const first = next;
    next += now.length;
    if (!chosen.has(client.id)) continue;
    client.people.forEach((person, i) => {
      const score = now[i]!;
      if (department !== null && person.department !== department) return;
      if (band !== null && score.band !== band) return;
      const name = person.name ?? person.id;
      if (q && ![name, person.email ?? "", person.id].some((text) => text.toLowerCase().includes(q))) return;
      const by = sort.replace("-", "");
      const number = by === "change" ? score.change : score.score;
      const key = by === "name" ? name : number === null ? null : riskOf(model, number);
      rows.push({
        id: person.id,
        key,
        item: {
          employee_id: person.id,
          name,
          ...(person.email === undefined ? {} : { email: person.email }),
          client_id: client.id,
          client_name: client.name,
          department_id: person.department ?? null,
          role: person.role ?? null,
          score: score.published,
          exact_score: score.score,
          band: score.band,
          change: score.change,
          trend: score.trend,
          coverage: score.coverage,
          rank: places[first + i]!,
        },
      });
    });
  }
  return { rows, sort };
}

export function bandParameter({ query, model }: View): string | null {
  const band = query.text("band", 60);
  if (band !== null && !model.bands.some(({ id }) => id === band)) {
    throw badParameter("band", band, `one of ${model.bands.map(({ id }) => id).join(", ")}`);
  }
  return band;
}
