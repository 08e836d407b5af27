import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { yamlSections } from "../../../../src/core/iac/cloudformation/yamlBlocks.js";
import { locateTemplate, scanTemplate } from "../../../../src/core/iac/locate.js";
import type {
  LinkedStack,
  LocatedTemplate,
  TemplateLinks,
} from "../../../../src/core/iac/locatedResource.js";

const signal = new AbortController().signal;
const source = (text: string) => ({ path: "/p/template.yaml", languageId: "yaml", text });

const stack = (stackName: string, ids: Readonly<Record<string, string>>): LinkedStack => ({
  stackName,
  stackId: undefined,
  accountId: "111122223333",
  region: "eu-west-1",
  resources: Object.entries(ids).map(([logicalId, physicalId]) => ({ logicalId, physicalId, type: "" })),
});

const links = (fields: Partial<TemplateLinks>): TemplateLinks => ({
  files: { read: async () => undefined, list: async () => [] },
  stacks: [],
  states: [],
  accountId: undefined,
  region: undefined,
  ...fields,
});

const namesOf = (template: LocatedTemplate | undefined): readonly (readonly string[])[] =>
  template?.resources.map(({ address, instances }) => [
    address,
    ...instances.flatMap(({ identities }) => identities.map(({ name }) => name)),
  ]) ?? [];

const sam = readFileSync("samples/workspace/sam/template.yaml", "utf8");
const storage = readFileSync("samples/workspace/cloudformation/template.yaml", "utf8");

describe("from the text alone", () => {
  test("every resource of the samples is in its place", () => {
    const found = scanTemplate(source(storage));
    const lines = storage.split("\n");
    expect(found?.kind).toBe("cloudformation");
    expect(found?.resources.map(({ address }) => address)).toEqual([
      "AssetsBucket",
      "OrdersTable",
      "SessionsTable",
    ]);
    for (const { address, header, block } of found?.resources ?? []) {
      expect(lines[header.startLine]?.slice(header.startCharacter, header.endCharacter)).toBe(`${address}:`);
      expect(lines[block.endLine + 1]).toBe("");
    }
    expect(scanTemplate(source(sam))?.kind).toBe("sam");
  });

  test("names are literal, from defaults and pseudo parameters, or not known", async () => {
    const text = `
Parameters:
  Stage:
    Default: prod # usual
Resources:
  "Quoted":
    Type: 'AWS::S3::Bucket'
    Properties: { }
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub "acme-\${Stage}-\${AWS::Region}"
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub "\${AWS::StackName}-role"
  Other:
    Type: Custom::Thing`;
    expect(namesOf(scanTemplate(source(text)))).toEqual([["Quoted"], ["Logs"], ["Role"], ["Other"]]);
    const found = await locateTemplate(source(text), links({ region: "eu-west-1" }), signal);
    expect(namesOf(found)).toEqual([["Quoted"], ["Logs", "acme-prod-eu-west-1"], ["Role"], ["Other"]]);
    expect(found?.resources.map(({ completeness }) => completeness)).toEqual([
      "needs-link",
      "known",
      "needs-link",
      "unsupported",
    ]);
  });

  test("functions in long and flow form are as good as tags, and a hash in quotes is no comment", async () => {
    const text = `
Parameters:
  Stage:
    Default: prod
Resources:
  Long:
    Type: AWS::S3::Bucket
    Properties:
      BucketName:
        Fn::Sub: "logs-\${Stage}"
  Flow:
    Type: AWS::S3::Bucket
    Properties: # of it
      BucketName: { Ref: Stage }
  Other:
    Type: AWS::S3::Bucket
    Properties:
      BucketName:
        Fn::Join: ["-", [a, b]]
  Hash:
    Type: AWS::SSM::Parameter
    Properties:
      Name: "a # b" # the name`;
    const found = await locateTemplate(source(text), links({}), signal);
    expect(namesOf(found).map(([address, name]) => [address, name])).toEqual([
      ["Long", "logs-prod"],
      ["Flow", "prod"],
      ["Other", undefined],
      ["Hash", "a # b"],
    ]);
    expect(found?.resources.slice(0, 2).map(({ instances }) => instances[0]?.identities[0]?.grounds)).toEqual(
      ["evaluated", "evaluated"],
    );
  });

  // none of these ends in the time a test has when it is searched through again from each of its places
  test.each([
    ["blank lines", "\n".repeat(1_000_000)],
    ["blanks in a value", `  Bait: a${" ".repeat(1_000_000)}b\n`],
    [
      "open substitutions",
      `  Bait:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub "${"${".repeat(500_000)}"\n`,
    ],
    ["hashes", `  Bait: ${"#".repeat(1_000_000)}\n`],
    ["colons", `  ${"a:".repeat(500_000)}\n`],
  ])("hostile text is read in one go: %s", (_what, bait) => {
    const found = scanTemplate(source(`Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n${bait}`));
    expect(found?.resources[0]?.address).toBe("Logs");
  });

  test("other YAML is no template", () => {
    expect(scanTemplate(source("Resources:\n  a:\n    Type: b\n"))).toBeUndefined();
    expect(scanTemplate(source("# AWS::S3::Bucket\njobs:\n  a: b\n"))).toBeUndefined();
  });

  test("what is half-typed costs only itself, and any text is taken", () => {
    const typed = storage.replace("      BucketName: acme-shop-assets", '      BucketName: "acme\n  Half');
    expect(scanTemplate(source(typed))?.resources.map(({ address }) => address)).toEqual([
      "AssetsBucket",
      "OrdersTable",
      "SessionsTable",
    ]);
    fc.assert(
      fc.property(fc.string(), fc.nat(storage.length), (junk, at) => {
        const text = storage.slice(0, at) + junk + storage.slice(at);
        const count = text.split("\n").length;
        for (const blocks of yamlSections(text).values())
          for (const { startLine, endLine } of blocks) {
            expect(endLine).toBeGreaterThanOrEqual(startLine);
            expect(endLine).toBeLessThan(count);
          }
      }),
    );
  });
});

describe("with linked stacks", () => {
  test("physical ids are names, by what the type's id is", async () => {
    const stacks = [
      stack("shop-storage", { OrdersTable: "shop-storage-OrdersTable-1A", AssetsBucket: "acme-shop-assets" }),
    ];
    const found = await locateTemplate(source(storage), links({ stacks }), signal);
    const table = found?.resources[1]?.instances[0];
    expect(table).toMatchObject({ accountId: "111122223333", region: "eu-west-1" });
    expect(table?.identities[0]).toEqual({ name: "shop-storage-OrdersTable-1A", grounds: "stack" });
    expect(found?.resources[2]?.completeness).toBe("needs-link");
  });

  test("several stacks of one template are told apart", async () => {
    const stacks = [stack("one", { OrdersTable: "a" }), stack("two", { OrdersTable: "b" })];
    const found = await locateTemplate(source(storage), links({ stacks }), signal);
    expect(found?.resources[1]?.instances.map(({ label }) => label)).toEqual(["one", "two"]);
  });

  test("samconfig.toml beside the text names the stack", async () => {
    const read = async (path: string): Promise<string | undefined> =>
      path === "/p/samconfig.toml" ? readFileSync("samples/workspace/sam/samconfig.toml", "utf8") : undefined;
    const files = { read, list: async () => [] };
    expect((await locateTemplate(source(sam), links({ files }), signal))?.stackHints).toEqual([
      {
        stackName: "shop-api",
        region: "eu-west-1",
        accountId: undefined,
        profile: undefined,
        origin: "samconfig.toml",
      },
    ]);
  });
});
