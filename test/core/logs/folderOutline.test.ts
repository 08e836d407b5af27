import { expect, test } from "vitest";
import type { FileReport } from "../../../src/core/logs/census.js";
import { folderOutline, type EventCount } from "../../../src/core/logs/folderOutline.js";
import { groupsBelow } from "../../../src/core/logs/outlineGroups.js";

const account = "111111111111";

const file = (path: string, over: Partial<FileReport> = {}): FileReport => ({
  path,
  kind: "log",
  state: "read",
  why: "",
  foreign: false,
  sizeBytes: 10,
  mtimeMs: 0,
  events: 1,
  duplicates: 0,
  unreadable: 0,
  firstMs: undefined,
  lastMs: undefined,
  ...over,
});

const count = (region: string, day: string, events: number, category = "Management"): EventCount => ({
  accountId: account,
  region,
  day,
  category,
  events,
});

const inBucket = (kind: string, day: string): string =>
  `AWSLogs/${account}/${kind}/eu-west-1/2026/11/${day}/${account}_${kind}_eu-west-1_202611${day}T0000Z_aaaaaaaaaaaaaaaa.json.gz`;

test("events count by what they say, files and digests by where they were delivered", () => {
  const outline = folderOutline(
    [count("eu-west-1", "2026-11-01", 3), count("eu-west-1", "2026-11-01", 2, "Data")],
    [
      file(inBucket("CloudTrail", "01")),
      file(inBucket("CloudTrail-Digest", "02"), { kind: "digest", events: 0 }),
    ],
    () => undefined,
  );
  const [group] = groupsBelow(outline, {});
  expect(group).toMatchObject({ accountId: account, events: 5, files: 2, bytes: 20, digests: 1 });
  expect(group?.categories).toEqual([
    { key: "Management", count: 3 },
    { key: "Data", count: 2 },
  ]);
  const days = groupsBelow(outline, { accountId: account, region: "eu-west-1" });
  expect(days.map(({ day, events, digests }) => [day, events, digests])).toEqual([
    ["2026-11-02", 0, 1],
    ["2026-11-01", 5, 0],
  ]);
});

test("a renamed file belongs where its events are; one that tells nothing is among the other files", () => {
  const outline = folderOutline(
    [count("us-east-1", "2026-11-01", 1)],
    [
      file("renamed.gz"),
      file("notes.txt", { state: "skipped", why: "no log", foreign: true }),
      file("broken.json.gz", { state: "skipped", why: "cut off" }),
    ],
    ({ path }) =>
      path === "renamed.gz" ? { accountId: account, region: "us-east-1", day: "2026-11-01" } : undefined,
  );
  expect(groupsBelow(outline, {}).map(({ accountId, files, unread }) => [accountId, files, unread])).toEqual([
    [account, 1, 0],
    ["", 2, 1],
  ]);
});

test("the groups of every level add up to the whole", () => {
  const regions = ["eu-west-1", "us-east-1", ""];
  const counts = regions.flatMap((region, r) =>
    Array.from({ length: 40 }, (_, d) =>
      count(region, `2026-10-${String((d % 30) + 1).padStart(2, "0")}`, d * (r + 1)),
    ),
  );
  const outline = folderOutline(counts, [], () => undefined);
  const total = counts.reduce((sum, { events }) => sum + events, 0);
  const below = (within: Parameters<typeof groupsBelow>[1]): number =>
    groupsBelow(outline, within).reduce((sum, { events }) => sum + events, 0);
  expect(below({})).toBe(total);
  expect(regions.reduce((sum, region) => sum + below({ accountId: account, region }), 0)).toBe(total);
});
