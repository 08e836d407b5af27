import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CloudTrailEvent } from "../../../../src/core/events/event.js";
import {
  readDocument,
  type DocumentItem,
  type DocumentProblem,
} from "../../../../src/core/events/reader/document.js";
import { actorOf } from "../../../../src/core/events/actor/actor.js";
import { aRecord } from "../builders.js";

/** Files of test/fixtures/documents: three real records in every shape, see the README there. */
const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/documents/${name}`, import.meta.url));

const A = "895dc875-cb08-45a5-b8c2-9158838741c0";
const B = "d2ba211c-a040-45b6-86d0-33249cc21647";
const C = "70e5932e-9022-4b38-837e-ca10dad94eb7";

interface All {
  readonly events: readonly CloudTrailEvent[];
  readonly ids: readonly string[];
  readonly problems: readonly DocumentProblem[];
}

function all(content: Uint8Array | string): All {
  const items: readonly DocumentItem[] = [...readDocument(content)];
  const events = items.flatMap((item) => ("event" in item ? [item.event] : []));
  const problems = items.flatMap((item) => ("problem" in item ? [item.problem] : []));
  return { events, problems, ids: events.map(({ id }) => id) };
}

const only = (content: Uint8Array | string): CloudTrailEvent => {
  const [event] = all(content).events;
  if (!event) throw new Error("there is no event");
  return event;
};

describe("reads three records out of", () => {
  test.each([
    "log.json",
    "array.json",
    "lines.jsonl",
    "joined.json",
    "joined-pretty.json",
    "eventbridge-lines.jsonl",
    "eventbridge-array.json",
    "lookup-events.json",
    "lookup-rows.jsonl",
    "console.csv",
    "lake-eventjson.json",
    "lake-eventjson.csv",
    "detection-tests.jsonl",
    "prefixed.log",
    "marked.json",
    "utf16.json",
  ])("%s", (name) => {
    expect(all(fixture(name))).toMatchObject({ ids: [A, B, C], problems: [] });
  });
});

describe("reads one record out of", () => {
  test.each([
    "one.json",
    "one-pretty.json",
    "eventbridge.json",
    "log-group.json",
    "sns.json",
    "lambda-sqs.json",
    "kinesis.json",
    "firehose.json",
    "search-hits.json",
    "padded.json",
    "console-excel.csv",
  ])("%s", (name) => {
    expect(all(fixture(name))).toMatchObject({ ids: [A], problems: [] });
  });

  test("each message of a queue, whether it holds an event or a notification of one", () => {
    expect(all(fixture("sqs.json")).ids).toEqual([A, B]);
  });

  test("each row of Logs Insights, from its message or from its fields", () => {
    const { events } = all(fixture("logs-insights.json"));
    expect(events.map(({ name }) => name)).toEqual([
      "SharedSnapshotVolumeCreated",
      "StartSecretVersionDelete",
    ]);
    expect(events[1]?.userIdentity).toEqual({ arn: "arn:aws:iam::111122223333:user/alice" });
  });

  test("a record without a type of identity, a service's own", () => {
    expect(actorOf(only(fixture("one.json")))).toMatchObject({ kind: "service" });
  });

  test("aggregated, Insights and network activity events", () => {
    const aggregated = {
      eventVersion: "1.0",
      accountId: "111122223333",
      eventId: "agg",
      eventCategory: "Aggregated",
      eventType: "AwsAggregatedEvent",
      awsRegion: "eu-west-1",
      eventSource: "s3.amazonaws.com",
      timeWindow: {
        windowStart: "2026-11-20T11:55:00Z",
        windowEnd: "2026-11-20T12:00:00Z",
        windowSize: "PT5M",
      },
      summary: {
        primaryDimension: { dimension: "eventName", statistics: [{ name: "PutObject", value: 3 }] },
      },
    };
    const insight = {
      eventVersion: "1.08",
      eventTime: "2026-11-20T12:00:00Z",
      awsRegion: "eu-west-1",
      eventID: "insight",
      eventType: "AwsCloudTrailInsight",
      insightDetails: { state: "Start", eventSource: "ec2.amazonaws.com", eventName: "RunInstances" },
    };
    const network = aRecord({ eventID: "net", eventCategory: "NetworkActivity", eventType: "AwsVpceEvent" });
    const { ids, problems } = all(JSON.stringify({ Records: [aggregated, insight, network] }));
    expect(ids).toEqual(["agg", "insight", "net"]);
    expect(problems).toEqual([]);
  });
});

describe("keeps what a shape says", () => {
  test("fields it does not know stay in the record, and so do a row's unknown columns", () => {
    expect(only(JSON.stringify(aRecord({ surprise: { a: 1 } }))).raw).toHaveProperty("surprise", { a: 1 });
    expect(only("eventName,eventTime,surprise\nX,2026-11-20T12:00:00Z,1").raw).toHaveProperty(
      "surprise",
      "1",
    );
  });

  test("console rows name user, key and resources, also over two lines", () => {
    const { events } = all(fixture("console.csv"));
    expect(events[0]).toMatchObject({
      userIdentity: { userName: "alice" },
      listed: [{ name: "logs, prod", type: "AWS::S3::Bucket" }],
      readOnly: false,
    });
    expect(events.map(({ userIdentity }) => userIdentity?.["userName"])).toEqual([
      "alice",
      "two\nlines",
      'say "hi"',
    ]);
  });

  test("rows of LookupEvents join their resources to the record", () => {
    expect(all(fixture("lookup-events.json")).events[0]?.listed).toContainEqual({
      name: "logs-prod",
      type: "AWS::S3::Bucket",
    });
  });

  test.each(["lake-columns.json", "lake.csv"])("Lake's rows and maps become objects again: %s", (name) => {
    const event = only(fixture(name));
    expect(event).toMatchObject({
      name: "PutBucketPolicy",
      timeMs: Date.UTC(2026, 10, 20, 12),
      requestParameters: { bucketName: "logs-prod", bucketPolicy: { Statement: [{ Effect: "Allow" }] } },
      listed: [{ arn: "arn:aws:s3:::logs-prod" }],
    });
    expect(actorOf(event)).toMatchObject({
      name: "alice",
      chain: ["alice", "role Admin", "account 111122223333"],
    });
  });
});

describe("what cannot be read is reported at its place, and what stands around it is kept", () => {
  test("a broken record in a list", () => {
    const { ids, problems } = all(fixture("damaged.json"));
    expect(ids).toEqual([A, C]);
    expect(problems).toMatchObject([{ kind: "damaged", position: { index: 1, line: 1, offset: 667 } }]);
  });

  test("a broken record over many lines, with the line that breaks it", () => {
    const { ids, problems } = all(fixture("damaged-pretty.json"));
    expect(ids).toEqual([A, C]);
    expect(problems).toMatchObject([{ position: { index: 1, line: 28 } }]);
    expect(problems[0]?.reason).toMatch(/^No valid JSON: .* line 34\.$/);
  });

  test("a file that was cut off", () => {
    const { ids, problems } = all(fixture("cut-off.json"));
    expect(ids).toEqual([A, B]);
    expect(problems).toMatchObject([
      { position: { index: 2 }, reason: expect.stringContaining("cut off") as string },
    ]);
  });

  test("broken lines among lines, one by one", () => {
    const { ids, problems } = all(fixture("damaged-lines.jsonl"));
    expect(ids).toEqual([A, C]);
    expect(problems.map(({ position }) => [position.index, position.line])).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  test("two broken records side by side count as two", () => {
    const good = JSON.stringify(aRecord());
    const bad = good.replace('"eventTime":', '"eventTime"');
    const { events, problems } = all(`{"Records":[${[good, bad, bad, good].join(",")}]}`);
    expect(events).toHaveLength(2);
    expect(problems.map(({ position }) => position.index)).toEqual([1, 2]);
  });

  test("entries of a list that are no records", () => {
    const { ids, problems } = all(fixture("no-objects.json"));
    expect(ids).toEqual([A, B]);
    expect(problems.map(({ position }) => position.index)).toEqual([1, 2, 3, 4]);
  });

  test("a row of a table that ends in the middle of a quoted cell", () => {
    const { events, problems } = all('eventName,eventTime\nX,2026-11-20T12:00:00Z\nY,"2026');
    expect(events).toHaveLength(1);
    expect(problems).toMatchObject([{ position: { index: 1, line: 3, offset: 43 }, kind: "damaged" }]);
  });

  test("a missing or surplus comma costs nothing", () => {
    expect(all(fixture("trailing-comma.json"))).toMatchObject({ ids: [A, B], problems: [] });
    const one = JSON.stringify(aRecord());
    expect(all(`{"Records":[${one}${one},,${one}]}`)).toMatchObject({
      ids: [{}, {}, {}].map(() => aRecord()["eventID"]),
      problems: [],
    });
  });

  test("bytes are counted as the file has them", () => {
    const text = `${JSON.stringify(aRecord({ note: "é€😀" }))}\n{"eventName":"X"}\n`;
    const { problems } = all(new TextEncoder().encode(text));
    expect(problems).toMatchObject([
      { position: { index: 1, line: 2, offset: new TextEncoder().encode(text).length - 18 } },
    ]);
  });
});

describe("files of another kind are told apart in one line", () => {
  test.each([
    ["digest.json", "A digest file"],
    ["s3-notification.json", "Not CloudTrail: a notification of S3"],
    ["other-event.json", 'Not CloudTrail: an EventBridge event of type "EC2 Instance'],
    ["foreign.json", 'Not CloudTrail: a JSON object with "name", "version"'],
    ["foreign.txt", "Not CloudTrail: text that is no JSON"],
  ])("%s", (name, reason) => {
    const { events, problems } = all(fixture(name));
    expect(events).toEqual([]);
    expect(problems).toMatchObject([{ kind: "foreign", reason: expect.stringContaining(reason) as string }]);
  });

  test.each([["", " \n\u0000"]])("an empty file", (content) => {
    expect(all(content).problems).toEqual([{ position: {}, reason: "The file is empty.", kind: "foreign" }]);
  });

  test("an empty log is none of them", () => {
    expect(all('{"Records":[]}')).toEqual({ events: [], ids: [], problems: [] });
  });
});
