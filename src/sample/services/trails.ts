import { text, type JsonObject } from "../../core/base/json.js";
import { isoSeconds } from "../data/record.js";
import { trailStatus } from "../data/trailStatus.js";
import { isShadow, trailArn, trails, trailsSeen, type SampleTrail } from "../data/trails.js";
import { ServiceError } from "../wire/serviceError.js";
import { seconds, type OperationContext } from "./operation.js";

/** DescribeTrails is the one operation with lower camel case members. */
export function describeTrails(input: JsonObject, { principal, region }: OperationContext): unknown {
  const names = input["trailNameList"];
  const wanted = Array.isArray(names) && names.length > 0 ? (names as readonly unknown[]) : undefined;
  const shadows = input["includeShadowTrails"] !== false;
  return {
    trailList: trailsSeen(principal.account, region)
      .filter((trail) => shadows || !isShadow(trail, principal.account, region))
      .filter((trail) => !wanted || isNamed(trail, wanted, isShadow(trail, principal.account, region)))
      .map(toDescription),
  };
}

/** A bare name only means trails of this Region and account; an ARN means any that is seen here. */
const isNamed = (trail: SampleTrail, names: readonly unknown[], shadow: boolean): boolean =>
  names.includes(trail.arn) || (!shadow && names.includes(trail.name));

const toDescription = (trail: SampleTrail): JsonObject => ({
  Name: trail.name,
  S3BucketName: trail.bucket,
  S3KeyPrefix: trail.prefix,
  SnsTopicName: trail.snsTopicArn,
  SnsTopicARN: trail.snsTopicArn,
  IncludeGlobalServiceEvents: trail.multiRegion,
  IsMultiRegionTrail: trail.multiRegion,
  HomeRegion: trail.homeRegion,
  TrailARN: trail.arn,
  LogFileValidationEnabled: trail.validation,
  CloudWatchLogsLogGroupArn: trail.logGroupArn,
  CloudWatchLogsRoleArn: trail.logRoleArn,
  KmsKeyId: trail.kmsKeyId,
  HasCustomEventSelectors: true,
  HasInsightSelectors: trail.insights !== undefined,
  IsOrganizationTrail: trail.organization,
});

/** Every trail the account owns, whatever the Region it is asked in. */
export const listTrails = (_input: JsonObject, { principal }: OperationContext): unknown => ({
  Trails: trails
    .filter(({ owner, organization }) => owner.id === principal.account.id || organization)
    .map(({ arn, name, homeRegion }) => ({ TrailARN: arn, Name: name, HomeRegion: homeRegion })),
});

export const getTrail = (input: JsonObject, context: OperationContext): unknown => ({
  Trail: toDescription(findTrail(input["Name"], context)),
});

export function getTrailStatus(input: JsonObject, context: OperationContext): unknown {
  const trail = findTrail(input["Name"], context);
  const status = trailStatus(trail, context.world.anchorMs, context.nowMs);
  const delivered = isoSeconds(status.deliveredMs);
  return {
    IsLogging: status.logging,
    LatestDeliveryError: trail.deliveryError,
    LatestDeliveryTime: seconds(status.deliveredMs),
    LatestNotificationTime: trail.snsTopicArn && seconds(status.deliveredMs),
    StartLoggingTime: seconds(status.startedMs),
    StopLoggingTime: status.stoppedMs === undefined ? undefined : seconds(status.stoppedMs),
    LatestCloudWatchLogsDeliveryTime: trail.logGroupArn && seconds(status.deliveredMs),
    LatestDigestDeliveryTime: status.digestMs === undefined ? undefined : seconds(status.digestMs),
    // What follows is kept by AWS for old clients.
    LatestDeliveryAttemptTime: delivered,
    LatestNotificationAttemptTime: trail.snsTopicArn ? delivered : "",
    LatestNotificationAttemptSucceeded: trail.snsTopicArn ? delivered : "",
    LatestDeliveryAttemptSucceeded: trail.deliveryError ? "" : delivered,
    TimeLoggingStarted: isoSeconds(status.startedMs),
    TimeLoggingStopped: status.stoppedMs === undefined ? "" : isoSeconds(status.stoppedMs),
  };
}

export function getEventSelectors(input: JsonObject, context: OperationContext): unknown {
  const trail = findTrail(input["TrailName"], context);
  return { TrailARN: trail.arn, ...trail.selectors };
}

export function getInsightSelectors(input: JsonObject, context: OperationContext): unknown {
  const trail = findTrail(input["TrailName"], context);
  if (trail.insights) return { TrailARN: trail.arn, InsightSelectors: trail.insights };
  throw new ServiceError(
    "InsightNotEnabledException",
    `Trail ${trail.arn} does not have Insights enabled. Edit the trail settings to enable Insights, and then try the operation again.`,
  );
}

function findTrail(value: unknown, { principal, region }: OperationContext): SampleTrail {
  const asked = text(value) ?? "";
  if (!asked.startsWith("arn:") && !/^[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/.test(asked)) {
    throw new ServiceError(
      "InvalidTrailNameException",
      `Trail name ${asked} must be between 3 and 128 characters.`,
    );
  }
  const found = trailsSeen(principal.account, region).find((trail) =>
    isNamed(trail, [asked], isShadow(trail, principal.account, region)),
  );
  if (found) return found;
  const arn = asked.startsWith("arn:") ? asked : trailArn(principal.account, region, asked);
  throw new ServiceError(
    "TrailNotFoundException",
    `Unknown trail: ${arn} for the user: ${principal.account.id}`,
    404,
  );
}
