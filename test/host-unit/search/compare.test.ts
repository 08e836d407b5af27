import { expect, test } from "vitest";
import type { CloudTrailEvent } from "../../../src/core/events/event.js";
import { aPanel, type PanelParts } from "./aPanel.js";
import { anAsked, eventOf, settle } from "./fakes.js";

const put = (eventID: string, eventTime: string, fields: Record<string, unknown> = {}): CloudTrailEvent =>
  eventOf({ eventID, eventTime, eventName: "PutBucketPolicy", readOnly: false, ...fields });
const newest = put("new", "2026-11-20T11:00:00Z");
const older = put("old", "2026-11-18T09:00:00Z");
const middle = eventOf({
  eventID: "middle",
  eventTime: "2026-11-19T09:00:00Z",
  eventName: "DeleteBucketPolicy",
  readOnly: false,
});

const done = anAsked({}, { state: "complete", reachedMs: 0 });

async function loaded(text: string, ...events: readonly CloudTrailEvent[]): Promise<PanelParts> {
  const parts = aPanel();
  await parts.page.call("open", { state: undefined });
  await parts.page.call("search", { text });
  await parts.archive.send(events, done);
  await parts.archive.end();
  await settle();
  return parts;
}

test("the change before is taken from the loaded events without asking anybody", async () => {
  const { page, window, archive } = await loaded("last:7d", newest, middle, older);
  await page.call("comparePrevious", { id: "new" });
  expect(archive.searches).toHaveLength(1);
  expect(window.compared.map(({ title }) => title)).toEqual([
    expect.stringMatching(
      /^DeleteBucketPolicy → PutBucketPolicy logs-prod: Nov 19 .+ \(alice\) ↔ Nov 20 .+ \(alice\)$/,
    ),
  ]);
  expect(window.compared[0]?.newer.name).toBe("PutBucketPolicy-new.json");
});

test("what is not loaded is looked for in the archive by name, in the event's account and Region, 90 days back", async () => {
  const { page, window, archive } = await loaded("last:7d", newest);
  const comparing = page.call("comparePrevious", { id: "new" });
  await settle();
  expect(archive.searches[1]?.query).toMatchObject({
    accounts: ["111122223333"],
    regions: ["eu-west-1"],
    range: { kind: "exact", fromMs: newest.timeMs - 90 * 86_400_000, toMs: newest.timeMs },
  });
  const filters = archive.searches[1]?.query.filters ?? [];
  expect(filters.filter(({ field }) => field === "resource").map(({ value }) => value)).toEqual([
    expect.stringContaining("logs-prod"),
  ]);
  expect(filters).toContainEqual({ field: "outcome", value: "changed", negated: false });
  await archive.send([older], anAsked({}, { state: "running", reachedMs: older.timeMs }));
  await comparing;
  expect(window.compared[0]?.older.id).toBe("old");
  expect(archive.searches[1]?.ended).toBe(true);
});

test("a hit waits until every walk has come as far back", async () => {
  const { page, window, archive } = await loaded("last:7d", newest);
  const comparing = page.call("comparePrevious", { id: "new" });
  await settle();
  const scopes = [
    { state: "running", reachedMs: older.timeMs },
    { state: "running", reachedMs: newest.timeMs },
  ] as const;
  await archive.send([older], anAsked({}, ...scopes));
  expect(window.compared).toEqual([]);
  await archive.send([middle], done);
  await comparing;
  expect(window.compared[0]?.older.id).toBe("middle");
});

test("a search that left events out asks whether there is a nearer change", async () => {
  const { page, window, archive } = await loaded("user:alice last:7d", newest, older);
  const comparing = page.call("comparePrevious", { id: "new" });
  await settle();
  expect(archive.searches[1]?.query.range).toEqual({
    kind: "exact",
    fromMs: older.timeMs + 1,
    toMs: newest.timeMs,
  });
  await archive.send([], done);
  await archive.end();
  await comparing;
  expect(window.compared[0]?.older.id).toBe("old");
});

test("a change without one before says what was searched and offers its own document", async () => {
  const { page, window, archive } = await loaded("last:7d", newest);
  window.takesOffer = true;
  const comparing = page.call("comparePrevious", { id: "new" });
  await settle();
  await archive.send([], done);
  await archive.end();
  await comparing;
  await settle();
  expect(window.offers).toEqual([
    {
      message: expect.stringMatching(
        /no change of .*logs-prod before this PutBucketPolicy.*event history of acme-prod in eu-west-1 .* back to Aug 22/,
      ) as string,
      action: "Open This Event",
    },
  ]);
  expect(window.texts[0]?.text).toContain('"bucketName": "logs-prod"');
});

test("what could not be read is not taken for nothing", async () => {
  const { page, window, archive } = await loaded("last:7d", newest);
  const comparing = page.call("comparePrevious", { id: "new" });
  await settle();
  const failure = { code: "aws/access-denied", message: "No permission.", detail: {} } as const;
  await archive.send([], anAsked({}, { state: "failed", failure }));
  await archive.end();
  await comparing;
  expect(window.offers[0]?.message).toMatch(/could not be read to its end: No permission\./);
});

test("calling the search off opens nothing", async () => {
  const parts = await loaded("last:7d", newest);
  parts.window.withProgress = async (_, signal, work) => {
    const stop = new AbortController();
    const running = work(AbortSignal.any([signal, stop.signal]), () => undefined);
    await settle();
    stop.abort();
    return running;
  };
  await parts.page.call("comparePrevious", { id: "new" });
  expect(parts.window.compared).toEqual([]);
  expect(parts.window.offers).toEqual([]);
});

test("any two events of one kind can be compared, also across searches", async () => {
  const { page, window, archive } = await loaded("last:7d", newest, older);
  const name = await page.call("selectForCompare", { id: "new" });
  expect(name).toMatch(/^PutBucketPolicy Nov 20 .+ \(alice\)$/);
  expect((await page.call("open", { state: undefined })).selectedForCompare).toBe(name);
  await page.call("search", { text: "last:30d" });
  await archive.send([older], done);
  await page.call("compareSelected", { id: "old" });
  expect(window.compared.map(({ older: left, newer }) => [left.id, newer.id])).toEqual([["old", "new"]]);
});

test("what cannot be compared is refused with a reason", async () => {
  const acl = put("acl", "2026-11-17T09:00:00Z", { eventName: "PutBucketAcl" });
  const { page } = await loaded("last:7d", newest, acl);
  await expect(page.call("compareSelected", { id: "new" })).rejects.toThrow(/Select an event/);
  await page.call("selectForCompare", { id: "new" });
  await expect(page.call("compareSelected", { id: "new" })).rejects.toThrow(/another one/);
  await expect(page.call("compareSelected", { id: "acl" })).rejects.toThrow(
    "Only calls of the same kind can be compared: PutBucketPolicy was selected, and this is PutBucketAcl.",
  );
});
