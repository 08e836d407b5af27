import { expect, test } from "vitest";
import { english } from "../../../src/core/base/translate.js";
import { explain } from "../../../src/core/events/explain.js";
import { facts } from "../../../src/core/events/facts.js";
import type { CloudTrailEvent } from "../../../src/core/events/event.js";
import { ACCOUNT, aCall, anEvent } from "./builders.js";

const lines = (event: CloudTrailEvent): Readonly<Record<string, string>> =>
  Object.fromEntries(facts(event, explain(event), english).map(({ label, value }) => [label, value]));

test("names what matters, with the field each value can be filtered by", () => {
  const event = aCall("cloudtrail:StopLogging", { name: "main" });
  const fields = facts(event, explain(event), english).map(
    ({ label, value, field }) => `${label}: ${value} (${field ?? "-"})`,
  );
  expect(fields).toEqual([
    "Event: StopLogging (event)",
    "Service: cloudtrail (service)",
    "Time: 2026-11-20T12:00:00.000Z (-)",
    "User: alice (user)",
    "Identity type: IAMUser (-)",
    `Caller ARN: arn:aws:iam::${ACCOUNT}:user/alice (-)`,
    "Access key: AKIAIOSFODNN7EXAMPLE (key)",
    "Resource: main (resource)",
    "Resource type: AWS::CloudTrail::Trail (type)",
    "Tool: Console (via)",
    "Tool told by: userAgent Mozilla/5.0 (-)",
    "From: 203.0.113.7 (ip)",
    "User agent: Mozilla/5.0 (X11; Linux x86_64) (-)",
    "Outcome: changed (outcome)",
    "Mark: logging-weakening (mark)",
    "Access: write (access)",
    "Region: eu-west-1 (-)",
    `Account: ${ACCOUNT} (recipient)`,
    "Event type: AwsApiCall (-)",
    "Category: Management (-)",
    "Event ID: 6f3c1a52-9f8f-4d3c-8a53-0f1f0d6a4b11 (id)",
    "Request ID: REQUEST1 (request)",
  ]);
});

test("tells errors and the second factor", () => {
  const userIdentity = {
    type: "IAMUser",
    userName: "a",
    sessionContext: { attributes: { mfaAuthenticated: "false" } },
  };
  const event = anEvent({ userIdentity, errorCode: "AccessDenied", errorMessage: "no" });
  expect(lines(event)).toMatchObject({
    MFA: "no",
    Error: "AccessDenied",
    "Error message": "no",
    Outcome: "denied",
  });
});

test("leaves out what the record does not say", () => {
  expect(
    Object.keys(lines(anEvent({ userIdentity: null, userAgent: "", sourceIPAddress: "" }))),
  ).not.toContain("From");
});

test("cuts what would flood the view", () => {
  const event = anEvent({ userAgent: "x".repeat(1_000_000) });
  expect(lines(event)["User agent"]?.length).toBe(2_000);
});
