import { expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json.js";
import { issuedKey, roleChain, type RoleChain } from "../../../../src/core/events/actor/chains.js";
import type { CloudTrailEvent } from "../../../../src/core/events/event.js";
import { ResultSet } from "../../../../src/core/search/resultSet.js";
import { ACCOUNT, anEvent } from "../builders.js";

const OTHER = "444455556666";
const arnOf = (role: string, account = ACCOUNT): string => `arn:aws:sts::${account}:assumed-role/${role}/s`;

const inSession = (role: string, accessKeyId: string, account = ACCOUNT): JsonObject => ({
  type: "AssumedRole",
  principalId: `AROA${role}:s`,
  arn: arnOf(role, account),
  accountId: account,
  accessKeyId,
});
const used = (role: string, key: string, account = ACCOUNT): CloudTrailEvent =>
  anEvent({
    eventID: `use-${key}`,
    userIdentity: inSession(role, key, account),
    recipientAccountId: account,
  });

const assume = (role: string, key: string, fields: JsonObject = {}, account = ACCOUNT): CloudTrailEvent =>
  anEvent({
    eventID: `assume-${key}`,
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRole",
    eventTime: "2026-11-20T11:30:00Z",
    readOnly: true,
    requestParameters: { roleArn: `arn:aws:iam::${account}:role/${role}`, roleSessionName: "s" },
    responseElements: {
      credentials: { accessKeyId: key, sessionToken: "x" },
      assumedRoleUser: { arn: arnOf(role, account) },
    },
    ...fields,
  });

function chainOf(event: CloudTrailEvent, ...loaded: readonly CloudTrailEvent[]): RoleChain {
  const results = new ResultSet();
  results.add([event, ...loaded]);
  return roleChain(event, results.sessions);
}
const told = ({ hops, missing }: RoleChain): string =>
  [...hops.map(({ issuer, grounds }) => `${issuer.id} by ${grounds}`), missing && `? ${missing.keyId}`]
    .filter((part) => part !== undefined)
    .join(", ");

test("the key of a session leads to the call that handed it out, and on to the human", () => {
  const chain = chainOf(
    used("B", "ASIAB", OTHER),
    assume("A", "ASIAA"),
    assume("B", "ASIAB", { userIdentity: inSession("A", "ASIAA") }, OTHER),
  );
  expect(told(chain)).toBe("assume-ASIAB by same key, assume-ASIAA by same key");
  expect(chain.hops.at(-1)?.issuer.userIdentity?.["userName"]).toBe("alice");
});

test("of the copies of a call across accounts the one that names the caller's key counts", () => {
  const foreign = assume("B", "ASIAB", {
    eventID: "copy",
    recipientAccountId: OTHER,
    userIdentity: { type: "AWSAccount", principalId: "AROAA:s", accountId: ACCOUNT },
  });
  const own = assume("B", "ASIAB", { userIdentity: inSession("A", "ASIAA") });
  expect(told(chainOf(used("B", "ASIAB"), foreign, own))).toBe("assume-ASIAB by same key, ? ASIAA");
  expect(told(chainOf(used("B", "ASIAB"), foreign))).toBe("copy by same key, ? ASIAB");
});

test("a call across accounts leads from the copy that hides its caller to the one that names them", () => {
  const shared = { sharedEventID: "shared-1", eventSource: "s3.amazonaws.com", eventName: "PutObject" };
  const foreign = anEvent({
    ...shared,
    eventID: "bucket-owner",
    recipientAccountId: OTHER,
    userIdentity: { type: "AWSAccount", principalId: "AROAA:s", accountId: ACCOUNT },
  });
  const own = anEvent({ ...shared, eventID: "caller", userIdentity: inSession("A", "ASIAA") });
  const another = anEvent({ ...shared, sharedEventID: "shared-2", eventID: "another" });
  expect(told(chainOf(foreign, another, own, assume("A", "ASIAA")))).toBe(
    "caller by same call, assume-ASIAA by same key",
  );
  expect(told(chainOf(own, foreign))).toBe("? ASIAA");
  expect(told(chainOf(foreign, another))).toBe("");
});

test("a session of the same name with another key is only possibly the one", () => {
  expect(told(chainOf(used("A", "ASIA2"), assume("A", "ASIA1")))).toBe("assume-ASIA1 by session name");
});

test("a call that began after the event, or longer ago than a session lives, is not its beginning", () => {
  const late = assume("A", "ASIAA", { eventTime: "2026-11-20T12:00:01Z" });
  const old = assume("A", "ASIAA", { eventTime: "2026-11-18T12:00:00Z", eventID: "old" });
  expect(told(chainOf(used("A", "ASIAA"), late, old))).toBe("? ASIAA");
});

test("roles that take each other end after each was named once", () => {
  const one = assume("A", "ASIAA", { userIdentity: inSession("B", "ASIAB") });
  const other = assume("B", "ASIAB", { userIdentity: inSession("A", "ASIAA") });
  const { hops, missing } = chainOf(used("A", "ASIAA"), one, other);
  expect(hops.map(({ issuer }) => issuer.id)).toEqual(["assume-ASIAA", "assume-ASIAB"]);
  expect(missing?.keyId).toBe("ASIAA");
});

test("however many roles are taken in a row, ten are followed", () => {
  const long = Array.from({ length: 40 }, (_, at) =>
    assume(`R${at}`, `ASIA${at}`, { userIdentity: inSession(`R${at + 1}`, `ASIA${at + 1}`) }),
  );
  expect(chainOf(used("R0", "ASIA0"), ...long).hops).toHaveLength(10);
});

test("only temporary sessions miss a beginning", () => {
  expect(told(chainOf(anEvent()))).toBe("");
  const service = { ...inSession("AWSServiceRoleForX", "ASIAX") };
  const issuer = { arn: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX` };
  expect(
    told(chainOf(anEvent({ userIdentity: { ...service, sessionContext: { sessionIssuer: issuer } } }))),
  ).toBe("");
});

test.each([
  "GetSessionToken",
  "GetFederationToken",
  "AssumeRoleWithSAML",
  "AssumeRoleWithWebIdentity",
  "AssumeRoot",
])("%s hands out a key", (eventName) => {
  expect(issuedKey(assume("A", "ASIAA", { eventName }))).toBe("ASIAA");
  expect(issuedKey(assume("A", "ASIAA", { eventName, errorCode: "AccessDenied" }))).toBeUndefined();
});

test("answers of odd shape hand out nothing", () => {
  for (const credentials of [
    null,
    [],
    "x",
    { accessKeyId: 7 },
    JSON.parse('{"__proto__":{"accessKeyId":"a"}}') as JsonObject,
  ])
    expect(issuedKey(anEvent({ responseElements: { credentials } as JsonObject }))).toBeUndefined();
});
