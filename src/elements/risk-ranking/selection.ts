import type { Roster } from "./roster.js";

/** Ids are a client's own: another may have somebody under the same. */
const keyOf = ({ clients, client, ids }: Roster, place: number): string =>
  `${clients[client[place]!]?.id}\n${ids[place]}`;

/** Who is chosen, in the order of choosing; kept by place, because a hundred thousand ids take their time. */
export class Selection {
  #places = new Set<number>();
  #roster: Roster | null = null;

  get size(): number {
    return this.#places.size;
  }

  /** Those chosen stay chosen in new data, where they are in it. */
  follow(roster: Roster): void {
    if (roster === this.#roster) return;
    const before = this.#roster!;
    const chosen = [...this.#places].map((place) => keyOf(before, place));
    const ids = new Set(this.ids());
    this.#roster = roster;
    this.#places.clear();
    if (!chosen.length) return;
    const places = new Map<string, number>();
    roster.ids.forEach((id, place) => ids.has(id) && places.set(keyOf(roster, place), place));
    for (const key of chosen) if (places.has(key)) this.#places.add(places.get(key)!);
  }

  has(place: number): boolean {
    return this.#places.has(place);
  }

  set(places: Iterable<number>, on: boolean): void {
    if (on) for (const place of places) this.#places.add(place);
    else for (const place of places) this.#places.delete(place);
  }

  clear(): void {
    this.#places.clear();
  }

  ids(): string[] {
    return [...this.#places].map((place) => this.#roster!.ids[place]!);
  }

  /** Of one who is chosen: another client may have somebody else under the same id. */
  nameOf(id: string): string | undefined {
    const { ids, names } = this.#roster!;
    for (const place of this.#places) if (ids[place] === id) return names[place];
    return names[ids.indexOf(id)];
  }

  /** How many of these are chosen. */
  among(places: Uint32Array): number {
    if (!this.size || places.length === this.#roster!.ids.length) return this.size;
    let n = 0;
    for (const place of places) n += +this.#places.has(place);
    return n;
  }
}
