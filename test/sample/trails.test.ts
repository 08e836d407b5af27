import {
  DescribeTrailsCommand,
  GetChannelCommand,
  GetEventDataStoreCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  ListChannelsCommand,
  ListEventDataStoresCommand,
  ListTagsCommand,
} from "@aws-sdk/client-cloudtrail";
import { DescribeOrganizationCommand } from "@aws-sdk/client-organizations";
import { describe, expect, test } from "vitest";

import { clientsOf, nowMs, rejection, sharedSample } from "./running.js";

const sample = sharedSample();
const arn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/acme-org-trail";
const old = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/eu-central-audit";

describe("DescribeTrails", () => {
  const trailsIn = async (
    region: string,
    profile: string,
    input: { includeShadowTrails?: boolean; trailNameList?: string[] } = {},
  ) => {
    const { cloudtrail } = await clientsOf(sample(), profile, region);
    const { trailList } = await cloudtrail.send(new DescribeTrailsCommand(input));
    return (trailList ?? []).map((trail) => trail.TrailARN);
  };

  test("shows the organization's trail everywhere, as a shadow where it does not live", async () => {
    expect(await trailsIn("eu-west-1", "acme-prod")).toEqual([arn]);
    expect(await trailsIn("us-east-1", "acme-prod")).toEqual([arn]);
    expect(await trailsIn("eu-central-1", "acme-prod")).toEqual([arn, old]);
    expect(await trailsIn("eu-west-1", "acme-logs")).toEqual([arn]);
  });

  test("leaves shadows out when asked to", async () => {
    expect(await trailsIn("eu-west-1", "acme-prod", { includeShadowTrails: false })).toEqual([arn]);
    expect(await trailsIn("us-east-1", "acme-prod", { includeShadowTrails: false })).toEqual([]);
    expect(await trailsIn("eu-central-1", "acme-prod", { includeShadowTrails: false })).toEqual([old]);
    expect(await trailsIn("eu-west-1", "acme-logs", { includeShadowTrails: false })).toEqual([]);
  });

  test("finds by name in the home Region, and by ARN everywhere", async () => {
    expect(await trailsIn("eu-west-1", "acme-prod", { trailNameList: ["acme-org-trail"] })).toEqual([arn]);
    expect(await trailsIn("us-east-1", "acme-prod", { trailNameList: ["acme-org-trail"] })).toEqual([]);
    expect(await trailsIn("us-east-1", "acme-prod", { trailNameList: [arn] })).toEqual([arn]);
  });

  test("tells what the trail delivers to", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const { trailList } = await cloudtrail.send(new DescribeTrailsCommand({}));
    expect(trailList?.[0]).toMatchObject({
      Name: "acme-org-trail",
      S3BucketName: "acme-cloudtrail-logs",
      IsMultiRegionTrail: true,
      IsOrganizationTrail: true,
      HomeRegion: "eu-west-1",
      LogFileValidationEnabled: true,
      HasInsightSelectors: true,
    });
    expect(trailList?.[0]?.KmsKeyId).toMatch(/^arn:aws:kms:eu-west-1:444455556666:key\//);
    expect(trailList?.[0]?.SnsTopicARN).toMatch(/^arn:aws:sns:/);
    expect(trailList?.[0]?.CloudWatchLogsLogGroupArn).toMatch(/^arn:aws:logs:/);
  });
});

describe("GetTrailStatus", () => {
  test("tells when logging stopped and started, and what was delivered last", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const status = await cloudtrail.send(new GetTrailStatusCommand({ Name: "acme-org-trail" }));
    expect(status.IsLogging).toBe(true);
    expect(status.StopLoggingTime?.toISOString()).toBe("2026-06-17T13:12:07.000Z");
    expect(status.StartLoggingTime?.toISOString()).toBe("2026-06-17T13:52:19.000Z");
    for (const time of [status.LatestDeliveryTime, status.LatestCloudWatchLogsDeliveryTime]) {
      expect(nowMs - (time?.getTime() ?? 0)).toBeLessThan(10 * 60_000);
    }
    expect(nowMs - (status.LatestDigestDeliveryTime?.getTime() ?? 0)).toBeLessThan(75 * 60_000);
  });

  test("tells of a bucket that refuses the log files", async () => {
    const { cloudtrail } = await clientsOf(sample(), "acme-prod", "eu-central-1");
    const status = await cloudtrail.send(new GetTrailStatusCommand({ Name: "eu-central-audit" }));
    expect(status).toMatchObject({ IsLogging: true, LatestDeliveryError: "AccessDenied" });
    expect(status.LatestDigestDeliveryTime).toBeUndefined();
    expect(nowMs - (status.LatestDeliveryTime?.getTime() ?? 0)).toBeGreaterThan(30 * 86_400_000);
  });

  test("knows a shadow by its ARN, and not by its name", async () => {
    for (const [profile, region, account] of [
      ["acme-prod", "us-east-1", "111122223333"],
      ["acme-logs", "eu-west-1", "444455556666"],
    ] as const) {
      const { cloudtrail } = await clientsOf(sample(), profile, region);
      expect(await rejection(cloudtrail.send(new GetTrailStatusCommand({ Name: "acme-org-trail" })))).toEqual(
        {
          name: "TrailNotFoundException",
          message: `Unknown trail: arn:aws:cloudtrail:${region}:${account}:trail/acme-org-trail for the user: ${account}`,
        },
      );
      expect((await cloudtrail.send(new GetTrailStatusCommand({ Name: arn }))).IsLogging).toBe(true);
    }
  });
});

describe("selectors", () => {
  test("are advanced for one trail and basic for the other", async () => {
    const home = await clientsOf(sample());
    const central = await clientsOf(sample(), "acme-prod", "eu-central-1");
    const advanced = await home.cloudtrail.send(
      new GetEventSelectorsCommand({ TrailName: "acme-org-trail" }),
    );
    const basic = await central.cloudtrail.send(
      new GetEventSelectorsCommand({ TrailName: "eu-central-audit" }),
    );
    const fields = advanced.AdvancedEventSelectors?.flatMap((selector) =>
      selector.FieldSelectors?.map(({ Field }) => Field),
    );
    expect(advanced.EventSelectors).toBeUndefined();
    expect(fields).toContain("resources.ARN");
    expect(basic.AdvancedEventSelectors).toBeUndefined();
    expect(basic.EventSelectors?.[0]).toMatchObject({
      ReadWriteType: "WriteOnly",
      ExcludeManagementEventSources: ["kms.amazonaws.com"],
    });
  });

  test("of Insights are an exception where Insights is off", async () => {
    const home = await clientsOf(sample());
    const central = await clientsOf(sample(), "acme-prod", "eu-central-1");
    const { InsightSelectors } = await home.cloudtrail.send(
      new GetInsightSelectorsCommand({ TrailName: arn }),
    );
    expect(InsightSelectors?.map(({ InsightType }) => InsightType)).toEqual([
      "ApiCallRateInsight",
      "ApiErrorRateInsight",
    ]);
    const off = new GetInsightSelectorsCommand({ TrailName: "eu-central-audit" });
    expect(await rejection(central.cloudtrail.send(off))).toMatchObject({
      name: "InsightNotEnabledException",
    });
  });
});

describe("ListTags", () => {
  test("gives the tags of a trail in its home Region, and refuses elsewhere", async () => {
    const home = await clientsOf(sample());
    const away = await clientsOf(sample(), "acme-prod", "us-east-1");
    const { ResourceTagList } = await home.cloudtrail.send(new ListTagsCommand({ ResourceIdList: [arn] }));
    expect(ResourceTagList?.[0]?.TagsList).toContainEqual({ Key: "managed-by", Value: "terraform" });
    expect(
      await rejection(away.cloudtrail.send(new ListTagsCommand({ ResourceIdList: [arn] }))),
    ).toMatchObject({ name: "ResourceNotFoundException" });
    expect(
      await rejection(home.cloudtrail.send(new ListTagsCommand({ ResourceIdList: ["acme-org-trail"] }))),
    ).toMatchObject({ name: "CloudTrailARNInvalidException" });
  });
});

describe("event data stores and channels", () => {
  test("are listed by name and ARN, a page at a time, and told in full one by one", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const first = await cloudtrail.send(new ListEventDataStoresCommand({ MaxResults: 1 }));
    const second = await cloudtrail.send(
      new ListEventDataStoresCommand({ MaxResults: 1, NextToken: first.NextToken }),
    );
    expect(
      [first, second].flatMap(({ EventDataStores }) => EventDataStores?.map(({ Name }) => Name)),
    ).toEqual(["acme-org-events", "partner-audit"]);
    expect(second.NextToken).toBeUndefined();
    expect(Object.keys(first.EventDataStores?.[0] ?? {}).sort()).toEqual(["EventDataStoreArn", "Name"]);
    const stores = [first, second].map(({ EventDataStores }) => EventDataStores?.[0]?.EventDataStoreArn);
    const [organization, stopped] = await Promise.all(
      stores.map((EventDataStore) => cloudtrail.send(new GetEventDataStoreCommand({ EventDataStore }))),
    );
    expect(organization).toMatchObject({
      Status: "ENABLED",
      RetentionPeriod: 2557,
      OrganizationEnabled: true,
      BillingMode: "EXTENDABLE_RETENTION_PRICING",
    });
    expect(stopped).toMatchObject({ Status: "STOPPED_INGESTION", BillingMode: "FIXED_RETENTION_PRICING" });
    expect(organization?.CreatedTimestamp?.getTime()).toBeLessThan(nowMs);
  });

  test("are in their own account and Region alone", async () => {
    for (const [profile, region] of [
      ["acme-prod", "us-east-1"],
      ["acme-logs", "eu-west-1"],
    ] as const) {
      const { cloudtrail } = await clientsOf(sample(), profile, region);
      expect((await cloudtrail.send(new ListEventDataStoresCommand({}))).EventDataStores).toEqual([]);
      expect((await cloudtrail.send(new ListChannelsCommand({}))).Channels).toEqual([]);
    }
    const { cloudtrail } = await clientsOf(sample());
    expect(
      await rejection(cloudtrail.send(new GetEventDataStoreCommand({ EventDataStore: "none" }))),
    ).toMatchObject({ name: "EventDataStoreNotFoundException" });
  });

  test("one channel takes events of a partner, one belongs to a service", async () => {
    const { cloudtrail } = await clientsOf(sample());
    const { Channels } = await cloudtrail.send(new ListChannelsCommand({}));
    const [partner, linked] = await Promise.all(
      (Channels ?? []).map(({ ChannelArn }) =>
        cloudtrail.send(new GetChannelCommand({ Channel: ChannelArn })),
      ),
    );
    expect(partner).toMatchObject({ Name: "partner-portal", Destinations: [{ Type: "EVENT_DATA_STORE" }] });
    expect(partner?.IngestionStatus?.LatestIngestionErrorCode).toBe("InvalidEventDataStoreStatusException");
    expect(linked).toMatchObject({
      Name: "aws-service-channel/security-lake/default",
      Destinations: [{ Type: "AWS_SERVICE" }],
    });
  });
});

test("tells the organization to whom the bucket's policy allows it, and to nobody else", async () => {
  const describe = async (profile: string) =>
    (await clientsOf(sample(), profile)).organizations.send(new DescribeOrganizationCommand({}));
  expect((await describe("acme-logs")).Organization).toMatchObject({
    Id: "o-exampleorgid",
    MasterAccountId: "111122223333",
  });
  await expect(describe("acme-prod")).rejects.toMatchObject({ name: "AccessDeniedException" });
});
