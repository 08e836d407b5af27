import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { silentLog } from "../../../src/core/base/log.js";
import type { LookupAnswer } from "../../../src/core/iac/history/historyAnswer.js";
import { HistoryFiles } from "../../../src/host/lenses/historyFiles.js";
import { anEntry, dayMs, nowMs } from "../../core/iac/history/builders.js";
import { aScope } from "../../core/search/fakes.js";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "cte-history-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const scope = aScope("eu-west-1");
const name = (value: string) => ({ key: "ResourceName", value }) as const;
const files = (now = nowMs): HistoryFiles => new HistoryFiles(folder, silentLog, () => now);
const answer = (askedMs = nowMs): LookupAnswer => ({
  askedMs,
  window: { fromMs: askedMs - 90 * dayMs, toMs: askedMs },
  entries: [anEntry({ id: "one" })],
  isCut: false,
});
const onlyFile = (): string => join(folder, readdirSync(folder)[0] ?? "");

test("an answer is there in the next session, for its account and Region alone", async () => {
  const kept = answer();
  await files().write(scope, name("logs"), kept);
  expect(await files().read(scope, name("logs"))).toEqual(kept);
  expect(await files().read(scope, name("other"))).toBeUndefined();
  expect(await files().read(aScope("us-east-1"), name("logs"))).toBeUndefined();
});

test("half a line and strange lines cost only themselves", async () => {
  await files().write(scope, name("logs"), answer());
  const { key, value } = name("logs");
  const strange = { ...answer(nowMs + 1), entries: [{ ...anEntry({ id: "two" }), resources: [7] }] };
  appendFileSync(onlyFile(), `${JSON.stringify({ key: `${key}=${value}`, answer: strange })}\n`);
  appendFileSync(onlyFile(), '[1]\n{"key":"x","answer":{"askedMs":"no"}}\n{"key":"ResourceName=half');
  expect(await files().read(scope, name("logs"))).toEqual(answer());
});

test("answers older than event history go, and lines that were replaced are cleared away", async () => {
  const writing = files();
  await writing.write(scope, name("old"), answer(nowMs - 91 * dayMs));
  for (let times = 0; times < 5; times++) await writing.write(scope, name("logs"), answer());
  const next = files();
  expect(await next.read(scope, name("old"))).toBeUndefined();
  expect(readFileSync(onlyFile(), "utf8").trim().split("\n")).toHaveLength(1);
});

test("a folder that cannot be written costs the cache, not the answer", async () => {
  const path = join(folder, "file");
  writeFileSync(path, "");
  const blocked = new HistoryFiles(path, silentLog, () => nowMs);
  await blocked.write(scope, name("logs"), answer());
  expect(await blocked.read(scope, name("logs"))).toEqual(answer());
});

test("clearing removes what was kept", async () => {
  const kept = files();
  await kept.write(scope, name("logs"), answer());
  await kept.clear();
  expect(await kept.read(scope, name("logs"))).toBeUndefined();
});
