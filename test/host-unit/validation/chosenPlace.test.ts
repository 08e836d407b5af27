import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { chosenPlace } from "../../../src/host/validation/chosenPlace.js";

const top = mkdtempSync(join(tmpdir(), "cte-place-"));
const logs = join(top, "AWSLogs");
const day = join(logs, "o-abcdefghij/111122223333/CloudTrail/eu-west-1/2026/11/24");
mkdirSync(day, { recursive: true });
afterAll(() => rmSync(top, { recursive: true }));

test("a part of a copy is judged with the whole of it, narrowed to the part", () => {
  expect(chosenPlace(day)).toEqual({
    folder: logs,
    range: {
      account: "111122223333",
      region: "eu-west-1",
      fromMs: Date.UTC(2026, 10, 24),
      toMs: Date.UTC(2026, 10, 25),
    },
  });
});

test("a folder above AWSLogs is taken as it is, with all that is in it", () => {
  expect(chosenPlace(top)).toEqual({ folder: top, range: {} });
});

test("what lies beside AWSLogs is read only when keys mark the folder as a copy's top", () => {
  writeFileSync(join(top, "public-keys.json"), "{}");
  expect(chosenPlace(logs)).toEqual({ folder: top, range: {} });
});
