import { createHash } from "node:crypto";
import { isObject, text, type JsonObject } from "../../core/base/json.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import { recordTimeMs } from "../../core/events/reader/recordTime.js";
import {
  eventColumns,
  identityCells,
  recordColumns,
  sharedColumns,
  type EventColumns,
} from "../../core/logs/recordColumns.js";
import type { CutRecord } from "./cutRecords.js";
import type { SegmentRows } from "./segmentRows.js";

const categoryAt = sharedColumns.indexOf("eventcategory");

/** What is known of a record, but for its time and ids. */
interface Known {
  readonly shared: number;
  readonly category: string | undefined;
}

interface KnownIdentity {
  readonly identity: number;
  /** Names all identities that differ only in what nothing is derived from. */
  readonly alike: number;
}

/** Of one record: taken in, or why not. */
export type TakenRecord =
  { readonly timeMs: number; readonly category: string | undefined } | { readonly reason: string };

/**
 * Takes records into the rows. Records that differ in time, ids and session keys alone are understood once: what the
 * event model says of them is the same, so the bytes of all the rest are looked up instead of parsed again.
 */
export class KnownRecords {
  readonly #records = new Map<string, Known>();
  readonly #identities = new Map<string, KnownIdentity>();
  readonly #alike = new Map<string, number>();
  #generation = 0;

  constructor(private readonly rows: SegmentRows) {}

  /** A record by its place in the bytes of a file. */
  takeCut(bytes: Buffer, cut: CutRecord, file: number, record: number): TakenRecord {
    this.#forgetOld();
    const time = plainTime(bytes, cut);
    const id = plainText(bytes, cut.id, cut.idEnd);
    if (time === undefined || id === undefined || id === "") return this.#parse(bytes, cut, file, record);
    const requestId = plainText(bytes, cut.request, cut.requestEnd) ?? "";
    const ownRequest = requestId !== "";
    const identity = this.#identity(bytes, cut);
    const key = `${String(identity?.alike ?? -1)}${keyOf(bytes, cut, ownRequest, identity !== undefined)}`;
    const known = this.#records.get(key) ?? this.#understand(bytes, cut, record, key);
    if ("reason" in known) return known;
    this.rows.add({
      id,
      timeMs: time,
      requestId: ownRequest ? requestId : requestIdElse(bytes, cut),
      identity: identity?.identity ?? this.#none(),
      shared: known.shared,
      file,
      record,
    });
    return { timeMs: time, category: known.category };
  }

  #understand(bytes: Buffer, cut: CutRecord, record: number, key: string): Known | { reason: string } {
    const read = parsed(bytes, cut, record);
    if ("reason" in read) return read;
    const { shared } = read.columns;
    const known = { shared: this.rows.addShared(shared), category: shared[categoryAt] };
    this.#records.set(key, known);
    return known;
  }

  #parse(bytes: Buffer, cut: CutRecord, file: number, record: number): TakenRecord {
    const read = parsed(bytes, cut, record);
    return "reason" in read ? read : this.#takeColumns(read.columns, file, record);
  }

  /** An event that is read already. */
  takeEvent(event: CloudTrailEvent, file: number, record: number): TakenRecord {
    this.#forgetOld();
    return this.#takeColumns(eventColumns(event), file, record);
  }

  #takeColumns(
    { id, timeMs, requestId, identity, shared }: EventColumns,
    file: number,
    record: number,
  ): TakenRecord {
    this.rows.add({
      id,
      timeMs,
      requestId,
      identity: this.rows.addIdentity(identity),
      shared: this.rows.addShared(shared),
      file,
      record,
    });
    return { timeMs, category: shared[categoryAt] };
  }

  #identity(bytes: Buffer, { identity: from, identityEnd: to }: CutRecord): KnownIdentity | undefined {
    if (from < 0 || bytes[from] !== 0x7b) return undefined;
    const written = bytes.toString("latin1", from, to);
    const known = this.#identities.get(written);
    if (known) return known;
    let value: unknown;
    try {
      value = JSON.parse(bytes.toString("utf8", from, to));
    } catch {
      return undefined; // the record as a whole will be no JSON either
    }
    if (!isObject(value)) return undefined;
    const alike = withoutSession(value);
    const number = this.#alike.get(alike) ?? this.#alike.size;
    this.#alike.set(alike, number);
    const read = { identity: this.rows.addIdentity(identityCells(value)), alike: number };
    this.#identities.set(written, read);
    return read;
  }

  #none(): number {
    const known = this.#identities.get("");
    if (known) return known.identity;
    const identity = this.rows.addIdentity(identityCells(undefined));
    this.#identities.set("", { identity, alike: -1 });
    return identity;
  }

  #forgetOld(): void {
    if (this.#generation === this.rows.generation) return;
    this.#generation = this.rows.generation;
    this.#records.clear();
    this.#identities.clear();
    this.#alike.clear();
  }
}

function parsed(bytes: Buffer, cut: CutRecord, record: number): ReturnType<typeof recordColumns> {
  try {
    return recordColumns(JSON.parse(bytes.toString("utf8", cut.start, cut.end)), record);
  } catch {
    return { reason: "The record is not JSON." };
  }
}

/** Nothing is derived from a session's key and start where an ARN names the caller. */
function withoutSession(identity: JsonObject): string {
  const { arn, sessionContext } = identity;
  if (typeof arn !== "string" || arn === "") return JSON.stringify(identity);
  const attributes = isObject(sessionContext) ? sessionContext["attributes"] : undefined;
  const context =
    isObject(sessionContext) && isObject(attributes)
      ? { ...sessionContext, attributes: { ...attributes, creationDate: "" } }
      : sessionContext;
  return JSON.stringify({ ...identity, accessKeyId: "", sessionContext: context });
}

/** The text of a string value without escapes; undefined when it is something else. */
function plainText(bytes: Buffer, from: number, to: number): string | undefined {
  if (from < 0 || bytes[from] !== 0x22) return undefined;
  for (let at = from + 1; at < to - 1; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x5c || byte < 0x20 || byte > 0x7e) return undefined;
  }
  return bytes.toString("latin1", from + 1, to - 1);
}

/** Only the form nearly every record has: others stay in the record's own text, so they are no part of what is cut. */
function plainTime(bytes: Buffer, { time, timeEnd }: CutRecord): number | undefined {
  if (time < 0 || timeEnd - time !== 22 || bytes[timeEnd - 2] !== 0x5a) return undefined;
  const written = plainText(bytes, time, timeEnd);
  const ms = written === undefined ? undefined : recordTimeMs(written);
  // A leap second reads as the next second, which is not what is written.
  return ms !== undefined && written?.endsWith("60Z") === false ? ms : undefined;
}

/** A requestID with escapes: part of the key, read anew from its few bytes. */
function requestIdElse(bytes: Buffer, { request, requestEnd }: CutRecord): string | undefined {
  return request < 0 ? undefined : text(JSON.parse(bytes.toString("utf8", request, requestEnd)) as unknown);
}

let scratch = Buffer.alloc(1 << 16);

/** Stands for all bytes of the record but those that are looked at by themselves. Nobody can make two that agree. */
function keyOf(bytes: Buffer, cut: CutRecord, request: boolean, identity: boolean): string {
  const spans: (readonly [number, number])[] = [
    [cut.time, cut.timeEnd],
    [cut.id, cut.idEnd],
  ];
  if (request) spans.push([cut.request, cut.requestEnd]);
  if (identity) spans.push([cut.identity, cut.identityEnd]);
  spans.sort((a, b) => a[0] - b[0]);
  if (scratch.length < cut.end - cut.start) scratch = Buffer.alloc((cut.end - cut.start) * 2);
  let size = 0;
  let at = cut.start;
  for (const [from, to] of spans) {
    size += bytes.copy(scratch, size, at, from);
    scratch[size++] = 0; // where something was left out; JSON has no such byte
    at = to;
  }
  size += bytes.copy(scratch, size, at, cut.end);
  return createHash("sha256").update(scratch.subarray(0, size)).digest("base64");
}
