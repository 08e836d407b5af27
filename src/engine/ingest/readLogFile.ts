import { readFileSync, statSync } from "node:fs";
import type { LogFileKind } from "../../core/logs/fileHint.js";
import { kindOfCategory, notJsonReason, readLogDocument } from "../../core/logs/logDocument.js";
import { cutRecords } from "./cutRecords.js";
import { inflate, mostInflatedBytes } from "./inflate.js";
import type { KnownRecords, TakenRecord } from "./knownRecords.js";

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
export function readLogFile(path: string | Buffer, number: number, known: KnownRecords): FileOutcome {
  const file = readWhole(path);
  if (typeof file === "string") return skipped(file);
  const { bytes, why, cut: isCut } = inflate(file);
  if (bytes === undefined) return skipped(why);
  const cut = cutRecords(bytes);
  if (cut && (cut.complete || isCut)) {
    const taken = cut.records.map((record, index) => known.takeCut(bytes, record, number, index));
    return outcomeOf(taken, undefined, [why]);
  }
  const document = readLogDocument(bytes.toString());
  if (document.records.length === 0 && document.why !== "")
    return skipped(
      why || (document.why === notJsonReason && cut ? "damaged: its JSON breaks off" : document.why),
      document.kind,
    );
  const taken = document.records.map((record, index) => known.take(record, number, index));
  return outcomeOf(taken, document.kind, [why, document.why]);
}

function outcomeOf(
  taken: readonly TakenRecord[],
  kind: LogFileKind | undefined,
  reasons: readonly string[],
): FileOutcome {
  let [unreadable, firstMs, lastMs] = [0, Infinity, -Infinity];
  let category: string | undefined;
  for (const record of taken) {
    if ("reason" in record) {
      unreadable += 1;
      continue;
    }
    category ??= record.category;
    firstMs = Math.min(firstMs, record.timeMs);
    lastMs = Math.max(lastMs, record.timeMs);
  }
  const events = taken.length - unreadable;
  const why = [...reasons, unreadable > 0 ? "some of its records are none" : ""]
    .filter((text) => text !== "")
    .join("; ");
  return {
    kind: kind ?? kindOfCategory(category),
    state: why === "" ? "read" : "partly",
    why,
    events,
    unreadable,
    firstMs: events > 0 ? firstMs : undefined,
    lastMs: events > 0 ? lastMs : undefined,
  };
}

/** The file's bytes, or why they cannot be had. */
function readWhole(path: string | Buffer): Buffer | string {
  try {
    if (statSync(path).size > mostInflatedBytes) return "larger than any CloudTrail file";
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    return code === "ENOENT" ? "gone before it was read" : `could not be read: ${code}`;
  }
}
