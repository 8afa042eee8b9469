/** Places for words in a drawing: where no line runs through them and no other words are. Plain numbers: no element. */

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Points of a line, px. */
export type Line = ReadonlyArray<readonly [x: number, y: number]>;

export function runsThrough(line: Line, { left, right, top, bottom }: Box): boolean {
  const within = (x: number): number => Math.min(right, Math.max(left, x));
  return line.some(([bx, by], i) => {
    const [ax, ay] = line[Math.max(0, i - 1)]!;
    if (Math.max(ax, bx) < left || Math.min(ax, bx) > right) return false;
    const at = (x: number): number => ay + ((by - ay) * (within(x) - ax)) / (bx - ax);
    const [from, to] = ax === bx ? [ay, by] : [at(ax), at(bx)];
    return Math.max(from, to) >= top && Math.min(from, to) <= bottom;
  });
}

const touch = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export class Room {
  readonly #taken: Box[];

  /** @param taken what is drawn there already */
  constructor(
    private readonly lines: readonly Line[],
    taken: readonly Box[] = [],
  ) {
    this.#taken = [...taken];
  }

  /** The first of several places that is free: taken from then on. */
  first<P extends Box>(places: readonly P[]): P | undefined {
    const found = places.find(
      (place) => !this.#taken.some((box) => touch(box, place)) && !this.lines.some((line) => runsThrough(line, place)),
    );
    if (found) this.#taken.push(found);
    return found;
  }
}
