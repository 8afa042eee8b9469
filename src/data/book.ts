import type { Evidence } from "../engine/evidence.js";
import { silent } from "../engine/make.js";
import { trendOf } from "../engine/rules.js";
import { scoreAll } from "../engine/scoring.js";
import { DAY, windowOf } from "../engine/time.js";
import type { Issue, Model, PersonScore, Tenant } from "../engine/types.js";
import { Dates, datesFor, renew } from "./dates.js";
import { evidenceOf, scoresOf } from "./evidence.js";
import { kept } from "./kept.js";
import { published } from "./models.js";
import { guardPart, isMixed, suppliedPart } from "./parts.js";
import { displayName, plain } from "./names.js";
import { computedNumbers, issuesOf, keyOf } from "./numbers.js";
import { BookError, instant, minimum, modelFor, modelKey, now } from "./settings.js";
import { isToday } from "./today.js";
import type * as suppliedModule from "./supplied.js";
import type { BookInput, PersonInput, SubjectRef, SubjectView, SuppliedScore, ViewOptions } from "./types.js";

/** More people than this are read and scored between frames. */
export const MANY = 1000;
/** Dates of which everyone's scores are kept with their reasons. */
const REASONED = 4;

export const EVERYTHING: SubjectRef = { kind: "book", id: "" };

/** A person and where they stand in the book. */
export interface Member {
  person: PersonInput;
  client: number;
  index: number;
}

const books = new WeakMap<BookInput, Map<string, Book>>();
/**
 * The book of a supplied data set under some options, shared by every element that asks the same. Where nothing names a
 * date it is one of today, also on a page that is open overnight.
 * @param old what it was when it could last be asked for
 */
export function bookOf(input: BookInput, options: ViewOptions, old = false): Book {
  const known = kept(books, input, () => new Map<string, Book>());
  const { model, asOf, ...rest } = options;
  // As JSON a number that is none would be no date at all, and a Date the text that it is not.
  const key = modelKey(model) + typeof asOf + String(asOf) + JSON.stringify(rest);
  const last = known.get(key);
  const holds = last && (old || (asOf ?? "") !== "" || input.asOf !== undefined || isToday(last.asOf));
  const book = holds ? last : new Book(input, options);
  // Dragging a date through a year makes a book a day: the newest few are what is looked at again.
  renew(known, key, book, 24);
  return book;
}

/**
 * Everything supplied, scored under one model at one date, as views that hold what their audience may see.
 * @throws {BookError} `unknown-model`, `invalid-date`, `invalid-setting`
 */
export class Book {
  /** Under the settings that hold for all; a client's own may move its bands (`SubjectView.model`). */
  readonly model: Model;
  /** Epoch ms. */
  readonly asOf: number;
  /** Days. */
  readonly window: number;
  readonly audience: ViewOptions["audience"];
  /** How many there are in all. */
  readonly people: number;
  readonly #models: readonly Model[];
  /** What stands in for a client's model, and why. */
  readonly #refused = new Map<Model, BookError>();
  readonly #scores = new Dates<readonly PersonScore[]>(REASONED, () => this.asOf);
  readonly #pasts: Dates<ReadonlyArray<number | null>>;
  readonly #least = new Map<string, number>();
  readonly #views = new Map<string, SubjectView | null>();
  readonly #people = new Map<Member, SubjectView>();
  readonly #groups = new Map<string, Member[]>();
  readonly #members: Member[][] = [];
  readonly #homes = new Map<string, number[]>();
  #byId: Map<string, Member[]> | null = null;

  constructor(
    /** @internal For what works on records inside the data layer; never handed to an element. */
    readonly input: BookInput,
    /** @internal */
    readonly options: ViewOptions,
  ) {
    const asked = options.model && (this.supplied?.modelOfNumbers(input, options.model, published) ?? options.model);
    this.model = modelFor(input.given ?? asked ?? input.model, input.tenant, options.tenant);
    this.asOf =
      options.asOf !== null && options.asOf !== ""
        ? instant(options.asOf, "as-of")
        : input.asOf !== undefined
          ? instant(input.asOf, "as_of")
          : now();
    this.window = windowOf(options.window) ?? 90;
    this.audience = options.audience;
    this.people = input.clients.reduce((n, { people }) => n + people.length, 0);
    input.clients.forEach(({ id }, client) => kept(this.#homes, id, () => [] as number[]).push(client));
    this.#pasts = new Dates(datesFor(this.people), () => this.asOf);
    this.#models = input.clients.map((_, client) => this.#modelFor(client));
    // Where every client names the same one, it is the book's, too.
    const [own, other] = this.modelsOf(input.clients.keys());
    if (own && !other && own.id !== this.model.id) this.model = modelFor(own.id, input.tenant, options.tenant);
  }

  #modelFor(client: number): Model {
    const { input, model: common } = this;
    const { model, supplied, tenant, path = "" } = input.clients[client]!;
    // A number's own model always; of records, where the page asks for none.
    const own = model !== undefined && (supplied || !(input.given ?? this.options.model)) ? model : common;
    if (own === common && !tenant) return common;
    try {
      return modelFor(own, this.tenant(client));
    } catch (error) {
      if (!(error instanceof BookError)) throw error;
      // One client's fault is its own: it alone has no scores.
      const place = path.replace(/people$/, "");
      const none = silent(common);
      this.#refused.set(none, new BookError(error.code, place + error.message, place + error.path));
      return none;
    }
  }

  /** What scores the people of these clients, one of each name; what stands in for a refused one is none. @internal */
  modelsOf(clients: Iterable<number>): Model[] {
    const models = new Map<string, Model>();
    for (const client of clients) {
      const model = this.modelOf(client);
      if (!this.refusal(model) && !models.has(model.id)) models.set(model.id, model);
    }
    return [...models.values()];
  }

  /** The first client of an id, as supplied; -1 for none. */
  #homeOf({ kind, id }: SubjectRef, within: string | null): number {
    return this.#homes.get(kind === "client" ? id : (within as string))?.[0] ?? -1;
  }

  #modelsIn(members: readonly Member[]): Model[] {
    const { model } = this;
    return this.#models.every((own) => own === model)
      ? [model]
      : this.modelsOf(new Set(members.map(({ client }) => client)));
  }

  /** A client's own, also of its parts; of people of several what scores all of them, where that is one; else the book's. */
  #modelOfGroup(ref: SubjectRef, within: string | null): Model {
    const home = this.#homeOf(ref, within);
    const only = home < 0 && this.input.clients.length === 1 ? 0 : home;
    if (only >= 0) return this.modelOf(only);
    const [own, other] = this.#modelsIn(this.membersOf(ref, within));
    return own && !other && own.id !== this.model.id ? own : this.model;
  }

  /** Why a model is none: the client whose it was to be has settings that it refuses. @internal */
  refusal(model: Model): BookError | undefined {
    return this.#refused.get(model);
  }

  /** What is wrong with clients' own settings. @internal */
  get issues(): Issue[] {
    return [...this.#refused.values()].map(({ path, message }) => ({ path, message }));
  }

  get empty(): boolean {
    return this.input.clients.every((c) => !c.people.length && !c.supplied && !c.groups?.length);
  }

  /** Settings, the most specific last: the data's, the page's, the client's own. */
  tenant(client: number): Tenant {
    return { ...this.input.tenant, ...this.options.tenant, ...this.input.clients[client]?.tenant };
  }

  /** The clients' own ids, in the order supplied. */
  get clientIds(): string[] {
    return this.input.clients.map((c) => c.id);
  }

  /** What the reader means when nothing is named: the one person, the one client, or everything. */
  get whole(): SubjectRef {
    const [first, second] = this.input.clients;
    if (!first || second) return EVERYTHING;
    const { id, people, groups = [], supplied } = first;
    if (id !== "") return { kind: "client", id };
    if (people.length === 1 && !supplied) return { kind: "person", id: people[0]!.id };
    const [group, other] = people.length ? [] : groups;
    return group && !other ? { kind: group.kind, id: group.id } : EVERYTHING;
  }

  /** A subject's view; null where it is not in the data. `within` limits a person, department or role to a client. */
  subject(ref: SubjectRef = this.whole, within: string | null = null): SubjectView | null {
    if (ref.kind === "person") {
      const member = this.audience === "client" ? undefined : this.memberOf(ref.id, within);
      return member ? this.personView(member) : null;
    }
    return kept(this.#views, keyOf(ref, within), () => this.#groupView(ref, within));
  }

  /** @internal */
  evidence(client: number, upTo?: number): readonly Evidence[] {
    return evidenceOf(this.input.clients[client]!, upTo);
  }

  /** When the window began. @internal */
  get start(): number {
    return this.asOf - this.window * DAY;
  }

  /** What knows of numbers that came as such, where there are any. @internal */
  get supplied(): typeof suppliedModule | undefined {
    return isMixed(this.input) ? suppliedPart() : undefined;
  }

  /** The same, where it is known on which scale they are. */
  #suppliedBy(model: Model): typeof suppliedModule | undefined {
    return this.refusal(model) ? undefined : this.supplied;
  }

  /** @internal */
  setting(name: "min_group" | "min_cell", standard: number): number {
    return kept(this.#least, name, () => {
      const { clients, tenant } = this.input;
      const whole = minimum(name, this.options.tenant?.[name] ?? tenant?.[name] ?? standard);
      // Clients are guarded together: the strictest of theirs holds for all of them.
      return clients.reduce((most, { tenant }) => Math.max(most, tenant?.[name] ?? whole), clients.length ? 0 : whole);
    });
  }

  /** Whoever has the id, of a client where one is named, whatever the audience. @internal */
  memberOf(personId: string, within: string | null = null): Member | undefined {
    if (!this.#byId) {
      this.#byId = new Map();
      for (const member of this.membersOf(EVERYTHING, null)) {
        const same = this.#byId.get(member.person.id);
        if (same) same.push(member);
        else this.#byId.set(member.person.id, [member]);
      }
      const { me } = this.input;
      if (me) this.#byId.set("me", this.#byId.get(me)!);
    }
    // Where an id repeats, the first is found by it; who came without a client may be any client's.
    const all = this.#byId.get(personId) ?? [];
    const home = ({ client }: Member): string => this.input.clients[client]!.id;
    return within === null ? all[0] : (all.find((one) => home(one) === within) ?? all.find((one) => !home(one)));
  }

  #clientMembers(client: number): Member[] {
    return (this.#members[client] ??= this.input.clients[client]!.people.map((person, index) => ({
      person,
      client,
      index,
    })));
  }

  /** A subject's people, whatever the audience. @internal */
  membersOf(ref: SubjectRef, within: string | null): Member[] {
    const { kind, id } = ref;
    // Found as quickly as a key is made, and each card of a page would keep one.
    if (kind === "person") return [this.memberOf(id, within) ?? []].flat();
    return kept(this.#groups, keyOf(ref, within), () => {
      const only = kind === "client" ? id : within;
      const homes = only === null ? [...this.input.clients.keys()] : (this.#homes.get(only) ?? []);
      const inside = homes.flatMap((client) => this.#clientMembers(client));
      return kind === "department" || kind === "role" ? inside.filter((m) => m.person[kind] === id) : inside;
    });
  }

  /** @internal */
  modelOf(client: number): Model {
    return this.#models[client]!;
  }

  /** Records alone, of all of a client's people or of some. @internal */
  score(client: number, at: number, people = this.evidence(client)): PersonScore[] {
    return scoreAll(this.modelOf(client), people, at);
  }

  /** @internal */
  scores(client: number, at: number, people = this.evidence(client)): Array<number | null> {
    return scoresOf(this.modelOf(client), people, at);
  }

  /** Every person of a client at a date, cohorts taken care of, whatever the audience. @param ahead what was scored already @internal */
  scored(client: number, at: number, ahead?: PersonScore[]): readonly PersonScore[] {
    return this.#scores.get(client, at, () => {
      const { people } = this.input.clients[client]!;
      const model = this.modelOf(client);
      const scores = ahead ?? this.score(client, at);
      return this.#suppliedBy(model)?.withSupplied(scores, people, model, at, this.asOf) ?? scores;
    });
  }

  /** Their scores alone: a line over time needs no reasons, and a book of many people no objects for them. @internal */
  scoresAt(client: number, at: number, ahead?: Array<number | null>): ReadonlyArray<number | null> {
    const make = (): ReadonlyArray<number | null> => {
      const { people } = this.input.clients[client]!;
      const scores = ahead ?? this.scores(client, at);
      return this.#suppliedBy(this.modelOf(client))?.withPast(scores, people, at) ?? scores;
    };
    // One person is scored again as quickly as found; the dates of a card's line would take more room than its record.
    return this.people > 1 ? this.#pasts.get(client, at, make) : make();
  }

  /** One person's score where nobody is compared: worked out for them alone, unless everyone's is known. @internal */
  scoreOf({ client, index, person }: Member, at: number): number | null {
    return person.supplied || this.#pasts.has(client, at)
      ? this.scoresAt(client, at)[index]!
      : this.scores(client, at, [this.evidence(client)[index]!])[0]!;
  }

  /** Whether everything that a client's views are made of is worked out. @internal */
  isScored(client: number): boolean {
    return this.#scores.has(client, this.asOf) && this.#pasts.has(client, this.start);
  }

  #base(ref: SubjectRef, model: Model, supplied: Pick<SuppliedScore, "asOf"> | undefined) {
    const undated = supplied?.asOf === undefined ? !!this.input.undated : supplied.asOf === null;
    return { ...ref, model, bands: model.bands, asOf: this.asOf, undated, window: this.window };
  }

  #clientRef(index: number): { id: string; name: string } {
    const { id, name } = this.input.clients[index]!;
    return { id, name: plain(name ?? id) };
  }

  /** @internal */
  personView(member: Member): SubjectView {
    return kept(this.#people, member, () => this.#personView(member));
  }

  #personView({ person, client, index }: Member): SubjectView {
    const model = this.modelOf(client);
    const current = this.scored(client, this.asOf)[index]!;
    const { change, trend } = person.supplied
      ? current
      : trendOf(model, this.scoresAt(client, this.start)[index]!, current.score);
    const { score, published, band, coverage } = current;
    const home = this.#clientRef(client);
    return {
      ...this.#base({ kind: "person", id: person.id }, model, person.supplied),
      name: displayName(person, this.options.redact),
      detail: [plain(person.department), home.name].filter(Boolean),
      client: home,
      department: person.department,
      role: person.role,
      score,
      published,
      band,
      change,
      trend,
      coverage,
      people: null,
      scored: null,
      small: false,
      withheld: false,
      supplied: !!person.supplied,
      distribution: null,
      person: { ...current, change, trend },
      group: null,
      issues: issuesOf(current, this.input.clients[client]!, index),
    };
  }

  #groupView(ref: SubjectRef, within: string | null): SubjectView | null {
    const { kind, id } = ref;
    const home = this.#homeOf(ref, within);
    const given = kind === "client" ? this.input.clients[home] : this.supplied?.groupIn(this.input, ref, within);
    if (kind !== "book" && !this.membersOf(ref, within).length && !given) return null;
    const model = this.#modelOfGroup(ref, within);
    const client = home < 0 ? undefined : this.#clientRef(home);
    const view: SubjectView = {
      ...this.#base(ref, model, given?.supplied),
      name: plain(given?.name ?? id),
      detail: client && kind !== "client" ? [client.name].filter(Boolean) : [],
      client,
      coverage: null,
      person: null,
      withheld: given?.supplied?.withheld === true,
      ...this.numbersOf(ref, within),
    };
    return this.audience === "client" ? guardPart().maskView(this, view, within) : view;
  }

  /** What is hidden from the client audience, with a breath now and then. @internal */
  hiding(): Generator<undefined, void> {
    return guardPart().hide(this);
  }

  /** Whether some are scored by one model and some by another: such scores have no sum. @internal */
  mixed(members: readonly Member[]): boolean {
    return this.#modelsIn(members).length > 1;
  }

  /** A group's numbers before anything is hidden: those supplied, else those of its people. @internal */
  numbersOf(ref: SubjectRef, within: string | null) {
    const { clients } = this.input;
    const members = this.membersOf(ref, within);
    const model = this.#modelOfGroup(ref, within);
    const supplied = this.#suppliedBy(model)?.numbersIn(this.input, ref, within, model, members.length > 0);
    if (supplied) return supplied;
    // Nobody says what a supplied number was over the window but whoever supplied it.
    const before = members.some((m) => m.person.supplied)
      ? null
      : members.map((m) => this.scoresAt(m.client, this.start)[m.index]!);
    if (this.mixed(members)) {
      const none = computedNumbers(ref.id, this.asOf, model, [], null, []);
      return { ...none, people: members.length, scored: null, small: false, distribution: null, group: null };
    }
    const people = members.map((m) => this.scored(m.client, this.asOf)[m.index]!);
    const issues = people.flatMap((score, i) => issuesOf(score, clients[members[i]!.client]!, members[i]!.index));
    return computedNumbers(ref.id, this.asOf, model, people, before, issues);
  }
}
