import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { english } from "../../../src/core/base/translate.js";
import type { LogStore } from "../../../src/core/logs/logStore.js";
import { Engine } from "../../../src/engine/client.js";
import { diskFile } from "../../../src/host/search/exportFile.js";
import { FolderAccounts } from "../../../src/host/search/results/folderAccounts.js";
import { RecordArchive } from "../../../src/host/search/results/recordArchive.js";
import type { Answer } from "../../../src/shared/searchPanel.js";
import { logFile, never, record, temporary, writeSample } from "../../engine/builders.js";
import { builtEngine } from "../../engine/running.js";
import { aPanel, type PanelParts } from "./aPanel.js";

const byTime = { column: "time", descending: true } as const;
let script: string;
let place: Awaited<ReturnType<typeof temporary>>;
let engine: Engine;
const panels: PanelParts[] = [];

beforeAll(async () => {
  script = await builtEngine("folderPanel");
  place = await temporary();
  await writeSample(join(place.path, "sample"), 2_000);
  engine = new Engine(script, join(place.path, "index"));
}, 60_000);

afterEach(() => {
  for (const { panel } of panels.splice(0)) panel.dispose();
});

afterAll(async () => {
  engine.dispose();
  await place.remove();
  await rm(dirname(script), { recursive: true, force: true });
});

interface Shown extends PanelParts {
  readonly store: LogStore;
  done(): Promise<Answer>;
}

async function showing(folder: string, text = ""): Promise<Shown> {
  const store = await engine.open(join(place.path, folder), never);
  const directory = new FolderAccounts(store, english);
  const parts = aPanel({
    folder: { name: folder, path: store.folder, store },
    services: async () => ({ archive: new RecordArchive(store), directory }),
  });
  panels.push(parts);
  await parts.page.call("open", { state: undefined });
  await parts.page.call("search", { text });
  const done = async (): Promise<Answer> => {
    for (;;) {
      const answer = await parts.page.call("answer", {});
      if (answer.state !== "running") return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { ...parts, store, done };
}

test("a folder's events are counted, listed and drawn without being loaded", async () => {
  const { page, done } = await showing("sample");
  const answer = await done();
  expect(answer).toMatchObject({ state: "done", shown: 2_000, problems: [], retries: 0 });
  expect(Object.values(answer.counts).reduce((sum, count) => sum + count)).toBe(2_000);
  expect(answer.asked?.folder).toMatchObject({ state: "ready", unread: [] });
  expect(answer.asked).toMatchObject({ fromMs: answer.fromMs, toMs: answer.toMs });
  const first = await page.call("rows", { sort: byTime, start: 0, count: 50 });
  expect([first.total, first.rows.length]).toEqual([2_000, 50]);
  const far = await page.call("rows", { sort: byTime, start: 1_990, count: 50 });
  expect(far.rows).toHaveLength(10);
  expect(far.rows.at(-1)?.timeMs).toBe(answer.fromMs);
  const { fromMs, toMs } = answer;
  const ask = { fromMs, toMs, bins: 100, laneBy: undefined, maxLanes: 10, maxMarks: 100 };
  const { series } = await page.call("timeline", { ...ask, groupBy: "outcome" });
  expect(series.flatMap(({ counts }) => [...counts]).reduce((sum, count) => sum + count, 0)).toBe(2_000);
});

test("conditions narrow rows, counts and the list of values alike", async () => {
  const { page, done } = await showing("sample", "outcome:changed");
  const answer = await done();
  expect(answer.shown).toBe(answer.counts.changed);
  expect(answer.shown).toBeGreaterThan(0);
  const { rows } = await page.call("rows", { sort: byTime, start: 0, count: 500 });
  expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(["changed"]));
  const actor = rows[0]?.actor ?? "none";
  const suggested = await page.call("suggest", { text: "user:", caret: 5 });
  expect(suggested.map(({ label }) => label)).toContain(actor);
});

test("an event opens with record, facts, related events and its place in its session", async () => {
  const { page, done, window } = await showing("sample");
  await done();
  const { rows } = await page.call("rows", { sort: byTime, start: 0, count: 500 });
  const id = rows.find(({ accessKeyId }) => accessKeyId.startsWith("ASIA"))?.id ?? "";
  const detail = await page.call("detail", { id });
  expect(detail.row.id).toBe(id);
  expect(detail.related.every(({ here }) => here >= 1)).toBe(true);
  expect(detail.session?.position).toBeGreaterThanOrEqual(1);
  expect(detail.session?.session.events).toBeGreaterThanOrEqual(detail.session?.position ?? Infinity);
  await page.call("openRaw", { id });
  expect(window.records[0]?.raw["eventID"]).toBe(id);
  expect(await page.call("sessionOf", { id })).toMatch(/session:/);
});

test("the call that began a session is found by itself", async () => {
  const arn = "arn:aws:sts::111122223333:assumed-role/Deploy/s";
  await mkdir(join(place.path, "chain"));
  const records = [
    record("use", {
      eventTime: "2026-11-01T11:00:00Z",
      userIdentity: { type: "AssumedRole", arn, accountId: "111122223333", accessKeyId: "ASIAUSE" },
    }),
    record("start", {
      eventSource: "sts.amazonaws.com",
      eventName: "AssumeRole",
      readOnly: true,
      requestParameters: { roleArn: "arn:aws:iam::111122223333:role/Deploy", roleSessionName: "s" },
      responseElements: { credentials: { accessKeyId: "ASIAUSE" }, assumedRoleUser: { arn } },
      resources: [{ ARN: "ASIAUSE", accountId: "111122223333", type: "AWS::IAM::AccessKey" }],
    }),
  ];
  await writeFile(join(place.path, "chain", "a.json.gz"), logFile(records));
  const { page, done } = await showing("chain");
  await done();
  const { roles } = await page.call("detail", { id: "use" });
  expect(roles).toMatchObject({ human: "alice", steps: [{ id: "start", grounds: "same key" }] });
});

test("what changed since the change before is found in the folder", async () => {
  await mkdir(join(place.path, "pair"));
  const put = (id: string, hour: number): Record<string, unknown> =>
    record(id, {
      eventName: "PutBucketPolicy",
      eventTime: `2026-11-01T1${String(hour)}:00:00Z`,
      requestParameters: { bucketName: "logs", bucketPolicy: { Version: String(hour) } },
    });
  await writeFile(join(place.path, "pair", "a.json.gz"), logFile([put("old", 1), put("new", 2)]));
  const { page, done, window } = await showing("pair");
  await done();
  await page.call("comparePrevious", { id: "new" });
  expect(window.compared.map(({ older, newer }) => [older.id, newer.id])).toEqual([["old", "new"]]);
  await page.call("comparePrevious", { id: "old" });
  expect(window.offers[0]?.message).toContain("in the folder");
});

test("an export writes every event of the answer once", async () => {
  const { page, done, window } = await showing("sample", "service:s3");
  const { shown } = await done();
  window.file = diskFile(join(place.path, "out.json"), english);
  expect(await page.call("exportShown", { format: "json", sort: byTime })).toBe("out.json");
  const { Records } = JSON.parse(await readFile(join(place.path, "out.json"), "utf8")) as {
    Records: readonly { eventID: string }[];
  };
  expect(Records).toHaveLength(shown);
  expect(new Set(Records.map(({ eventID }) => eventID)).size).toBe(shown);
});

test("reading stops with the search, says what is left, and goes on with the next search", async () => {
  await writeSample(join(place.path, "long"), 20_000, 3);
  const { page, done, store } = await showing("long");
  await page.call("stop", {});
  for (let tries = 0; store.state.phase !== "paused" && tries < 500; tries++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const stopped = await done();
  expect(stopped.state).toBe("stopped");
  expect(stopped.asked?.folder?.state).toBe("paused");
  expect(stopped.caveats[0]?.text).toMatch(/^Reading was stopped/);
  await page.call("search", { text: "" });
  expect(await done()).toMatchObject({ state: "done", shown: 20_000 });
});

test("files that could not be read are said with their number and why", async () => {
  await mkdir(join(place.path, "torn"));
  const whole = logFile([record("a"), record("b")]);
  await writeFile(join(place.path, "torn", "a.json.gz"), whole);
  await writeFile(join(place.path, "torn", "b.json.gz"), whole.subarray(0, 40));
  const { done } = await showing("torn");
  const answer = await done();
  expect(answer.shown).toBe(2);
  expect(answer.asked?.folder?.unread).toMatchObject([{ files: 1 }]);
  expect(answer.caveats[0]?.text).toMatch(/^1 file was not read: /);
});

test("a file that comes later is in the answer once the folder is looked at again", async () => {
  await mkdir(join(place.path, "growing"));
  await writeFile(join(place.path, "growing", "a.json.gz"), logFile([record("a")]));
  const { page, done, store } = await showing("growing");
  const before = await done();
  expect(before.shown).toBe(1);
  await writeFile(join(place.path, "growing", "b.json.gz"), logFile([record("b")]));
  await store.refresh(never);
  const after = await page.call("answer", {});
  expect([after.shown, after.revision > before.revision]).toEqual([2, true]);
});
