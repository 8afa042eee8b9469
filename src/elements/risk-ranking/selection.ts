import type { Roster } from "./roster.js";

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
    const chosen = this.ids();
    this.#roster = roster;
    this.#places.clear();
    if (!chosen.length) return;
    const places = new Map(roster.ids.map((id, i) => [id, i]));
    for (const id of chosen) if (places.has(id)) this.#places.add(places.get(id)!);
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

  /** How many of these are chosen. */
  among(places: Uint32Array): number {
    if (!this.size || places.length === this.#roster!.ids.length) return this.size;
    let n = 0;
    for (const place of places) n += +this.#places.has(place);
    return n;
  }
}
