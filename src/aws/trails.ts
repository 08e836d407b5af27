import type { GetTrailStatusCommandOutput, Trail as SdkTrail } from "@aws-sdk/client-cloudtrail";
import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
} from "@aws-sdk/client-cloudtrail";
import type { Selector, Trail, TrailDetails, TrailStatus } from "../core/accounts/trail.js";
import { Failure } from "../core/base/failure.js";
import type { Translate } from "../core/base/translate.js";
import { troubleOf } from "./awsError.js";
import type { CloudTrailCalls } from "./cloudTrailCalls.js";
import { inParallel } from "./inParallel.js";
import { maybe } from "./maybe.js";
import { toSelectors } from "./selectors.js";

/** How many questions about single trails or stores run at a time. */
export const width = 4;

/** Where to ask: an account and a Region. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** All trails that log this Region, copies of other Regions' and of the organization's included. */
export async function listTrails(
  calls: CloudTrailCalls,
  place: Place,
  signal: AbortSignal,
): Promise<readonly Trail[]> {
  const command = new DescribeTrailsCommand({ includeShadowTrails: true });
  const answer = await calls.send(
    { ...place, operation: "DescribeTrails", run: (client, options) => client.send(command, options) },
    signal,
  );
  return inParallel(answer.trailList ?? [], width, (trail) => withStatus(calls, place, trail, signal));
}

/** The home Region alone knows everything about a trail, so that is where the details are asked for. */
export async function readTrail(
  calls: CloudTrailCalls,
  place: Place,
  arn: string,
  signal: AbortSignal,
  t: Translate,
): Promise<TrailDetails> {
  const command = new DescribeTrailsCommand({ trailNameList: [arn], includeShadowTrails: true });
  const answer = await calls.send(
    { ...place, operation: "DescribeTrails", run: (client, options) => client.send(command, options) },
    signal,
  );
  const found = (answer.trailList ?? []).find(({ TrailARN }) => TrailARN === arn);
  if (!found) {
    const message = t(
      "The trail {0} no longer exists in {1}. Refresh the list of trails.",
      arn,
      place.region,
    );
    throw new Failure("aws/service", message, { action: "cloudtrail:DescribeTrails", region: place.region });
  }
  const home = { ...place, region: found.HomeRegion ?? arn.split(":")[3] ?? place.region };
  const [trail, selectors, insights, tags] = await Promise.all([
    withStatus(calls, place, found, signal),
    maybe(readSelectors(calls, home, arn, signal, t)),
    maybe(readInsights(calls, home, arn, signal)),
    maybe(readTags(calls, home, arn, signal)),
  ]);
  return { trail, selectors, insights, tags };
}

async function withStatus(
  calls: CloudTrailCalls,
  place: Place,
  trail: SdkTrail,
  signal: AbortSignal,
): Promise<Trail> {
  const arn = trail.TrailARN ?? trail.Name ?? "";
  // by ARN: a bare name is only known in its home Region and account
  const command = new GetTrailStatusCommand({ Name: arn });
  const answer = calls.send(
    { ...place, operation: "GetTrailStatus", run: (client, options) => client.send(command, options) },
    signal,
  );
  const status = await maybe(answer.then(toStatus));
  const homeRegion = trail.HomeRegion ?? place.region;
  return {
    arn,
    name: trail.Name ?? arn,
    homeRegion,
    shadow: homeRegion !== place.region,
    multiRegion: trail.IsMultiRegionTrail ?? false,
    organization: trail.IsOrganizationTrail ?? false,
    globalServiceEvents: trail.IncludeGlobalServiceEvents ?? false,
    validation: trail.LogFileValidationEnabled ?? false,
    bucket: trail.S3BucketName ?? "",
    prefix: trail.S3KeyPrefix,
    kmsKeyId: trail.KmsKeyId,
    snsTopicArn: trail.SnsTopicARN,
    logGroupArn: trail.CloudWatchLogsLogGroupArn,
    status,
  };
}

const toStatus = (answer: GetTrailStatusCommandOutput): TrailStatus => ({
  logging: answer.IsLogging ?? false,
  latestDeliveryMs: answer.LatestDeliveryTime?.getTime(),
  latestDeliveryError: words(answer.LatestDeliveryError),
  latestDigestMs: answer.LatestDigestDeliveryTime?.getTime(),
  latestDigestError: words(answer.LatestDigestDeliveryError),
  latestLogGroupMs: answer.LatestCloudWatchLogsDeliveryTime?.getTime(),
  latestLogGroupError: words(answer.LatestCloudWatchLogsDeliveryError),
  latestNotificationError: words(answer.LatestNotificationError),
  startedMs: answer.StartLoggingTime?.getTime(),
  stoppedMs: answer.StopLoggingTime?.getTime(),
});

/** The service sends an empty text where there is no error. */
const words = (text: string | undefined): string | undefined => (text === "" ? undefined : text);

async function readSelectors(
  calls: CloudTrailCalls,
  place: Place,
  arn: string,
  signal: AbortSignal,
  t: Translate,
): Promise<readonly Selector[]> {
  const command = new GetEventSelectorsCommand({ TrailName: arn });
  const answer = await calls.send(
    { ...place, operation: "GetEventSelectors", run: (client, options) => client.send(command, options) },
    signal,
  );
  return toSelectors(answer.EventSelectors, answer.AdvancedEventSelectors, t);
}

async function readInsights(
  calls: CloudTrailCalls,
  place: Place,
  arn: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const command = new GetInsightSelectorsCommand({ TrailName: arn });
  const answer = await calls.send(
    {
      ...place,
      operation: "GetInsightSelectors",
      run: async (client, options) => {
        try {
          return await client.send(command, options);
        } catch (error) {
          // the service's way of saying that there are none
          if (troubleOf(error) === "insight-off") return { InsightSelectors: [] };
          throw error;
        }
      },
    },
    signal,
  );
  return (answer.InsightSelectors ?? []).map(({ InsightType, EventCategories }) => {
    const categories = EventCategories ?? [];
    return [InsightType ?? "", categories.length > 0 ? `(${categories.join(", ")})` : ""].join(" ").trim();
  });
}

async function readTags(
  calls: CloudTrailCalls,
  place: Place,
  arn: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const tags: [string, string][] = [];
  let token: string | undefined;
  do {
    const command = new ListTagsCommand({
      ResourceIdList: [arn],
      ...(token !== undefined && { NextToken: token }),
    });
    const answer = await calls.send(
      { ...place, operation: "ListTags", run: (client, options) => client.send(command, options) },
      signal,
    );
    for (const { TagsList } of answer.ResourceTagList ?? []) {
      for (const { Key, Value } of TagsList ?? []) tags.push([Key ?? "", Value ?? ""]);
    }
    token = words(answer.NextToken);
  } while (token !== undefined);
  return Object.fromEntries(tags);
}
