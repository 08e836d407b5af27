import type { Translate } from "../base/translate.js";
import type { Grade, Subject, Verdict } from "./verdict.js";

/** Most verdicts a report tells one by one; the others are counted. */
export const mostTold = 10_000;

/** How a whole run came out. */
export type Outcome = "proven" | "broken" | "unchecked";

interface Count {
  all: number;
  proven: number;
}

/** Counts of one series. */
export interface SeriesTally {
  readonly digests: Count;
  readonly logs: Count;
}

/** Adds verdicts up. It keeps what a person must look at and counts the rest, so its size is bounded. */
export class Tally {
  readonly digests: Count = { all: 0, proven: 0 };
  readonly logs: Count = { all: 0, proven: 0 };
  readonly links: Count = { all: 0, proven: 0 };
  readonly series = new Map<string, SeriesTally>();
  readonly told: Verdict[] = [];
  /** By subject and grade, for what is not proven. */
  readonly grades = new Map<string, number>();
  omitted = 0;
  isBroken = false;
  isUnchecked = false;
  usesFolderKeys = false;

  add(verdict: Verdict): void {
    this.#count(verdict);
    if (verdict.standing === "broken") this.isBroken = true;
    if (verdict.standing === "unchecked") this.isUnchecked = true;
    if (verdict.evidence.keyTrust === "folder") this.usesFolderKeys = true;
    if (verdict.standing === "proven") return;
    const key = `${verdict.about} ${verdict.grade}`;
    // a gap that lost nothing is told, not counted
    if (verdict.standing !== "noted") this.grades.set(key, (this.grades.get(key) ?? 0) + 1);
    if (this.told.length < mostTold) this.told.push(verdict);
    else this.omitted++;
  }

  /** Keys that come out of what they are to prove leave their own origin unchecked. */
  get outcome(): Outcome {
    if (this.isBroken) return "broken";
    return this.isUnchecked || this.usesFolderKeys ? "unchecked" : "proven";
  }

  of(about: Subject, grade: Grade): number {
    return this.grades.get(`${about} ${grade}`) ?? 0;
  }

  #count({ about, grade, standing, series }: Verdict): void {
    if (grade === "duplicate" || (about !== "digest" && about !== "log" && about !== "link")) return;
    const total = about === "digest" ? this.digests : about === "log" ? this.logs : this.links;
    const isProven = standing === "proven" ? 1 : 0;
    total.all++;
    total.proven += isProven;
    if (series === "" || about === "link") return;
    const known = this.series.get(series) ?? { digests: { all: 0, proven: 0 }, logs: { all: 0, proven: 0 } };
    this.series.set(series, known);
    const own = about === "digest" ? known.digests : known.logs;
    own.all++;
    own.proven += isProven;
  }
}

const words: readonly (readonly [Subject, Grade, (n: number, t: Translate) => string])[] = [
  ["log", "modified", (n, t) => (n === 1 ? t("1 log modified") : t("{0} logs modified", grouped(n)))],
  [
    "log",
    "appended",
    (n, t) => (n === 1 ? t("1 log with data appended") : t("{0} logs with data appended", grouped(n))),
  ],
  ["log", "deleted", (n, t) => (n === 1 ? t("1 log deleted") : t("{0} logs deleted", grouped(n)))],
  ["log", "moved", (n, t) => (n === 1 ? t("1 log moved") : t("{0} logs moved", grouped(n)))],
  [
    "log",
    "undigested",
    (n, t) => (n === 1 ? t("1 log in no digest") : t("{0} logs in no digest", grouped(n))),
  ],
  [
    "digest",
    "modified",
    (n, t) => (n === 1 ? t("1 digest modified") : t("{0} digests modified", grouped(n))),
  ],
  [
    "digest",
    "appended",
    (n, t) => (n === 1 ? t("1 digest with data appended") : t("{0} digests with data appended", grouped(n))),
  ],
  ["digest", "deleted", (n, t) => (n === 1 ? t("1 digest deleted") : t("{0} digests deleted", grouped(n)))],
  ["digest", "moved", (n, t) => (n === 1 ? t("1 digest moved") : t("{0} digests moved", grouped(n)))],
  [
    "digest",
    "wrongKey",
    (n, t) =>
      n === 1 ? t("1 digest signed with a wrong key") : t("{0} digests signed with a wrong key", grouped(n)),
  ],
  [
    "digest",
    "misplaced",
    (n, t) =>
      n === 1 ? t("1 digest contradicts its name") : t("{0} digests contradict their names", grouped(n)),
  ],
  [
    "digest",
    "keyMissing",
    (n, t) => (n === 1 ? t("key missing for 1 digest") : t("key missing for {0} digests", grouped(n))),
  ],
  [
    "digest",
    "unsigned",
    (n, t) =>
      n === 1 ? t("newest digest unsigned in this copy") : t("{0} digests unsigned in this copy", grouped(n)),
  ],
  [
    "digest",
    "unreadable",
    (n, t) => (n === 1 ? t("1 digest unreadable") : t("{0} digests unreadable", grouped(n))),
  ],
  ["log", "unreadable", (n, t) => (n === 1 ? t("1 log unreadable") : t("{0} logs unreadable", grouped(n)))],
  ["file", "unreadable", (n, t) => (n === 1 ? t("1 file not read") : t("{0} files not read", grouped(n)))],
  ["link", "linkBroken", (n, t) => (n === 1 ? t("1 link broken") : t("{0} links broken", grouped(n)))],
  ["gap", "gap", (n, t) => (n === 1 ? t("1 gap") : t("{0} gaps", grouped(n)))],
];

/** The run in one line. */
export function headline(tally: Tally, t: Translate): string {
  if (tally.digests.all === 0)
    return [t("No digests found: nothing could be proven"), ...reasons(tally, t)].join(" · ");
  const { digests, logs } = tally;
  const proven = t(
    "{0} of {1} digests and {2} of {3} logs proven",
    grouped(digests.proven),
    grouped(digests.all),
    grouped(logs.proven),
    grouped(logs.all),
  );
  const keys = tally.usesFolderKeys ? [t("the keys come from the folder itself (untrusted)")] : [];
  return [proven, ...reasons(tally, t), ...keys].join(" · ");
}

const reasons = (tally: Tally, t: Translate): string[] =>
  words.flatMap(([about, grade, word]) => {
    const count = tally.of(about, grade);
    return count === 0 ? [] : [word(count, t)];
  });

/** `12,204`, whatever the machine's locale: reports are the same everywhere. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
