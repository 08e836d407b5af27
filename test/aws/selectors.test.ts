import { describe, expect, test } from "vitest";
import { toSelectors } from "../../src/aws/selectors.js";
import { english } from "../../src/core/base/translate.js";

const summaries = (
  ...given: Parameters<typeof toSelectors> extends [infer B, infer A, unknown] ? [B, A] : never
) => toSelectors(...given, english).map(({ summary }) => summary);

describe("basic selectors", () => {
  test("read as management events and data events of each kind of resource", () => {
    const selectors = toSelectors(
      [
        {
          ReadWriteType: "WriteOnly",
          IncludeManagementEvents: true,
          ExcludeManagementEventSources: ["kms.amazonaws.com"],
          DataResources: [
            { Type: "AWS::S3::Object", Values: ["arn:aws:s3:::logs/"] },
            { Type: "AWS::Lambda::Function", Values: ["arn:aws:lambda"] },
          ],
        },
      ],
      undefined,
      english,
    );
    expect(selectors.map(({ summary }) => summary)).toEqual([
      "Management events, write only, eventSource is not kms.amazonaws.com",
      "Data events of S3 Object, write only, ARN starts with arn:aws:s3:::logs/",
      "Data events of Lambda Function, write only",
    ]);
    expect(selectors[1]?.conditions).toEqual([
      { field: "eventCategory", operator: "equals", values: ["Data"] },
      { field: "resources.type", operator: "equals", values: ["AWS::S3::Object"] },
      { field: "readOnly", operator: "equals", values: ["false"] },
      { field: "resources.ARN", operator: "starts with", values: ["arn:aws:s3:::logs/"] },
    ]);
  });

  test("record management events unless they say no", () => {
    expect(summaries([{ ReadWriteType: "All" }], undefined)).toEqual(["Management events, read and write"]);
    expect(summaries([{ IncludeManagementEvents: false, DataResources: [] }], undefined)).toEqual([]);
  });
});

describe("advanced selectors", () => {
  test("read as category, resource types, access and what narrows them", () => {
    const selector = {
      Name: "reads",
      FieldSelectors: [
        { Field: "eventCategory", Equals: ["NetworkActivity"] },
        { Field: "eventSource", Equals: ["ec2.amazonaws.com"] },
        { Field: "eventName", NotStartsWith: ["Describe"], EndsWith: ["A", "B", "C", "D", "E"] },
      ],
    };
    const [first] = toSelectors(undefined, [selector], english);
    expect(first).toMatchObject({
      name: "reads",
      summary:
        "Network activity events, read and write, eventSource is ec2.amazonaws.com, eventName ends with A or B or C and 2 more, eventName does not start with Describe",
    });
    expect(first?.conditions.map(({ operator }) => operator)).toEqual([
      "equals",
      "equals",
      "ends with",
      "does not start with",
    ]);
  });

  test("without a name are numbered, and of an unknown category still shown", () => {
    const selector = { FieldSelectors: [{ Field: "eventCategory", Equals: ["Tomorrow"] }] };
    expect(toSelectors(undefined, [selector], english)).toMatchObject([
      { name: "Selector 1", summary: "Tomorrow, read and write" },
    ]);
  });
});
