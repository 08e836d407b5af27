import { expect, test } from "vitest";
import { compareText, compareTitle } from "../../../../src/core/events/compare/compareText.js";
import type { CloudTrailEvent } from "../../../../src/core/events/event.js";
import { explain } from "../../../../src/core/events/explain.js";
import { aCall, anEvent, realRecords } from "../builders.js";
import { readRecord } from "../../../../src/core/events/reader/record.js";

const textOf = (event: CloudTrailEvent): string => compareText(event, explain(event));
const read = (event: CloudTrailEvent): Readonly<Record<string, unknown>> =>
  JSON.parse(textOf(event)) as Readonly<Record<string, unknown>>;

test("who, when and via come first, then what was asked and what the answer adds", () => {
  const event = aCall(
    "iam:CreateUser",
    { userName: "eve", path: "/" },
    {
      responseElements: { user: { userName: "eve", path: "/", userId: "AIDA1", createDate: "Nov 20" } },
    },
  );
  expect(Object.keys(read(event))).toEqual([
    "// what",
    "// who",
    "// when",
    "// via",
    "request",
    "answerAdds",
    "// left out",
  ]);
  expect(read(event)).toMatchObject({
    "// who": "alice",
    "// when": "2026-11-20T12:00:00.000Z",
    request: { path: "/", userName: "eve" },
    answerAdds: { user: { userId: "AIDA1" } },
    "// left out": ["response.user.createDate"],
  });
});

test("two calls that ask the same differ in the header alone", () => {
  const call = (token: string, eventTime: string): CloudTrailEvent =>
    aCall(
      "ec2:RunInstances",
      { clientToken: token, imageId: "ami-1" },
      {
        eventTime,
        responseElements: { requestId: token, instancesSet: { items: [{ launchTime: token }] } },
      },
    );
  const lines = (event: CloudTrailEvent): readonly string[] => textOf(event).split("\n");
  const one = lines(call("t1", "2026-11-20T12:00:00Z"));
  const other = lines(call("t2", "2026-11-21T12:00:00Z"));
  expect(one.filter((line, index) => line !== other[index])).toEqual([
    '  "// when": "2026-11-20T12:00:00.000Z",',
  ]);
});

test("an attempt that failed says so", () => {
  const event = aCall("s3:PutBucketPolicy", { bucketName: "logs-prod" }, { errorCode: "AccessDenied" });
  expect(read(event)["// what"]).toBe("PutBucketPolicy (denied: AccessDenied)");
});

test("names in the text can neither turn it round nor hide in it", () => {
  const event = aCall("s3:PutBucketPolicy", { bucketName: "a\u202eb\u200bc" });
  expect(textOf(event)).toContain("a\\u202eb\\u200bc");
  expect(read(event)["request"]).toEqual({ bucketName: "a\u202eb\u200bc" });
});

test("every real record makes a JSON text", () => {
  for (const [index, line] of realRecords().entries()) {
    const result = readRecord(JSON.parse(line), index);
    if ("event" in result) expect(() => read(result.event)).not.toThrow();
  }
});

test("the title names both moments and people", () => {
  const side = (
    eventName: string,
    eventTime: string,
  ): { event: CloudTrailEvent; insight: ReturnType<typeof explain> } => {
    const event = anEvent({ eventName, eventTime });
    return { event, insight: explain(event) };
  };
  const put = side("PutBucketPolicy", "2026-11-12T14:02:00Z");
  const options = { locale: "en", utc: true };
  expect(compareTitle(put, side("PutBucketPolicy", "2026-11-14T09:10:00Z"), options)).toBe(
    "PutBucketPolicy logs-prod: Nov 12 14:02 (alice) ↔ Nov 14 09:10 (alice)",
  );
  expect(compareTitle(put, side("DeleteBucketPolicy", "2027-01-02T09:10:00Z"), options)).toBe(
    "PutBucketPolicy → DeleteBucketPolicy logs-prod: Nov 12, 2026 14:02 (alice) ↔ Jan 2, 2027 09:10 (alice)",
  );
});
