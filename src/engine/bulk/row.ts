import { SEVERITIES, type Evidence, type Exposure, type Happening, type Sample } from "../evidence.js";
import { EVENT_TYPES } from "../types.js";
import type { Columns } from "./columns.js";

/** One person of the columns as the models read people; each part is made when a model first asks for it. */
export class Row implements Evidence {
  readonly id = "";
  readonly person = { id: "" };
  readonly issues = [];
  #events?: Happening[];
  #breaches?: Exposure[];
  #measures?: Map<string, Sample[]>;

  constructor(
    private readonly columns: Columns,
    private readonly row: number,
  ) {}

  get department(): string {
    return this.#word(this.columns.department);
  }

  get role(): string {
    return this.#word(this.columns.role);
  }

  get business_impact(): string {
    return this.#word(this.columns.impact);
  }

  get cohortMean(): number | null {
    const mean = this.columns.cohortMean?.[this.row];
    return mean === undefined || isNaN(mean) ? null : mean;
  }

  get events(): readonly Happening[] {
    const { eventStart, eventType, eventAt, eventRef, eventScore } = this.columns;
    return (this.#events ??= this.#each(eventStart, (k) => {
      const ref = eventRef?.[k];
      return {
        type: EVENT_TYPES[eventType[k]!]!,
        at: eventAt[k]!,
        ref: ref ? `${ref}` : k,
        score: eventScore ? eventScore[k]! : 1,
      };
    }));
  }

  get breaches(): readonly Exposure[] {
    const { breachStart, breachAt, breachKind } = this.columns;
    return (this.#breaches ??= this.#each(breachStart, (k, index) => {
      const kind = breachKind![k]!;
      return {
        at: breachAt![k]!,
        severity: SEVERITIES[kind & 3]!,
        password: !!(kind & 4),
        notified: !!(kind & 8),
        index,
        ref: undefined,
      };
    }));
  }

  get measures(): ReadonlyMap<string, readonly Sample[]> {
    const { sampleStart, sampleName, sampleAt, sampleValue, words } = this.columns;
    if (!this.#measures) {
      const measures = (this.#measures = new Map<string, Sample[]>());
      this.#each(sampleStart, (k) => {
        const path = words![sampleName![k]!]!;
        const at = sampleAt![k]!;
        const sample = { at: isNaN(at) ? null : at, value: sampleValue![k]!, path };
        const series = measures.get(path);
        if (series) series.push(sample);
        else measures.set(path, [sample]);
      });
    }
    return this.#measures;
  }

  #word(column: Uint32Array | undefined): string {
    const place = column?.[this.row] ?? 0;
    return this.columns.words?.[place] ?? (place ? `${place}` : "");
  }

  #each<T>(start: Uint32Array | undefined, make: (place: number, index: number) => T): T[] {
    const made: T[] = [];
    const from = start?.[this.row] ?? 0;
    for (let k = from, end = start?.[this.row + 1] ?? 0; k < end; k++) made.push(make(k, k - from));
    return made;
  }
}
