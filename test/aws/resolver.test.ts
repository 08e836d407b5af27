import { writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { connected, never, prod, sample, temporaryDirectory } from "./support.js";

const security = "444455556666";

const shape = (
  scopes: readonly { readonly account: string; readonly accountId: string; readonly region: string }[],
) => scopes.map(({ account, accountId, region }) => [account, accountId, region]);

describe("scopes", () => {
  test("of no account are the first account's, in its configured Regions", async () => {
    const aws = await connected(await sample({ extraProfiles: false }), {
      extraRegions: (key) => (key === prod ? ["eu-north-1"] : []),
    });
    expect(shape(await aws.resolver.scopes({ accounts: [], regions: [] }, never))).toEqual([
      [prod, prod, "eu-west-1"],
      [prod, prod, "us-east-1"],
      [prod, prod, "eu-north-1"],
    ]);
    expect(aws.configuredRegions(prod)).toEqual(["eu-west-1", "us-east-1", "eu-north-1"]);
  });

  test.each(["acme-prod", prod])("of the account called %s are the same", async (name) => {
    const { resolver } = await connected(await sample({ extraProfiles: false }));
    await resolver.scopes({ accounts: ["acme-prod"], regions: [] }, never);
    const scopes = await resolver.scopes({ accounts: [name], regions: ["eu-west-1"] }, never);
    expect(scopes).toMatchObject([
      { account: prod, accountId: prod, accountName: "acme-prod", region: "eu-west-1" },
    ]);
    expect(scopes[0]?.storeKey).toMatch(/^111122223333\/eu-west-1\/[0-9a-f]{12}$/u);
  });

  test("of all accounts name each account once, although several profiles lead to it", async () => {
    const { resolver } = await connected(await sample({ extraProfiles: false }));
    expect(shape(await resolver.scopes({ accounts: ["*"], regions: ["eu-west-1"] }, never))).toEqual([
      [prod, prod, "eu-west-1"],
      [security, security, "eu-west-1"],
    ]);
  });

  test("of two names for one account are asked once", async () => {
    const server = await sample();
    const { resolver } = await connected(server);
    const scopes = await resolver.scopes(
      { accounts: ["acme-prod", "acme-process"], regions: ["eu-west-1"] },
      never,
    );
    expect(scopes).toHaveLength(1);
  });

  test("of a profile keep to that profile", async () => {
    const server = await sample();
    const { resolver, lookup } = await connected(server);
    await resolver.scopes({ accounts: ["acme-prod"], regions: [] }, never);
    const [scope] = await resolver.scopes({ accounts: ["acme-web"], regions: ["eu-west-1"] }, never);
    expect(scope?.account).toBe("acme-web");
    if (!scope) throw new Error("no scope");
    await lookup.fetch(
      { scope, attribute: undefined, fromMs: Date.now() - 1000, toMs: Date.now(), token: undefined },
      never,
    );
    expect(server.requests.of("AssumeRoleWithWebIdentity")).toHaveLength(1);
  });

  test("in all Regions are those that are enabled", async () => {
    const { resolver } = await connected(await sample());
    const regions = (await resolver.scopes({ accounts: ["acme-prod"], regions: ["*"] }, never)).map(
      ({ region }) => region,
    );
    expect(regions).toContain("eu-south-1");
    expect(regions).toContain("us-east-1");
    expect(regions).not.toContain("af-south-1");
  });

  test("in all Regions fall back to those every account has, when the list is denied", async () => {
    const server = await sample();
    server.faults.add({ kind: "denied", operation: "ListRegions" });
    const { resolver } = await connected(server, { extraRegions: () => ["eu-south-1"] });
    const regions = (await resolver.scopes({ accounts: ["acme-prod"], regions: ["*"] }, never)).map(
      ({ region }) => region,
    );
    expect(regions).toHaveLength(18);
    expect(regions).toContain("eu-south-1");
  });

  test.each(["eu west", "EU-WEST-1", "evil.example/"])("refuse %s as a Region", async (region) => {
    const { resolver } = await connected(await sample());
    await expect(resolver.scopes({ accounts: [], regions: [region] }, never)).rejects.toMatchObject({
      code: "query/syntax",
    });
  });

  test("of one account that cannot be reached fail", async () => {
    const { resolver } = await connected(await sample());
    await expect(resolver.scopes({ accounts: ["acme-expired"], regions: [] }, never)).rejects.toMatchObject({
      code: "aws/expired-credentials",
    });
  });

  test("of several accounts leave the failure to the one that cannot be reached", async () => {
    const { resolver, lookup } = await connected(await sample());
    const scopes = await resolver.scopes(
      { accounts: ["acme-prod", "acme-expired"], regions: ["eu-west-1"] },
      never,
    );
    expect(scopes.map(({ account }) => account)).toEqual([prod, "acme-expired"]);
    const [, failing] = scopes;
    if (!failing) throw new Error("no scope");
    const fetched = lookup.fetch(
      { scope: failing, attribute: undefined, fromMs: 0, toMs: 1000, token: undefined },
      never,
    );
    await expect(fetched).rejects.toMatchObject({ code: "aws/expired-credentials" });
  });

  test("without any account say what to do", async () => {
    const directory = await temporaryDirectory();
    await writeFile(`${directory}/config`, "");
    const { resolver } = await connected({
      configFile: `${directory}/config`,
      credentialsFile: `${directory}/none`,
    });
    await expect(resolver.scopes({ accounts: [], regions: [] }, never)).rejects.toMatchObject({
      code: "aws/no-credentials",
    });
  });

  test("of an unknown account fail", async () => {
    const { resolver } = await connected(await sample());
    await expect(resolver.scopes({ accounts: ["nobody"], regions: [] }, never)).rejects.toMatchObject({
      code: "config/unknown-profile",
    });
  });
});
