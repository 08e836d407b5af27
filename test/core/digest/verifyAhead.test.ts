import { expect, test } from "vitest";
import { examineBytes, unread } from "../../../src/core/digest/examine.js";
import { verifyAhead } from "../../../src/core/digest/verifyAhead.js";
import { ringOf } from "./inMemory.js";
import { addChain, makeKey, type Files } from "./madeChains.js";

const key = makeKey();
const { keys } = ringOf(key);

/** Which digests of a chain of three are verified with their batch, the oldest first. */
function verified(change: (files: Files, names: readonly string[]) => void, ring = keys): readonly boolean[] {
  const files: Files = new Map();
  const names = addChain(files, { hours: 3, keyAt: () => key }).map((made) => made.key);
  change(files, names);
  const examined = Array.from(files, ([path, bytes]) => ({
    path,
    found: examineBytes(bytes) ?? unread("tooLarge"),
  }));
  const found = verifyAhead(examined, ring);
  return names.map((name) => found[examined.findIndex(({ path }) => path === name)]?.verified !== undefined);
}

const dropMetadata = (files: Files): void => {
  for (const path of [...files.keys()]) if (path.endsWith(".meta.json")) files.delete(path);
};

test("a digest is verified by its metadata, or by the signature the next digest of the batch repeats", () => {
  expect(verified(() => undefined)).toEqual([true, true, true]);
  expect(verified(dropMetadata)).toEqual([true, true, false]);
});

test("what does not fit is left to the walk, and so is everything without a key", () => {
  const swap = (files: Files, [first = "", second = ""]: readonly string[]): void => {
    files.set(`${first}.meta.json`, files.get(`${second}.meta.json`) ?? Buffer.alloc(0));
  };
  expect(verified(swap)).toEqual([false, true, true]);
  expect(verified(() => undefined, new Map())).toEqual([false, false, false]);
});
