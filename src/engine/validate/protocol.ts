import type { DigestKey, KeyProblem } from "../../core/digest/publicKeys.js";
import type { Range } from "../../core/digest/series.js";
import type { Verdict } from "../../core/digest/verdict.js";

/** What the process is asked for, once. */
export interface ValidateRequest {
  /** Absolute. */
  readonly folder: string;
  /** A saved ListPublicKeys answer; else the one at the folder's top. */
  readonly keysFile?: string;
  /** A ListPublicKeys answer from AWS itself, instead of a file. */
  readonly listedKeys?: unknown;
  readonly range: Range;
}

/** A key without the key: what can be told of it. */
export type KeyFacts = Omit<DigestKey, "key">;

/** What the process answers, in this order; `reading` and `verdicts` any number of times, `done` or `failed` last.
 * `startOver` takes back all verdicts so far. */
export type ValidateAnswer =
  | { readonly kind: "keys"; readonly keys: readonly KeyFacts[]; readonly problems: readonly KeyProblem[] }
  | { readonly kind: "reading"; readonly files: number }
  | { readonly kind: "verdicts"; readonly verdicts: readonly Verdict[] }
  | { readonly kind: "startOver" }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly reason: "folder" | "keys" | "bug"; readonly detail: string };
