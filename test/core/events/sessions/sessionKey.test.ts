import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json.js";
import { isKeyId, sessionForms, sessionKeyOf } from "../../../../src/core/events/sessions/sessionKey.js";
import { ACCOUNT, anEvent } from "../builders.js";

const start = "2026-11-23T14:02:00Z";
const role = (accessKeyId: string | undefined, creationDate: string | undefined = start): JsonObject => ({
  type: "AssumedRole",
  principalId: "AROAEXAMPLE:alice",
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/alice`,
  accountId: ACCOUNT,
  accessKeyId,
  sessionContext: { attributes: { creationDate } },
});
const valueOf = (userIdentity: JsonObject | null, fields: JsonObject = {}): string | undefined =>
  sessionKeyOf(anEvent({ userIdentity, ...fields }))?.value;

describe("a session is told by", () => {
  test("the id of its temporary key", () => {
    expect(sessionKeyOf(anEvent({ userIdentity: role("ASIAEXAMPLE1") }))).toEqual({
      value: "ASIAEXAMPLE1",
      kind: "temporary-key",
      startMs: Date.parse(start),
    });
  });

  test("its name and start where there is no key, and in the console, which draws several keys for one sign-in", () => {
    expect(valueOf(role(undefined))).toBe(`Admin/alice@${start}`);
    const inConsole = { sessionCredentialFromConsole: "true" };
    expect(valueOf(role("ASIAFIRST"), inConsole)).toBe(valueOf(role("ASIASECOND"), inConsole));
    expect(valueOf(role("ASIAFIRST"), inConsole)).toBe(`Admin/alice@${start}`);
  });

  test("a long-lived key, which has no start", () => {
    expect(sessionKeyOf(anEvent())).toEqual({
      value: "AKIAIOSFODNN7EXAMPLE",
      kind: "access-key",
      startMs: undefined,
    });
  });

  test.each([
    ["no identity", null],
    ["a service", { type: "AWSService", invokedBy: "lambda.amazonaws.com" }],
    ["a start that is no date", role(undefined, "yesterday")],
  ])("nothing for %s", (_, identity) => {
    expect(valueOf(identity)).toBeUndefined();
  });
});

test("a session is found by its key, its name with its start, and its principal with its start", () => {
  expect(sessionForms(anEvent({ userIdentity: role("ASIAEXAMPLE1") }))).toEqual([
    "ASIAEXAMPLE1",
    `Admin/alice@${start}`,
    `alice@${start}`,
    `AROAEXAMPLE:alice@${start}`,
  ]);
});

test.each([
  ["ASIAEXAMPLE1", true],
  ["akiaexample1", true],
  ["alice@2026-11-23T14:02:00Z", false],
  ["ASIA*", false],
])("%s is a key id: %s", (value, is) => {
  expect(isKeyId(value)).toBe(is);
});
