import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { at, isObject } from "../../src/core/base/json.js";
import { stacks } from "../../src/sample/data/infrastructure.js";
import { membersOf } from "../../src/sample/data/stackResources.js";
import { clientsOf, lookup, sharedSample } from "./running.js";

const sample = sharedSample();
const workspace = join(import.meta.dirname, "../../samples/workspace");
const read = (file: string): string => readFileSync(join(workspace, file), "utf8");
const json = (file: string): unknown => JSON.parse(read(file));

/** Keys two spaces deep below `Resources:`. */
function yamlIds(file: string): string[] {
  const [, resources = ""] = /^Resources:\n((?: {2}.*\n|\n)*)/m.exec(read(file)) ?? [];
  return [...resources.matchAll(/^ {2}(\w+):$/gm)].map(([, id]) => id ?? "");
}

test.each([
  ["cloudformation/template.yaml", stacks.shopStorage],
  ["sam/template.yaml", stacks.shopApi],
])("%s has the resources of its stack in the account", (file, stack) => {
  expect(yamlIds(file).sort()).toEqual(
    membersOf(stack)
      .map(({ logicalId }) => logicalId)
      .sort(),
  );
});

test("the CDK app's assembly has the resources of its stack", () => {
  const resources = at(json("cdk/cdk.out/DataLakeStack.template.json"), "Resources");
  const ids = Object.keys(isObject(resources) ? resources : {});
  expect(ids).toEqual(expect.arrayContaining(membersOf(stacks.dataLake).map(({ logicalId }) => logicalId)));
});

test("each line the CDK names in the source makes a construct", () => {
  const frames = [
    ...read("cdk/cdk.out/DataLakeStack.metadata.json").matchAll(/\/(lib\/[\w.-]+):(\d+):(\d+)\)/g),
  ];
  expect(frames.length).toBeGreaterThan(2);
  for (const [, file = "", line = "", column = ""] of frames) {
    const text = read(`cdk/${file}`).split("\n")[Number(line) - 1] ?? "";
    expect(text.slice(Number(column) - 1)).toMatch(/^new \w+\.\w+\(/);
  }
});

test("what Terraform's state names was changed in the account within its 90 days", async () => {
  const { cloudtrail } = await clientsOf(sample());
  const global = await clientsOf(sample(), "acme-prod", "us-east-1");
  const names = ["acme-customer-exports", "sg-0289a755de084615b", "sg-0a7657378093746d5", "shop-db"];
  expect(names.filter((name) => !read("terraform/terraform.tfstate").includes(`"${name}"`))).toEqual([]);
  const byResource = (AttributeValue: string) => ({
    LookupAttributes: [{ AttributeKey: "ResourceName" as const, AttributeValue }],
  });
  for (const name of names) {
    const events = await lookup(cloudtrail, byResource(name));
    expect(events.some(({ ReadOnly }) => ReadOnly === "false")).toBe(true);
  }
  expect(await lookup(global.cloudtrail, byResource("customer-export"))).not.toEqual([]);
});
