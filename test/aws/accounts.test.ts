import { describe, expect, test } from "vitest";
import { findAccount, groupAccounts } from "../../src/aws/accounts.js";
import { filePairs } from "../../src/aws/profiles/files.js";
import { readProfiles } from "../../src/aws/profiles/readProfiles.js";
import type { Identity } from "../../src/core/accounts/account.js";
import { english } from "../../src/core/base/translate.js";

const keys = "aws_access_key_id = A\naws_secret_access_key = B\n";
const role = (id: string, more = ""): string =>
  `role_arn = arn:aws:iam::${id}:role/r\nsource_profile = base\n${more}`;

const file = [
  `[profile mfa]\n${role("111122223333", "mfa_serial = m\n")}`,
  `[profile role]\n${role("111122223333")}`,
  `[profile half]\nsso_account_id = 111122223333\n`,
  `[profile base]\n${keys}`,
  `[profile stated]\n${keys}aws_account_id = 111122223333\n`,
  `[profile local]\n${keys}aws_account_id = 111122223333\nendpoint_url = http://localhost:1\n`,
].join("");

const identity = (accountId: string, accountName?: string): Identity => ({ accountId, arn: "", accountName });

function groups(identities: Readonly<Record<string, Identity>> = {}, env = {}) {
  const { entries } = readProfiles(
    filePairs([], env, "/h"),
    env,
    (path) => (path === "/h/.aws/config" ? { state: "read", text: file } : { state: "missing" }),
    english,
  );
  return groupAccounts(entries, new Map(Object.entries(identities)), env);
}

const shape = (given: ReturnType<typeof groups>) =>
  given.map(({ account }) => [account.key, account.name, account.profiles.map(({ key }) => key)]);

describe("groupAccounts", () => {
  test("joins profiles of one account id, plain ways before roles, roles before MFA, incomplete ones last", () => {
    expect(shape(groups())).toEqual([
      ["111122223333", "stated", ["stated", "role", "mfa", "half"]],
      ["base", "base", ["base"]],
      ["111122223333 (local)", "local", ["local"]],
    ]);
  });

  test("puts the shell's profile first in its account", () => {
    expect(groups({}, { AWS_PROFILE: "mfa" })[0]?.account.profiles.map(({ key }) => key)).toEqual([
      "mfa",
      "stated",
      "role",
      "half",
    ]);
  });

  test("moves a profile to its account once that is known, and takes the account's own name", () => {
    expect(shape(groups({ base: identity("111122223333", "acme") }))).toEqual([
      ["111122223333", "acme", ["base", "stated", "role", "mfa", "half"]],
      ["111122223333 (local)", "local", ["local"]],
    ]);
  });

  test("keeps a stand-in with the id of a real account apart", () => {
    const [real, , local] = groups();
    expect([real?.account.accountId, local?.account.accountId]).toEqual(["111122223333", "111122223333"]);
    expect(real?.account.key).not.toBe(local?.account.key);
  });
});

describe("findAccount", () => {
  const find = (wanted: string, identities: Readonly<Record<string, Identity>> = {}) => {
    const group = findAccount(groups(identities), wanted);
    return group && [group.account.key, group.entries.map(({ profile }) => profile.key)];
  };

  test("finds by key, id, name and profile; a profile means that profile alone", () => {
    const known = { base: identity("444455556666", "acme") };
    expect(find("111122223333")).toEqual(["111122223333", ["stated", "role", "mfa", "half"]]);
    expect(find("111122223333 (local)")).toEqual(["111122223333 (local)", ["local"]]);
    expect(find("444455556666", known)).toEqual(["444455556666", ["base"]]);
    expect(find("acme", known)).toEqual(["444455556666", ["base"]]);
    expect(find("role")).toEqual(["111122223333", ["role"]]);
    expect(find("nobody")).toBeUndefined();
  });

  test("still knows an account by the profile key it had before its id was known", () => {
    expect(find("base")).toEqual(["base", ["base"]]);
    expect(find("base", { base: identity("111122223333") })).toEqual(["111122223333", ["base"]]);
  });
});
