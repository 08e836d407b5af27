import type { Event, LookupEventsCommandOutput, Resource } from "@aws-sdk/client-cloudtrail";
import { LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { Failure } from "../core/base/failure.js";
import type { Translate } from "../core/base/translate.js";
import type { LookupPage, LookupPages, LookupRequest, LookupRow } from "../core/search/lookup.js";
import type { CloudTrailCalls } from "./cloudTrailCalls.js";

const pageSize = 50;

/** LookupEvents, one page a call. A page that cannot be read fails by itself; what came before stays with the caller. */
export class SdkLookupPages implements LookupPages {
  constructor(
    private readonly calls: CloudTrailCalls,
    private readonly t: Translate,
  ) {}

  async fetch(request: LookupRequest, signal: AbortSignal): Promise<LookupPage> {
    const { scope, attribute, fromMs, toMs, token } = request;
    const command = new LookupEventsCommand({
      StartTime: new Date(fromMs),
      EndTime: new Date(toMs),
      MaxResults: pageSize,
      ...(attribute && {
        LookupAttributes: [{ AttributeKey: attribute.key, AttributeValue: attribute.value }],
      }),
      ...(token !== undefined && { NextToken: token }),
    });
    const answer = await this.calls.send(
      {
        account: scope.account,
        region: scope.region,
        operation: "LookupEvents",
        run: (client, options) => client.send(command, options),
      },
      signal,
    );
    return { rows: (answer.Events ?? []).map(toRow), next: this.#next(answer, request) };
  }

  #next({ NextToken }: LookupEventsCommandOutput, { token, scope }: LookupRequest): string | undefined {
    if (NextToken === undefined || NextToken === "") return undefined;
    if (NextToken !== token) return NextToken;
    // following it would fetch the same page for ever
    throw new Failure(
      "aws/bad-answer",
      this.t(
        "LookupEvents in {0} points from one page to the same page again. What has arrived stays; search again for the rest.",
        scope.region,
      ),
      { action: "cloudtrail:LookupEvents", region: scope.region },
    );
  }
}

/** The SDK's types allow `undefined` for a missing member; a stored row must not have it. */
function toRow(event: Event): LookupRow {
  const { EventId, EventName, EventSource, EventTime, Username, AccessKeyId, ReadOnly, Resources } = event;
  const { CloudTrailEvent } = event;
  const timeMs = EventTime?.getTime() ?? Number.NaN;
  return {
    ...(EventId !== undefined && { EventId }),
    ...(EventName !== undefined && { EventName }),
    ...(EventSource !== undefined && { EventSource }),
    ...(!Number.isNaN(timeMs) && { EventTimeMs: timeMs }),
    ...(Username !== undefined && { Username }),
    ...(AccessKeyId !== undefined && { AccessKeyId }),
    ...(ReadOnly !== undefined && { ReadOnly }),
    ...(Resources && { Resources: Resources.map(toResource) }),
    ...(CloudTrailEvent !== undefined && { CloudTrailEvent }),
  };
}

const toResource = ({ ResourceType, ResourceName }: Resource) => ({
  ...(ResourceType !== undefined && { ResourceType }),
  ...(ResourceName !== undefined && { ResourceName }),
});
