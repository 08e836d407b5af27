import type { FileReport } from "../../core/logs/census.js";
import { csvLine } from "../../core/search/csv.js";

const columns = [
  "path",
  "kind",
  "state",
  "why",
  "bytes",
  "events",
  "duplicates",
  "unreadable",
  "first",
  "last",
];

/** Every file of a folder and what became of it, as CSV with a head line. */
export async function fileList(files: AsyncIterable<readonly FileReport[]>): Promise<string> {
  const lines = [csvLine(columns)];
  for await (const some of files) lines.push(...some.map((file) => csvLine(cells(file))));
  return lines.join("");
}

const cells = (file: FileReport): readonly string[] => [
  file.path,
  file.kind,
  file.state,
  file.why,
  String(file.sizeBytes),
  String(file.events),
  String(file.duplicates),
  String(file.unreadable),
  isoText(file.firstMs),
  isoText(file.lastMs),
];

const isoText = (ms: number | undefined): string => (ms === undefined ? "" : new Date(ms).toISOString());
