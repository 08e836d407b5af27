import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Failure } from "../../../../src/core/base/failure.js";
import { locateTemplate, scanTemplate } from "../../../../src/core/iac/locate.js";
import type {
  LocatedResource,
  TemplateFiles,
  TemplateLinks,
} from "../../../../src/core/iac/locatedResource.js";
import { readTerraformState } from "../../../../src/core/iac/terraform/terraformState.js";

const signal = new AbortController().signal;

const filesOf = (texts: Readonly<Record<string, string>>): TemplateFiles => ({
  read: async (path) => texts[path],
  list: async (folder) =>
    Object.keys(texts)
      .filter((path) => path.startsWith(folder))
      .map((path) => path.slice(folder.length)),
});

const links = (fields: Partial<TemplateLinks> = {}): TemplateLinks => ({
  files: filesOf({}),
  stacks: [],
  states: [],
  accountId: undefined,
  region: undefined,
  ...fields,
});

const main = (text: string) => ({ path: "/p/main.tf", languageId: undefined, text });

async function located(
  text: string,
  fields: Partial<TemplateLinks> = {},
): Promise<ReadonlyMap<string, LocatedResource>> {
  const found = await locateTemplate(main(text), links(fields), signal);
  return new Map(found?.resources.map((resource) => [resource.address, resource]));
}

const namesOf = (resource: LocatedResource | undefined): readonly string[] =>
  resource?.instances.flatMap(({ identities }) => identities.map(({ name }) => name)) ?? [];

const bucket = (name: string): string => `resource "aws_s3_bucket" "logs" {\n  bucket = ${name}\n}\n`;

describe("from the text alone", () => {
  test("ranges are those of the block and its head", () => {
    const text = `# note\r\n\r\n  resource "aws_s3_bucket" "logs" {\r\n  bucket = "a"\r\n}\r\n`;
    const [resource] = scanTemplate(main(text))?.resources ?? [];
    expect(resource).toMatchObject({
      address: "aws_s3_bucket.logs",
      header: { startLine: 2, startCharacter: 2, endLine: 2 },
      block: { startLine: 2, endLine: 4, endCharacter: 1 },
    });
  });

  test("names are literal, or worked out of locals, variables and other resources", () => {
    const text = `
locals { app = "shop" }
variable "stage" { default = "prod" }
resource "aws_s3_bucket" "logs" {
  bucket = "\${local.app}-\${var.stage}-logs"
}
resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
}
resource "aws_iam_role" "role" {
  name = "fixed"
}`;
    const found = scanTemplate(main(text))?.resources ?? [];
    expect(found.map(namesOf)).toEqual([["shop-prod-logs"], ["shop-prod-logs"], ["fixed"]]);
    expect(found.map(({ instances }) => instances[0]?.identities[0]?.grounds)).toEqual([
      "evaluated",
      "evaluated",
      "literal",
    ]);
    expect(found[2]?.instances[0]?.region).toBe("us-east-1");
  });

  test("a reference that goes round in circles and a type of another cloud name nothing", () => {
    const text = `locals {\n a = local.b\n b = local.a\n}\n${bucket("local.a")}resource "google_thing" "x" {}`;
    const [logs, other] = scanTemplate(main(text))?.resources ?? [];
    expect(namesOf(logs)).toEqual([]);
    expect(logs).toMatchObject({ completeness: "needs-link", needs: ["aws_s3_bucket.logs.bucket"] });
    expect(other?.completeness).toBe("unsupported");
  });

  test("any text gives ranges inside of it and no error", () => {
    const lines = (text: string): number => text.split("\n").length;
    const piece = fc.constantFrom(
      'resource "aws_s3_bucket" "a" {',
      "}",
      '"${',
      "<<EOT",
      "bucket = local.x",
      "\n",
      "/*",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        const text = pieces.join(" ");
        for (const { header, block } of scanTemplate(main(text))?.resources ?? []) {
          expect(block.endLine).toBeLessThan(lines(text));
          expect(header.startLine).toBeLessThanOrEqual(header.endLine);
        }
      }),
    );
  });

  test("other files are no templates of ours", () => {
    expect(scanTemplate({ path: "/a.md", languageId: "markdown", text: "resource" })).toBeUndefined();
  });
});

describe("with files beside it", () => {
  test("variables, locals and the provider of other files of the folder count", async () => {
    const files = filesOf({
      "/p/variables.tf": `variable "name" {}\nprovider "aws" {\n region = "eu-north-1"\n}`,
      "/p/terraform.tfvars": `name = "told"`,
    });
    const found = await located(bucket("var.name"), { files });
    expect(namesOf(found.get("aws_s3_bucket.logs"))).toEqual(["told"]);
    expect(found.get("aws_s3_bucket.logs")?.instances[0]?.region).toBe("eu-north-1");
  });

  test("the sample's state tells ids, ARNs, account and Region", async () => {
    const folder = "samples/workspace/terraform/";
    const files = filesOf(
      Object.fromEntries(
        readdirSync(folder).map((name) => [`/p/${name}`, readFileSync(folder + name, "utf8")]),
      ),
    );
    const found = await located(readFileSync(`${folder}main.tf`, "utf8"), { files });
    const group = found.get("aws_security_group.database");
    expect(group?.instances[0]).toMatchObject({
      identities: [
        { name: "sg-0289a755de084615b", grounds: "state" },
        { name: "shop-db", grounds: "state" },
      ],
      accountId: "111122223333",
      region: "eu-west-1",
    });
    expect([...found.values()].map(({ completeness }) => completeness)).not.toContain("needs-link");
  });

  test("instances of count and for_each are told apart by their index", async () => {
    const state = {
      version: 4,
      resources: [
        {
          mode: "managed",
          type: "aws_s3_bucket",
          name: "logs",
          instances: [
            { index_key: "eu", attributes: { bucket: "logs-eu", secret: "hidden" } },
            { index_key: 1, attributes: { bucket: "logs-1" } },
          ],
        },
      ],
    };
    const files = filesOf({ "/x.json": JSON.stringify(state) });
    const found = (await located(bucket("each.key"), { files, states: ["/x.json"] })).get(
      "aws_s3_bucket.logs",
    );
    expect(found?.instances.map(({ label }) => label)).toEqual([
      'aws_s3_bucket.logs["eu"]',
      "aws_s3_bucket.logs[1]",
    ]);
    expect(namesOf(found)).toEqual(["logs-eu", "logs-1"]);
    expect(JSON.stringify(found)).not.toContain("hidden");
  });

  test("what cannot be read is told, and a failure of a file comes through", async () => {
    const text = `terraform {\n backend "s3" {}\n}\n${bucket("var.x")}`;
    const problems = async (fields: Partial<TemplateLinks>): Promise<readonly string[]> =>
      (await locateTemplate(main(text), links(fields), signal))?.problems ?? [];
    expect(await problems({})).toEqual([expect.stringContaining("kept remotely")]);
    expect(await problems({ states: ["/gone"] })).toContainEqual(expect.stringContaining("/gone is gone"));
    const failure = new Failure("config/unreadable", "no");
    const files = { read: () => Promise.reject(failure), list: async () => ["x.tf"] };
    await expect(problems({ files })).rejects.toBe(failure);
  });
});

describe("states", () => {
  test("of terraform show -json are read, modules too", () => {
    const shown = {
      values: {
        root_module: {
          resources: [{ mode: "managed", address: "aws_sqs_queue.q[0]", index: 0, values: { url: "u" } }],
          child_modules: [
            {
              resources: [{ mode: "managed", address: "module.a.aws_s3_bucket.b", values: { bucket: "n" } }],
            },
          ],
        },
      },
    };
    const { instances } = readTerraformState(JSON.stringify(shown));
    expect([...instances]).toEqual([
      ["aws_sqs_queue.q", [{ index: "[0]", names: { url: "u" } }]],
      ["module.a.aws_s3_bucket.b", [{ index: "", names: { bucket: "n" } }]],
    ]);
  });

  test.each([
    ["{", "no valid JSON"],
    ['{"version":3}', "version 4"],
    ['{"encrypted_data":"x"}', "encrypted"],
    ["[]", "version 4"],
  ])("%s is refused with a reason", (json, reason) => {
    expect(readTerraformState(json).problem).toContain(reason);
  });
});
