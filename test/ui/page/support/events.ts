import type { CloudTrailEvent } from "../../../../src/core/events/event.js";
import { readRecord } from "../../../../src/core/events/reader/record.js";
import { createWorld } from "../../../../src/sample/data/world.js";
import { accounts, usedRegions } from "../../../../src/sample/data/organization.js";
import { nowMs } from "./scriptedArchive.js";

const plain: Readonly<Record<string, unknown>> = {
  eventVersion: "1.11",
  userIdentity: {
    type: "IAMUser",
    principalId: "AIDAEXAMPLE",
    arn: "arn:aws:iam::111122223333:user/alice",
    accountId: "111122223333",
    accessKeyId: "AKIAEXAMPLE",
    userName: "alice",
  },
  eventTime: "2026-11-23T11:00:00Z",
  eventSource: "s3.amazonaws.com",
  eventName: "GetBucketPolicy",
  awsRegion: "eu-west-1",
  sourceIPAddress: "203.0.113.7",
  userAgent: "aws-cli/2.30.0",
  requestParameters: { bucketName: "logs-prod" },
  responseElements: null,
  requestID: "REQ1",
  eventID: "00000000-0000-4000-8000-000000000001",
  readOnly: true,
  recipientAccountId: "111122223333",
};

/** An event read from an ordinary record with these fields. */
export function eventOf(fields: Record<string, unknown>): CloudTrailEvent {
  const read = readRecord({ ...plain, ...fields }, 0);
  if ("problem" in read) throw new Error(read.problem.reason);
  return read.event;
}

const iso = (timeMs: number): string => `${new Date(timeMs).toISOString().slice(0, 19)}Z`;

const kinds: readonly Record<string, unknown>[] = [
  { eventName: "GetBucketPolicy", readOnly: true },
  { eventName: "PutBucketPolicy", readOnly: false },
  { eventName: "ListBuckets", readOnly: true, requestParameters: null },
  { eventName: "DeleteBucket", readOnly: false },
  { eventName: "GetBucketAcl", readOnly: true, errorCode: "AccessDenied", errorMessage: "Access Denied" },
];
const people = ["alice", "bob", "carol"] as const;

/** `count` events one every `gapMs`, newest first, with ids `e0`, `e1`… from the newest on. */
export const manyEvents = (count: number, gapMs = 60_000, region?: string): readonly CloudTrailEvent[] =>
  Array.from({ length: count }, (_, at) => {
    const name = people[at % people.length] ?? "alice";
    return eventOf({
      ...kinds[at % kinds.length],
      eventID: `e${at}`,
      eventTime: iso(nowMs - (at + 1) * gapMs),
      awsRegion: region ?? (at % 2 === 0 ? "eu-west-1" : "us-east-1"),
      userIdentity: {
        type: "IAMUser",
        principalId: `AIDA${name}`,
        arn: `arn:aws:iam::111122223333:user/${name}`,
        accountId: "111122223333",
        accessKeyId: `AKIA${name}`,
        userName: name,
      },
    });
  });

/** What the sample account holds for the last days, all of its stories in it; newest first. */
export function sampleEvents(days: number, seed = 7): readonly CloudTrailEvent[] {
  const { history } = createWorld({ seed, startMs: nowMs, eventsScale: 1 });
  const events: CloudTrailEvent[] = [];
  for (const account of accounts) {
    for (const region of usedRegions) {
      for (const stored of history.walk(account.id, region, nowMs - days * 86_400_000, nowMs)) {
        const read = readRecord(JSON.parse(stored.record()), 0);
        if ("event" in read) events.push(read.event);
      }
    }
  }
  return events.sort((one, other) => other.timeMs - one.timeMs);
}
