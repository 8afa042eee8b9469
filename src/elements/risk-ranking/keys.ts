/** Ms between two letters of one name. */
const TYPING = 700;

/** What keys act on; rows by their place among those shown. */
export interface Keyed {
  /** How many rows there are. */
  length: () => number;
  /** How many a page is. */
  page: () => number;
  go: (to: number) => void;
  open: (at: number) => void;
  /** One, or with `range` all from the anchor on. */
  toggle: (at: number, range: boolean) => void;
  /** These and no others. */
  only: (from: number, to: number) => void;
  all: () => void;
  /** @returns false where nothing was chosen */
  clear: () => boolean;
  /** The first row from `from` on whose name begins so; −1 where none does. */
  find: (typed: string, from: number) => number;
}

/** The row that keys are about, and what they do with it. */
export class Keyboard {
  active = -1;
  /** Where a range begins. */
  anchor = -1;
  #typed = "";
  #typedAt = 0;

  constructor(private readonly on: Keyed) {}

  readonly press = (event: KeyboardEvent): void => {
    const target = event.target as Element;
    const { on } = this;
    if (event.defaultPrevented || !on.length() || target.closest(".head-row")) return;
    const { key, shiftKey } = event;
    if (key === "Escape" && on.clear()) return event.preventDefault();
    const last = on.length() - 1;
    const now = this.active;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: now + 1,
      ArrowUp: now < 0 ? 0 : now - 1,
      PageDown: Math.max(0, now) + on.page(),
      PageUp: now - on.page(),
      Home: 0,
      End: last,
    };
    const chord = event.ctrlKey || event.metaKey;
    if (Object.hasOwn(moves, key)) {
      const to = Math.min(last, Math.max(0, moves[key]!));
      if (shiftKey && now >= 0) {
        if (this.anchor < 0) this.anchor = now;
        on.only(Math.min(this.anchor, to), Math.max(this.anchor, to));
      }
      this.#go(to, shiftKey);
    } else if (chord && key.toLowerCase() === "a") on.all();
    else if (target.closest("button, input") || event.altKey || chord) return;
    else if (key === " " && !this.#typing(event)) {
      if (now >= 0) on.toggle(now, shiftKey);
    } else if (key === "Enter") on.open(now);
    else if (key.length === 1) this.#type(event);
    else return;
    event.preventDefault();
  };

  #go(to: number, keep: boolean): void {
    this.active = to;
    if (!keep) this.anchor = to;
    this.on.go(to);
  }

  #typing(event: Event): boolean {
    return this.#typed !== "" && event.timeStamp - this.#typedAt < TYPING;
  }

  /** Letters typed one after the other find the next name that begins with them. */
  #type(event: KeyboardEvent): void {
    this.#typed = this.#typing(event) ? this.#typed + event.key : event.key;
    this.#typedAt = event.timeStamp;
    const from = this.active + (this.#typed.length === 1 ? 1 : 0);
    const found = this.on.find(this.#typed, Math.max(0, from));
    if (found >= 0) this.#go(found, false);
  }
}
