import { readFileSync, statSync } from "node:fs";
import { digestReason } from "../../core/events/reader/entries.js";
import { readDocument, type DocumentProblem } from "../../core/events/reader/document.js";
import { cutRecords } from "./cutRecords.js";
import { Outcome, skipped, type FileOutcome } from "./fileOutcome.js";
import { inflate, mostInflatedBytes } from "./inflate.js";
import type { KnownRecords } from "./knownRecords.js";

/** Reads one file into the rows. Never throws on what a file holds, nor when it cannot be read. */
export function readLogFile(path: string | Buffer, number: number, known: KnownRecords): FileOutcome {
  const file = readWhole(path);
  if (typeof file === "string") return skipped(file);
  const { bytes, why, cut: isCut } = inflate(file);
  if (bytes === undefined) return skipped(why);
  const cut = cutRecords(bytes);
  if (!cut || !(cut.complete || isCut)) return readOther(bytes, why, number, known);
  const outcome = new Outcome();
  cut.records.forEach((record, index) => outcome.add(known.takeCut(bytes, record, number, index)));
  return outcome.result(why);
}

/** Whatever is not written as trails write it, or breaks off without the file's end being missing. */
function readOther(bytes: Buffer, why: string, number: number, known: KnownRecords): FileOutcome {
  const outcome = new Outcome();
  let foreign: DocumentProblem | undefined;
  for (const item of readDocument(bytes)) {
    if ("event" in item) outcome.add(known.takeEvent(item.event, number, item.index));
    else if (item.problem.kind === "foreign") foreign = item.problem;
    else outcome.add(item.problem);
  }
  if (!foreign || outcome.events > 0) return outcome.result(why);
  const kind = foreign.reason === digestReason ? "digest" : "other";
  return skipped(why === "" ? foreign.reason : why, kind, why === "");
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
