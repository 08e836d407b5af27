import { LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { describe, expect, test } from "vitest";

import {
  byName,
  clientsOf,
  lookup,
  nowMs,
  prodId,
  recordOf,
  rejection,
  runningSample,
  securityId,
  sharedSample,
} from "./running.js";

const dayMs = 86_400_000;
const sample = sharedSample();
const attribute = (
  AttributeKey:
    | "EventId"
    | "EventName"
    | "ReadOnly"
    | "Username"
    | "ResourceType"
    | "ResourceName"
    | "EventSource"
    | "AccessKeyId",
  AttributeValue: string,
) => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
});

describe("pages", () => {
  test("has 50 events a page, newest first, until no token is left", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const window = { StartTime: new Date(nowMs - dayMs), EndTime: new Date(nowMs) };
    const first = await cloudtrail.send(new LookupEventsCommand(window));
    const all = await lookup(cloudtrail, window);
    expect(first.Events).toHaveLength(50);
    expect(first.NextToken).toBeDefined();
    expect(all.length).toBeGreaterThan(100);
    expect(all.slice(0, 50).map((event) => event.EventId)).toEqual(
      first.Events?.map((event) => event.EventId),
    );
    const times = all.map((event) => event.EventTime?.getTime() ?? 0);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(new Set(all.map((event) => event.EventId)).size).toBe(all.length);
  });

  test("takes a page size from 1 to 50 and nothing else", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const small = await cloudtrail.send(new LookupEventsCommand({ MaxResults: 3 }));
    expect(small.Events).toHaveLength(3);
    for (const MaxResults of [0, 51]) {
      expect(await rejection(cloudtrail.send(new LookupEventsCommand({ MaxResults })))).toMatchObject({
        name: "InvalidMaxResultsException",
      });
    }
  });

  test("takes a token back with the same parameters only", async () => {
    const server = sample();
    const { cloudtrail } = await clientsOf(server);
    const input = { ...byName("AssumeRole"), EndTime: new Date(nowMs) };
    const { NextToken } = await cloudtrail.send(new LookupEventsCommand(input));
    const changed = [
      { ...input, NextToken, EndTime: new Date(nowMs - 1000) },
      { ...byName("Decrypt"), EndTime: new Date(nowMs), NextToken },
      { ...input, NextToken: `${NextToken ?? ""}x!` },
    ];
    for (const other of changed) {
      expect(await rejection(cloudtrail.send(new LookupEventsCommand(other)))).toMatchObject({
        name: "InvalidNextTokenException",
      });
    }
    const elsewhere = await clientsOf(server, "acme-prod", "us-east-1");
    expect(
      await rejection(elsewhere.cloudtrail.send(new LookupEventsCommand({ ...input, NextToken }))),
    ).toMatchObject({ name: "InvalidNextTokenException" });
    expect((await cloudtrail.send(new LookupEventsCommand({ ...input, NextToken }))).Events).not.toHaveLength(
      0,
    );
  });
});

describe("attributes", () => {
  test("finds a trail's stopping by the name the caller passed, and not by its ARN", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const found = await lookup(cloudtrail, attribute("ResourceName", "acme-org-trail"));
    expect(found.map((event) => event.EventName)).toContain("StopLogging");
    const byArn = await lookup(
      cloudtrail,
      attribute("ResourceName", `arn:aws:cloudtrail:eu-west-1:${prodId}:trail/acme-org-trail`),
    );
    expect(byArn).toEqual([]);
  });

  test("matches the whole value, and the case of it", async () => {
    const { cloudtrail } = await clientsOf(sample());
    expect(await lookup(cloudtrail, byName("StopLogging"))).toHaveLength(1);
    expect(await lookup(cloudtrail, byName("StopLog"))).toEqual([]);
    expect(await lookup(cloudtrail, byName("stoplogging"))).toEqual([]);
  });

  test("knows Lambda's calls by the name with the API version alone", async () => {
    const { cloudtrail } = await clientsOf(sample());
    expect(await lookup(cloudtrail, byName("UpdateFunctionCode"))).toEqual([]);
    expect(await lookup(cloudtrail, byName("UpdateFunctionCode20150331v2"))).not.toEqual([]);
  });

  test.each([
    ["Username", "alice@acme.example", (row: { Username?: string | undefined }) => row.Username],
    ["ReadOnly", "false", (row: { ReadOnly?: string | undefined }) => row.ReadOnly],
    ["EventSource", "iam.amazonaws.com", (row: { EventSource?: string | undefined }) => row.EventSource],
  ] as const)("gives nothing but rows with this %s", async (key, value, read) => {
    const { cloudtrail } = await clientsOf(sample(), "acme-prod", "us-east-1");
    const home = await clientsOf(sample());
    const rows = [
      ...(await lookup(cloudtrail, attribute(key, value))),
      ...(await lookup(home.cloudtrail, attribute(key, value))),
    ];
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(read))).toEqual(new Set([value]));
  });

  test("finds an event by its id, and a session by its access key", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const [stop] = await lookup(cloudtrail, byName("StopLogging"));
    expect(await lookup(cloudtrail, attribute("EventId", stop?.EventId ?? ""))).toEqual([stop]);
    const session = await lookup(cloudtrail, attribute("AccessKeyId", stop?.AccessKeyId ?? ""));
    expect(session.map((event) => event.EventName)).toEqual(
      expect.arrayContaining(["StopLogging", "DescribeTrails", "DescribeInstances"]),
    );
  });

  test("refuses a second attribute, a key it does not know and a value that is too long", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const one = { AttributeKey: "EventName", AttributeValue: "StopLogging" } as const;
    const bad = [
      { LookupAttributes: [one, { AttributeKey: "ReadOnly", AttributeValue: "false" } as const] },
      { LookupAttributes: [{ AttributeKey: "EventNames" as "EventName", AttributeValue: "x" }] },
      { LookupAttributes: [{ ...one, AttributeValue: "_".repeat(1001) }] },
    ];
    for (const input of bad) {
      expect(await rejection(cloudtrail.send(new LookupEventsCommand(input)))).toMatchObject({
        name: "InvalidLookupAttributesException",
      });
    }
    expect(
      await lookup(cloudtrail, { LookupAttributes: [{ ...one, AttributeValue: "_".repeat(1000) }] }),
    ).toEqual([]);
  });
});

describe("time", () => {
  test("keeps both ends of a range, in whole seconds", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const [stop] = await lookup(cloudtrail, byName("StopLogging"));
    const at = stop?.EventTime ?? new Date(0);
    expect(await lookup(cloudtrail, { ...byName("StopLogging"), StartTime: at, EndTime: at })).toHaveLength(
      1,
    );
    expect(
      await lookup(cloudtrail, { ...byName("StopLogging"), EndTime: new Date(at.getTime() - 1000) }),
    ).toEqual([]);
  });

  test("refuses a range that ends before it begins", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const input = { StartTime: new Date(nowMs), EndTime: new Date(nowMs - 1000) };
    expect(await rejection(cloudtrail.send(new LookupEventsCommand(input)))).toMatchObject({
      name: "InvalidTimeRangeException",
    });
  });

  test("goes back 90 days and not a moment further", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const old = await lookup(cloudtrail, { EndTime: new Date(nowMs - 90 * dayMs - 60_000) });
    const nearly = await lookup(cloudtrail, {
      StartTime: new Date(0),
      EndTime: new Date(nowMs - 89.5 * dayMs),
    });
    expect(old).toEqual([]);
    expect(nearly.length).toBeGreaterThan(0);
  });

  test("shows an event 2 to 12 minutes after it happened, and hides what is still to come", async () => {
    let now = nowMs;
    const { cloudtrail } = await clientsOf(await runningSample({ clock: { now: () => now } }));
    const happenedMs = Date.parse("2026-06-17T13:12:07Z");
    const seenAfter = async (minutes: number): Promise<number> => {
      now = happenedMs + minutes * 60_000;
      return (await lookup(cloudtrail, { ...byName("StopLogging"), StartTime: new Date(happenedMs) })).length;
    };
    expect(await seenAfter(-60)).toBe(0);
    expect(await seenAfter(1.9)).toBe(0);
    expect(await seenAfter(12.1)).toBe(1);
  });
});

describe("Regions and accounts", () => {
  test("has the events of global services in us-east-1 alone", async () => {
    const server = sample();
    const home = await clientsOf(server);
    const global = await clientsOf(server, "acme-prod", "us-east-1");
    expect(await lookup(home.cloudtrail, attribute("EventSource", "iam.amazonaws.com"))).toEqual([]);
    expect(
      (await lookup(global.cloudtrail, byName("CreateAccessKey"))).map(
        (event) => recordOf(event)["awsRegion"],
      ),
    ).toEqual(["us-east-1"]);
  });

  test("shows an account its own events", async () => {
    const server = sample();
    const { cloudtrail } = await clientsOf(server, "acme-logs");
    const owners = (await lookup(cloudtrail, { StartTime: new Date(nowMs - 3 * dayMs) })).map(
      (event) => recordOf(event)["recipientAccountId"],
    );
    expect(new Set(owners)).toEqual(new Set([securityId]));
  });

  test("has nothing in a Region nobody uses", async () => {
    const { cloudtrail } = await clientsOf(sample(), "acme-prod", "ca-central-1");
    expect(await lookup(cloudtrail)).toEqual([]);
  });
});

describe("categories", () => {
  test("leaves data events out", async () => {
    const { cloudtrail } = await clientsOf(sample());
    expect(await lookup(cloudtrail, byName("PutObject"))).toEqual([]);
    expect(await lookup(cloudtrail, byName("GetObject"))).toEqual([]);
  });

  test("gives Insights events only when asked for them, and by three attributes", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const insights = await lookup(cloudtrail, { EventCategory: "insight" });
    expect(insights.map((event) => recordOf(event)["eventType"])).toEqual([
      "AwsCloudTrailInsight",
      "AwsCloudTrailInsight",
    ]);
    const input = { EventCategory: "insight" as const, ...attribute("Username", "alice@acme.example") };
    expect(await rejection(cloudtrail.send(new LookupEventsCommand(input)))).toMatchObject({
      name: "InvalidLookupAttributesException",
    });
  });
});
