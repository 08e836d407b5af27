import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentHash } from "../../scripts/lib/contentHash.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cte-hash-"));
  mkdirSync(join(root, "src"));
  writeFileSync(join(root, "src/a.ts"), "1");
});
afterEach(() => rmSync(root, { recursive: true }));

const state = () => contentHash(root, ["src", "media"]);

test("the state of the sources changes with a file's content, name and presence, and with nothing else", () => {
  const first = state();
  writeFileSync(join(root, "src/a.ts"), "1");
  expect(state()).toBe(first);
  writeFileSync(join(root, "src/a.ts"), "2");
  expect(state()).not.toBe(first);
  writeFileSync(join(root, "src/a.ts"), "1");
  writeFileSync(join(root, "src/b.ts"), "");
  expect(state()).not.toBe(first);
  rmSync(join(root, "src/b.ts"));
  mkdirSync(join(root, "media"));
  expect(state()).toBe(first);
});
