import { ListRegionsCommand } from "@aws-sdk/client-account";
import { CloudTrailClient, DescribeTrailsCommand, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, test } from "vitest";

import { clientsOf, clientsWith, keysOf, rejection, sharedSample } from "./running.js";

const sample = sharedSample();
const unknown = { accessKeyId: "AKIAUNKNOWNXXEXAMPLE", secretAccessKey: "x" };

describe("keys", () => {
  test("tells every service's caller in that service's words that a key is unknown", async () => {
    const { cloudtrail, sts, account, s3 } = clientsWith(sample(), unknown);
    const token = "The security token included in the request is invalid.";
    expect(await rejection(cloudtrail.send(new DescribeTrailsCommand({})))).toEqual({
      name: "UnrecognizedClientException",
      message: token,
    });
    expect(await rejection(sts.send(new GetCallerIdentityCommand({})))).toEqual({
      name: "InvalidClientTokenId",
      message: token,
    });
    expect(await rejection(account.send(new ListRegionsCommand({})))).toEqual({
      name: "UnrecognizedClientException",
      message: token,
    });
    expect(
      await rejection(s3.send(new ListObjectsV2Command({ Bucket: "acme-cloudtrail-logs" }))),
    ).toMatchObject({ name: "InvalidAccessKeyId" });
  });

  test("refuses a wrong secret, so the signature was really checked", async () => {
    const keys = { ...(await keysOf(sample(), "acme-prod")), secretAccessKey: "not the secret" };
    const { cloudtrail, sts } = clientsWith(sample(), keys);
    expect(await rejection(cloudtrail.send(new DescribeTrailsCommand({})))).toMatchObject({
      name: "InvalidSignatureException",
    });
    expect(await rejection(sts.send(new GetCallerIdentityCommand({})))).toMatchObject({
      name: "SignatureDoesNotMatch",
    });
  });

  test("refuses a body that was changed after signing", async () => {
    const { cloudtrail } = await clientsOf(sample());
    cloudtrail.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: string | Uint8Array };
        request.body = (
          typeof request.body === "string" ? request.body : new TextDecoder().decode(request.body)
        ).replace("5", "6");
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    const command = new LookupEventsCommand({ MaxResults: 5 });
    expect(await rejection(cloudtrail.send(command))).toMatchObject({ name: "InvalidSignatureException" });
  });

  test("refuses a session whose time is over, and one without its token", async () => {
    const keys = await keysOf(sample(), "acme-expired");
    const { cloudtrail, sts, s3 } = clientsWith(sample(), keys);
    expect(await rejection(cloudtrail.send(new DescribeTrailsCommand({})))).toMatchObject({
      name: "ExpiredTokenException",
    });
    expect(await rejection(sts.send(new GetCallerIdentityCommand({})))).toMatchObject({
      name: "ExpiredToken",
    });
    expect(
      await rejection(s3.send(new ListObjectsV2Command({ Bucket: "acme-cloudtrail-logs" }))),
    ).toMatchObject({ name: "ExpiredToken" });
    const { sessionToken: _, ...bare } = keys;
    expect(
      await rejection(clientsWith(sample(), bare).cloudtrail.send(new DescribeTrailsCommand({}))),
    ).toMatchObject({ name: "UnrecognizedClientException" });
  });

  test("wants a signature at all", async () => {
    const response = await fetch(sample().endpoint, {
      method: "POST",
      headers: {
        "x-amz-target": "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.DescribeTrails",
        "content-type": "application/x-amz-json-1.1",
      },
      body: "{}",
    });
    expect(await response.json()).toMatchObject({ __type: "MissingAuthenticationTokenException" });
  });
});

describe("the clock", () => {
  /** A client whose clock is wrong and that does not learn from the answer's Date header. */
  const config = async (minutes: number, profile: string) => ({
    endpoint: sample().endpoint,
    region: "eu-west-1",
    credentials: await keysOf(sample(), profile),
    systemClockOffset: minutes * 60_000,
    maxAttempts: 1,
  });

  test("refuses a request signed more than five minutes ago or ahead", async () => {
    const late = new CloudTrailClient(await config(-6, "acme-prod"));
    const early = new STSClient(await config(6, "acme-prod"));
    const fine = new CloudTrailClient(await config(-4, "acme-prod"));
    expect(await rejection(late.send(new DescribeTrailsCommand({})))).toMatchObject({
      name: "InvalidSignatureException",
      message: expect.stringMatching(/^Signature expired: /) as string,
    });
    expect(await rejection(early.send(new GetCallerIdentityCommand({})))).toMatchObject({
      name: "SignatureDoesNotMatch",
      message: expect.stringMatching(/^Signature not yet current: /) as string,
    });
    expect((await fine.send(new DescribeTrailsCommand({}))).trailList).not.toEqual([]);
  });

  test("lets S3's callers be fifteen minutes off", async () => {
    const list = new ListObjectsV2Command({ Bucket: "acme-cloudtrail-logs", MaxKeys: 1 });
    expect(await rejection(new S3Client(await config(-16, "acme-logs")).send(list))).toMatchObject({
      name: "RequestTimeTooSkewed",
    });
    expect((await new S3Client(await config(-14, "acme-logs")).send(list)).KeyCount).toBe(1);
  });

  test("tells the time in the Date header, from which the SDK corrects itself", async () => {
    const client = new CloudTrailClient({ ...(await config(-60, "acme-prod")), maxAttempts: 2 });
    expect((await client.send(new DescribeTrailsCommand({}))).trailList).not.toEqual([]);
  });
});

describe("Regions", () => {
  test("knows no key in a Region that is switched off", async () => {
    const { cloudtrail } = await clientsOf(sample(), "acme-prod", "ap-east-1");
    expect(await rejection(cloudtrail.send(new DescribeTrailsCommand({})))).toEqual({
      name: "UnrecognizedClientException",
      message: "The security token included in the request is invalid.",
    });
  });

  test("refuses a Region that does not exist", async () => {
    const { cloudtrail } = await clientsOf(sample(), "acme-prod", "eu-nowhere-7");
    expect(await rejection(cloudtrail.send(new DescribeTrailsCommand({})))).toMatchObject({
      message: expect.stringContaining("valid region") as string,
    });
  });

  test("lists the Regions with their opt-in status", async () => {
    const { account } = await clientsOf(sample());
    const { Regions } = await account.send(new ListRegionsCommand({}));
    const status = new Map((Regions ?? []).map((region) => [region.RegionName, region.RegionOptStatus]));
    expect(["eu-west-1", "eu-south-1", "ap-east-1"].map((region) => status.get(region))).toEqual([
      "ENABLED_BY_DEFAULT",
      "ENABLED",
      "DISABLED",
    ]);
  });
});
