import { describe, expect, test } from "vitest";
import { planLookup } from "../../../src/core/search/plan.js";
import { parseQuery } from "../../../src/core/search/queryText.js";
import { SeenNames } from "../../../src/core/search/seenNames.js";
import { anEvent, aRow, type EventSketch } from "./builders.js";

const seenFrom = (...sketches: readonly EventSketch[]): SeenNames => {
  const seen = new SeenNames();
  for (const sketch of sketches) seen.learn(aRow(sketch), anEvent(sketch));
  return seen;
};

const asked = (text: string, seen = new SeenNames()): string =>
  planLookup(parseQuery(text).query, seen)
    .attributes.map((attribute) => (attribute ? `${attribute.key}=${attribute.value}` : "all"))
    .join(" ");

const fallback = (text: string, seen = new SeenNames()): string | undefined =>
  planLookup(parseQuery(text).query, seen)
    .fallback?.attributes.map((attribute) => (attribute ? `${attribute.key}=${attribute.value}` : "all"))
    .join(" ");

describe("the attribute the service is asked for", () => {
  test.each([
    ["", "all"],
    ["id:3F2504E0-4F89-41D3-9A0C-0305E82C3301", "EventId=3f2504e0-4f89-41d3-9a0c-0305e82c3301"],
    ["key:akiaexamplekey000001", "AccessKeyId=AKIAEXAMPLEKEY000001"],
    ["resource:logs-prod", "ResourceName=logs-prod"],
    ["resource:arn:aws:s3:::logs-prod/a/b", "ResourceName=arn:aws:s3:::logs-prod/a/b ResourceName=logs-prod"],
    ["user:root", "Username=root"],
    ["event:StopLogging", "EventName=StopLogging"],
    ["event:stoplogging", "EventName=StopLogging"],
    ["event:StopLogging,DeleteTrail", "EventName=StopLogging EventName=DeleteTrail"],
    ["event:CreateFunction", "EventName=CreateFunction EventName=CreateFunction20150331"],
    ["event:UpdateDistribution", "EventName=UpdateDistribution EventName=UpdateDistribution2020_05_31"],
    ["event:BrandNewCall", "EventName=BrandNewCall"],
    ["service:s3", "EventSource=s3.amazonaws.com"],
    ["service:s3.amazonaws.com", "EventSource=s3.amazonaws.com"],
    ["type:AWS::S3::Bucket", "ResourceType=AWS::S3::Bucket"],
    ["type:AWS::EC2::Image", "ResourceType=AWS::EC2::Image ResourceType=AWS::EC2::Ami"],
    ["access:write", "ReadOnly=false"],
    ["access:read", "ReadOnly=true"],
    ["outcome:changed", "ReadOnly=false"],
  ])("%s -> %s", (text, wanted) => {
    expect(asked(text)).toBe(wanted);
  });

  test.each([
    ["event:Put*", "a pattern"],
    ["-event:StopLogging", "an exclusion"],
    ["event:brandnewcall", "a name in a spelling nobody knows"],
    ["event:A1,B2,C3,D4,E5,F6", "more than five values"],
    ["user:alice", "a person never seen"],
    ["stopped logging", "plain words"],
    ["ip:203.0.113.7 error:any via:CLI mark:destructive", "what the service cannot filter by"],
    ["access:read,write", "both kinds of access"],
    ["outcome:changed,denied", "outcomes of which one may be read"],
  ])("%s asks for everything: %s", (text) => {
    expect(asked(text)).toBe("all");
  });

  test.each([
    ["access:write service:s3 event:StopLogging", "EventName=StopLogging"],
    ["event:StopLogging resource:main", "ResourceName=main"],
    ["resource:main key:AKIAEXAMPLEKEY000001", "AccessKeyId=AKIAEXAMPLEKEY000001"],
    ["key:AKIAEXAMPLEKEY000001 id:a", "EventId=a"],
    ["service:s3 access:write", "EventSource=s3.amazonaws.com"],
    ["event:Put* service:s3", "EventSource=s3.amazonaws.com"],
  ])("%s: the most selective one wins, %s", (text, wanted) => {
    expect(asked(text)).toBe(wanted);
  });
});

describe("names as the service lists them", () => {
  const session = { user: "alice@acme.example" };

  test("a person seen before is asked for by the listed names", () => {
    expect(asked("user:alice", seenFrom(session))).toBe("Username=alice@acme.example");
    expect(asked("user:ALICE", seenFrom(session, { user: "alice" }))).toBe(
      "Username=alice@acme.example Username=alice",
    );
  });

  test("a person some of whose calls had no listed name is not", () => {
    expect(asked("user:alice", seenFrom(session, { user: "alice", username: undefined }))).toBe("all");
  });

  test("a certain EventName is preferred to a name that may be one of several", () => {
    expect(asked("user:alice event:StopLogging", seenFrom(session))).toBe("EventName=StopLogging");
    expect(asked("user:alice service:s3", seenFrom(session))).toBe("Username=alice@acme.example");
  });

  test("a resource is also asked for under the ARN it was listed with", () => {
    const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
    const seen = seenFrom({ resources: [{ type: "AWS::Lambda::Function", name: arn }] });
    expect(asked("resource:orders", seen)).toBe(`ResourceName=orders ResourceName=${arn}`);
  });

  test("an API is also asked for under the versioned name it was listed with", () => {
    expect(asked("event:newcall", seenFrom({ name: "NewCall20300101" }))).toBe(
      "EventName=newcall EventName=NewCall20300101",
    );
  });

  test("what was seen is forgotten rather than growing without end", () => {
    const seen = new SeenNames();
    for (let index = 0; index < 25_000; index++) {
      const row = aRow({ id: "x", resources: [{ type: "T", name: `name-${String(index)}` }] });
      seen.learn(row, anEvent({ id: "x" }));
    }
    expect(seen.resourceNames("name-1")).toEqual([]);
    expect(seen.resourceNames("name-24999")).toEqual(["name-24999"]);
  });
});

describe("when nothing comes back", () => {
  test("names that may be listed otherwise are looked for among everything, or by a certain attribute", () => {
    expect(fallback("resource:logs-prod")).toBe("all");
    expect(fallback("resource:logs-prod event:StopLogging access:write")).toBe("EventName=StopLogging");
    expect(fallback("event:BrandNewCall")).toBe("all");
  });

  test("certain attributes are not asked for in another way", () => {
    for (const text of [
      "id:a",
      "key:AKIA",
      "event:StopLogging",
      "service:s3",
      "access:write",
      "user:root",
      "",
    ]) {
      expect(fallback(text)).toBeUndefined();
    }
  });
});

test("calls that plain words mean are looked for ahead, but only where everything is asked for", () => {
  const ahead = (text: string): string[] =>
    planLookup(parseQuery(text).query, new SeenNames()).ahead.map(({ key, value }) => `${key}=${value}`);
  expect(ahead("who stopped logging")).toEqual(["EventName=StopLogging"]);
  expect(ahead("alice deleting the trail")).toEqual(["EventName=DeleteTrail"]);
  expect(ahead("who created functions")).toEqual([
    "EventName=CreateFunction",
    "EventName=CreateFunction20150331",
  ]);
  expect(ahead("logging")).toEqual([]);
  expect(ahead("stopped logging service:cloudtrail")).toEqual([]);
});

test("all conditions but the one asked for are named as filtered here", () => {
  const { filteredHere } = planLookup(
    parseQuery('event:StopLogging,DeleteTrail -event:Get* user:alice,bob "a phrase" who').query,
    new SeenNames(),
  );
  expect(filteredHere).toEqual(["-event:Get*", "user:alice,bob", '"a phrase"', '"who"']);
});
