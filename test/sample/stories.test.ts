import { createHash } from "node:crypto";

import type { Event } from "@aws-sdk/client-cloudtrail";
import { describe, expect, test } from "vitest";

import { at, isObject, text, type JsonObject } from "../../src/core/base/json.js";
import { accounts, usedRegions } from "../../src/sample/data/organization.js";
import type { StoredEvent } from "../../src/sample/data/storedEvent.js";
import { createWorld } from "../../src/sample/data/world.js";
import { byName, clientsOf, lookup, nowMs, prodId, recordOf, sharedSample } from "./running.js";

const sample = sharedSample();
const dayMs = 86_400_000;

function allEvents(days = 90, options: Partial<Parameters<typeof createWorld>[0]> = {}): StoredEvent[] {
  const world = createWorld({ seed: 1, startMs: nowMs, eventsScale: 1, ...options });
  return accounts.flatMap(({ id }) =>
    usedRegions.flatMap((region) => Array.from(world.history.walk(id, region, nowMs - days * dayMs, nowMs))),
  );
}
const everything = allEvents();
const records = everything.map((event) => JSON.parse(event.record()) as JsonObject);
/** The text at a path of a record, empty where there is none. */
const textAt = (record: unknown, ...path: readonly string[]): string => text(at(record, ...path)) ?? "";
const hashOf = (events: readonly StoredEvent[]): string =>
  createHash("sha256")
    .update(events.map((event) => event.record()).join("\n"))
    .digest("hex");

describe("the whole", () => {
  test("is about 20,000 events in two accounts and three Regions", () => {
    expect(everything.length).toBeGreaterThan(18_000);
    expect(everything.length).toBeLessThan(23_000);
    expect(
      new Set(
        records.map((record) => `${textAt(record, "recipientAccountId")} ${textAt(record, "awsRegion")}`),
      ).size,
    ).toBe(6);
  });

  test("is the same for the same seed and day, and another for another seed", () => {
    const first = hashOf(allEvents(5));
    expect(hashOf(allEvents(5))).toBe(first);
    expect(hashOf(allEvents(5, { startMs: nowMs + 3_600_000 }))).toBe(first);
    const other = new Set(allEvents(5, { seed: 2 }).map(({ id }) => id));
    expect(everything.filter(({ id }) => other.has(id)).length).toBe(0);
  });

  test.each([2, 3, 4, 5, 6, 7])("holds on whatever day it is started (%i days later)", (days) => {
    const world = createWorld({ seed: days, startMs: nowMs + days * dayMs, eventsScale: 0.1 });
    const today = Math.floor(nowMs / dayMs) + days;
    for (let day = today - 90; day <= today + 1; day += 1) world.history.prepare(day);
    const stops = Array.from(
      world.history.walk(prodId, "eu-west-1", nowMs - 30 * dayMs, nowMs + days * dayMs),
    ).filter(({ name }) => name === "StopLogging");
    expect(stops).toHaveLength(1);
  });

  test("has an id of its own for every event", () => {
    expect(new Set(everything.map(({ id }) => id)).size).toBe(everything.length);
    for (const { id } of everything.slice(0, 500))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("grows with the scale, but not in its stories", () => {
    const many = allEvents(10, { eventsScale: 3 });
    expect(many.length).toBeGreaterThan(allEvents(10).length * 2);
    expect(many.filter(({ name }) => name === "StopLogging")).toHaveLength(1);
  });

  test("tells in the index what the record says", () => {
    const differing = everything.filter((event, index) => {
      const record = records[index] ?? {};
      const key = text(at(record, "userIdentity", "accessKeyId"));
      return (
        event.category !== "Insight" &&
        (record["eventName"] !== event.name ||
          record["eventSource"] !== event.source ||
          record["eventID"] !== event.id ||
          Date.parse(textAt(record, "eventTime")) !== event.timeMs ||
          key !== (event.accessKeyId === "" ? undefined : event.accessKeyId))
      );
    });
    expect(differing.slice(0, 3)).toEqual([]);
  });

  test("uses addresses, domains and accounts that are kept for documentation", () => {
    const kept =
      /^((192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}|[a-z0-9.-]+\.amazonaws\.com|AWS Internal|)$/;
    const addresses = Array.from(new Set(records.map((record) => text(record["sourceIPAddress"]) ?? "")));
    expect(addresses.filter((address) => !kept.test(address))).toEqual([]);
    const mails = new Set(
      everything.flatMap(({ username }) =>
        username?.includes("@") === true ? [username.split("@")[1]] : [],
      ),
    );
    expect(mails).toEqual(new Set(["acme.example"]));
  });

  test("never has a session act before it was made", () => {
    const early = records.filter((record) => {
      const created = text(at(record, "userIdentity", "sessionContext", "attributes", "creationDate"));
      return created !== undefined && created > textAt(record, "eventTime");
    });
    expect(early.slice(0, 3)).toEqual([]);
  });
});

const found = async (
  name: string,
  region = "eu-west-1",
  profile = "acme-prod",
): Promise<readonly Event[]> => {
  const { cloudtrail } = await clientsOf(sample(), profile, region);
  return lookup(cloudtrail, byName(name));
};
const agent = (event: Event | undefined): unknown => recordOf(event)["userAgent"];

describe("stories", () => {
  test("somebody stopped logging yesterday with a leaked key, and alice started it forty minutes later", async () => {
    const [stop] = await found("StopLogging");
    const [start] = await found("StartLogging");
    expect(stop).toMatchObject({ Username: "build-legacy", Resources: [{ ResourceName: "acme-org-trail" }] });
    expect(recordOf(stop)["sourceIPAddress"]).toBe("192.0.2.146");
    expect(start?.Username).toBe("alice@acme.example");
    expect(((start?.EventTime?.getTime() ?? 0) - (stop?.EventTime?.getTime() ?? 0)) / 60_000).toBeCloseTo(
      40,
      0,
    );
    const [inactive] = await found("UpdateAccessKey", "us-east-1");
    expect(recordOf(inactive)["requestParameters"]).toMatchObject({
      accessKeyId: stop?.AccessKeyId,
      status: "Inactive",
    });
  });

  test("the leaked key was refused some things and allowed others", async () => {
    const [attach] = await found("AttachUserPolicy", "us-east-1");
    const [create] = await found("CreateAccessKey", "us-east-1");
    const miners = (await found("RunInstances", "eu-central-1")).map((event) => recordOf(event)["errorCode"]);
    expect(recordOf(attach)["errorCode"]).toBe("AccessDenied");
    expect(recordOf(create)["errorCode"]).toBeUndefined();
    expect(miners).toEqual(Array.from({ length: 3 }, () => "Client.UnauthorizedOperation"));
  });

  test("alice opened the database to the world in the console, and Terraform took it back", async () => {
    const [open] = await found("AuthorizeSecurityGroupIngress");
    const [revoke] = await found("RevokeSecurityGroupIngress");
    expect(recordOf(open)["sessionCredentialFromConsole"]).toBe("true");
    expect(JSON.stringify(recordOf(open)["requestParameters"])).toContain("0.0.0.0/0");
    expect(agent(revoke)).toContain("HashiCorp/1.0 Terraform/");
    expect(revoke?.EventTime?.getTime()).toBeGreaterThan(open?.EventTime?.getTime() ?? Infinity);
    expect(revoke?.Resources?.[0]?.ResourceName).toBe(open?.Resources?.[0]?.ResourceName);
  });

  test("CloudFormation calls with the pipeline's session, and says so", async () => {
    const [code] = await found("UpdateFunctionCode20150331v2");
    const identity = recordOf(code)["userIdentity"];
    expect(identity).toMatchObject({ invokedBy: "cloudformation.amazonaws.com" });
    const { cloudtrail } = await clientsOf(sample());
    const session = await lookup(cloudtrail, {
      LookupAttributes: [{ AttributeKey: "AccessKeyId", AttributeValue: code?.AccessKeyId ?? "" }],
    });
    expect(session.map(({ EventName }) => EventName)).toEqual(
      expect.arrayContaining(["CreateChangeSet", "ExecuteChangeSet"]),
    );
    const [login] = (await found("AssumeRoleWithWebIdentity")).filter((event) =>
      event.CloudTrailEvent?.includes(code?.AccessKeyId ?? "?"),
    );
    expect(recordOf(login)["userIdentity"]).toMatchObject({ type: "WebIdentityUser" });
  });

  test("the CDK deploys with its own roles", async () => {
    const roles = (await found("AssumeRole", "eu-central-1")).map((event) =>
      textAt(recordOf(event), "requestParameters", "roleArn"),
    );
    for (const kind of ["deploy", "file-publishing", "cfn-exec"])
      expect(roles.some((role) => role.includes(`cdk-hnb659fds-${kind}-role-`))).toBe(true);
    expect((await found("PutBucketLifecycle", "eu-central-1"))[0]?.Username).toBe("AWSCloudFormation");
  });

  test("each step of a role chain leads to the one before by its access key", async () => {
    const steps = await found("AssumeRole", "eu-west-1", "acme-logs");
    const out = steps.find((event) =>
      textAt(recordOf(event), "requestParameters", "roleArn").includes(`${prodId}:role/OrganizationAuditor`),
    );
    const into = steps.find(
      (event) => at(recordOf(event), "responseElements", "credentials", "accessKeyId") === out?.AccessKeyId,
    );
    expect(textAt(recordOf(out), "userIdentity", "arn")).toContain("assumed-role/AuditHub/dave");
    expect(into?.Username).toBe("dave@acme.example");
    const shared = recordOf(out)["sharedEventID"];
    const seen = (await found("AssumeRole")).find((event) => recordOf(event)["sharedEventID"] === shared);
    expect(recordOf(seen)["userIdentity"]).toMatchObject({ type: "AWSAccount", accountId: "444455556666" });
    const key = textAt(recordOf(out), "responseElements", "credentials", "accessKeyId");
    const { cloudtrail } = await clientsOf(sample());
    expect(
      await lookup(cloudtrail, {
        LookupAttributes: [{ AttributeKey: "AccessKeyId", AttributeValue: key }],
      }),
    ).not.toEqual([]);
  });

  test("root failed to sign in, and then did, in us-east-1", async () => {
    const logins = (await found("ConsoleLogin", "us-east-1")).filter(({ Username }) => Username === "root");
    expect(logins.map((event) => at(recordOf(event), "responseElements", "ConsoleLogin"))).toEqual([
      "Success",
      "Failure",
    ]);
  });

  test("a nightly job is refused again and again", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const night = { StartTime: new Date("2026-06-17T01:00:00Z"), EndTime: new Date("2026-06-17T02:00:00Z") };
    const denied = (await lookup(cloudtrail, night)).filter(
      (event) => recordOf(event)["errorCode"] === "AccessDenied",
    );
    expect(denied.length).toBeGreaterThan(30);
    expect(new Set(denied.map(({ Username }) => Username))).toEqual(new Set(["nightly-report"]));
  });

  test("services act by themselves, some without a type of identity", () => {
    const types = new Set(records.map((record) => at(record, "userIdentity", "type")));
    expect(types).toEqual(
      new Set([
        "AssumedRole",
        "AWSService",
        "AWSAccount",
        "IAMUser",
        "IdentityCenterUser",
        "Root",
        "WebIdentityUser",
        undefined,
      ]),
    );
    expect(records.filter((record) => record["eventType"] === "AwsServiceEvent").length).toBeGreaterThan(10);
    const untyped = records.filter(
      (record) => isObject(record["userIdentity"]) && record["userIdentity"]["type"] === undefined,
    );
    expect(untyped.map((record) => record["eventName"])).toContain("SharedSnapshotVolumeCreated");
  });

  test("attackers left markup, a formula and a text that runs backwards", () => {
    const all = JSON.stringify(records);
    const wanted = ["<script>alert(document.domain)</script>", "=cmd|' /C calc'!A0", "invoice\u202egpj.exe"];
    expect(wanted.filter((hostile) => !all.includes(hostile))).toEqual([]);
  });

  test.each([
    "ScheduleKeyDeletion",
    "RotateKey",
    "PutBucketPolicy",
    "DeleteBucketPolicy",
    "UpdateTrail",
    "RotationSucceeded",
    "ModifyDBInstance",
  ])("%s happened at least once", (name) => {
    expect(everything.some((event) => event.name === name)).toBe(true);
  });
});
