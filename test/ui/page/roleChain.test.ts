import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CloudTrailEvent } from "../../../src/core/events/event.js";
import { eventOf } from "./support/events.js";
import { PageLab } from "./support/openPage.js";
import { axe, rows, settled } from "./support/read.js";
import { ScriptedArchive } from "./support/scriptedArchive.js";
import type { ThemeName } from "./support/themes.js";

const folder = fileURLToPath(new URL("../../../out/looks/", import.meta.url));
let lab: PageLab;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  lab = await PageLab.start();
});
afterAll(() => lab.stop());

const arn = (role: string): string => `arn:aws:sts::111122223333:assumed-role/${role}/nightly`;
const session = (role: string, accessKeyId: string): Record<string, unknown> => ({
  type: "AssumedRole",
  principalId: `AROA${role}:nightly`,
  arn: arn(role),
  accountId: "111122223333",
  accessKeyId,
});
const assume = (eventID: string, role: string, accessKeyId: string, fields: object): CloudTrailEvent =>
  eventOf({
    eventID,
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRole",
    eventTime: "2026-11-23T10:30:00Z",
    requestParameters: { roleArn: `arn:aws:iam::111122223333:role/${role}`, roleSessionName: "nightly" },
    responseElements: { credentials: { accessKeyId }, assumedRoleUser: { arn: arn(role) } },
    resources: [{ ARN: accessKeyId, accountId: "111122223333", type: "AWS::IAM::AccessKey" }],
    ...fields,
  });
const use = eventOf({
  eventID: "use",
  eventName: "PutBucketPolicy",
  readOnly: false,
  userIdentity: session("Deploy", "ASIADEPLOYEXAMPLE000"),
});
const toDeploy = assume("to-deploy", "Deploy", "ASIADEPLOYEXAMPLE000", {
  userIdentity: session("Hub", "ASIAHUBEXAMPLE000000"),
});
const toHub = assume("to-hub", "Hub", "ASIAHUBEXAMPLE000000", {});
const archive = (): ScriptedArchive => new ScriptedArchive([use, toDeploy, toHub], ["eu-west-1"]);

test("the chain behind a session is walked step by step", async () => {
  const { page, host, errors, close } = await lab.open({ archive: archive(), text: "last:7d" });
  await settled(page);
  await rows(page).first().locator(".ct-cell-event").click();
  await page.getByText("alice is behind this session").waitFor();
  expect(await axe(page)).toEqual([]);
  const chain = page.locator(".ct-roles");
  expect((await chain.innerText()).replaceAll(/\s+/g, " ")).toMatch(
    /alice .*AssumeRole.* Hub\/nightly .*AssumeRole.* Deploy\/nightly/,
  );
  await chain
    .getByText(/^AssumeRole/)
    .first()
    .click();
  await expect.poll(() => page.locator(".ct-detail h2").innerText()).toBe("AssumeRole");
  await rows(page).first().locator(".ct-cell-event").click();
  await page.locator(".ct-roles").getByText("ASIADEPLOYEXAMPLE000").click();
  const asked = (): unknown => host.calls.findLast(({ name }) => name === "search")?.arg;
  await expect.poll(asked).toEqual({ text: "key:ASIADEPLOYEXAMPLE000 last:7d" });
  expect(errors).toEqual([]);
  await close();
});

test("what is missing of the chain is looked for with one press", async () => {
  const { page, close } = await lab.open({ archive: archive(), text: "event:PutBucketPolicy last:7d" });
  await settled(page);
  await rows(page).first().locator(".ct-cell-event").click();
  await page.getByText(/ASIADEPLOYEXAMPLE000 is not among the loaded events/).waitFor();
  await page.screenshot({ path: `${folder}missing.png` });
  await page.getByRole("button", { name: "Look for It" }).click();
  await page.getByText("alice is behind this session").waitFor();
  expect(await rows(page).count()).toBe(1);
  await close();
});

test("the copy of a call in its caller's log names who made it", async () => {
  const call = { eventName: "PutObject", sharedEventID: "5b3d1c9e", readOnly: false };
  const foreign = eventOf({
    ...call,
    eventID: "foreign",
    eventTime: "2026-11-23T11:30:01Z",
    recipientAccountId: "444455556666",
    userIdentity: { type: "AWSAccount", principalId: "AIDAEXAMPLE", accountId: "111122223333" },
  });
  const own = eventOf({ ...call, eventID: "own", eventTime: "2026-11-23T11:30:00Z" });
  const { page, errors, close } = await lab.open({
    archive: new ScriptedArchive([foreign, own], ["eu-west-1"]),
    text: "last:7d",
  });
  await settled(page);
  await rows(page).first().locator(".ct-cell-event").click();
  await page.getByText("alice made this call, as the log of the caller's account says").waitFor();
  await page.locator(".ct-roles").scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${folder}copy.png` });
  await page
    .locator(".ct-roles")
    .getByText(/^PutObject/)
    .click();
  await expect.poll(() => page.locator(".ct-detail-body").innerText()).toContain("own");
  expect(errors).toEqual([]);
  await close();
});

const themes: readonly ThemeName[] = ["dark", "light", "hc-dark"];
test.each(themes.flatMap((theme) => [1280, 800].map((width) => [theme, width] as const)))(
  "the chain fits the detail in %s at %i pixels",
  async (theme, width) => {
    const { page, close } = await lab.open({ archive: archive(), text: "last:7d", theme, width });
    await settled(page);
    await rows(page).first().locator(".ct-cell-event").click();
    await page.locator(".ct-roles").scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${folder}roles-${theme}-${width}.png` });
    const body = page.locator(".ct-detail-body");
    expect(await body.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
    await close();
  },
);
