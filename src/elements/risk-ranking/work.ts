import { isServer } from "../../controllers/server.js";
import { TaskController, type Step } from "../../controllers/task.js";
import type { Book } from "../../data/book.js";
import { clientRecord } from "../../data/lists.js";
import type { SubjectRef } from "../../data/types.js";
import type { Model } from "../../engine/index.js";
import { fromGroups, fromViews, homesOf } from "./build.js";
import type * as Bulk from "./bulk.js";
import { IN_VIEWS, type RiskRanking } from "./risk-ranking.js";
import { Ranking, type Roster } from "./roster.js";

let bulk: Pick<typeof Bulk, "fromRecords" | "fromWorker"> | undefined;
/** Loads what ranks very many people. */
export const long = async (): Promise<void> => void (bulk ??= await import("./bulk.js"));

/** Who is told of a ranking. */
export interface Worked {
  /** The id of the model whose people are wanted, where several score them; null for the one that scores most. */
  model: () => string | null;
  /** What was drawn may not be seen any more. */
  forget: () => void;
  /** It is there. */
  take: (ready: Ranking) => void;
  /** What is drawn of very many before the first of it is seen: all at once is longer than a frame. */
  ahead: () => Generator<Step, void>;
  /** What may come after it is seen; null where there is nothing. */
  rest: (ready: Ranking) => Generator<Step, void> | null;
}

/** What scores those asked for, whoever scores most of them first. */
function modelsIn(book: Book, ref: SubjectRef, within: string | null): Model[] {
  const models = book.modelsOf(book.clientIds.keys());
  if (models.length < 2) return [book.model];
  const many = new Map<string, number>();
  const add = (client: number): void => {
    const { id } = book.modelOf(client);
    many.set(id, (many.get(id) ?? 0) + 1);
  };
  for (const { client } of book.membersOf(ref, within)) add(client);
  // Of whom only groups came.
  const only = ref.kind === "client" ? ref.id : within;
  const part = ref.kind === "department" || ref.kind === "role";
  book.input.clients.forEach(({ id, people }, client) => {
    if (people.length || (only !== null && id !== only)) return;
    if (book.subject(part ? ref : { kind: "client", id }, part ? id : null)) add(client);
  });
  const count = ({ id }: Model): number => many.get(id) ?? 0;
  return models.filter(count).sort((a, b) => count(b) - count(a));
}

/** Works a ranking out: at once where that takes no time, else between frames, the old one staying meanwhile. */
export class Work {
  /** Ranked; not to be seen while its first rows are being drawn. */
  ranking: Ranking | null = null;
  readonly #task: TaskController;
  #from: unknown[] = [];
  #broken: { error: unknown } | null = null;
  #seenAs = "";
  #unseen = false;
  #models: readonly Model[] | undefined;
  /** The language for which names are put in order, once that has begun. */
  #restsIn: string | null = null;

  constructor(
    private readonly el: RiskRanking,
    private readonly told: Worked,
  ) {
    this.#task = new TaskController(el);
  }

  /** 0 to 1 while it is being worked out. */
  get share(): number | null {
    return this.#task.share;
  }

  /** Those to be shown by now: null while there are none. Throws what they could not be worked out for. */
  of(book: Book, ref: SubjectRef): Ranking | null {
    const { client, columns, worker } = this.el;
    const key = [book, ref.kind, ref.id, client, columns, worker, this.told.model()];
    if (key.some((part, i) => part !== this.#from[i])) {
      this.#from = key;
      this.#begin(book, ref);
    }
    if (this.#broken) throw this.#broken.error;
    return this.#unseen ? null : this.ranking;
  }

  #begin(book: Book, ref: SubjectRef): void {
    const { redact } = this.el["viewOptions"];
    const { columns, worker } = this.el;
    const within = ref.kind === "client" ? null : this.el.client;
    this.#broken = null;
    // Numbers may be a moment old; who may be seen, and how they are called, never.
    const seenAs = `${book.audience} ${redact} ${this.el["source"].origin}`;
    if (seenAs !== this.#seenAs) this.told.forget();
    if (seenAs !== this.#seenAs || this.#unseen || this.ranking?.bare) this.ranking = null;
    this.#seenAs = seenAs;
    this.#unseen = false;
    this.#restsIn = null;
    // Columns that say who they are about need no records.
    const here = !worker && !columns?.ids;
    const models = worker || columns ? [book.model] : modelsIn(book, ref, within);
    const model = models.find(({ id }) => id === this.told.model()) ?? models[0] ?? book.model;
    this.#models = models.length > 1 ? models : undefined;
    const want = { book, ref, within, model, redact, columns };
    if (book.audience === "client") return this.#run(fromGroups(want));
    const records = homesOf(want).map((id) => ({ id, ...clientRecord(book, id) }));
    const all = records.filter((record): record is Required<typeof record> => "people" in record);
    const people = all.reduce((n, record) => n + record.people.length, 0);
    if (here && (all.length < records.length || (people <= IN_VIEWS && !columns))) return this.#run(fromViews(want));
    const key = this.#from;
    const wanted = (): boolean => key === this.#from;
    const rank = (): void => {
      const { fromRecords, fromWorker } = bulk!;
      const tell = (share: number): void => void (wanted() && this.#task.tell(share));
      this.#run(worker ? fromWorker(want, worker, tell) : fromRecords(want, all, people));
    };
    if (bulk) return rank();
    long().then(() => {
      if (wanted()) rank();
      this.el.requestUpdate();
    }, this.#failed);
  }

  #run(coming: Generator<Step, Roster>): void {
    const done = (ready: Ranking): void => {
      this.#unseen = false;
      if (ready !== this.ranking) this.#take(ready);
      this.#rest(ready);
    };
    this.#task.run(this.#ranked(coming), done, this.#failed);
  }

  /** Where the page changed its language, names go into another order. */
  follow(): void {
    if (this.#restsIn !== null && this.#restsIn !== this.el["language"].tag) this.#rest(this.ranking!);
  }

  #rest(ready: Ranking): void {
    this.#restsIn = this.el["language"].tag;
    const rest = this.told.rest(ready);
    if (rest) this.#task.run(rest, () => this.el.requestUpdate(), this.#failed, true);
  }

  *#ranked(coming: Generator<Step, Roster>): Generator<Step, Ranking> {
    const models = this.#models;
    const ready = yield* Ranking.of(
      (function* () {
        return { ...(yield* coming), models };
      })(),
    );
    // Sorted by name it stays so.
    if (this.ranking && this.el.sort === "name") yield* ready.collate(this.el["language"].tag);
    if (this.ranking || isServer || ready.size <= IN_VIEWS) return ready;
    this.#unseen = true;
    this.#take(ready);
    yield 1;
    yield* this.told.ahead();
    return ready;
  }

  #take(ready: Ranking): void {
    this.ranking = ready;
    this.told.take(ready);
  }

  readonly #failed = (error: unknown): void => {
    this.#broken = { error };
    this.el.requestUpdate();
  };
}
