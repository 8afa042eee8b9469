import type { PrivacySettings } from "./engine.js";
import type { ClientState } from "./store.js";

/** Everyone who is in no department that is shown. */
const REST = "";

/** How many people stand behind the numbers of each part of a client at one date. */
type Sizes = ReadonlyMap<string, number>;

/**
 * What the audience `client` may see of one client: decided once, for every filter, date and page. Were it decided for
 * each answer anew, two answers that hide different departments could be subtracted from each other.
 */
export class Guard {
  readonly settings: PrivacySettings;
  /** The departments whose numbers may be shown. */
  readonly #shown = new Set<string>();
  /** Person → department that is shown, or the rest. */
  readonly #parts: readonly string[];
  readonly #heads: Sizes;
  /** Whether the client as a whole may be shown now. */
  readonly #open: boolean;

  /**
   * @param withheld departments to withhold by head count, which no date and no model changes
   * @param scoresAt the people's scores at a date, in the client's order
   * @param now epoch milliseconds of the newest date that this audience may ask about
   */
  constructor(
    private readonly client: ClientState,
    settings: PrivacySettings,
    withheld: ReadonlySet<string>,
    private readonly scoresAt: (at: number) => ReadonlyArray<number | null>,
    now: number,
  ) {
    this.settings = settings;
    const all = new Set(client.people.map((person) => person.department || REST));
    for (const id of all) if (id !== REST && !withheld.has(id)) this.#shown.add(id);
    this.#heads = count(client.people.map((person) => person.department || REST));
    this.#hideThin(this.#sizes(now));
    this.#parts = client.people.map((person) => this.#partOf(person.department));
    this.#open = client.people.length >= settings.minGroup && this.covers(now);
  }

  #partOf(department: string | undefined): string {
    return department && this.#shown.has(department) ? department : REST;
  }

  #sizes(at: number): Sizes {
    const scores = this.scoresAt(at);
    return count(
      this.client.people.flatMap((person, i) => (scores[i] === null ? [] : this.#partOf(person.department))),
    );
  }

  /** An average over three people tells as much about them when forty without a score sit beside them. */
  #hideThin(sizes: Sizes): void {
    const { minGroup } = this.settings;
    const sizeOf = (id: string): number => sizes.get(id) ?? 0;
    const thin = [...this.#shown].filter((id) => isThin(sizeOf(id), minGroup));
    if (thin.length === 0 && !isThin(sizeOf(REST), minGroup)) return;
    const hidden = [REST, ...thin];
    for (const id of thin) this.#shown.delete(id);
    // By head count, which does not change from day to day as the number of scores does.
    const next = [...this.#shown].sort((a, b) => this.#heads.get(a)! - this.#heads.get(b)! || (a < b ? -1 : 1));
    for (const id of next) {
      const scored = hidden.filter((part) => sizeOf(part) > 0);
      if (scored.length > 1 && scored.reduce((n, part) => n + sizeOf(part), 0) >= minGroup) break;
      this.#shown.delete(id);
      hidden.push(id);
    }
  }

  /**
   * Whether numbers of that date may be shown. At a date at which more would have to be hidden than today, nothing is:
   * to hide other departments then than now would give one of them away.
   */
  covers(at: number): boolean {
    if (this.client.people.length < this.settings.minGroup) return false;
    const sizes = this.#sizes(at);
    return [REST, ...this.#shown].every((id) => !isThin(sizes.get(id) ?? 0, this.settings.minGroup));
  }

  /** Whether the client as a whole is shown. */
  get open(): boolean {
    return this.#open;
  }

  /** Whether a department is shown, where the client is. */
  shows(department: string): boolean {
    return this.#open && this.#shown.has(department);
  }

  /** For each person the department that is shown, or "" for the rest. */
  get parts(): readonly string[] {
    return this.#parts;
  }
}

const isThin = (size: number, minimum: number): boolean => size > 0 && size < minimum;

function count(ids: readonly string[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const id of ids) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  return sizes;
}
