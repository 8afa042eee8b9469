import { expect } from "@open-wc/testing";
import { RiskRanking } from "../../src/elements/risk-ranking/define.js";
import { toColumns } from "../../src/engine/index.js";
import { bulkWorker, type BulkRequest } from "../../src/engine/bulk/worker.js";
import type { Dataset } from "../../src/engine/types.js";
import type { RiskErrorDetail } from "../../src/events/index.js";
import { mount, settle, textOf, unmountAll, until } from "./contract.js";
import { AS_OF, NOW } from "./samples.js";

await RiskRanking.preload();

const DATA: Dataset = {
  as_of: AS_OF,
  model: "infima",
  clients: ["Ash", "Birch"].map((name, c) => ({
    id: `c${c}`,
    name,
    ...(c ? { tenant: { critical_threshold: 60 } } : {}),
    people: Array.from({ length: 150 }, (_, i) => ({
      id: `p${c}-${i}`,
      name: `Person ${c} ${String(i).padStart(3, "0")}`,
      department: ["sales", "ops"][i % 2]!,
      role: i % 9 ? "standard" : "executive",
      measures: {
        phishing_simulation: [{ at: NOW - i * 3_600_000, value: i % 101 }],
        threat_exposure: (i * 7) % 101,
        training: 40,
        security_iq: (i * 11) % 120,
        phish_risk: (i * 3) % 90,
      },
      events: Array.from({ length: i % 5 }, (_, k) => ({
        type: ["simulation_clicked", "quiz_failed", "simulation_opened", "training_assigned"][(i + k) % 4]!,
        at: NOW - (i % 37) * 86_400_000 * (k + 1),
        ref: `r${k}`,
      })),
    })),
  })),
};

/** A worker in the same page: messages are cloned and their buffers handed over, as for one beside it. */
function worker(): { port: MessagePort; tell: (request: BulkRequest) => void; asked: string[]; close: () => void } {
  const { port1, port2 } = new MessageChannel();
  const asked: string[] = [];
  const answer = bulkWorker((message, transfer) => port2.postMessage(message, transfer));
  port2.onmessage = ({ data }: MessageEvent<BulkRequest>) => {
    asked.push(data.task);
    answer(data);
  };
  const close = (): void => {
    port1.close();
    port2.close();
  };
  return { port: port1, tell: answer, asked, close };
}

/** Rows as they are exported, and the numbers in them: added up in another order those may differ in the last digits. */
async function rowsOf(el: RiskRanking): Promise<{ rows: unknown[]; numbers: number[] }> {
  const numbers: number[] = [];
  const read = JSON.parse(await el.exportData("json", { download: false }), (_, value: unknown) =>
    typeof value === "number" ? `number ${numbers.push(value)}` : value,
  ) as { rows: unknown[] };
  return { rows: read.rows, numbers };
}

describe("<risk-ranking> with people kept in a worker", () => {
  afterEach(unmountAll);

  for (const model of ["infima", "moxso", "phishr", "caniphish", "metacompliance"]) {
    it(`shows what it shows of the same people in the page: ${model}`, async () => {
      const { port, tell, close } = worker();
      tell({ id: 0, task: "read", clients: structuredClone(DATA.clients) });
      const here = await mount<RiskRanking>("risk-ranking", { data: DATA, attributes: { model } });
      const there = await mount<RiskRanking>("risk-ranking", {
        data: { ...DATA, clients: [] },
        attributes: { model },
        properties: { worker: port },
      });
      await until(() => here.phase !== "loading" && there.phase !== "loading", 10_000);
      expect(there.phase).to.equal(here.phase);
      const [remote, local] = [await rowsOf(there), await rowsOf(here)];
      expect(remote.rows).to.deep.equal(local.rows);
      remote.numbers.forEach((number, i) => expect(number).to.be.closeTo(local.numbers[i]!, 1e-9));
      close();
    });
  }

  it("asks who there is once, and again where others are kept", async () => {
    const { port, tell, asked, close } = worker();
    tell({ id: 0, task: "read", clients: structuredClone(DATA.clients) });
    const el = await mount<RiskRanking>("risk-ranking", {
      data: { ...DATA, clients: [] },
      properties: { worker: port },
    });
    await until(() => el.phase === "ready", 10_000);
    const first = textOf(el);
    el.model = "phishr";
    await until(() => asked.filter((task) => task === "score").length === 2 && textOf(el) !== first, 10_000);
    tell({ id: 0, task: "read", clients: structuredClone(DATA.clients.slice(0, 1)) });
    el.model = "infima";
    await until(() => textOf(el).includes("150 people across Ash"), 10_000);
    expect(textOf(el)).to.contain("Person 0 ");
    expect(textOf(el)).to.not.contain("Person 1 ");
    close();
  });

  it("says what went wrong in the worker, and is well again with the next model", async () => {
    const { port, tell, close } = worker();
    const el = await mount<RiskRanking>("risk-ranking", {
      data: { ...DATA, clients: [] },
      properties: { worker: port },
    });
    await until(() => el.phase === "error", 10_000);
    expect(el.shadowRoot!.querySelector("[part=row]")).to.equal(null);
    tell({ id: 0, task: "read", clients: structuredClone(DATA.clients) });
    el.model = "phishr";
    await until(() => el.phase === "ready", 10_000);
    close();
  });

  describe("one client's settings that its model refuses", () => {
    const FAULTY = DATA.clients.map((client, c) => (c ? { ...client, tenant: { critical_threshold: 5 } } : client));
    const who = {
      ids: FAULTY.flatMap(({ people }) => people.map(({ id }) => id)),
      names: FAULTY.flatMap(({ people }) => people.map(({ name }) => name!)),
      clients: FAULTY.map(({ id, name }) => ({ id, name: name! })),
    };
    const WAYS: ReadonlyArray<
      readonly [string, () => { properties: Record<string, unknown>; data: object; close?: () => void }]
    > = [
      [
        "a worker",
        () => {
          const { port, tell, close } = worker();
          tell({ id: 0, task: "read", clients: structuredClone(FAULTY) });
          return { properties: { worker: port }, data: { ...DATA, clients: [] }, close };
        },
      ],
      ["columns", () => ({ properties: { columns: toColumns(FAULTY) }, data: DATA })],
      [
        "columns with ids",
        () => ({ properties: { columns: { ...toColumns(FAULTY), ...who } }, data: { ...DATA, clients: [] } }),
      ],
      [
        "columns beside the same records",
        () => ({ properties: { columns: toColumns(FAULTY) }, data: { ...DATA, clients: FAULTY } }),
      ],
    ];
    for (const [way, given] of WAYS)
      it(`cost it alone its scores, and are told once: ${way}`, async () => {
        const { properties, data, close } = given();
        const heard: unknown[] = [];
        const hear = ({ detail: { code, path } }: CustomEvent<RiskErrorDetail>): void => void heard.push([code, path]);
        document.body.addEventListener("risk-error", hear);
        const here = await mount<RiskRanking>("risk-ranking", {
          data: { ...DATA, clients: FAULTY },
          attributes: { model: "moxso" },
        });
        await until(() => here.phase === "ready", 10_000);
        heard.length = 0;
        const el = await mount<RiskRanking>("risk-ranking", { data, attributes: { model: "moxso" }, properties });
        await until(() => el.phase !== "loading", 10_000);
        await settle(el);
        document.body.removeEventListener("risk-error", hear);
        expect([el.phase, el["fault"]]).to.deep.equal(["ready", null]);
        expect(heard).to.deep.equal([["invalid-data", "clients[1].tenant.critical_threshold"]]);
        const [shown, own] = [await rowsOf(el), await rowsOf(here)];
        expect(shown.rows).to.deep.equal(own.rows);
        expect(textOf(el))
          .to.contain("150 without a score")
          .and.to.not.match(/NaN|undefined/);
        close?.();
      });

    it("say nothing of whom they are about where names are hidden", async () => {
      const heard: string[] = [];
      const hear = ({ detail }: CustomEvent<RiskErrorDetail>): void => void heard.push(JSON.stringify(detail));
      document.body.addEventListener("risk-error", hear);
      const columns = { ...toColumns(FAULTY), ...who };
      const el = await mount<RiskRanking>("risk-ranking", {
        data: { ...DATA, clients: [] },
        attributes: { model: "moxso", redact: "pseudonym" },
        properties: { columns },
      });
      await until(() => el.phase !== "loading", 10_000);
      await settle(el);
      document.body.removeEventListener("risk-error", hear);
      expect(el.phase).to.equal("ready");
      expect(heard).to.have.length(1);
      expect(heard[0]).to.not.match(/p1-|Person|Birch/);
    });
  });

  /** Everybody by columns that say who they are about, and by a worker. */
  const elsewhere = async (
    attributes: Record<string, string>,
    clients: Dataset["clients"] = DATA.clients,
  ): Promise<Array<[RiskRanking, () => void]>> => {
    const { port, tell, close } = worker();
    tell({ id: 0, task: "read", clients: structuredClone(clients) });
    const columns = {
      ...toColumns(clients),
      ids: clients.flatMap(({ people }) => people.map(({ id }) => id)),
      clients: clients.map(({ id, name }) => ({ id, name: name! })),
    };
    return Promise.all(
      [{ worker: port }, { columns }].map(async (properties) => {
        const data = { ...DATA, clients: [] };
        const el = await mount<RiskRanking>("risk-ranking", { data, attributes, properties });
        await until(() => el.phase !== "loading", 10_000);
        await settle(el);
        return [el, close] as [RiskRanking, () => void];
      }),
    );
  };

  it("names of clients, departments and roles that turn text round or hide in it are plain, and found by what they are", async () => {
    const turned = (text: string): string => `\u202e${text}\u200b`;
    const clients = DATA.clients.map(({ name, people, ...client }) => ({
      ...client,
      name: turned(name!),
      people: people.map((one) => ({ ...one, department: turned(one.department!), role: turned(one.role!) })),
    }));
    const shown: number[] = [];
    const subjects: Array<Record<string, string>> = [
      {},
      { department: turned("sales") },
      { "job-role": turned("executive") },
    ];
    for (const attributes of subjects)
      for (const [el, close] of await elsewhere(attributes, clients)) {
        expect(el.phase).to.equal("ready");
        expect(textOf(el)).to.not.match(/[\u202e\u200b]/);
        expect(textOf(el)).to.contain("Ash").and.to.contain("sales");
        shown.push(Number(el.shadowRoot!.querySelector("[role=grid]")!.getAttribute("aria-rowcount")) - 1);
        close();
      }
    expect(shown).to.deep.equal([300, 300, 150, 150, 34, 34]);
  });

  it("exports pseudonyms in place of ids that the page's data does not hold, where names are hidden", async () => {
    for (const redact of ["initials", "pseudonym"])
      for (const [el, close] of await elsewhere({ redact })) {
        expect(el.phase).to.equal("ready");
        for (const format of ["csv", "json"] as const) {
          const text = await el.exportData(format, { download: false });
          expect(text).to.match(/P-\d{3}/);
          expect(text).to.not.match(/p\d-\d/);
        }
        close();
      }
  });

  it("shows nobody of a client, department, role or id that nobody has", async () => {
    for (const attributes of [
      { client: "none" },
      { department: "none" },
      { "job-role": "none" },
      { person: "none" },
      { client: "c0", department: "none" },
      { client: "none", department: "sales" },
    ] as Array<Record<string, string>>)
      for (const [el, close] of await elsewhere(attributes)) {
        expect(textOf(el), JSON.stringify(attributes)).to.not.match(/p\d-\d|Person/);
        expect(el.phase).to.equal("error");
        close();
      }
  });

  it("hides names as the page asks", async () => {
    const { port, tell, close } = worker();
    tell({ id: 0, task: "read", clients: structuredClone(DATA.clients) });
    const el = await mount<RiskRanking>("risk-ranking", {
      data: { ...DATA, clients: [] },
      attributes: { redact: "pseudonym" },
      properties: { worker: port },
    });
    await until(() => el.phase === "ready", 10_000);
    expect(textOf(el))
      .to.match(/P-\d{3}/)
      .and.to.not.contain("Person 0");
    close();
  });

  it("columns that say who they are about need no people in the data", async () => {
    const people = DATA.clients.flatMap((client) => [...client.people]);
    const columns = {
      ...toColumns(DATA.clients),
      ids: people.map(({ id }) => id),
      names: people.map(({ name }) => name!),
      clients: DATA.clients.map(({ id, name }) => ({ id, name: name! })),
    };
    const here = await mount<RiskRanking>("risk-ranking", { data: DATA });
    const el = await mount<RiskRanking>("risk-ranking", { data: { ...DATA, clients: [] }, properties: { columns } });
    await until(() => el.phase === "ready" && here.phase === "ready", 10_000);
    await settle(el);
    expect(await rowsOf(el)).to.deep.equal(await rowsOf(here));
  });
});
