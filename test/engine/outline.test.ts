import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { groupsBelow } from "../../src/core/logs/outlineGroups.js";
import { Engine } from "../../src/engine/client.js";
import { placeQuery } from "../../src/host/folders/placeQuery.js";
import { everything, logFile, never, record, temporary, writeSample } from "./builders.js";
import { builtEngine } from "./running.js";

let script: string;
let place: Awaited<ReturnType<typeof temporary>>;
let engine: Engine;

beforeAll(async () => {
  script = await builtEngine("outline");
  place = await temporary();
  engine = new Engine(script, join(place.path, "index"));
}, 60_000);

afterAll(async () => {
  engine.dispose();
  await place.remove();
  await rm(dirname(script), { recursive: true, force: true });
});

const opened = async (name: string) => {
  const store = await engine.open(join(place.path, name), never);
  await store.settled(never);
  return store;
};

test("every line of a folder's tree counts what a search of it finds", async () => {
  await writeSample(join(place.path, "sample"), 3_000);
  const store = await opened("sample");
  const outline = await store.outline(never);
  const accounts = groupsBelow(outline, {}).filter(({ events }) => events > 0);
  expect(accounts.reduce((sum, { events }) => sum + events, 0)).toBe(store.state.events);
  for (const { accountId = "" } of accounts)
    for (const region of groupsBelow(outline, { accountId })) {
      const days = groupsBelow(outline, { accountId, region: region.region ?? "" });
      for (const group of [region, ...days.slice(0, 2)]) {
        const { count } = await store.summary(everything(placeQuery(group)), never);
        expect([placeQuery(group), count]).toEqual([placeQuery(group), group.events]);
      }
    }
});

test("flat and renamed files are placed by their events, and what cannot be read stays in sight", async () => {
  const flat = join(place.path, "flat");
  await mkdir(flat);
  await writeFile(join(flat, "one.gz"), logFile([record("a"), record("b", { awsRegion: "us-east-1" })]));
  await writeFile(join(flat, "two.gz"), logFile([record("c")]).subarray(0, 60));
  await writeFile(join(flat, "notes.txt"), "not a log");
  const groups = groupsBelow(await (await opened("flat")).outline(never), {});
  expect(groups.map(({ accountId, events, files, unread }) => [accountId, events, files, unread])).toEqual([
    ["111122223333", 2, 1, 0],
    ["", 0, 2, 1],
  ]);
});

test("an index can be removed while it is asked and read", async () => {
  const path = join(place.path, "sample");
  const store = await engine.open(path, never);
  const stop = new AbortController();
  const asked = [
    store.census(stop.signal),
    store.outline(stop.signal),
    store.top(everything(""), "event", 5, stop.signal),
  ];
  for (const each of asked) each.catch(() => undefined);
  stop.abort();
  await engine.remove(store.key, never);
  expect((await engine.stored(never)).filter(({ folder }) => folder === path)).toEqual([]);
  const again = await engine.open(path, never);
  await again.settled(never);
  expect(again.state.events).toBe(3_000);
});
