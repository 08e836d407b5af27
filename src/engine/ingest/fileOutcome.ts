import { kindOfCategory, type LogFileKind } from "../../core/logs/fileHint.js";
import type { FileReport } from "../../core/logs/census.js";
import type { TakenRecord } from "./knownRecords.js";

/** What became of a file; its events went into the rows. */
export type FileOutcome = Omit<FileReport, "path" | "sizeBytes" | "mtimeMs" | "duplicates">;

/** Nothing of the file could be used. */
export const skipped = (why: string, kind: LogFileKind = "other", foreign = false): FileOutcome => ({
  kind,
  state: "skipped",
  why,
  foreign,
  events: 0,
  unreadable: 0,
  firstMs: undefined,
  lastMs: undefined,
});

/** Sums up the records of a file. */
export class Outcome {
  #events = 0;
  #unreadable = 0;
  #firstMs = Infinity;
  #lastMs = -Infinity;
  #category: string | undefined;

  add(taken: TakenRecord): void {
    if ("reason" in taken) {
      this.#unreadable += 1;
      return;
    }
    this.#events += 1;
    this.#category ??= taken.category;
    if (taken.timeMs < this.#firstMs) this.#firstMs = taken.timeMs;
    if (taken.timeMs > this.#lastMs) this.#lastMs = taken.timeMs;
  }

  get events(): number {
    return this.#events;
  }

  /** `why` says what is wrong with the file as a whole. */
  result(why: string): FileOutcome {
    const reasons = [why, this.#unreadable > 0 ? "some of its records are none" : ""];
    const told = reasons.filter((text) => text !== "").join("; ");
    const none = this.#events === 0;
    return {
      kind: kindOfCategory(this.#category),
      state: told === "" ? "read" : "partly",
      why: told,
      foreign: false,
      events: this.#events,
      unreadable: this.#unreadable,
      firstMs: none ? undefined : this.#firstMs,
      lastMs: none ? undefined : this.#lastMs,
    };
  }
}
