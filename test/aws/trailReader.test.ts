import { describe, expect, test } from "vitest";
import { FakeClock } from "../core/base/fakeClock.js";
import { connected, never, prod, sample } from "./support.js";

describe("trails", () => {
  test("tells a trail's own Region from its copies elsewhere", async () => {
    const { trails } = await connected(await sample());
    const home = await trails.trails("acme-prod", "eu-west-1", never);
    const copy = await trails.trails("acme-prod", "us-east-1", never);
    expect(home.map(({ name, shadow, homeRegion }) => [name, shadow, homeRegion])).toContainEqual([
      "acme-org-trail",
      false,
      "eu-west-1",
    ]);
    expect(copy.map(({ name, shadow, homeRegion }) => [name, shadow, homeRegion])).toContainEqual([
      "acme-org-trail",
      true,
      "eu-west-1",
    ]);
    expect(home.find(({ name }) => name === "acme-org-trail")).toMatchObject({
      multiRegion: true,
      organization: true,
      validation: true,
      bucket: "acme-cloudtrail-logs",
      status: { ok: true, value: { logging: true } },
    });
  });

  test("asks for the status by ARN, also as a member account that sees the organization's trail", async () => {
    const { trails } = await connected(await sample());
    const found = await trails.trails("acme-security", "eu-west-1", never);
    const organization = found.find(({ name }) => name === "acme-org-trail");
    expect(organization).toMatchObject({
      arn: `arn:aws:cloudtrail:eu-west-1:${prod}:trail/acme-org-trail`,
      status: { ok: true },
    });
  });

  test("a denied status does not hide the trail", async () => {
    const server = await sample();
    server.faults.add({ kind: "denied", operation: "GetTrailStatus" });
    const { trails } = await connected(server);
    const [trail] = await trails.trails("acme-prod", "eu-west-1", never);
    expect(trail?.name).toBe("acme-org-trail");
    expect(trail?.status).toMatchObject({
      ok: false,
      code: "aws/access-denied",
      detail: { action: "cloudtrail:GetTrailStatus", region: "eu-west-1" },
    });
  });

  test("a denied list names the action and the Region", async () => {
    const server = await sample();
    server.faults.add({ kind: "denied", operation: "DescribeTrails" });
    const { trails } = await connected(server);
    await expect(trails.trails("acme-prod", "us-east-1", never)).rejects.toMatchObject({
      code: "aws/access-denied",
      detail: { action: "cloudtrail:DescribeTrails", region: "us-east-1", profile: "acme-prod" },
    });
  });

  test("stays below ten requests a second", async () => {
    const clock = new FakeClock(Date.now());
    const { trails } = await connected(await sample(), { clock });
    await trails.trails("acme-prod", "eu-west-1", never);
    expect(clock.slept.length).toBeGreaterThan(0);
    expect(clock.slept.every((ms) => ms === 110)).toBe(true);
  });
});

describe("details of a trail", () => {
  const arn = `arn:aws:cloudtrail:eu-west-1:${prod}:trail/acme-org-trail`;

  test("are read in its home Region, also when asked for elsewhere", async () => {
    const server = await sample();
    const { trails } = await connected(server);
    const details = await trails.trailDetails("acme-prod", "us-east-1", arn, never);
    expect(details.trail.shadow).toBe(true);
    expect(details.selectors).toMatchObject({
      ok: true,
      value: [{ summary: "Management events, read and write" }, {}, {}],
    });
    expect(details.insights).toEqual({
      ok: true,
      value: ["ApiCallRateInsight (Management)", "ApiErrorRateInsight (Management)"],
    });
    expect(details.tags).toMatchObject({ ok: true, value: { "managed-by": "terraform" } });
    expect(server.requests.of("GetEventSelectors")[0]?.region).toBe("eu-west-1");
    expect(server.requests.of("GetTrailStatus")[0]?.region).toBe("us-east-1");
  });

  test("fail one by one", async () => {
    const server = await sample();
    server.faults.add({ kind: "denied", operation: "ListTags" });
    server.faults.add({
      kind: "error",
      status: 400,
      code: "InsightNotEnabledException",
      operation: "GetInsightSelectors",
    });
    const { trails } = await connected(server);
    const details = await trails.trailDetails("acme-prod", "eu-west-1", arn, never);
    expect(details.tags).toMatchObject({
      ok: false,
      code: "aws/access-denied",
      detail: { action: "cloudtrail:ListTags" },
    });
    expect(details.insights).toEqual({ ok: true, value: [] });
    expect(details.selectors.ok).toBe(true);
  });

  test("of a trail that is gone say so", async () => {
    const { trails } = await connected(await sample());
    const gone = `arn:aws:cloudtrail:eu-west-1:${prod}:trail/gone`;
    await expect(trails.trailDetails("acme-prod", "eu-west-1", gone, never)).rejects.toMatchObject({
      name: "Failure",
    });
  });
});

describe("event data stores", () => {
  test("come with status, retention, billing and selectors", async () => {
    const { trails } = await connected(await sample());
    const stores = await trails.eventDataStores("acme-prod", "eu-west-1", never);
    expect(stores.length).toBeGreaterThan(0);
    for (const store of stores) {
      expect(store.status).toMatch(/^[A-Z_]+$/u);
      expect(store.retentionDays).toBeGreaterThan(0);
      expect(store.selectors.length).toBeGreaterThan(0);
      expect(store.missing).toBeUndefined();
    }
  });

  test("are listed by name when their details are denied", async () => {
    const server = await sample();
    server.faults.add({ kind: "denied", operation: "GetEventDataStore" });
    const { trails } = await connected(server);
    const [store] = await trails.eventDataStores("acme-prod", "eu-west-1", never);
    expect(store?.name).not.toBe("");
    expect(store?.missing).toMatchObject({
      code: "aws/access-denied",
      detail: { action: "cloudtrail:GetEventDataStore" },
    });
  });

  test.each([
    ["UnsupportedOperationException", "Not supported", "aws/not-available"],
    ["AccessDeniedException", "CloudTrail Lake is not open to new customers", "aws/not-available"],
    [
      "AccessDeniedException",
      "User: x is not authorized to perform: cloudtrail:ListEventDataStores",
      "aws/access-denied",
    ],
  ])("say that Lake is closed to new customers after %s (%s)", async (code, message, expected) => {
    const server = await sample();
    server.faults.add({ kind: "error", status: 400, code, message, operation: "ListEventDataStores" });
    const { trails } = await connected(server);
    const listed = trails.eventDataStores("acme-prod", "eu-west-1", never);
    await expect(listed).rejects.toMatchObject({ code: expected });
    await expect(listed).rejects.toThrow("closed to new customers since 2026-05-31");
  });
});

describe("channels", () => {
  test("come with source, destinations and the service that made them", async () => {
    const { trails } = await connected(await sample());
    const channels = await trails.channels("acme-prod", "eu-west-1", never);
    expect(channels.length).toBeGreaterThan(0);
    for (const channel of channels) {
      expect(channel.destinations.length).toBeGreaterThan(0);
      expect(channel.service).toBe(/^aws-service-channel\/([^/]+)/u.exec(channel.name)?.[1]);
    }
  });

  test("are listed by name when their details are denied", async () => {
    const server = await sample();
    server.faults.add({ kind: "denied", operation: "GetChannel" });
    const { trails } = await connected(server);
    const [channel] = await trails.channels("acme-prod", "eu-west-1", never);
    expect(channel?.name).not.toBe("");
    expect(channel?.missing).toMatchObject({ detail: { action: "cloudtrail:GetChannel" } });
  });
});

test("nothing more is asked after an abort in the middle of a list", async () => {
  const server = await sample();
  server.faults.add({ kind: "slow", delayMs: 200, operation: "GetTrailStatus" });
  const { trails } = await connected(server);
  const gone = new AbortController();
  const listed = trails.trails("acme-prod", "eu-west-1", gone.signal);
  setTimeout(() => gone.abort(), 100);
  await expect(listed).rejects.toMatchObject({ name: "AbortError" });
});
