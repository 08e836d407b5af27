import { readFile, writeFile } from "node:fs/promises";
import { inspect } from "node:util";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { AwsOptions } from "../../src/aws/connect.js";
import type { SampleServer } from "../../src/sample/server.js";
import { FakeClock } from "../core/base/fakeClock.js";
import { connected, never, noPrompts, prod, sample } from "./support.js";

let server: SampleServer;
beforeEach(async () => {
  server = await sample();
});

const identify = async (profile: string, options: Partial<AwsOptions> = {}) =>
  (await connected(server, options)).directory.identify(profile, never);

describe("credentials of each kind", () => {
  test("an access key of the credentials file", async () => {
    expect(await identify("acme-prod")).toEqual({
      accountId: prod,
      arn: `arn:aws:iam::${prod}:user/cloudtrail-explorer`,
      accountName: "acme-prod",
    });
  });

  test("a role through a source profile, asked of the profile's own endpoint", async () => {
    expect((await identify("acme-security")).arn).toBe(
      "arn:aws:sts::444455556666:assumed-role/CloudTrailReader/cloudtrail-explorer",
    );
    expect(server.requests.of("AssumeRole")).toHaveLength(1);
  });

  test("a role by web identity", async () => {
    expect((await identify("acme-web")).arn).toContain("assumed-role/CloudTrailReaderWeb/");
  });

  test("the environment's own key", async () => {
    const text = await readFile(server.credentialsFile, "utf8");
    const value = (name: string): string => new RegExp(`${name} = (\\S+)`, "u").exec(text)?.[1] ?? "";
    const env = {
      AWS_ACCESS_KEY_ID: value("aws_access_key_id"),
      AWS_SECRET_ACCESS_KEY: value("aws_secret_access_key"),
      AWS_ENDPOINT_URL: server.endpoint,
      AWS_REGION: "eu-west-1",
    };
    expect(await identify("environment", { env })).toMatchObject({ accountId: prod });
  });

  test("a role whose source is the environment", async () => {
    const text = await readFile(server.credentialsFile, "utf8");
    const value = (name: string): string => new RegExp(`${name} = (\\S+)`, "u").exec(text)?.[1] ?? "";
    await append(
      `\n[profile from-env]\nregion = eu-west-1\nendpoint_url = ${server.endpoint}\nrole_arn = arn:aws:iam::444455556666:role/CloudTrailReader\ncredential_source = Environment\n`,
    );
    const env = {
      AWS_CONFIG_FILE: server.configFile,
      AWS_SHARED_CREDENTIALS_FILE: server.credentialsFile,
      AWS_ACCESS_KEY_ID: value("aws_access_key_id"),
      AWS_SECRET_ACCESS_KEY: value("aws_secret_access_key"),
    };
    expect(await identify("from-env", { env })).toMatchObject({ accountId: "444455556666" });
  });

  test("a program, in a trusted workspace only", async () => {
    expect(await identify("acme-process")).toMatchObject({ accountId: prod });
    const prompts = { ...noPrompts, isTrusted: () => false };
    await expect(identify("acme-process", { prompts })).rejects.toMatchObject({
      code: "config/untrusted-workspace",
      detail: { profile: "acme-process", file: server.configFile },
    });
  });

  test("no program either where it is only a role's source", async () => {
    const more =
      "\n[profile behind]\nregion = eu-west-1\nrole_arn = arn:aws:iam::444455556666:role/CloudTrailReader\nsource_profile = acme-process\n";
    await append(`${more}endpoint_url = ${server.endpoint}\n`);
    expect(await identify("behind")).toMatchObject({ accountId: "444455556666" });
    const prompts = { ...noPrompts, isTrusted: () => false };
    await expect(identify("behind", { prompts })).rejects.toMatchObject({
      code: "config/untrusted-workspace",
    });
  });

  test("a profile that is its own source, with keys and a role", async () => {
    const text = await readFile(server.credentialsFile, "utf8");
    await writeFile(server.credentialsFile, text.replace("[acme-prod]", "[self]"));
    await append(
      `\n[profile self]\nregion = eu-west-1\nendpoint_url = ${server.endpoint}\nrole_arn = arn:aws:iam::444455556666:role/CloudTrailReader\nsource_profile = self\n`,
    );
    expect(await identify("self")).toMatchObject({ accountId: "444455556666" });
  });
});

const append = async (text: string): Promise<void> => writeFile(server.configFile, text, { flag: "a" });

describe("settings of this process that belong to other profiles", () => {
  beforeEach(() => () => vi.unstubAllEnvs());

  test("do not turn a profile's requests around", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    vi.stubEnv("AWS_PROFILE", "gone");
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAOTHER");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "other");
    expect(await identify("acme-security")).toMatchObject({ accountId: "444455556666" });
    expect(await identify("acme-web")).toMatchObject({ accountId: prod });
  });

  test("do not lend an endpoint to a profile without one", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL", server.endpoint);
    await writeFile(server.configFile, "[profile acme-prod]\nregion = eu-nowhere-1\n");
    const failure = await identify("acme-prod").catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "aws/network" });
    expect(server.requests.all).toEqual([]);
  });
});

test("a failure's cause has the service's words, and neither tokens nor signatures", async () => {
  server.faults.add({ kind: "denied", operation: "ListChannels" });
  const { trails } = await connected(server);
  const failure = await trails.channels("acme-security", "eu-west-1", never).catch((error: unknown) => error);
  const shown = inspect(failure, { depth: 10, showHidden: true });
  expect(shown).toContain("AccessDenied");
  expect(shown).not.toMatch(/authorization|security-token|Signature=/iu);
});

describe("MFA", () => {
  const prompting = (...codes: readonly (string | undefined)[]) => {
    const asked: string[] = [];
    const mfaCode = async (_profile: unknown, serial: string) => {
      asked.push(serial);
      return codes[asked.length - 1];
    };
    return { asked, prompts: { mfaCode, isTrusted: () => true } };
  };

  test("asks once, however many wait for the credentials", async () => {
    const { asked, prompts } = prompting("123456");
    const { directory } = await connected(server, { prompts });
    const all = await Promise.all([1, 2, 3].map(() => directory.identify("acme-mfa", never)));
    expect(new Set(all.map(({ arn }) => arn)).size).toBe(1);
    expect(asked).toEqual([`arn:aws:iam::${prod}:mfa/explorer`]);
  });

  test("a closed prompt is told as such, and the next try asks again", async () => {
    const { asked, prompts } = prompting(undefined, "123456");
    const { directory } = await connected(server, { prompts });
    await expect(directory.identify("acme-mfa", never)).rejects.toMatchObject({ code: "aws/mfa-cancelled" });
    await directory.refresh("acme-mfa");
    expect(await directory.identify("acme-mfa", never)).toMatchObject({ accountId: prod });
    expect(asked).toHaveLength(2);
  });

  test("a wrong code says so", async () => {
    const { prompts } = prompting("12");
    await expect(identify("acme-mfa", { prompts })).rejects.toThrow(
      "The MFA code for profile acme-mfa was not accepted",
    );
  });

  test("a caller that aborts leaves the prompt to the others", async () => {
    let answer: (code: string) => void = () => undefined;
    const mfaCode = () => new Promise<string>((resolve) => (answer = resolve));
    const { directory } = await connected(server, { prompts: { mfaCode, isTrusted: () => true } });
    const gone = new AbortController();
    const first = directory.identify("acme-mfa", gone.signal);
    const second = directory.identify("acme-mfa", never);
    await new Promise((resolve) => setTimeout(resolve, 100));
    gone.abort();
    await expect(first).rejects.toMatchObject({ name: "AbortError" });
    answer("123456");
    expect(await second).toMatchObject({ accountId: prod });
  });
});

describe("keeping credentials", () => {
  test("asks for a role once for many calls, and again before it expires", async () => {
    const clock = new FakeClock(Date.now());
    const { directory, trails } = await connected(server, { clock });
    await directory.identify("acme-security", never);
    await trails.trails("acme-security", "eu-west-1", never);
    await trails.channels("acme-security", "eu-west-1", never);
    expect(server.requests.of("AssumeRole")).toHaveLength(1);
    clock.advance(56 * 60_000);
    await trails.channels("acme-security", "eu-west-1", never);
    expect(server.requests.of("AssumeRole")).toHaveLength(2);
  });

  test("asks again when a service says that they expired although they should not have", async () => {
    const { trails } = await connected(server);
    await trails.channels("acme-security", "eu-west-1", never);
    server.expireSessions();
    await trails.channels("acme-security", "eu-west-1", never);
    expect(server.requests.of("AssumeRole")).toHaveLength(2);
  });

  test("uses new keys of a changed file at once", async () => {
    const { directory, trails } = await connected(server);
    await trails.channels("acme-prod", "eu-west-1", never);
    const text = await readFile(server.credentialsFile, "utf8");
    await writeFile(
      server.credentialsFile,
      text.replace(/(\[acme-prod\]\naws_access_key_id = )\S+/u, "$1AKIAWRONG"),
    );
    await directory.refresh();
    await expect(trails.channels("acme-prod", "eu-west-1", never)).rejects.toMatchObject({
      code: "aws/no-credentials",
    });
    await writeFile(server.credentialsFile, text);
    await directory.refresh();
    expect(await trails.channels("acme-prod", "eu-west-1", never)).not.toEqual([]);
  });
});

describe("what can be wrong with credentials", () => {
  test.each([
    ["acme-expired", "aws/expired-credentials", "The credentials of profile acme-expired have expired"],
    ["acme-sso", "aws/sign-in-needed", "The IAM Identity Center sign-in of profile acme-sso is missing"],
  ])("%s", async (profile, code, message) => {
    const failure = identify(profile);
    await expect(failure).rejects.toMatchObject({ code });
    await expect(failure).rejects.toThrow(message);
  });

  const broken: readonly (readonly [string, string, string, string])[] = [
    [
      "a role that does not trust the caller",
      "role_arn = arn:aws:iam::444455556666:role/Nobody\nsource_profile = acme-prod\n",
      "aws/access-denied",
      "may not assume the role arn:aws:iam::444455556666:role/Nobody",
    ],
    [
      "a program that prints nonsense",
      "credential_process = echo SECRET\n",
      "aws/no-credentials",
      "names in credential_process gave no usable credentials",
    ],
    [
      "a program that is not there",
      "credential_process = /does/not/exist\n",
      "aws/no-credentials",
      "credential_process",
    ],
    [
      "a token file that is not there",
      "role_arn = arn:aws:iam::111122223333:role/CloudTrailReaderWeb\nweb_identity_token_file = /does/not/exist\n",
      "aws/no-credentials",
      "web_identity_token_file does not exist",
    ],
    [
      "an unknown key",
      "aws_access_key_id = AKIAUNKNOWN\naws_secret_access_key = x\n",
      "aws/no-credentials",
      "AWS does not know the access key of profile broken",
    ],
    ["nothing to sign in with", "output = json\n", "aws/no-credentials", "has no credentials"],
    [
      "a broken endpoint",
      "endpoint_url = nonsense\ncredential_process = true\n",
      "config/invalid-endpoint",
      "endpoint",
    ],
    [
      "an unknown credential_source",
      "role_arn = arn:aws:iam::111122223333:role/r\ncredential_source = Moon\n",
      "config/unreadable",
      "unknown credential_source",
    ],
  ];

  test.each(broken)("%s", async (_name, settings, code, message) => {
    const endpoint = settings.includes("endpoint_url") ? "" : `endpoint_url = ${server.endpoint}\n`;
    await append(`\n[profile broken]\nregion = eu-west-1\n${endpoint}${settings}`);
    const failure = await identify("broken").then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ name: "Failure", code });
    expect(String(failure)).toContain(message);
    expect(String(failure)).not.toContain("SECRET");
  });

  test("a secret that does not belong to its key", async () => {
    const text = await readFile(server.credentialsFile, "utf8");
    await writeFile(
      server.credentialsFile,
      text.replace(/aws_secret_access_key = \S/u, "aws_secret_access_key = _"),
    );
    await expect(identify("acme-prod")).rejects.toThrow(
      "its secret access key does not belong to its access key",
    );
  });

  test("the failure of a source profile names that profile", async () => {
    await append(
      `\n[profile behind]\nregion = eu-west-1\nendpoint_url = ${server.endpoint}\nrole_arn = arn:aws:iam::444455556666:role/CloudTrailReader\nsource_profile = acme-sso\n`,
    );
    await expect(identify("behind")).rejects.toMatchObject({
      code: "aws/sign-in-needed",
      detail: { profile: "acme-sso" },
    });
  });
});
