/** Where months (or days, in a short span) begin on a time axis, in the reader's own calendar. */

export interface Tick {
  /** Epoch ms. */
  at: number;
  x: number;
  /** `year` is the first tick of a year that is not the axis's first: its label carries the year. */
  unit: "day" | "month" | "year";
}

const DAYS = [1, 2, 7, 14];
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120];

/**
 * @param x where an instant stands, px
 * @param room px that one label takes at least
 */
export function timeTicks(from: number, to: number, x: (at: number) => number, room: number): Tick[] {
  const pxPerDay = Math.abs(x(from + 86_400_000) - x(from));
  const start = new Date(from);
  const days = DAYS.find((n) => n * pxPerDay >= room);
  const ticks: Tick[] = [];
  let year = start.getFullYear();
  const push = (date: Date, unit: Tick["unit"]): boolean => {
    if (+date > to) return false;
    if (+date >= from) {
      const turned = date.getFullYear() !== year;
      if (turned) year = date.getFullYear();
      ticks.push({ at: +date, x: x(+date), unit: turned ? "year" : unit });
    }
    return true;
  };
  if (days !== undefined && (to - from) / 86_400_000 < 120) {
    for (let i = 0; push(new Date(start.getFullYear(), start.getMonth(), start.getDate() + i * days), "day"); i++);
    return ticks;
  }
  const months = MONTHS.find((n) => n * 30.4 * pxPerDay >= room) ?? 120;
  // Quarters and half years begin where calendars say they do.
  const first = start.getMonth() - (months <= 12 ? start.getMonth() % months : start.getMonth());
  for (let i = 0; push(new Date(start.getFullYear(), first + i * months, 1), "month"); i++);
  return ticks;
}
