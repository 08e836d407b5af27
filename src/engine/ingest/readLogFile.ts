import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { LogFileKind } from "../../core/logs/fileHint.js";
import { readLogDocument } from "../../core/logs/logDocument.js";
import { recordColumns } from "../../core/logs/recordColumns.js";
import { inflate, mostInflatedBytes } from "./inflate.js";
import type { SegmentRows } from "./segmentRows.js";

/** What became of a file whose events went into the rows. */
export interface FileOutcome {
  readonly kind: LogFileKind;
  readonly state: "read" | "partly" | "skipped";
  readonly why: string;
  readonly events: number;
  readonly unreadable: number;
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
}

const skipped = (why: string, kind: LogFileKind = "other"): FileOutcome => ({
  kind,
  state: "skipped",
  why,
  events: 0,
  unreadable: 0,
  firstMs: undefined,
  lastMs: undefined,
});

/** Reads one file into the rows. Never throws on what a file holds, nor when it cannot be read. */
export function readLogFile(path: string | Buffer, number: number, rows: SegmentRows): FileOutcome {
  const file = readWhole(path);
  if (typeof file === "string") return skipped(file);
  const { bytes, why, cut } = inflate(file);
  if (bytes === undefined) return skipped(why);
  const document = readLogDocument(bytes.toString());
  if (document.records.length === 0 && document.why !== "") return skipped(why || document.why, document.kind);
  void cut;
  let [unreadable, events, firstMs, lastMs] = [0, 0, Infinity, -Infinity];
  document.records.forEach((record, index) => {
    const read = recordColumns(record, index);
    if ("reason" in read) {
      unreadable += 1;
      return;
    }
    const { id, timeMs, requestId, identity, shared } = read.columns;
    rows.add({
      id,
      timeMs,
      requestId,
      identity: rows.addIdentity(identity),
      shared: rows.addShared(shared),
      file: number,
      record: index,
    });
    events += 1;
    firstMs = Math.min(firstMs, timeMs);
    lastMs = Math.max(lastMs, timeMs);
  });
  const reasons = [why, document.why, unreadable > 0 ? "some of its records are none" : ""];
  const reason = reasons.filter((text) => text !== "").join("; ");
  return {
    kind: document.kind,
    state: reason === "" ? "read" : "partly",
    why: reason,
    events,
    unreadable,
    firstMs: events > 0 ? firstMs : undefined,
    lastMs: events > 0 ? lastMs : undefined,
  };
}

/** The file's bytes, or why they cannot be had. */
function readWhole(path: string | Buffer): Buffer | string {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const { size } = fstatSync(file);
    if (size > mostInflatedBytes) return "larger than any CloudTrail file";
    const bytes = Buffer.allocUnsafe(size);
    let at = 0;
    while (at < size) {
      const taken = readSync(file, bytes, at, size - at, at);
      if (taken === 0) break;
      at += taken;
    }
    return bytes.subarray(0, at);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    return code === "ENOENT" ? "gone before it was read" : `could not be read: ${code}`;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
