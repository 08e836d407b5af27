import { examineBytes, unread } from "../../../src/core/digest/examine.js";
import { FileTable } from "../../../src/core/digest/fileTable.js";
import { parsePublicKeys, type KeyRing } from "../../../src/core/digest/publicKeys.js";
import type { Range } from "../../../src/core/digest/series.js";
import { Tally } from "../../../src/core/digest/tally.js";
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

/** Validates files that are in memory. */
export async function run(files: Files, keys: KeyRing, range: Range = {}): Promise<Ran> {
  const table = new FileTable();
  for (const path of [...files.keys()].sort())
    table.add(path, examineBytes(files.get(path) ?? Buffer.alloc(0)) ?? unread("tooLarge"));
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
