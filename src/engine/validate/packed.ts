import type { Examined } from "../../core/digest/examine.js";

/** What was found in one file; of an ordinary log, as most files are, the hash alone. */
type Packed = string | Examined;

const isPlainLog = ({ kind, isCompressed, trailing, problem }: Examined): boolean =>
  kind === "log" && isCompressed && trailing === undefined && problem === undefined;

/** One short text is cheaper to hand to another thread than many objects. */
export const pack = (found: readonly Examined[]): string =>
  JSON.stringify(
    found.map((each): Packed => (isPlainLog(each) && each.sha256 !== undefined ? each.sha256 : each)),
  );

export const unpack = (json: string): readonly Examined[] =>
  (JSON.parse(json) as readonly Packed[]).map((each) =>
    typeof each === "string"
      ? { kind: "log", sha256: each, isCompressed: true, trailing: undefined, problem: undefined }
      : each,
  );
