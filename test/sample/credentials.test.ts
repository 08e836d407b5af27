import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni, fromSSO, fromTokenFile } from "@aws-sdk/credential-providers";
import { describe, expect, test, vi } from "vitest";

import type { SampleServer } from "../../src/sample/server.js";
import { clientsOf, clientsWith, rejection, runningSample } from "./running.js";

const arnOf = async (
  server: SampleServer,
  credentials: AwsCredentialIdentityProvider,
): Promise<string | undefined> => {
  const client = new STSClient({
    endpoint: server.endpoint,
    region: "eu-west-1",
    credentials,
    maxAttempts: 1,
  });
  return (await client.send(new GetCallerIdentityCommand({}))).Arn;
};

/** How the SDK reads the profiles when it is told the endpoint. */
const identity = (server: SampleServer, profile: string, mfaCode = "123456"): Promise<string | undefined> =>
  arnOf(
    server,
    fromIni({
      profile,
      configFilepath: server.configFile,
      filepath: server.credentialsFile,
      clientConfig: { endpoint: server.endpoint },
      mfaCodeProvider: () => Promise.resolve(mfaCode),
      ignoreCache: true,
    }),
  );

/** fromIni does not hand the endpoint on to the web identity provider, nor the files' places to that of SSO. */
const webIdentity = (server: SampleServer): Promise<string | undefined> =>
  arnOf(
    server,
    fromTokenFile({
      webIdentityTokenFile: join(dirname(server.configFile), "web-identity-token"),
      roleArn: "arn:aws:iam::111122223333:role/CloudTrailReaderWeb",
      clientConfig: { endpoint: server.endpoint },
    }),
  );
const ssoIdentity = (server: SampleServer): Promise<string | undefined> =>
  arnOf(
    server,
    fromSSO({
      profile: "acme-sso",
      configFilepath: server.configFile,
      filepath: server.credentialsFile,
      clientConfig: { endpoint: server.endpoint },
      ignoreCache: true,
    }),
  );

type AwsCredentialIdentityProvider = ReturnType<typeof fromIni>;

describe("profiles", () => {
  test("are two for people, and more for tests", async () => {
    const shown = await runningSample({ extraProfiles: false });
    expect(shown.profiles).toEqual(["acme-prod", "acme-security"]);
    expect((await runningSample()).profiles).toEqual([
      "acme-prod",
      "acme-security",
      "acme-sso",
      "acme-mfa",
      "acme-web",
      "acme-process",
      "acme-expired",
      "acme-logs",
    ]);
    expect(await readFile(shown.configFile, "utf8")).toContain(`endpoint_url = ${shown.endpoint}`);
  });

  test("reach an account by keys, through a role, a token file and a process", async () => {
    const server = await runningSample();
    expect(await identity(server, "acme-prod")).toBe("arn:aws:iam::111122223333:user/cloudtrail-explorer");
    expect(await identity(server, "acme-security")).toMatch(
      /^arn:aws:sts::444455556666:assumed-role\/CloudTrailReader\//,
    );
    expect(await webIdentity(server)).toMatch(
      /^arn:aws:sts::111122223333:assumed-role\/CloudTrailReaderWeb\//,
    );
    expect(await identity(server, "acme-process")).toBe("arn:aws:iam::111122223333:user/cloudtrail-explorer");
  });

  test("with MFA take any six digits but 000000", async () => {
    const server = await runningSample();
    expect(await identity(server, "acme-mfa", "482913")).toMatch(/assumed-role\/CloudTrailReaderMfa\//);
    for (const wrong of ["000000", "12345"]) {
      expect(await rejection(identity(server, "acme-mfa", wrong))).toMatchObject({
        name: "AccessDenied",
        message: expect.stringContaining("invalid MFA") as string,
      });
    }
  });
});

describe("AssumeRole", () => {
  const role = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;

  test("needs the MFA device where the role asks for one", async () => {
    const { sts } = await clientsOf(await runningSample());
    const command = new AssumeRoleCommand({
      RoleArn: role("111122223333", "CloudTrailReaderMfa"),
      RoleSessionName: "me",
    });
    expect(await rejection(sts.send(command))).toMatchObject({ name: "AccessDenied" });
  });

  test("does not tell a role that is missing from one that is forbidden", async () => {
    const { sts } = await clientsOf(await runningSample());
    for (const name of ["CloudTrailReaderNowhere", "Admin"]) {
      const command = new AssumeRoleCommand({ RoleArn: role("444455556666", name), RoleSessionName: "me" });
      expect(await rejection(sts.send(command))).toMatchObject({
        name: "AccessDenied",
        message: expect.stringContaining("is not authorized to perform: sts:AssumeRole") as string,
      });
    }
  });

  test("is not allowed with a session of the role itself, whose policy has no sts action", async () => {
    const server = await runningSample();
    const { sts } = await clientsOf(server);
    const RoleArn = role("444455556666", "CloudTrailReader");
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "me" }));
    const session = clientsWith(server, toKeys(Credentials));
    expect(
      await rejection(session.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "again" }))),
    ).toMatchObject({ name: "AccessDenied" });
  });

  test("gives a session that ends when it is told to", async () => {
    const server = await runningSample();
    const { sts } = await clientsOf(server);
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn: role("444455556666", "CloudTrailReader"), RoleSessionName: "me" }),
    );
    const { cloudtrail } = clientsWith(server, toKeys(Credentials));
    await cloudtrail.send(new DescribeTrailsCommand({}));
    server.expireSessions();
    expect(await rejection(cloudtrail.send(new DescribeTrailsCommand({})))).toMatchObject({
      name: "ExpiredTokenException",
    });
  });
});

const toKeys = (
  credentials:
    | {
        AccessKeyId?: string | undefined;
        SecretAccessKey?: string | undefined;
        SessionToken?: string | undefined;
      }
    | undefined,
) => ({
  accessKeyId: credentials?.AccessKeyId ?? "",
  secretAccessKey: credentials?.SecretAccessKey ?? "",
  sessionToken: credentials?.SessionToken ?? "",
});

describe("signing in through Identity Center", () => {
  const post = async (server: SampleServer, path: string, body: object) => {
    const response = await fetch(server.endpoint + path, { method: "POST", body: JSON.stringify(body) });
    return {
      status: response.status,
      body: (await response.json()) as Record<string, string | number>,
      errorType: response.headers.get("x-amzn-errortype"),
    };
  };

  const start = async (server: SampleServer) => {
    const { body: client } = await post(server, "/client/register", {
      clientName: "test",
      clientType: "public",
    });
    const common = { clientId: client["clientId"], clientSecret: client["clientSecret"] };
    const { body: device } = await post(server, "/device_authorization", {
      ...common,
      startUrl: `${server.endpoint}/start`,
    });
    const token = () =>
      post(server, "/token", {
        ...common,
        grantType: "urn:ietf:params:oauth:grant-type:device_code",
        deviceCode: device["deviceCode"],
      });
    return { common, device, token };
  };

  test("waits for the person at the browser, and then gives a token once", async () => {
    const server = await runningSample();
    const { device, token } = await start(server);
    expect(await token()).toMatchObject({
      status: 400,
      errorType: "AuthorizationPendingException",
      body: { error: "authorization_pending" },
    });
    const page = await fetch(String(device["verificationUriComplete"]));
    expect(await page.text()).toContain(String(device["userCode"]));
    await fetch(String(device["verificationUri"]), {
      method: "POST",
      body: new URLSearchParams({ user_code: String(device["userCode"]) }),
    });
    expect(await token()).toMatchObject({ status: 200, body: { tokenType: "Bearer", expiresIn: 28_800 } });
    expect(await token()).toMatchObject({ status: 400, errorType: "InvalidGrantException" });
  });

  test("refuses a client that never registered and a token it never gave", async () => {
    const server = await runningSample();
    expect(
      await post(server, "/token", { clientId: "x", clientSecret: "y", grantType: "refresh_token" }),
    ).toMatchObject({ status: 401, errorType: "InvalidClientException" });
    const response = await fetch(
      `${server.endpoint}/federation/credentials?role_name=CloudTrailExplorer&account_id=111122223333`,
      { headers: { "x-amz-sso_bearer_token": "made up" } },
    );
    expect(response.status).toBe(401);
  });

  test("lets the SDK's own provider read the profile once the token lies in its cache", async () => {
    const server = await runningSample();
    const home = join(dirname(server.configFile), "home");
    vi.stubEnv("HOME", home);
    expect(await rejection(ssoIdentity(server))).toMatchObject({ name: "CredentialsProviderError" });
    const { token } = await start(server);
    server.signIn.approveAll();
    const { body } = await token();
    const cache = join(home, ".aws", "sso", "cache");
    await mkdir(cache, { recursive: true });
    const file = join(cache, `${createHash("sha1").update("acme").digest("hex")}.json`);
    await writeFile(
      file,
      JSON.stringify({
        accessToken: body["accessToken"],
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      }),
    );
    expect(await ssoIdentity(server)).toMatch(
      /^arn:aws:sts::111122223333:assumed-role\/AWSReservedSSO_CloudTrailExplorer_[0-9a-f]{16}\/alice@acme\.example$/,
    );
    vi.unstubAllEnvs();
  });
});
