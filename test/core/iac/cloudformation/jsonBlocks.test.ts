import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { locateTemplate, scanTemplate } from "../../../../src/core/iac/locate.js";
import type { LocatedTemplate, TemplateLinks } from "../../../../src/core/iac/locatedResource.js";

const text = `{
  "Parameters": { "Name": { "Type": "String", "Default": "acme-logs" } },
  "Resources": {
    "Logs": {
      "Type": "AWS::S3::Bucket",
      "Properties": { "BucketName": { "Ref": "Name" } }
    },
    "Jobs": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": { "Fn::Sub": "jobs-\${AWS::Region}" } } },
    "Table": {
      "Type": "AWS::DynamoDB::Table"
    }
  }
}
`;
const source = (json: string) => ({ path: "/p/template.json", languageId: "json", text: json });
const links: TemplateLinks = {
  files: { read: async () => undefined, list: async () => [] },
  stacks: [],
  states: [],
  accountId: "111122223333",
  region: "eu-west-1",
};
const named = (found: LocatedTemplate | undefined): readonly (readonly (string | undefined)[])[] =>
  found?.resources.map(({ address, instances }) => [address, instances[0]?.identities[0]?.name]) ?? [];

describe("a template in JSON", () => {
  test("has every resource in its place", () => {
    const found = scanTemplate(source(text));
    expect(found?.kind).toBe("cloudformation");
    expect(
      found?.resources.map(({ address, header, block }) => [address, header.startLine, block.endLine]),
    ).toEqual([
      ["Logs", 3, 6],
      ["Jobs", 7, 7],
      ["Table", 8, 10],
    ]);
    expect(found?.resources.map(({ header }) => header.startCharacter)).toEqual([4, 4, 4]);
  });

  test("gives names from defaults and pseudo parameters, as in YAML", async () => {
    const found = await locateTemplate(source(text), links, new AbortController().signal);
    expect(named(found)).toEqual([
      ["Logs", "acme-logs"],
      ["Jobs", "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs-eu-west-1"],
      ["Table", undefined],
    ]);
    expect(found?.resources[2]?.needs).toEqual(["physical id of Table"]);
  });

  test("is SAM when it says so", () => {
    const sam = text.replace("{", '{ "Transform": "AWS::Serverless-2016-10-31",');
    expect(scanTemplate(source(sam))?.kind).toBe("sam");
  });

  test("keeps what stands before a break, whatever is typed", () => {
    const half = text.slice(0, text.indexOf('"Table"'));
    expect(named(scanTemplate(source(`${half}"Ne`))).map(([address]) => address)).toContain("Logs");
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 12 }), (at, typed) => {
        const typing = text.slice(0, at) + typed + text.slice(at);
        const lines = typing.split("\n");
        for (const { header, block } of scanTemplate(source(typing))?.resources ?? []) {
          expect(header.startCharacter).toBeLessThanOrEqual(lines[header.startLine]?.length ?? -1);
          expect(block.endLine).toBeLessThan(lines.length);
        }
      }),
    );
  });

  test.each([
    "{",
    "{}",
    '{"Resources": 3}',
    '{"Resources": {"A": []}}',
    '{"dependencies": {"x": "AWS::S3::Bucket"}}',
  ])("%s is no template", (json) => expect(scanTemplate(source(json))).toBeUndefined());
});
