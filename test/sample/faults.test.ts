import { CloudTrailClient, DescribeTrailsCommand, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, test } from "vitest";

import type { Fault } from "../../src/sample/faults.js";
import { clientsOf, keysOf, nowMs, prodId, rejection, runningSample } from "./running.js";

describe("faults", () => {
  test.each<[string, Fault, string | RegExp]>([
    ["a server error", { kind: "error", status: 503, code: "ServiceUnavailable" }, "ServiceUnavailable"],
    [
      "a proxy's page",
      { kind: "error", status: 502, body: "<html>Bad gateway</html>" },
      /^(SyntaxError|Unknown)$/,
    ],
    ["a throttling storm", { kind: "throttle" }, "ThrottlingException"],
    ["an expired token", { kind: "expired" }, "ExpiredTokenException"],
    ["a denied action", { kind: "denied" }, "AccessDeniedException"],
    ["a page that ends in the middle", { kind: "malformed" }, "SyntaxError"],
    ["a connection cut in the body", { kind: "cut" }, /^(Error|TimeoutError)$/],
    ["a connection without an answer", { kind: "drop" }, /^(Error|TimeoutError)$/],
  ])("can be %s", async (_, fault, name) => {
    const server = await runningSample();
    const { cloudtrail } = await clientsOf(server);
    server.faults.add(fault);
    const seen = await rejection(cloudtrail.send(new LookupEventsCommand({})));
    expect(seen.name).toEqual(typeof name === "string" ? name : expect.stringMatching(name));
    server.faults.clear();
    expect((await cloudtrail.send(new LookupEventsCommand({}))).Events).toHaveLength(50);
  });

  test("name the denied action as a service control policy would", async () => {
    const server = await runningSample();
    const { cloudtrail } = await clientsOf(server);
    server.faults.add({ kind: "denied", operation: "LookupEvents" });
    expect((await rejection(cloudtrail.send(new LookupEventsCommand({})))).message).toBe(
      "User: arn:aws:iam::111122223333:user/cloudtrail-explorer is not authorized to perform: cloudtrail:LookupEvents with an explicit deny in a service control policy",
    );
  });

  test("befall the named operation, Region and account alone", async () => {
    const server = await runningSample();
    const home = await clientsOf(server);
    const away = await clientsOf(server, "acme-prod", "us-east-1");
    const other = await clientsOf(server, "acme-logs");
    server.faults.add({
      kind: "error",
      status: 500,
      operation: "LookupEvents",
      region: "eu-west-1",
      accountId: prodId,
    });
    expect(await rejection(home.cloudtrail.send(new LookupEventsCommand({})))).toMatchObject({
      name: "InternalFailure",
    });
    await home.cloudtrail.send(new DescribeTrailsCommand({}));
    await away.cloudtrail.send(new LookupEventsCommand({}));
    await other.cloudtrail.send(new LookupEventsCommand({}));
  });

  test("begin after some requests and end after some more", async () => {
    const server = await runningSample();
    const { sts } = await clientsOf(server);
    server.faults.add({ kind: "expired", after: 1, count: 2 });
    const seen: string[] = [];
    for (let call = 0; call < 4; call += 1)
      seen.push((await rejection(sts.send(new GetCallerIdentityCommand({})))).name);
    expect(seen).toEqual(["nothing", "ExpiredToken", "ExpiredToken", "nothing"]);
  });

  test("can hold an answer back, until it is not wanted any more", async () => {
    const server = await runningSample();
    const { cloudtrail } = await clientsOf(server);
    server.faults.add({ kind: "slow", delayMs: 60_000, operation: "LookupEvents" });
    const abort = new AbortController();
    const asked = rejection(cloudtrail.send(new LookupEventsCommand({}), { abortSignal: abort.signal }));
    await cloudtrail.send(new DescribeTrailsCommand({}));
    abort.abort();
    expect(await asked).toMatchObject({ name: "AbortError" });
  });

  test("are survived by the SDK when it may try again", async () => {
    const server = await runningSample();
    const config = {
      endpoint: server.endpoint,
      region: "eu-west-1",
      credentials: await keysOf(server, "acme-prod"),
    };
    const cloudtrail = new CloudTrailClient({ ...config, maxAttempts: 3 });
    server.faults.add({ kind: "drop", count: 1 });
    expect((await cloudtrail.send(new DescribeTrailsCommand({}))).trailList).not.toEqual([]);
  });
});

describe("throttling", () => {
  test("lets two look-ups a second through for each account and Region", async () => {
    const server = await runningSample({ throttle: {} });
    const home = await clientsOf(server);
    const away = await clientsOf(server, "acme-prod", "us-east-1");
    const at = (client: typeof home) =>
      rejection(client.cloudtrail.send(new LookupEventsCommand({ MaxResults: 1 })));
    const [, , third] = [await at(home), await at(home), await at(home)];
    expect(third).toEqual({ name: "ThrottlingException", message: "Rate exceeded" });
    expect(await at(away)).toMatchObject({ name: "nothing" });
    expect(
      server.requests.of("LookupEvents").map(({ status, region }) => `${region} ${String(status)}`),
    ).toEqual(["eu-west-1 200", "eu-west-1 200", "eu-west-1 400", "us-east-1 200"]);
  });

  test("lets ten of the other reads through", async () => {
    const server = await runningSample({ throttle: {} });
    const { cloudtrail } = await clientsOf(server);
    const results = await Promise.all(
      Array.from({ length: 30 }, () => rejection(cloudtrail.send(new DescribeTrailsCommand({})))),
    );
    const refused = results.filter(({ name }) => name === "ThrottlingException").length;
    expect(refused).toBeGreaterThan(0);
    expect(results.length - refused).toBeGreaterThanOrEqual(10);
  });

  test("can be changed while the account runs", async () => {
    const server = await runningSample({ throttle: { lookupPerSecond: 0 } });
    const { cloudtrail } = await clientsOf(server);
    expect(await rejection(cloudtrail.send(new LookupEventsCommand({})))).toMatchObject({
      name: "ThrottlingException",
    });
    server.setThrottle({ lookupPerSecond: Infinity });
    await cloudtrail.send(new LookupEventsCommand({}));
  });
});

describe("the request log", () => {
  test("tells what was asked, by whom, where and how it ended", async () => {
    const server = await runningSample();
    const { cloudtrail } = await clientsOf(server);
    const input = {
      LookupAttributes: [{ AttributeKey: "Username" as const, AttributeValue: "alice@acme.example" }],
      EndTime: new Date(nowMs),
    };
    const { NextToken } = await cloudtrail.send(new LookupEventsCommand(input));
    await cloudtrail.send(new LookupEventsCommand({ ...input, NextToken }));
    const common = {
      service: "cloudtrail",
      operation: "LookupEvents",
      accountId: prodId,
      region: "eu-west-1",
      attribute: "Username=alice@acme.example",
      status: 200,
      error: undefined,
    };
    expect(server.requests.all).toMatchObject([
      { ...common, paged: false },
      { ...common, paged: true },
    ]);
    server.requests.clear();
    expect(server.requests.all).toEqual([]);
  });
});

describe("events for a test", () => {
  const record = (index: number) => ({
    eventID: `00000000-0000-4000-a000-${String(index).padStart(12, "0")}`,
    eventTime: new Date(nowMs - index * 1000).toISOString(),
    eventName: "PutObjectAcl",
    eventSource: "s3.amazonaws.com",
    readOnly: false,
    userIdentity: { type: "IAMUser", userName: "eve" },
    resources: [{ ARN: "arn:aws:s3:::b", type: "AWS::S3::Bucket" }],
  });

  test("replace those of one account and Region, and can be none", async () => {
    const server = await runningSample();
    const { cloudtrail } = await clientsOf(server);
    server.setEvents(prodId, "eu-west-1", []);
    expect((await cloudtrail.send(new LookupEventsCommand({}))).Events).toEqual([]);
    server.setEvents(prodId, "eu-west-1", [record(1)]);
    expect((await cloudtrail.send(new LookupEventsCommand({}))).Events).toMatchObject([
      { EventName: "PutObjectAcl", Username: "eve", Resources: [{ ResourceName: "arn:aws:s3:::b" }] },
    ]);
    const away = await clientsOf(server, "acme-prod", "us-east-1");
    expect((await away.cloudtrail.send(new LookupEventsCommand({}))).Events).toHaveLength(50);
    server.resetEvents(prodId, "eu-west-1");
    expect((await cloudtrail.send(new LookupEventsCommand({}))).Events).toHaveLength(50);
  });

  test("can be a hundred thousand, with each page as quick as the first", async () => {
    const server = await runningSample();
    const { cloudtrail } = await clientsOf(server);
    server.setEvents(
      prodId,
      "eu-west-1",
      Array.from({ length: 100_000 }, (_, index) => record(index)),
    );
    const seen = new Set<string | undefined>();
    let NextToken: string | undefined;
    for (let page = 0; page < 40; page += 1) {
      const answer = await cloudtrail.send(
        new LookupEventsCommand(NextToken === undefined ? {} : { NextToken }),
      );
      for (const event of answer.Events ?? []) seen.add(event.EventId);
      ({ NextToken } = answer);
    }
    expect(seen.size).toBe(2000);
    const last = await cloudtrail.send(new LookupEventsCommand({ EndTime: new Date(nowMs - 99_990_000) }));
    expect(last.Events).toHaveLength(10);
  });

  test("can have a text that is no record", async () => {
    const server = await runningSample();
    const { cloudtrail } = await clientsOf(server);
    server.setEvents(prodId, "eu-west-1", [record(1)], { recordText: () => "{ not JSON" });
    expect((await cloudtrail.send(new LookupEventsCommand({}))).Events?.[0]?.CloudTrailEvent).toBe(
      "{ not JSON",
    );
  });
});

describe("the control path", () => {
  const control = async (endpoint: string, method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${endpoint}/_sample/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return response.json();
  };

  test("does for other processes what the object does for this one", async () => {
    const server = await runningSample();
    const { cloudtrail } = await clientsOf(server);
    await control(server.endpoint, "POST", "faults", {
      kind: "throttle",
      operation: "LookupEvents",
      count: 1,
    });
    expect(await rejection(cloudtrail.send(new LookupEventsCommand({})))).toMatchObject({
      name: "ThrottlingException",
    });
    await control(server.endpoint, "POST", "events", { accountId: prodId, region: "eu-west-1", records: [] });
    expect((await cloudtrail.send(new LookupEventsCommand({}))).Events).toEqual([]);
    await control(server.endpoint, "POST", "throttle", { lookupPerSecond: 0 });
    expect(await rejection(cloudtrail.send(new LookupEventsCommand({})))).toMatchObject({
      name: "ThrottlingException",
    });
    expect(await control(server.endpoint, "GET", "requests")).toMatchObject([
      { status: 400 },
      { status: 200 },
      { status: 400 },
    ]);
    expect(await control(server.endpoint, "DELETE", "requests")).toEqual([]);
    expect(server.requests.all).toEqual([]);
  });

  test("is closed to pages in a browser", async () => {
    const { endpoint, requests, faults } = await runningSample();
    const body = JSON.stringify({ kind: "throttle" });
    const headers = { origin: "http://example.com" };
    const response = await fetch(`${endpoint}/_sample/faults`, { method: "POST", body, headers });
    expect(response.status).toBe(403);
    expect(faults.all).toEqual([]);
    expect(requests.all).toEqual([]);
  });

  test("refuses what it does not know", async () => {
    const { endpoint } = await runningSample();
    expect(await control(endpoint, "POST", "faults", { kind: "flood" })).toEqual({
      message: "No fault of kind flood",
    });
    expect(await control(endpoint, "POST", "nothing")).toEqual({
      message: "No control POST /_sample/nothing",
    });
  });
});
