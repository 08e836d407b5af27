import type { Cell } from "../../core/logs/recordColumns.js";
import { identityColumns, sharedColumns } from "../../core/logs/recordColumns.js";
import type { StagedColumn } from "../parquet/write.js";
import { Interner } from "./interner.js";

/** Characters of distinct texts kept for the next segment; more would cost memory and save little. */
const mostKept = 10_000_000;

/**
 * Events on their way into a segment. What repeats from event to event is kept once: an event is its time, its ids,
 * and the numbers of its identity and of all else it shares with others.
 */
export class SegmentRows {
  readonly #texts = new Interner();
  readonly #identities: Int32Array[] = [];
  readonly #shared: Int32Array[] = [];
  #times: Float64Array = new Float64Array(4096);
  #identity: Int32Array = new Int32Array(4096);
  #share: Int32Array = new Int32Array(4096);
  #file: Int32Array = new Int32Array(4096);
  #record: Int32Array = new Int32Array(4096);
  #ids: string[] = [];
  #requestIds: string[] = [];

  get size(): number {
    return this.#ids.length;
  }

  get ids(): readonly string[] {
    return this.#ids;
  }

  /** Grows by one whenever numbers handed out before mean nothing any more. */
  generation = 0;

  addIdentity(cells: readonly Cell[]): number {
    return this.#identities.push(this.#codesOf(cells)) - 1;
  }

  addShared(cells: readonly Cell[]): number {
    return this.#shared.push(this.#codesOf(cells)) - 1;
  }

  #codesOf(cells: readonly Cell[]): Int32Array {
    return Int32Array.from(cells, (cell) => this.#texts.code(cell));
  }

  add(event: {
    readonly id: string;
    readonly timeMs: number;
    readonly requestId: string | undefined;
    readonly identity: number;
    readonly shared: number;
    readonly file: number;
    readonly record: number;
  }): void {
    const at = this.#ids.length;
    if (at === this.#times.length) this.#grow();
    this.#ids.push(event.id);
    this.#requestIds.push(event.requestId ?? "");
    this.#times[at] = event.timeMs;
    this.#identity[at] = event.identity;
    this.#share[at] = event.shared;
    this.#file[at] = event.file;
    this.#record[at] = event.record;
  }

  #grow(): void {
    this.#times = longer(this.#times, new Float64Array(this.#times.length * 2));
    const ints = (values: Int32Array): Int32Array => longer(values, new Int32Array(values.length * 2));
    this.#identity = ints(this.#identity);
    this.#share = ints(this.#share);
    this.#file = ints(this.#file);
    this.#record = ints(this.#record);
  }

  /** All columns, oldest event first, without the events `dropped` names. */
  columns(dropped: ReadonlySet<number>): {
    readonly columns: readonly StagedColumn[];
    readonly rows: number;
  } {
    const order = this.#order(dropped);
    const pick = (values: Int32Array): Int32Array => Int32Array.from(order, (at) => values[at] ?? 0);
    const identity = pick(this.#identity);
    const share = pick(this.#share);
    return {
      rows: order.length,
      columns: [
        { name: "eventtime", kind: "time", values: Float64Array.from(order, (at) => this.#times[at] ?? 0) },
        { name: "file", kind: "number", values: pick(this.#file) },
        { name: "record", kind: "number", values: pick(this.#record) },
        {
          name: "eventid",
          kind: "texts",
          texts: Array.from(order, (at) => Buffer.from(this.#ids[at] ?? "")),
        },
        {
          name: "requestid",
          kind: "texts",
          texts: Array.from(order, (at) => Buffer.from(this.#requestIds[at] ?? "")),
        },
        ...identityColumns.map((name, at) => this.#coded(name, identity, this.#identities, at)),
        ...sharedColumns.map((name, at) => this.#coded(name, share, this.#shared, at)),
      ],
    };
  }

  #order(dropped: ReadonlySet<number>): Int32Array {
    const all = Int32Array.from({ length: this.size }, (_, at) => at);
    const kept = dropped.size === 0 ? all : all.filter((at) => !dropped.has(at));
    return kept.sort((a, b) => (this.#times[a] ?? 0) - (this.#times[b] ?? 0) || a - b);
  }

  /** A column's cells by way of the parts they belong to, its texts numbered anew for this column alone. */
  #coded(name: string, parts: Int32Array, cells: readonly Int32Array[], at: number): StagedColumn {
    const local = new Map<number, number>();
    const texts: Buffer[] = [];
    const ofPart = new Int32Array(cells.length).fill(-2);
    const codes = parts.map((part) => {
      const known = ofPart[part] ?? -2;
      if (known !== -2) return known;
      const code = cells[part]?.[at] ?? -1;
      let found = code < 0 ? -1 : local.get(code);
      if (found === undefined) {
        found = texts.push(Buffer.from(this.#texts.texts[code] ?? "")) - 1;
        local.set(code, found);
      }
      ofPart[part] = found;
      return found;
    });
    return { name, kind: "coded", codes, texts };
  }

  /** Numbers of the files the events are from, event by event. */
  files(): Int32Array {
    return this.#file.slice(0, this.size);
  }

  span(): { readonly firstMs: number | undefined; readonly lastMs: number | undefined } {
    let [firstMs, lastMs] = [Infinity, -Infinity];
    for (let at = 0; at < this.size; at++) {
      firstMs = Math.min(firstMs, this.#times[at] ?? Infinity);
      lastMs = Math.max(lastMs, this.#times[at] ?? -Infinity);
    }
    return this.size === 0 ? { firstMs: undefined, lastMs: undefined } : { firstMs, lastMs };
  }

  /** Ready for the next segment. Texts and numbers stay, unless they have become many. */
  reset(): void {
    this.#ids = [];
    this.#requestIds = [];
    if (this.#texts.size < mostKept) return;
    this.#texts.clear();
    this.#identities.length = 0;
    this.#shared.length = 0;
    this.generation += 1;
  }
}

function longer<T extends Float64Array | Int32Array>(values: T, space: T): T {
  space.set(values);
  return space;
}
