import { expect, test } from "vitest";
import type { Trail } from "../../../src/core/accounts/trail.js";
import { Failure } from "../../../src/core/base/failure.js";
import { nextStep } from "../../../src/host/nextStep.js";
import { nodeLooks } from "../../../src/host/tree/nodeLooks.js";
import { accountNode, type TreeNode } from "../../../src/host/tree/nodes.js";
import { tooltip } from "../../../src/host/tree/tooltips.js";
import { aProfile, aStatus, aStore, aTrail, anAccount, wording } from "../builders.js";

const place = { id: "x", account: "prod", region: "eu-west-1" };
const trailNode = (trail: Trail): TreeNode => ({ ...place, kind: "trail", arn: trail.arn, trail });
const look = (node: TreeNode) => nodeLooks(node, undefined, wording);
const status = (fields: Parameters<typeof aStatus>[0]): Pick<Trail, "status"> => ({
  status: { ok: true, value: aStatus(fields) },
});

test("a healthy trail says its state in words and needs no colour", () => {
  expect(look(trailNode(aTrail("main")))).toMatchObject({
    label: "main",
    description: "logging · multi-Region · validated",
    tone: "plain",
  });
});

test("a shadow names its home Region, and an organization's trail says so", () => {
  const trail = aTrail("org", { shadow: true, organization: true, homeRegion: "us-east-1" });
  expect(look(trailNode(trail)).description).toBe("logging · shadow of us-east-1 · organization · validated");
});

test("a stopped trail without validation warns by icon, colour and word", () => {
  const trail = aTrail("dev", { multiRegion: false, validation: false, ...status({ logging: false }) });
  expect(look(trailNode(trail))).toMatchObject({
    description: "stopped · single Region · not validated",
    icon: "debug-pause",
    tone: "warning",
  });
});

test("a trail that cannot deliver shows the service's error", () => {
  const trail = aTrail("main", status({ latestDeliveryError: "NoSuchBucket" }));
  expect(look(trailNode(trail))).toMatchObject({
    description: "delivery error: NoSuchBucket · multi-Region · validated",
    icon: "warning",
    tone: "warning",
  });
});

test("a trail whose status may not be asked is unknown, not stopped", () => {
  const trail = aTrail("main", {
    status: { ok: false, code: "aws/access-denied", message: "cloudtrail:GetTrailStatus", detail: {} },
  });
  expect(look(trailNode(trail))).toMatchObject({ icon: "question", tone: "plain" });
  expect(tooltip(trailNode(trail), undefined, wording)).toContain("cloudtrail\\:GetTrailStatus");
});

test("an event data store shows its status and retention, and warns when it is to be deleted", () => {
  const node = (fields: Parameters<typeof aStore>[1]): TreeNode => {
    const store = aStore("lake", fields);
    return { ...place, kind: "event-data-store", arn: store.arn, store };
  };
  expect(look(node({ organization: true }))).toMatchObject({
    description: "enabled · 7 years retention · organization",
    tone: "plain",
  });
  expect(look(node({ status: "PENDING_DELETION", retentionDays: 90 }))).toMatchObject({
    description: "pending deletion · 90 days retention",
    tone: "warning",
  });
});

test("an account with an expired sign-in says so in its own line", () => {
  const node = accountNode(anAccount("prod", { accountId: "111122223333" }), "account:prod");
  const trouble = new Failure("aws/sign-in-needed", "Sign in to prod.");
  expect(nodeLooks(node, trouble, wording)).toMatchObject({
    description: "111122223333 · Not signed in",
    tone: "warning",
    context: "account.sso",
  });
});

test("a problem shows its cause, its place and the step that helps", () => {
  const trouble = new Failure("aws/access-denied", "Allow cloudtrail:DescribeTrails.", {
    action: "cloudtrail:DescribeTrails",
  });
  const node: TreeNode = { ...place, kind: "problem", trouble, step: nextStep(trouble, undefined), hint: "" };
  expect(look(node)).toMatchObject({
    label: "Not allowed: cloudtrail:DescribeTrails",
    description: "in eu-west-1 · Try Again",
    context: "problem.retry",
    tone: "error",
  });
});

test("names from the service cannot format a tooltip or reach the web", () => {
  const trail = aTrail("[x](https://evil.example) <img src=x> **b** \u202Egnp");
  const text = tooltip(trailNode(trail), undefined, wording).replace(/`[^`]*`/g, "");
  expect(text).not.toMatch(/\]\(https|(?<!\\)<img|(?<!\\)\*\*b|\u202E/);
});

test("an account's tooltip lists each profile with its kind and file", () => {
  const profiles = [aProfile("a"), aProfile("b", { kind: "assume-role", endpoint: "http://127.0.0.1:9" })];
  const text = tooltip(accountNode(anAccount("prod", { profiles }), "x"), undefined, wording);
  expect(text).toContain("- `a`: IAM Identity Center, eu\\-west\\-1");
  expect(text).toContain("- `b`: assumed role");
  expect(text).toContain("endpoint http\\:\\/\\/127\\.0\\.0\\.1\\:9");
});
