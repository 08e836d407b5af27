import { expect, test } from "vitest";
import { configuredRegions, defaultRegions, globalRegion, isRegionCode } from "../../src/aws/regions.js";
import type { Account, Profile } from "../../src/core/accounts/account.js";

const account = (...regions: readonly (string | undefined)[]): Account => ({
  key: "a",
  accountId: undefined,
  name: "a",
  profiles: regions.map((region): Profile => ({
    key: "a",
    name: "a",
    file: undefined,
    line: undefined,
    region,
    kind: "keys",
    accountId: undefined,
    endpoint: undefined,
  })),
});

test("an account's Regions are its profiles', the one of global services, and the added ones, each once", () => {
  expect(
    configuredRegions(account("eu-west-1", "us-east-1", undefined), ["eu-north-1", "eu-west-1"]),
  ).toEqual(["eu-west-1", "us-east-1", "eu-north-1"]);
  expect(configuredRegions(account(undefined), [])).toEqual(["us-east-1"]);
});

test.each([
  ["eu-west-1", "us-east-1"],
  ["us-gov-east-1", "us-gov-west-1"],
  ["cn-northwest-1", "cn-north-1"],
  ["us-isob-east-1", "us-isob-east-1"],
  ["eusc-de-east-1", "eusc-de-east-1"],
  [undefined, "us-east-1"],
])("events of global services of an account in %s are in %s", (region, expected) => {
  expect(globalRegion(region)).toBe(expected);
  expect(defaultRegions(region)).toContain(expected);
});

test("only what looks like a Region's name may become part of a host name", () => {
  const good = ["eu-west-1", "us-gov-east-1", "ap-southeast-3", "us-iso-east-1", "eusc-de-east-1"];
  const bad = ["", "eu-west", "EU-WEST-1", "eu-west-1.evil.example", "eu-west-1/", "*", "a b-1", "eu_west_1"];
  expect(good.filter((code) => !isRegionCode(code))).toEqual([]);
  expect(bad.filter((code) => isRegionCode(code))).toEqual([]);
});
