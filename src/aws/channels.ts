import type { Channel as SdkChannel } from "@aws-sdk/client-cloudtrail";
import { GetChannelCommand, ListChannelsCommand } from "@aws-sdk/client-cloudtrail";
import type { Channel } from "../core/accounts/trail.js";
import type { CloudTrailCalls } from "./cloudTrailCalls.js";
import { inParallel } from "./inParallel.js";
import { maybe } from "./maybe.js";
import type { Place } from "./trails.js";
import { width } from "./trails.js";

export async function listChannels(
  calls: CloudTrailCalls,
  place: Place,
  signal: AbortSignal,
): Promise<readonly Channel[]> {
  const listed: SdkChannel[] = [];
  let token: string | undefined;
  do {
    const command = new ListChannelsCommand(token === undefined ? {} : { NextToken: token });
    const answer = await calls.send(
      { ...place, operation: "ListChannels", run: (client, options) => client.send(command, options) },
      signal,
    );
    listed.push(...(answer.Channels ?? []));
    token = answer.NextToken === "" ? undefined : answer.NextToken;
  } while (token !== undefined);
  return inParallel(listed, width, (channel) => read(calls, place, channel, signal));
}

async function read(
  calls: CloudTrailCalls,
  place: Place,
  listed: SdkChannel,
  signal: AbortSignal,
): Promise<Channel> {
  const arn = listed.ChannelArn ?? "";
  const name = listed.Name ?? arn;
  const command = new GetChannelCommand({ Channel: arn });
  const answer = await maybe(
    calls.send(
      { ...place, operation: "GetChannel", run: (client, options) => client.send(command, options) },
      signal,
    ),
  );
  const known = { arn, name, service: linkedService(name) };
  if (!answer.ok) {
    const { code, message, detail } = answer;
    const nothing = {
      source: "",
      destinations: [],
      lastIngestionMs: undefined,
      lastIngestionError: undefined,
    };
    return { ...known, ...nothing, missing: { code, message, detail } };
  }
  const { Source, Destinations, IngestionStatus } = answer.value;
  return {
    ...known,
    source: Source ?? "",
    destinations: (Destinations ?? []).map(({ Location }) => Location ?? ""),
    lastIngestionMs: IngestionStatus?.LatestIngestionSuccessTime?.getTime(),
    lastIngestionError: IngestionStatus?.LatestIngestionErrorCode,
  };
}

/** `aws-service-channel/SERVICE/SUFFIX` is made and used by that service. */
const linkedService = (name: string): string | undefined =>
  /^aws-service-channel\/([^/]+)\//u.exec(name)?.[1];
