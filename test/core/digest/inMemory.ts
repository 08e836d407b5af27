import { examineBytes, unread } from "../../../src/core/digest/examine.js";
import { FileTable } from "../../../src/core/digest/fileTable.js";
import { parsePublicKeys, type KeyRing } from "../../../src/core/digest/publicKeys.js";
import type { Range } from "../../../src/core/digest/series.js";
import { Tally } from "../../../src/core/digest/tally.js";
import { verifyAhead } from "../../../src/core/digest/verifyAhead.js";
import { validate } from "../../../src/core/digest/validate.js";
import type { Verdict } from "../../../src/core/digest/verdict.js";
import type { Files, MadeKey } from "./madeChains.js";

export const ringOf = (...keys: readonly MadeKey[]): KeyRing =>
  parsePublicKeys({ PublicKeyList: keys.map(({ listed }) => listed) }, "given");

export interface Ran {
  readonly verdicts: readonly Verdict[];
  readonly tally: Tally;
  readonly of: (name: string, about?: Verdict["about"]) => Verdict | undefined;
}

/** So few that some digests are verified with their batch and others only by the walk. */
const batch = 7;

/** Validates files that are in memory. */
export async function run(files: Files, keys: KeyRing, range: Range = {}): Promise<Ran> {
  const table = new FileTable();
  const examined = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, bytes]) => ({ path, found: examineBytes(bytes) ?? unread("tooLarge") }));
  for (let from = 0; from < examined.length; from += batch) {
    const some = examined.slice(from, from + batch);
    for (const [index, found] of verifyAhead(some, keys.keys).entries())
      table.add(some[index]?.path ?? "", found);
  }
  const verdicts: Verdict[] = [];
  const tally = new Tally();
  for await (const batch of validate(table, keys, range, new AbortController().signal)) {
    for (const verdict of batch) {
      verdicts.push(verdict);
      tally.add(verdict);
    }
  }
  return {
    verdicts,
    tally,
    of: (name, about) =>
      verdicts.find((each) => each.name === name && (about === undefined || each.about === about)),
  };
}
