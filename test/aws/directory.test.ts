import { writeFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { connected, never, prod, sample } from "./support.js";

test("shows what the files say without a request, and joins accounts once they are identified", async () => {
  const server = await sample();
  const { directory } = await connected(server);
  const keys = () => directory.snapshot().accounts.map(({ key }) => key);
  expect(keys()).toEqual(["acme-prod", "444455556666", prod, "acme-process", "acme-expired", "acme-logs"]);
  expect(server.requests.all).toEqual([]);
  await directory.identify("acme-prod", never);
  expect(keys()).toEqual([prod, "444455556666", "acme-process", "acme-expired", "acme-logs"]);
  const account = directory.snapshot().accounts[0];
  expect(account?.name).toBe("acme-prod");
  expect(account?.profiles.map(({ key }) => key)).toEqual(["acme-prod", "acme-sso", "acme-web", "acme-mfa"]);
});

test("tells listeners when an identification brought news, with the news in place", async () => {
  const { directory } = await connected(await sample());
  const heard: (string | undefined)[] = [];
  const listening = directory.onDidChange(() => heard.push(directory.snapshot().accounts[0]?.accountId));
  await directory.identify("acme-prod", never);
  await vi.waitFor(() => expect(heard).toEqual([prod]));
  await directory.identify("acme-prod", never);
  listening.dispose();
  await directory.refresh();
  expect(heard).toEqual([prod]);
});

test("asks who it is once, and again after a refresh", async () => {
  const server = await sample();
  const { directory } = await connected(server);
  await Promise.all([directory.identify("acme-prod", never), directory.identify("acme-prod", never)]);
  await directory.identify("acme-prod", never);
  expect(server.requests.of("GetCallerIdentity")).toHaveLength(1);
  await directory.refresh("acme-prod");
  expect(directory.snapshot().accounts[0]?.key).toBe("acme-prod");
  await directory.identify("acme-prod", never);
  expect(server.requests.of("GetCallerIdentity")).toHaveLength(2);
});

test("reaches an account through the first of its profiles that works", async () => {
  const { directory } = await connected(await sample());
  // the Identity Center profile comes first and is not signed in
  expect((await directory.identify(prod, never)).arn).toContain("CloudTrailReaderWeb");
});

test("tells the failure that is easiest to put right when no profile works", async () => {
  const server = await sample();
  server.faults.add({
    kind: "error",
    status: 403,
    code: "AccessDenied",
    operation: "AssumeRoleWithWebIdentity",
  });
  const { directory } = await connected(server, {
    prompts: { mfaCode: async () => "12", isTrusted: () => true },
  });
  await expect(directory.identify(prod, never)).rejects.toMatchObject({
    code: "aws/sign-in-needed",
    detail: { profile: "acme-sso" },
  });
});

test("does without the account's name where that call is denied", async () => {
  const server = await sample();
  server.faults.add({ kind: "denied", operation: "GetAccountInformation" });
  const { directory } = await connected(server);
  expect(await directory.identify("acme-prod", never)).toMatchObject({
    accountId: prod,
    accountName: undefined,
  });
});

test("lists the account's Regions once, and names the missing action when that is denied", async () => {
  const server = await sample();
  const { directory } = await connected(server);
  const regions = await directory.regions("acme-prod", never);
  expect(regions.find(({ code }) => code === "eu-west-1")?.optIn).toBe("default");
  expect(regions.find(({ code }) => code === "eu-south-1")?.optIn).toBe("enabled");
  expect(regions.find(({ code }) => code === "af-south-1")?.optIn).toBe("disabled");
  await directory.regions("acme-prod", never);
  expect(server.requests.of("ListRegions")).toHaveLength(1);
  await directory.refresh("acme-prod");
  server.faults.add({ kind: "denied", operation: "ListRegions" });
  await expect(directory.regions("acme-prod", never)).rejects.toMatchObject({
    code: "aws/access-denied",
    detail: { action: "account:ListRegions", region: "us-east-1", profile: "acme-prod" },
  });
});

test("identifies through the global Region when the profile's own Region is off", async () => {
  const server = await sample();
  await writeFile(
    server.configFile,
    `[profile acme-prod]\nregion = af-south-1\nendpoint_url = ${server.endpoint}\n`,
  );
  const { directory } = await connected(server);
  expect(await directory.identify("acme-prod", never)).toMatchObject({ accountId: prod });
  expect(server.requests.of("GetCallerIdentity").map(({ region }) => region)).toEqual([
    "af-south-1",
    "us-east-1",
  ]);
});

test("refuses an account nobody knows", async () => {
  const { directory } = await connected(await sample());
  await expect(directory.identify("nobody", never)).rejects.toMatchObject({ code: "config/unknown-profile" });
});

test("an aborted caller gets an AbortError at once", async () => {
  const server = await sample();
  server.faults.add({ kind: "slow", delayMs: 2000 });
  const { directory } = await connected(server);
  const gone = new AbortController();
  const asked = directory.identify("acme-prod", gone.signal);
  gone.abort();
  await expect(asked).rejects.toMatchObject({ name: "AbortError" });
});
