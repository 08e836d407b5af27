import { expect, test } from "vitest";
import type { CloudTrailEvent } from "../../../src/core/events/event.js";
import { aPanel, anAccount, type PanelParts } from "./aPanel.js";
import { anAsked, eventOf, settle } from "./fakes.js";

const arn = "arn:aws:sts::111122223333:assumed-role/Deploy/s";
const use = eventOf({
  eventID: "use",
  userIdentity: {
    type: "AssumedRole",
    principalId: "AROA:s",
    arn,
    accountId: "111122223333",
    accessKeyId: "ASIAUSE",
  },
});
const start = eventOf({
  eventID: "start",
  eventSource: "sts.amazonaws.com",
  eventName: "AssumeRole",
  eventTime: "2026-11-20T10:00:00Z",
  responseElements: { credentials: { accessKeyId: "ASIAUSE" }, assumedRoleUser: { arn } },
});
const copy = eventOf({
  eventID: "copy",
  eventSource: "sts.amazonaws.com",
  eventName: "AssumeRole",
  eventTime: "2026-11-20T10:00:00Z",
  userIdentity: { type: "AWSAccount", principalId: "AIDA", accountId: "444455556666" },
  responseElements: { credentials: { accessKeyId: "ASIAUSE" }, assumedRoleUser: { arn } },
});
const done = anAsked({}, { state: "complete" });

async function loaded(parts: PanelParts, ...events: readonly CloudTrailEvent[]): Promise<PanelParts> {
  await parts.page.call("open", { state: undefined });
  await parts.page.call("search", { text: "last:7d" });
  await parts.archive.send(events, done);
  await parts.archive.end();
  return parts;
}

test("a loaded AssumeRole names who is behind a session", async () => {
  const { page } = await loaded(aPanel(), use, start);
  const { roles, row } = await page.call("detail", { id: "use" });
  expect(row.actor).toBe("s");
  expect(roles).toMatchObject({ human: "alice", possibly: false });
  expect(roles?.missingKey).toBeUndefined();
  expect(roles?.steps).toMatchObject([
    {
      id: "start",
      caller: "alice",
      call: "AssumeRole",
      became: "Deploy/s",
      keyId: "ASIAUSE",
      grounds: "same key",
    },
  ]);
});

test("the copy in its caller's log names who made a call across accounts", async () => {
  const shared = { eventSource: "s3.amazonaws.com", eventName: "PutObject", sharedEventID: "shared" };
  const foreign = eventOf({
    ...shared,
    eventID: "foreign",
    eventTime: "2026-11-20T11:00:00Z",
    recipientAccountId: "444455556666",
    userIdentity: { type: "AWSAccount", principalId: "AIDA", accountId: "111122223333" },
  });
  const own = eventOf({ ...shared, eventID: "own", eventTime: "2026-11-20T11:00:00Z" });
  const { page } = await loaded(aPanel(), foreign, own);
  const { roles } = await page.call("detail", { id: "foreign" });
  expect(roles).toMatchObject({ human: "alice", possibly: false });
  expect(roles?.steps).toMatchObject([{ id: "own", grounds: "same call", account: "444455556666" }]);
});

test("what began a session is looked for by its key, and stands beside the results", async () => {
  const { page, archive } = await loaded(aPanel(), use);
  expect((await page.call("detail", { id: "use" })).roles).toMatchObject({
    steps: [],
    missingKey: "ASIAUSE",
  });
  const looking = page.call("findSession", { id: "use" });
  await settle();
  expect(archive.searches[1]?.query).toMatchObject({
    accounts: ["111122223333"],
    regions: ["eu-west-1", "us-east-1"],
    filters: [{ field: "resource", value: "ASIAUSE", negated: false }],
  });
  await archive.send([start], done);
  expect(await looking).toBeUndefined();
  expect((await page.call("detail", { id: "use" })).roles).toMatchObject({ human: "alice" });
  expect((await page.call("detail", { id: "start" })).row.eventName).toBe("AssumeRole");
  expect((await page.call("answer", {})).shown).toBe(1);
});

test("a role taken from another account leads to the copy in that account", async () => {
  const accounts = [anAccount(), anAccount({ key: "444455556666", accountId: "444455556666", name: "hub" })];
  const { page, archive } = await loaded(aPanel({ accounts }), use, copy);
  const looking = page.call("findSession", { id: "use" });
  await settle();
  expect(archive.searches[1]?.query.accounts).toEqual(["111122223333", "444455556666"]);
  await archive.send([copy, start], done);
  expect(await looking).toBeUndefined();
  expect((await page.call("detail", { id: "use" })).roles).toMatchObject({ human: "alice" });
});

test("what is not there is said with what was searched", async () => {
  const { page, archive } = await loaded(aPanel(), use);
  const looking = page.call("findSession", { id: "use" });
  await settle();
  await archive.send([], done);
  await archive.end();
  expect(await looking).toBe(
    "No event that handed out ASIAUSE was found in event history of acme-prod in eu-west-1, us-east-1, in the 36 hours before.",
  );
});
