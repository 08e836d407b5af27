import { describe, expect, test } from "vitest";
import { english } from "../../../src/core/base/translate.js";
import type { ConfigFiles, Env, FileText } from "../../../src/aws/profiles/files.js";
import { filePairs } from "../../../src/aws/profiles/files.js";
import type { ProfileEntry } from "../../../src/aws/profiles/profileEntry.js";
import { endpointFor } from "../../../src/aws/profiles/profileEntry.js";
import { readProfiles } from "../../../src/aws/profiles/readProfiles.js";

const config = "/home/me/.aws/config";
const credentials = "/home/me/.aws/credentials";

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Env;
  readonly more?: readonly ConfigFiles[];
}

function read({ files = {}, env = {}, more = [] }: Given) {
  const open = (path: string): FileText => {
    const text = files[path];
    return text === undefined ? { state: "missing" } : { state: "read", text };
  };
  return readProfiles(filePairs(more, env, "/home/me"), env, open, english);
}

const keys =
  "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";

const only = (given: Given): ProfileEntry => {
  const [entry, ...rest] = read(given).entries;
  if (!entry || rest.length > 0) throw new Error("expected one profile");
  return entry;
};

describe("kinds of profiles", () => {
  const kinds: readonly (readonly [string, string, string, string | undefined])[] = [
    ["keys", `[profile a]\n${keys}`, "keys", undefined],
    [
      "keys with an account id",
      `[profile a]\n${keys}aws_account_id = 111122223333\n`,
      "keys",
      "111122223333",
    ],
    [
      "a role from an instance",
      "[profile a]\nrole_arn = arn:aws:iam::444455556666:role/r\ncredential_source = Ec2InstanceMetadata\n",
      "assume-role",
      "444455556666",
    ],
    [
      "web identity",
      "[profile a]\nrole_arn = arn:aws:iam::444455556666:role/r\nweb_identity_token_file = /t\n",
      "web-identity",
      "444455556666",
    ],
    ["a program", "[profile a]\ncredential_process = /bin/creds\n", "process", undefined],
    [
      "Identity Center without a session",
      "[profile a]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = R\n",
      "sso",
      "111122223333",
    ],
    [
      "aws login",
      "[profile a]\nlogin_session = arn:aws:iam::111122223333:user/me\n",
      "login",
      "111122223333",
    ],
    ["nothing", "[profile a]\nregion = eu-west-1\n", "incomplete", undefined],
  ];

  test.each(kinds)("tells %s", (_name, text, kind, accountId) => {
    expect(only({ files: { [config]: text } }).profile).toMatchObject({
      kind,
      accountId,
      file: config,
      line: 1,
    });
  });

  test("takes the start URL and Region of Identity Center from the session", () => {
    const text =
      "[profile a]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = R\n" +
      "[sso-session s]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access, other\n";
    expect(only({ files: { [config]: text } }).sso).toEqual({
      session: "s",
      startUrl: "https://x.awsapps.com/start",
      region: "eu-west-1",
      scopes: ["sso:account:access", "other"],
    });
  });

  test("joins what the config and the credentials file say of a profile", () => {
    const entry = only({
      files: { [config]: "[profile a]\nregion = eu-west-1\n", [credentials]: `[a]\n${keys}` },
    });
    expect(entry.profile).toMatchObject({ key: "a", kind: "keys", region: "eu-west-1" });
    expect(entry.hasKeys).toBe(true);
  });

  test("keeps no secret in what it hands on", () => {
    const entry = only({ files: { [credentials]: `[a]\n${keys}aws_session_token = TOKEN/SECRET\n` } });
    const shown = JSON.stringify({ ...entry, settings: [...entry.settings] });
    expect(shown).not.toMatch(/AKIAIOSFODNN7EXAMPLE|wJalrXUtnFEMI|TOKEN/u);
  });

  test("shows no account for a [default] that only sets a Region", () => {
    expect(read({ files: { [config]: "[default]\nregion = eu-west-1\noutput = json\n" } })).toEqual({
      entries: [],
      problems: [],
    });
  });

  test("changes its fingerprint with the keys, and only with what belongs to the profile", () => {
    const before = read({ files: { [credentials]: `[a]\n${keys}[b]\n${keys}` } }).entries;
    const after = read({
      files: { [credentials]: `[a]\n${keys}\n\n[b]\n${keys.replace("wJal", "xJal")}` },
    }).entries;
    expect(after[0]?.fingerprint).toBe(before[0]?.fingerprint);
    expect(after[1]?.fingerprint).not.toBe(before[1]?.fingerprint);
  });
});

describe("order and keys of profiles", () => {
  const files = { [config]: `[profile b]\n${keys}[profile a]\n${keys}[default]\n${keys}` };

  test("puts default first, then the files' order", () => {
    expect(read({ files }).entries.map(({ profile }) => profile.key)).toEqual(["default", "b", "a"]);
  });

  test("puts the profile of AWS_PROFILE and the environment's credentials before it", () => {
    const env = {
      AWS_PROFILE: "a",
      AWS_ACCESS_KEY_ID: "AKIA",
      AWS_SECRET_ACCESS_KEY: "s",
      AWS_REGION: "eu-north-1",
    };
    const { entries } = read({ files, env });
    expect(entries.map(({ profile }) => profile.key)).toEqual(["a", "environment", "default", "b"]);
    expect(entries[1]?.profile).toMatchObject({ kind: "environment", region: "eu-north-1", file: undefined });
  });

  test("labels the profiles of additional files, each label once", () => {
    const more = [
      { config: "/one/config", label: "team" },
      { config: "/two/config", label: "team" },
      { config: "~/work.ini" },
      { config },
    ];
    const added = {
      "/one/config": files[config],
      "/two/config": `[profile b]\n${keys}`,
      "/home/me/work.ini": `[profile w]\n${keys}`,
    };
    const { entries } = read({ files: { ...files, ...added }, more });
    expect(entries.map(({ profile }) => profile.key)).toEqual([
      "default",
      "b",
      "a",
      "b (team)",
      "a (team)",
      "default (team)",
      "b (team 2)",
      "w (work.ini)",
    ]);
  });

  test("reads the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name", () => {
    const env = { AWS_CONFIG_FILE: "/c", AWS_SHARED_CREDENTIALS_FILE: "~/k" };
    const { entries } = read({
      files: { "/c": "[profile a]\nregion = eu-west-1\n", "/home/me/k": `[a]\n${keys}` },
      env,
    });
    expect(entries.map(({ profile }) => [profile.key, profile.kind])).toEqual([["a", "keys"]]);
  });
});

describe("problems of the files", () => {
  const problems = (given: Given) =>
    read(given).problems.map(({ message, detail }) => `${detail.line ?? "-"}: ${message}`);

  test("names the line that cannot be read, never its text", () => {
    const [message = ""] = problems({
      files: { [credentials]: `[a]\n${keys}aws_session_token SECRETSECRET\n` },
    });
    expect(message).toContain(`Line 4 of ${credentials} is not a setting`);
    expect(message).not.toContain("SECRET");
  });

  test("names an unknown source profile, with its line", () => {
    const text = "[profile a]\nrole_arn = arn:aws:iam::444455556666:role/r\nsource_profile = nobody\n";
    expect(problems({ files: { [config]: text } })[0]).toMatch(
      /^3: Profile a takes its credentials from profile nobody, which does not exist/u,
    );
  });

  test("finds circles of source profiles, and none where a profile has keys", () => {
    const role = (name: string, source: string) =>
      `[profile ${name}]\nrole_arn = arn:aws:iam::444455556666:role/r\nsource_profile = ${source}\n`;
    const found = problems({ files: { [config]: role("a", "b") + role("b", "a") + role("c", "a") } });
    expect(found[0]).toContain("Profile a goes round in a circle: a → b → a");
    expect(found).toHaveLength(3);
    expect(problems({ files: { [config]: role("a", "a") + keys } })).toEqual([]);
  });

  test("says what is missing for Identity Center", () => {
    const text = "[profile a]\nsso_start_url = https://x/start\nsso_account_id = 111122223333\n";
    expect(problems({ files: { [config]: text } })[0]).toContain("sso_region, sso_role_name missing");
    expect(problems({ files: { [config]: "[profile a]\nsso_session = gone\n" } })[0]).toContain(
      "[sso-session gone], which does not exist",
    );
  });

  test("tells a section without the word profile, and one with it in the wrong file", () => {
    const [inConfig, inCredentials] = problems({
      files: {
        [config]: "[dev]\nregion = eu-west-1\n[plugins]\nx = y\n",
        [credentials]: `[profile dev]\n${keys}`,
      },
    });
    expect(inConfig).toContain("called [profile dev]");
    expect(inCredentials).toContain("should be called [dev]");
  });

  test("says that AWS_PROFILE names no profile", () => {
    expect(problems({ env: { AWS_PROFILE: "gone" } })).toEqual([
      "-: AWS_PROFILE is set to gone, but no such profile exists. Add it to the config file, or unset AWS_PROFILE.",
    ]);
  });

  test("misses an additional file, but neither the default ones nor one that may be missing", () => {
    const more = [{ config: "/gone" }, { config: "/later", mayBeMissing: true }];
    expect(problems({ more })).toEqual([
      "-: /gone does not exist. Create it, or remove it from the list of additional config files.",
    ]);
  });

  test("does not flood the list when a file is no config file at all", () => {
    const found = problems({ files: { [config]: `[a]\n${"nonsense\n".repeat(500)}` } });
    expect(found).toHaveLength(21);
    expect(found.at(-1)).toContain("480 more lines");
  });
});

describe("endpoints", () => {
  const text = (more: string, section = ""): string => `[profile a]\n${keys}${more}${section}`;
  const services = "[services s]\ncloudtrail =\n  endpoint_url = http://file-service:1\n";

  const cases: readonly (readonly [string, string, Env, string | undefined, string | undefined])[] = [
    ["none", text(""), {}, undefined, undefined],
    ["the profile's own", text("endpoint_url = http://file:1\n"), {}, "http://file:1", "http://file:1"],
    [
      "the services section",
      text("endpoint_url = http://file:1\nservices = s\n", services),
      {},
      "http://file-service:1",
      "http://file:1",
    ],
    [
      "AWS_ENDPOINT_URL over the file",
      text("services = s\n", services),
      { AWS_ENDPOINT_URL: "http://env:1" },
      "http://env:1",
      "http://env:1",
    ],
    [
      "the service's variable over all",
      text("endpoint_url = http://file:1\n"),
      { AWS_ENDPOINT_URL: "http://env:1", AWS_ENDPOINT_URL_CLOUDTRAIL: "http://env-service:1" },
      "http://env-service:1",
      "http://env:1",
    ],
    [
      "none when they are to be ignored",
      text("endpoint_url = http://file:1\n"),
      { AWS_ENDPOINT_URL: "http://env:1", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" },
      undefined,
      undefined,
    ],
  ];

  test.each(cases)("honours %s", (_name, file, env, cloudtrail, sts) => {
    const entry = only({ files: { [config]: file }, env });
    expect([endpointFor(entry, "cloudtrail"), endpointFor(entry, "sts")]).toEqual([cloudtrail, sts]);
    expect(entry.profile.endpoint).toBe(cloudtrail);
  });

  test("lets an additional file's endpoint win over the environment, which belongs to the user's own files", () => {
    const { entries } = read({
      files: { "/more": text("endpoint_url = http://file:1\n") },
      more: [{ config: "/more", label: "more" }],
      env: { AWS_ENDPOINT_URL: "http://env:1", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" },
    });
    expect(entries[0]?.profile.endpoint).toBe("http://file:1");
  });

  test.each(["ftp://host", "localhost:4566", "http://user:secret@host", "http://"])(
    "refuses %s without falling back to AWS",
    (url) => {
      const { entries, problems } = read({ files: { [config]: text(`endpoint_url = ${url}\n`) } });
      expect(entries[0]?.endpoints.broken?.code).toBe("config/invalid-endpoint");
      expect(problems[0]).toMatchObject({
        code: "config/invalid-endpoint",
        detail: { file: config, line: 4 },
      });
      expect(problems[0]?.message).not.toContain("secret");
    },
  );

  test("refuses a services section that does not exist", () => {
    const { entries } = read({ files: { [config]: text("services = gone\n") } });
    expect(entries[0]?.endpoints.broken?.message).toContain("[services gone], which does not exist");
  });

  test("tells a wrong AWS_ENDPOINT_URL once, however many profiles there are", () => {
    const { problems } = read({
      files: { [config]: `${text("")}[profile b]\n${keys}` },
      env: { AWS_ENDPOINT_URL: "nonsense" },
    });
    expect(problems).toHaveLength(1);
  });
});
