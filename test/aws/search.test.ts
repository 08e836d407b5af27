import { expect, test } from "vitest";
import type { AwsServices } from "../../src/aws/connect.js";
import { FileLookupStore } from "../../src/aws/lookupStore.js";
import { silentLog } from "../../src/core/base/log.js";
import type { Asked } from "../../src/core/search/asked.js";
import { EventHistory } from "../../src/core/search/eventHistory.js";
import type { Query } from "../../src/core/search/query.js";
import { FakeClock } from "../core/base/fakeClock.js";
import { connected, never, sample, temporaryDirectory } from "./support.js";

const week: Query = {
  range: { kind: "last", ms: 7 * 86_400_000 },
  accounts: ["acme-prod"],
  regions: [],
  filters: [],
  words: [],
};

async function search({ lookup, resolver }: AwsServices, directory: string, query: Query, signal = never) {
  const store = new FileLookupStore(directory, 50_000_000, silentLog);
  const clock = new FakeClock(Date.now());
  const history = new EventHistory({ pages: lookup, scopes: resolver, store, clock });
  const ids: string[] = [];
  let asked: Asked | undefined;
  for await (const batch of history.search(query, signal)) {
    ids.push(...batch.events.map(({ id }) => id));
    asked = batch.asked;
  }
  return { ids: ids.sort(), states: asked?.scopes.map(({ state }) => state), scopes: asked?.scopes ?? [] };
}

test("a search through every layer brings the same events again from the disk, asking only for what is young", async () => {
  const server = await sample();
  const aws = await connected(server);
  const directory = await temporaryDirectory();
  const first = await search(aws, directory, week);
  expect(first.states).toEqual(["complete", "complete"]);
  expect(first.ids.length).toBeGreaterThan(50);
  const requests = server.requests.of("LookupEvents").length;
  const second = await search(aws, directory, week);
  expect(second.ids).toEqual(first.ids);
  expect(server.requests.of("LookupEvents").length - requests).toBeLessThanOrEqual(2);
});

test("two windows that search at once find the same, and leave a cache that says the same", async () => {
  const server = await sample();
  const [one, two] = [await connected(server), await connected(server)];
  const directory = await temporaryDirectory();
  const [first, second] = await Promise.all([search(one, directory, week), search(two, directory, week)]);
  expect(second.ids).toEqual(first.ids);
  expect((await search(one, directory, week)).ids).toEqual(first.ids);
});

test("credentials that expire for good in mid-search end it with what came before; signed in again, it gets the rest", async () => {
  const server = await sample();
  const aws = await connected(server);
  const directory = await temporaryDirectory();
  const whole = await search(aws, await temporaryDirectory(), week);
  const restore = server.faults.add({
    kind: "expired",
    operation: "LookupEvents",
    region: "eu-west-1",
    after: 2,
  });
  const cut = await search(aws, directory, week);
  expect(cut.states).toEqual(["failed", "complete"]);
  expect(cut.scopes[0]?.failure?.code).toBe("aws/expired-credentials");
  expect(cut.ids.length).toBeGreaterThan(0);
  expect(whole.ids).toEqual(expect.arrayContaining(cut.ids));
  restore();
  expect((await search(aws, directory, week)).ids).toEqual(whole.ids);
});
