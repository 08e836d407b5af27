import { readFile } from "node:fs/promises";

import { GetAccountInformationCommand, ListRegionsCommand } from "@aws-sdk/client-account";
import {
  DescribeStackResourcesCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from "@aws-sdk/client-cloudformation";
import {
  DeleteTrailCommand,
  DescribeTrailsCommand,
  GetChannelCommand,
  GetEventDataStoreCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListChannelsCommand,
  ListEventDataStoresCommand,
  ListPublicKeysCommand,
  ListTagsCommand,
  ListTrailsCommand,
  LookupEventsCommand,
  StopLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import {
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";

import { leastPolicy } from "../../src/sample/policy.js";
import { clientsOf, rejection, sharedSample, type Clients } from "./running.js";

const sample = sharedSample();
const trail = "acme-org-trail";

/** What each allowed action is used for; the keys are the policy. */
const uses: Readonly<Record<string, (clients: Clients) => Promise<unknown>>> = {
  "cloudtrail:ListPublicKeys": ({ cloudtrail }) => cloudtrail.send(new ListPublicKeysCommand({})),
  "cloudtrail:LookupEvents": ({ cloudtrail }) => cloudtrail.send(new LookupEventsCommand({})),
  "cloudtrail:DescribeTrails": ({ cloudtrail }) => cloudtrail.send(new DescribeTrailsCommand({})),
  "cloudtrail:GetTrailStatus": ({ cloudtrail }) =>
    cloudtrail.send(new GetTrailStatusCommand({ Name: trail })),
  "cloudtrail:GetEventSelectors": ({ cloudtrail }) =>
    cloudtrail.send(new GetEventSelectorsCommand({ TrailName: trail })),
  "cloudtrail:GetInsightSelectors": ({ cloudtrail }) =>
    cloudtrail.send(new GetInsightSelectorsCommand({ TrailName: trail })),
  "cloudtrail:ListTags": async ({ cloudtrail }) => {
    const { trailList } = await cloudtrail.send(new DescribeTrailsCommand({}));
    return cloudtrail.send(new ListTagsCommand({ ResourceIdList: [trailList?.[0]?.TrailARN ?? ""] }));
  },
  "cloudtrail:ListEventDataStores": ({ cloudtrail }) => cloudtrail.send(new ListEventDataStoresCommand({})),
  "cloudtrail:GetEventDataStore": async ({ cloudtrail }) => {
    const { EventDataStores } = await cloudtrail.send(new ListEventDataStoresCommand({}));
    return cloudtrail.send(
      new GetEventDataStoreCommand({ EventDataStore: EventDataStores?.[0]?.EventDataStoreArn }),
    );
  },
  "cloudtrail:ListChannels": ({ cloudtrail }) => cloudtrail.send(new ListChannelsCommand({})),
  "cloudtrail:GetChannel": async ({ cloudtrail }) => {
    const { Channels } = await cloudtrail.send(new ListChannelsCommand({}));
    return cloudtrail.send(new GetChannelCommand({ Channel: Channels?.[0]?.ChannelArn }));
  },
  "cloudformation:ListStacks": ({ cloudFormation }) => cloudFormation.send(new ListStacksCommand({})),
  "cloudformation:DescribeStackResources": ({ cloudFormation }) =>
    cloudFormation.send(new DescribeStackResourcesCommand({ StackName: "shop-api" })),
  "cloudformation:ListStackResources": ({ cloudFormation }) =>
    cloudFormation.send(new ListStackResourcesCommand({ StackName: "shop-api" })),
  "account:ListRegions": ({ account }) => account.send(new ListRegionsCommand({})),
  "account:GetAccountInformation": ({ account }) => account.send(new GetAccountInformationCommand({})),
};

test("each action of the policy is an operation the sample has", () => {
  expect(leastPolicy.Statement.flatMap(({ Action }) => Action).sort()).toEqual(Object.keys(uses).sort());
});

test.each(Object.keys(uses))("the policy's %s is allowed", async (action) => {
  await expect(uses[action]?.(await clientsOf(sample()))).resolves.toBeDefined();
});

test("anybody may ask who they are", async () => {
  const { sts } = await clientsOf(sample());
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: "111122223333",
    Arn: "arn:aws:iam::111122223333:user/cloudtrail-explorer",
  });
});

test("reading outside of the policy is denied in AWS's words", async () => {
  const { cloudtrail, s3 } = await clientsOf(sample());
  expect(await rejection(cloudtrail.send(new ListTrailsCommand({})))).toEqual({
    name: "AccessDeniedException",
    message:
      "User: arn:aws:iam::111122223333:user/cloudtrail-explorer is not authorized to perform: cloudtrail:ListTrails because no identity-based policy allows the cloudtrail:ListTrails action",
  });
  expect(await rejection(cloudtrail.send(new GetTrailCommand({ Name: trail })))).toMatchObject({
    name: "AccessDeniedException",
  });
  expect(
    await rejection(s3.send(new ListObjectsV2Command({ Bucket: "acme-cloudtrail-logs" }))),
  ).toMatchObject({ name: "AccessDenied" });
});

test("there is no operation that writes", async () => {
  const { cloudtrail } = await clientsOf(sample());
  const writes = [
    cloudtrail.send(new StopLoggingCommand({ Name: trail })),
    cloudtrail.send(new DeleteTrailCommand({ Name: trail })),
  ];
  for (const write of writes) expect((await rejection(write)).name).toBe("UnknownOperationException");
  const { s3 } = await clientsOf(sample(), "acme-logs");
  const put = new PutObjectCommand({ Bucket: "acme-cloudtrail-logs", Key: "x", Body: "x" });
  expect(await rejection(s3.send(put))).toMatchObject({ name: "NotImplemented" });
});

test("the log reader may read the trail's bucket and no other", async () => {
  const { s3 } = await clientsOf(sample(), "acme-logs");
  expect(
    await rejection(s3.send(new ListObjectsV2Command({ Bucket: "acme-customer-exports" }))),
  ).toMatchObject({ name: "AccessDenied" });
  expect(
    await rejection(s3.send(new GetObjectCommand({ Bucket: "acme-customer-exports", Key: "x" }))),
  ).toMatchObject({ name: "AccessDenied" });
  expect(await rejection(s3.send(new ListBucketsCommand({})))).toMatchObject({ name: "NotImplemented" });
});

test("the files with keys can be read by their owner alone", async () => {
  const { stat } = await import("node:fs/promises");
  const { configFile, credentialsFile } = sample();
  for (const file of [configFile, credentialsFile]) expect((await stat(file)).mode & 0o077).toBe(0);
  expect(await readFile(configFile, "utf8")).not.toContain("secret");
});
