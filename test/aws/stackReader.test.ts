import { describe, expect, test } from "vitest";
import { connected, never, sample } from "./support.js";

describe("stacks", () => {
  test("are listed for one account and Region, with their ARN and status", async () => {
    const { stacks } = await connected(await sample());
    const found = await stacks.stacks("acme-prod", "eu-west-1", never);
    expect(found.map(({ name, status }) => [name, status])).toEqual([
      ["shop-storage", "UPDATE_COMPLETE"],
      ["shop-api", "UPDATE_COMPLETE"],
    ]);
    expect(found[0]?.id).toMatch(/^arn:aws:cloudformation:eu-west-1:111122223333:stack\/shop-storage\//);
    expect(found[0]?.changedMs).toBeLessThan(Date.now());
    expect(await stacks.stacks("acme-prod", "us-east-1", never)).toEqual([]);
  });

  test("tell what the template's logical ids became, by the stack's name or ARN", async () => {
    const { stacks } = await connected(await sample());
    const byName = await stacks.resources("acme-prod", "eu-central-1", "DataLakeStack", never);
    expect(byName).toContainEqual({
      logicalId: "LakeBucket9CD7BBD2",
      physicalId: "acme-data-lake",
      type: "AWS::S3::Bucket",
    });
    const [summary] = await stacks.stacks("acme-prod", "eu-central-1", never);
    expect(await stacks.resources("acme-prod", "eu-central-1", summary?.id ?? "", never)).toEqual(byName);
  });

  test("a stack that is gone says so and what to do, and is not asked for again", async () => {
    const server = await sample();
    const { stacks } = await connected(server);
    await expect(stacks.resources("acme-prod", "eu-west-1", "old-shop", never)).rejects.toMatchObject({
      code: "stack/not-found",
      message: expect.stringContaining("Link another stack") as string,
    });
    expect(server.requests.of("DescribeStackResources")).toHaveLength(1);
  });

  test("a refused call names the action and the Region", async () => {
    const server = await sample();
    server.faults.add({ kind: "denied", operation: "DescribeStackResources" });
    const { stacks } = await connected(server);
    await expect(stacks.resources("acme-prod", "eu-west-1", "shop-api", never)).rejects.toMatchObject({
      code: "aws/access-denied",
      detail: { action: "cloudformation:DescribeStackResources", region: "eu-west-1", profile: "acme-prod" },
    });
  });
});
