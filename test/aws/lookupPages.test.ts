import { describe, expect, test } from "vitest";
import type { AwsServices } from "../../src/aws/connect.js";
import type { LookupAttribute, LookupRow, LookupScope } from "../../src/core/search/lookup.js";
import { FakeClock } from "../core/base/fakeClock.js";
import { connected, never, sample } from "./support.js";

const dayMs = 86_400_000;
const toMs = Math.floor(Date.now() / 1000) * 1000;
const window = { fromMs: toMs - 3 * dayMs, toMs };

async function scopeOf({ resolver }: AwsServices, region = "eu-west-1"): Promise<LookupScope> {
  const [scope] = await resolver.scopes({ accounts: ["acme-prod"], regions: [region] }, never);
  if (!scope) throw new Error("no scope");
  return scope;
}

/** Follows the pages, so that what came before a failure can be told from what is lost. */
async function walk(aws: AwsServices, attribute?: LookupAttribute, signal = never) {
  const scope = await scopeOf(aws);
  const rows: LookupRow[] = [];
  let pages = 0;
  let failure: unknown;
  try {
    let token: string | undefined;
    do {
      const page = await aws.lookup.fetch({ scope, attribute, ...window, token }, signal);
      rows.push(...page.rows);
      pages++;
      token = page.next;
    } while (token !== undefined);
  } catch (error) {
    failure = error;
  }
  return { rows, pages, failure };
}

describe("LookupEvents", () => {
  test("fetches all pages of a window, newest first, each event once", async () => {
    const aws = await connected(await sample());
    const { rows, pages, failure } = await walk(aws);
    expect(failure).toBeUndefined();
    expect(pages).toBe(Math.ceil(rows.length / 50));
    expect(pages).toBeGreaterThan(3);
    expect(new Set(rows.map(({ EventId }) => EventId)).size).toBe(rows.length);
    const times = rows.map(({ EventTimeMs }) => EventTimeMs ?? 0);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(times.every((timeMs) => timeMs >= window.fromMs && timeMs <= window.toMs)).toBe(true);
  });

  test("hands rows on as they came, with the record as text", async () => {
    const aws = await connected(await sample());
    const scope = await scopeOf(aws);
    const attribute = { key: "EventName", value: "StopLogging" } as const;
    const days = { fromMs: toMs - 89 * dayMs, toMs };
    const { rows } = await aws.lookup.fetch({ scope, attribute, ...days, token: undefined }, never);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows[0]).toMatchObject({
      EventName: "StopLogging",
      EventSource: "cloudtrail.amazonaws.com",
      ReadOnly: "false",
    });
    expect(JSON.parse(rows[0]?.CloudTrailEvent ?? "")).toMatchObject({ eventID: rows[0]?.EventId });
    expect(Object.values(rows[0] ?? {}).every((value) => value !== undefined)).toBe(true);
  });

  test("asks the service for one attribute, and repeats it with every page", async () => {
    const server = await sample();
    const aws = await connected(server);
    await walk(aws, { key: "ReadOnly", value: "true" });
    const asked = server.requests.of("LookupEvents");
    expect(new Set(asked.map(({ attribute }) => attribute))).toEqual(new Set(["ReadOnly=true"]));
    expect(asked.filter(({ paged }) => !paged)).toHaveLength(1);
  });

  test("keeps the pace the service allows, on a real clock, so that nothing is throttled", async () => {
    const server = await sample({ throttle: {} });
    const clock = {
      now: () => Date.now(),
      sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    };
    const aws = await connected(server, { clock });
    const scope = await scopeOf(aws);
    const request = { scope, attribute: undefined, ...window, token: undefined };
    await Promise.all([1, 2, 3, 4, 5].map(() => aws.lookup.fetch(request, never)));
    expect(server.requests.of("LookupEvents").map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });

  test("shares one pace among all who ask the same account and Region, and none between Regions", async () => {
    const clock = new FakeClock(Date.now());
    const aws = await connected(await sample(), { clock, requestGapMs: 510 });
    const [here, there] = [await scopeOf(aws), await scopeOf(aws, "us-east-1")];
    clock.slept.length = 0;
    const fetch = (scope: LookupScope) =>
      aws.lookup.fetch({ scope, attribute: undefined, ...window, token: undefined }, never);
    await Promise.all([fetch(here), fetch(there)]);
    expect(clock.slept).toEqual([]);
    await Promise.all([fetch(here), fetch(here)]);
    expect(clock.slept).toEqual([510, 510]);
  });

  test("gives up at once when it is aborted, also while it waits for its turn", async () => {
    const server = await sample();
    const clock = { now: () => Date.now(), sleep: () => new Promise<void>(() => undefined) };
    const aws = await connected(server, { clock });
    const scope = await scopeOf(aws);
    const request = { scope, attribute: undefined, ...window, token: undefined };
    await aws.lookup.fetch(request, never);
    const gone = new AbortController();
    const waiting = aws.lookup.fetch(request, gone.signal);
    gone.abort();
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    expect(server.requests.of("LookupEvents")).toHaveLength(1);
  });

  test("gives up at once while the answer is on its way", async () => {
    const server = await sample();
    const aws = await connected(server);
    const scope = await scopeOf(aws);
    server.faults.add({ kind: "slow", delayMs: 20_000, operation: "LookupEvents" });
    const gone = new AbortController();
    const waiting = aws.lookup.fetch(
      { scope, attribute: undefined, ...window, token: undefined },
      gone.signal,
    );
    setTimeout(() => gone.abort(), 50);
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  });

  test("names itself in the user agent", async () => {
    const agents: (string | undefined)[] = [];
    const server = await sample();
    const { createServer, request } = await import("node:http");
    const relay = createServer((incoming, outgoing) => {
      agents.push(incoming.headers["user-agent"]);
      const target = request(
        new URL(incoming.url ?? "/", server.endpoint),
        { method: incoming.method, headers: incoming.headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(outgoing);
        },
      );
      incoming.pipe(target);
    });
    await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
    const address = relay.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const { credentialsFile } = server;
    const env = {
      AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: "eu-west-1",
    };
    const aws = await connected(server, { env });
    await aws.directory.identify("acme-prod", never);
    relay.close();
    relay.closeAllConnections();
    expect(agents[0]).toMatch(/(^| )cloudtrail-explorer\/\d+\.\d+\.\d+( |$)/u);
  });
});

describe("faults in the middle of a search", () => {
  const passing = [
    ["a cut answer", { kind: "cut" }],
    ["a dropped connection", { kind: "drop" }],
    ["a malformed page", { kind: "malformed" }],
    ["an error of the service", { kind: "error", status: 500 }],
    ["a page of HTML from a gateway", { kind: "error", status: 503, body: "<html>busy</html>" }],
    ["a token that expired early", { kind: "expired" }],
  ] as const;

  test.each(passing)("%s is asked for again, and nothing is lost", async (_name, fault) => {
    const server = await sample();
    const aws = await connected(server);
    const whole = await walk(aws);
    server.faults.add({ ...fault, operation: "LookupEvents", after: 2, count: 1 });
    const again = await walk(aws);
    expect(again.failure).toBeUndefined();
    expect(again.rows).toEqual(whole.rows);
  });

  test("a throttling storm is waited out, further apart each time", async () => {
    const server = await sample();
    const clock = new FakeClock(Date.now());
    const aws = await connected(server, { clock });
    server.faults.add({ kind: "throttle", operation: "LookupEvents", after: 1, count: 6 });
    clock.slept.length = 0;
    expect((await walk(aws)).failure).toBeUndefined();
    expect(clock.slept.slice(0, 6)).toEqual([510, 1020, 2040, 4080, 8160, 8160]);
    expect(clock.slept.at(-1)).toBeLessThan(8160);
  });

  const lasting = [
    [
      "a throttling storm without end",
      { kind: "throttle" },
      "aws/throttled",
      "keeps refusing cloudtrail:LookupEvents in eu-west-1",
    ],
    [
      "pages that stay malformed",
      { kind: "malformed" },
      "aws/bad-answer",
      "The answer to cloudtrail:LookupEvents in eu-west-1 is not what AWS sends (HTTP 200)",
    ],
    [
      "a proxy's login page",
      { kind: "error", status: 403, body: "<html>sign in</html>" },
      "aws/bad-answer",
      "A proxy may have put its own page in its place",
    ],
    ["answers that stay cut", { kind: "cut" }, "aws/network", "was cut during cloudtrail:LookupEvents"],
    [
      "a service that stays broken",
      { kind: "error", status: 503 },
      "aws/service",
      "keeps answering cloudtrail:LookupEvents with an error of its own (HTTP 503)",
    ],
    [
      "credentials that stay expired",
      { kind: "expired" },
      "aws/expired-credentials",
      "The credentials of profile acme-prod have expired",
    ],
    [
      "a policy of the organization",
      {
        kind: "error",
        status: 400,
        code: "AccessDeniedException",
        message:
          "User: x is not authorized to perform: cloudtrail:LookupEvents with an explicit deny in a service control policy",
      },
      "aws/access-denied",
      "A policy of the organization (SCP) forbids cloudtrail:LookupEvents in eu-west-1",
    ],
    [
      "a page token that is no longer taken",
      { kind: "error", status: 400, code: "InvalidNextTokenException" },
      "archive/page-token",
      "What has arrived stays",
    ],
  ] as const;

  test.each(lasting)(
    "%s ends the search there, with what came before",
    async (_name, fault, code, message) => {
      const server = await sample();
      const aws = await connected(server);
      server.faults.add({ ...fault, operation: "LookupEvents", after: 2 });
      const { rows, failure } = await walk(aws);
      expect(rows).toHaveLength(100);
      expect(failure).toMatchObject({
        code,
        detail: { action: "cloudtrail:LookupEvents", region: "eu-west-1", profile: "acme-prod" },
      });
      expect(String(failure)).toContain(message);
    },
  );

  test("a denied action is named with its Region and profile", async () => {
    const server = await sample();
    server.faults.add({ kind: "denied", operation: "LookupEvents" });
    const { failure } = await walk(await connected(server));
    expect(failure).toMatchObject({ code: "aws/access-denied" });
    expect(String(failure)).toContain("cloudtrail:LookupEvents in eu-west-1");
  });

  test("a service that falls silent fails clearly instead of hanging", async () => {
    const server = await sample();
    const aws = await connected(server, { connectMs: 200, silenceMs: 200 });
    const scope = await scopeOf(aws);
    server.faults.add({ kind: "slow", delayMs: 20_000, operation: "LookupEvents" });
    const fetched = aws.lookup.fetch({ scope, attribute: undefined, ...window, token: undefined }, never);
    await expect(fetched).rejects.toMatchObject({ code: "aws/network" });
    await expect(fetched).rejects.toThrow("did not answer cloudtrail:LookupEvents in time");
  });

  test("disposal in the middle of a search ends it as an abort does", async () => {
    const server = await sample();
    const aws = await connected(server);
    const scope = await scopeOf(aws);
    server.faults.add({ kind: "slow", delayMs: 300, operation: "LookupEvents" });
    const fetched = aws.lookup.fetch({ scope, attribute: undefined, ...window, token: undefined }, never);
    setTimeout(() => aws.dispose(), 50);
    await expect(fetched).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("Regions that cannot be asked", () => {
  test.each([
    ["af-south-1", "aws/region-off", "Region af-south-1 does not accept this account's credentials"],
    ["eu-nowhere-1", "aws/region-off", "AWS knows no Region called eu-nowhere-1"],
  ])("%s", async (region, code, message) => {
    const aws = await connected(await sample());
    const scope = await scopeOf(aws, region);
    const fetched = aws.lookup.fetch({ scope, attribute: undefined, ...window, token: undefined }, never);
    await expect(fetched).rejects.toMatchObject({ code });
    await expect(fetched).rejects.toThrow(message);
  });
});

describe("a page that points at itself", () => {
  test("fails instead of being fetched for ever", async () => {
    const server = await sample();
    const aws = await connected(server);
    const scope = await scopeOf(aws);
    const first = await aws.lookup.fetch({ scope, attribute: undefined, ...window, token: undefined }, never);
    const body = JSON.stringify({ Events: [], NextToken: first.next });
    server.faults.add({ kind: "error", status: 200, body, operation: "LookupEvents" });
    const again = aws.lookup.fetch({ scope, attribute: undefined, ...window, token: first.next }, never);
    await expect(again).rejects.toMatchObject({ code: "aws/bad-answer", detail: { region: "eu-west-1" } });
  });
});
