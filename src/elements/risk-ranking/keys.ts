/** Ms between two letters of one name. */
const TYPING = 700;

/** What keys act on; rows by their place among those shown. */
export interface Keyed {
  /** How many rows there are. */
  length: () => number;
  /** How many a page is. */
  page: () => number;
  /** Cells of a row that say something, by name, in reading order. */
  cells: (at: number) => readonly string[];
  /** Whether lines run from right to left. */
  rtl: () => boolean;
  go: (to: number) => void;
  /** The person, or what the cell of that name is about. */
  open: (at: number, cell: string) => void;
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

/** The row that keys are about, or one of its cells (WAI-ARIA: grid), and what they do with it. */
export class Keyboard {
  active = -1;
  /** Kept from row to row; "" for the row as a whole. */
  cell = "";
  /** Where a range begins. */
  anchor = -1;
  #typed = "";
  #typedAt = 0;

  constructor(private readonly on: Keyed) {}

  readonly press = (event: KeyboardEvent): void => {
    const target = event.target as Element;
    const { on } = this;
    if (event.defaultPrevented || target.closest(".head-row")) return;
    const { key, shiftKey } = event;
    if (key === "Escape" && on.clear()) return event.preventDefault();
    const last = on.length() - 1;
    const now = this.active;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: now + 1,
      ArrowUp: now - 1,
      PageDown: now + on.page(),
      PageUp: now - on.page(),
      Home: 0,
      End: last,
    };
    const chord = event.ctrlKey || event.metaKey;
    if (!chord && !shiftKey && !event.altKey && this.#aside(key)) {
      on.go(now);
    } else if (Object.hasOwn(moves, key)) {
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
    } else if (key === "Enter") on.open(now, this.cell);
    else if (key.length === 1) this.#type(event);
    else return;
    event.preventDefault();
  };

  /** To another cell of the row, before the first of which is the row itself. @returns false where the key is none for that */
  #aside(key: string): boolean {
    const { on, cell } = this;
    const arrow = /^Arrow(Left|Right)$/.test(key);
    if (this.active < 0 || !(arrow || (cell && (key === "Home" || key === "End")))) return false;
    const cells = on.cells(this.active);
    const step = (key === "ArrowRight") === on.rtl() ? -1 : 1;
    const to = arrow ? cells.indexOf(cell) + step : key === "Home" ? 0 : cells.length - 1;
    this.cell = cells[Math.min(to, cells.length - 1)] ?? "";
    return true;
  }

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
