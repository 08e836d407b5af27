import type { DigestName } from "./objectNames.js";
import type { Proven } from "./proof.js";
import type { KeyRing } from "./publicKeys.js";
import type { FoundDigest } from "./reader.js";
import type { Range, ReadDigest } from "./series.js";
import type { Verdict } from "./verdict.js";

export const hourMs = 3_600_000;

/** A digest of the walk with its verdict. */
export interface Judged {
  readonly found: ReadDigest;
  /** What its series is of. */
  readonly scope: DigestName | undefined;
  readonly proven: Proven;
  readonly verdict: Verdict;
}

/** What is known about all series while one of them is walked. */
export interface Known {
  readonly byPlace: ReadonlyMap<string, readonly ReadDigest[]>;
  readonly successors: ReadonlyMap<string, readonly ReadDigest[]>;
  /** Files with a digest's name whose content is none, by that name. */
  readonly spoilt: Map<string, FoundDigest["file"]>;
  /** When the newest digest of each series ends. */
  readonly newestEndMs: ReadonlyMap<string, number>;
  readonly keys: KeyRing;
  readonly range: Range;
  readonly backfilled: readonly {
    readonly account: string;
    readonly region: string;
    readonly fromMs: number;
    readonly toMs: number;
  }[];
}
