import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../../../src/core/base/json.js";

/** What a person reads from a record; test/fixtures/labels/README.md says what each field means. */
export interface Label {
  readonly n: string;
  readonly event: string;
  readonly who: readonly string[];
  readonly kind: string;
  readonly via: readonly string[];
  readonly class: string;
  readonly subjects: readonly { readonly type: string; readonly forms: readonly string[] }[];
  readonly also?: readonly string[];
  readonly origin: string;
  readonly why?: string;
}

export interface Labelled {
  /** As it stands in the file. */
  readonly text: string;
  readonly record: JsonObject;
  readonly label: Label;
}

/** One part of the set: its lines as they are. */
export interface LabelPart {
  readonly part: string;
  readonly records: readonly string[];
  readonly labels: readonly string[];
}

export function labelParts(folder: string): readonly LabelPart[] {
  const ending = ".labels.jsonl";
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => {
      const part = file.slice(0, -ending.length);
      return { part, labels: lines(folder, file), records: lines(folder, `${part}.records.jsonl`) };
    });
}

/** All records with their labels; their files are consistent, as a test of its own checks. */
export function labelledRecords(folder: string): readonly Labelled[] {
  return labelParts(folder).flatMap(({ records, labels }) =>
    records.map((line, index) => {
      const { record } = JSON.parse(line) as { record: JsonObject };
      const label = JSON.parse(labels[index] ?? "") as Label;
      return { text: JSON.stringify(record), record, label };
    }),
  );
}

const lines = (folder: string, file: string): readonly string[] =>
  readFileSync(join(folder, file), "utf8")
    .split("\n")
    .filter((line) => line !== "");
