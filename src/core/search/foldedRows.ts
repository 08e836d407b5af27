/** What a list is folded by; places name events. */
export interface Foldable {
  /** Places in the order of the list. */
  readonly places: Iterable<number>;
  readonly size: number;
  /** Tells groups apart; undefined for an event without one. */
  group(place: number): object | undefined;
  timeMs(place: number): number;
  isHidden(place: number): boolean;
}

/** Consecutive rows of one group. */
export interface Run {
  /** In the order of the list. */
  readonly members: Uint32Array;
  readonly newest: number;
  readonly isOpen: boolean;
}

export type Entry =
  | { readonly kind: "event"; readonly place: number; readonly isMember: boolean }
  | { readonly kind: "summary"; readonly run: Run };

const summaryBit = 0x80000000;
const memberBit = 0x40000000;
const valueBits = 0x3fffffff;

/** A list with runs of two and more rows of a group folded under a summary. One number for each line of the list. */
export class FoldedRows {
  readonly #lines: Uint32Array;
  readonly #runs: Run[] = [];
  #size = 0;

  /** `open`: places of events whose runs are unfolded; `fold` false leaves all events as rows of their own. */
  constructor(
    private readonly list: Foldable,
    fold: boolean,
    private readonly open: ReadonlySet<number>,
  ) {
    // A summary stands above at least two rows.
    this.#lines = new Uint32Array(Math.ceil(list.size * 1.5) + 1);
    let group: object | undefined;
    let run: number[] = [];
    for (const place of list.places) {
      if (list.isHidden(place)) continue;
      const own = fold ? list.group(place) : undefined;
      if (own !== group) {
        this.#end(run);
        run = [];
        group = own;
      }
      if (own) run.push(place);
      else this.#push(place);
    }
    this.#end(run);
  }

  get size(): number {
    return this.#size;
  }

  entry(line: number): Entry | undefined {
    if (line < 0 || line >= this.#size) return undefined;
    const value = this.#lines[line] ?? 0;
    const place = value & valueBits;
    if ((value & summaryBit) === 0) return { kind: "event", place, isMember: (value & memberBit) !== 0 };
    const run = this.#runs[place];
    return run && { kind: "summary", run };
  }

  /** Where an event stands, or the summary it is folded under; undefined when it is hidden. */
  lineOf(place: number): number | undefined {
    const line = this.#find((value) => (value & summaryBit) === 0 && (value & valueBits) === place);
    return line ?? this.summaryOf(place);
  }

  /** Where the summary stands whose run holds an event. */
  summaryOf(place: number): number | undefined {
    const run = this.#runs.findIndex(({ members }) => members.includes(place));
    return run < 0 ? undefined : this.#find((value) => value === (summaryBit | run) >>> 0);
  }

  #find(holds: (value: number) => boolean): number | undefined {
    const line = this.#lines.subarray(0, this.#size).findIndex(holds);
    return line < 0 ? undefined : line;
  }

  #push(value: number): void {
    this.#lines[this.#size++] = value;
  }

  #end(run: readonly number[]): void {
    const [first] = run;
    if (first === undefined) return;
    if (run.length === 1) {
      this.#push(first);
      return;
    }
    const isOpen = this.open.size > 0 && run.some((place) => this.open.has(place));
    this.#push((summaryBit | this.#runs.length) >>> 0);
    this.#runs.push({ members: Uint32Array.from(run), newest: this.#newest(run), isOpen });
    if (isOpen) for (const place of run) this.#push(memberBit | place);
  }

  #newest(run: readonly number[]): number {
    const laterMs = (place: number, other: number): number =>
      this.list.timeMs(place) - this.list.timeMs(other) || other - place;
    return run.reduce((newest, place) => (laterMs(place, newest) > 0 ? place : newest));
  }
}
