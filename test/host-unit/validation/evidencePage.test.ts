import { expect, test } from "vitest";
import { english } from "../../../src/core/base/translate.js";
import { evidencePage } from "../../../src/host/validation/evidencePage.js";
import type { Verdict } from "../../../src/core/digest/verdict.js";

const verdict: Verdict = {
  about: "log",
  grade: "modified",
  standing: "broken",
  grounds: ["hashDiffers"],
  series: "",
  name: "AWSLogs/`x` <img src=x>|.json.gz",
  path: "a.json.gz",
  evidence: { expectedSha256: "aa", actualSha256: "bb", signedText: "one\n<script>\ntwo" },
};

test("names both hashes, that they differ, and what to do", () => {
  const text = evidencePage({ verdict, file: "/copy/a.json.gz", keys: new Map(), t: english });
  expect(text).toContain("`aa`");
  expect(text).toContain("`bb`");
  expect(text).toContain("different");
  expect(text).toContain("Copy the log from the bucket again");
});

test("what a file is called is text, never markup", () => {
  const text = evidencePage({ verdict, file: undefined, keys: new Map(), t: english });
  const loose = text.split("\n").filter((line) => /<(?:img|script)/.test(line) && !/^ {4}|``/.test(line));
  expect(loose).toEqual([]);
});
