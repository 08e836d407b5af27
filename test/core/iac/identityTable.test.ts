import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { identify } from "../../../src/core/iac/identity/identify.js";
import { identityRow, terraformIdentity } from "../../../src/core/iac/identity/identityTable.js";

interface ReferenceRow {
  readonly cfnType: string;
  readonly tfType: readonly string[];
  readonly tfNameAttribute: string;
  readonly lookupNames: readonly string[];
  readonly arnPattern: string | null;
  readonly resourcesFilled: string;
  readonly eventSource: string;
  readonly globalService: boolean;
  readonly fallbackRequestParameters: readonly string[];
}
const reference = JSON.parse(
  readFileSync(new URL("../../fixtures/iac/resource-identity.json", import.meta.url), "utf8"),
) as readonly ReferenceRow[];

const place = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const names = (type: string, parts: Parameters<typeof identify>[1], where = place) => {
  const row = identityRow(type);
  return (
    row && identify(row, parts, where).identities.map((identity) => `${identity.name} ${identity.grounds}`)
  );
};

test.each(reference)("$cfnType is known by the names that were seen", (expected) => {
  const row = identityRow(expected.cfnType);
  expect({
    lookupNames: row?.lookupNames.map((name) => `{${name}}`),
    arn: row?.arn === undefined ? null : `arn:{partition}:${row.arn}`,
    filled: row?.filled,
    eventSource: row?.eventSource,
    isGlobal: row?.isGlobal,
    requestParameters: row?.requestParameters,
  }).toEqual({
    lookupNames: expected.lookupNames,
    arn: expected.arnPattern,
    filled: expected.resourcesFilled,
    eventSource: expected.eventSource,
    isGlobal: expected.globalService,
    requestParameters: expected.fallbackRequestParameters,
  });
  for (const type of expected.tfType.filter((name) => name.startsWith("aws_"))) {
    expect(terraformIdentity(type)).toEqual({ row, attribute: expected.tfNameAttribute });
  }
});

test("a function's name is asked before the ARN that is built from it", () => {
  expect(names("AWS::Lambda::Function", { name: { text: "pay", grounds: "literal" } })).toEqual([
    "pay literal",
    "arn:aws:lambda:eu-west-1:111122223333:function:pay built",
  ]);
});

test("without an account no ARN is invented", () => {
  const nowhere = { partition: undefined, region: undefined, accountId: undefined };
  const row = identityRow("AWS::SNS::Topic");
  expect(row && identify(row, { name: { text: "t", grounds: "literal" } }, nowhere)).toEqual({
    label: "",
    identities: [],
    arn: undefined,
    accountId: undefined,
    region: undefined,
  });
});

test("a queue is asked for by its URL, a secret never by an ARN without its suffix", () => {
  expect(names("AWS::SQS::Queue", { name: { text: "q", grounds: "literal" } })).toEqual([
    "https://sqs.eu-west-1.amazonaws.com/111122223333/q built",
  ]);
  expect(names("AWS::SecretsManager::Secret", { name: { text: "s", grounds: "literal" } })).toEqual([
    "s literal",
  ]);
});

test("an ARN tells the name, the account and the Region", () => {
  const row = identityRow("AWS::DynamoDB::Table");
  const arn = "arn:aws:dynamodb:us-west-2:444455556666:table/orders";
  expect(row && identify(row, { arn: { text: arn, grounds: "stack" } }, place)).toEqual({
    label: "",
    identities: [
      { name: "orders", grounds: "stack" },
      { name: arn, grounds: "stack" },
    ],
    arn,
    accountId: "444455556666",
    region: "us-west-2",
  });
});
