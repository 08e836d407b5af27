import { text } from "../base/json.js";
import type { CloudTrailEvent } from "../events/event.js";
import type { ActorKind, ChangeClass, Insight, Mark, ViaTool } from "../events/insight.js";
import { hashText } from "./hashText.js";
import { Interner } from "./interner.js";
import type { Row } from "./row.js";
import { subjectOf, toRow } from "./toRow.js";

const coded = [
  "actor",
  "actorNote",
  "actorKind",
  "eventName",
  "service",
  "resource",
  "via",
  "from",
  "region",
  "accountId",
  "outcome",
  "marks",
  "errorCode",
  "accessKeyId",
] as const;

/** What rows do not show: the subject's type, the session (`sessionKeyOf`), the text of the group's key (`groupKeyOf`). */
const unseen = ["type", "session", "group"] as const;

/** Columns whose texts are kept once and referred to by number. */
export type CodedColumn = (typeof coded)[number] | (typeof unseen)[number];

/** What is told of an event beside its row. */
export interface Placing {
  readonly session: string;
  readonly group: string;
}

/**
 * Rows as columns of numbers in order of arrival; a record is named by its place. 100,000 rows take about
 * 8 MB beside their distinct texts.
 */
export class RowColumns {
  readonly #interner = new Interner();
  readonly #ids: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #codes: Record<CodedColumn, Uint32Array>;
  #times = new Float64Array(1024);
  /** Further resources of the event; more than 65,535 count as that. */
  #more = new Uint16Array(1024);
  /** Hashes of the request ids: the texts themselves would cost as much as all else. */
  #requests = new Uint32Array(1024);

  constructor() {
    const column = (): Uint32Array => new Uint32Array(1024);
    const columns = Object.fromEntries([...coded, ...unseen].map((name) => [name, column()]));
    this.#codes = columns as Record<CodedColumn, Uint32Array>;
  }

  get size(): number {
    return this.#ids.length;
  }

  /** False when an event with this id is here already. */
  add(event: CloudTrailEvent, insight: Insight, { session, group }: Placing): boolean {
    if (this.#places.has(event.id)) return false;
    const place = this.#ids.length;
    if (place === this.#times.length) this.#grow();
    const row = toRow(event, insight);
    this.#ids.push(row.id);
    this.#places.set(row.id, place);
    this.#times[place] = row.timeMs;
    this.#more[place] = Math.min(row.moreResources, 0xffff);
    this.#requests[place] = hashText(requestId(event));
    for (const name of coded) {
      const value = name === "marks" ? row.marks.join(" ") : row[name];
      this.#codes[name][place] = this.#interner.code(value);
    }
    this.#codes.type[place] = this.#interner.code(subjectOf(insight.resources)?.type ?? "");
    this.#codes.session[place] = this.#interner.code(session);
    this.#codes.group[place] = this.#interner.code(group);
    return true;
  }

  #grow(): void {
    const longer = this.#times.length * 2;
    this.#times = copyInto(new Float64Array(longer), this.#times);
    this.#more = copyInto(new Uint16Array(longer), this.#more);
    this.#requests = copyInto(new Uint32Array(longer), this.#requests);
    for (const name of [...coded, ...unseen]) {
      this.#codes[name] = copyInto(new Uint32Array(longer), this.#codes[name]);
    }
  }

  place(id: string): number | undefined {
    return this.#places.get(id);
  }

  id(place: number): string {
    return this.#ids[place] ?? "";
  }

  timeMs(place: number): number {
    return this.#times[place] ?? 0;
  }

  /** Times by place; longer than `size`. */
  get times(): Float64Array {
    return this.#times;
  }

  /** Text numbers by place; longer than `size`. */
  codes(column: CodedColumn): Uint32Array {
    return this.#codes[column];
  }

  text(column: CodedColumn, place: number): string {
    return this.#interner.text(this.#codes[column][place] ?? 0);
  }

  /** The texts all columns share; the index is the number. */
  get texts(): readonly string[] {
    return this.#interner.texts;
  }

  /** The number of a text, which is kept when it is not yet. */
  code(text: string): number {
    return this.#interner.code(text);
  }

  /** Places whose request id may be this one; the few others it may name are told apart by the record. */
  mayHaveRequest(id: string): readonly number[] {
    const hash = hashText(id);
    const places: number[] = [];
    for (let place = 0; place < this.size; place++) if (this.#requests[place] === hash) places.push(place);
    return places;
  }

  row(place: number): Row {
    const of = (column: CodedColumn): string => this.text(column, place);
    return {
      id: this.id(place),
      timeMs: this.timeMs(place),
      actor: of("actor"),
      actorNote: of("actorNote"),
      actorKind: of("actorKind") as ActorKind,
      eventName: of("eventName"),
      service: of("service"),
      resource: of("resource"),
      moreResources: this.#more[place] ?? 0,
      via: of("via") as ViaTool,
      from: of("from"),
      region: of("region"),
      accountId: of("accountId"),
      outcome: of("outcome") as ChangeClass,
      marks: readMarks(of("marks")),
      errorCode: of("errorCode"),
      accessKeyId: of("accessKeyId"),
    };
  }

  /** How many rows have each text of a column; the index is the text's number. */
  countTexts(column: CodedColumn): Uint32Array {
    const counts = new Uint32Array(this.texts.length);
    const codes = this.#codes[column];
    for (let place = 0; place < this.size; place++) {
      const code = codes[place] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
    return counts;
  }

  /** How many rows have exactly this text. */
  countText(column: CodedColumn, text: string): number {
    const code = this.#interner.find(text);
    return code === undefined ? 0 : (this.countTexts(column)[code] ?? 0);
  }
}

export const requestId = (event: CloudTrailEvent): string => text(event.raw["requestID"]) ?? "";

const noMarks: readonly Mark[] = [];

const readMarks = (joined: string): readonly Mark[] =>
  joined === "" ? noMarks : (joined.split(" ") as Mark[]);

function copyInto<T extends Float64Array | Uint32Array | Uint16Array>(longer: T, values: T): T {
  longer.set(values);
  return longer;
}
