import { text, type JsonObject } from "../../core/base/json.js";
import {
  channels,
  dataStores,
  daysBefore,
  type SampleChannel,
  type SampleDataStore,
} from "../data/dataStores.js";
import { stableUuid } from "../data/random.js";
import { ServiceError } from "../wire/serviceError.js";
import type { OperationContext } from "./operation.js";
import { page } from "./paging.js";

const mine = <Item extends SampleDataStore | SampleChannel>(
  all: readonly Item[],
  { principal, region }: OperationContext,
): readonly Item[] => all.filter((item) => item.owner.id === principal.account.id && item.region === region);

/** By ARN or by the id the ARN ends with. */
const named = (arn: string, asked: string): boolean =>
  asked !== "" && (arn === asked || arn.endsWith(`/${asked}`));

/** The list tells names and ARNs; everything else is left to GetEventDataStore, as the service does. */
export function listEventDataStores(input: JsonObject, context: OperationContext): unknown {
  const { items, next } = page(input, mine(dataStores, context));
  return {
    EventDataStores: items.map(({ arn, description }) => ({
      EventDataStoreArn: arn,
      Name: description["Name"],
    })),
    ...next,
  };
}

export function getEventDataStore(input: JsonObject, context: OperationContext): unknown {
  const asked = text(input["EventDataStore"]) ?? "";
  const store = mine(dataStores, context).find(({ arn }) => named(arn, asked));
  if (!store)
    throw new ServiceError(
      "EventDataStoreNotFoundException",
      `Event data store ${asked} was not found.`,
      404,
    );
  return {
    EventDataStoreArn: store.arn,
    ...store.description,
    CreatedTimestamp: daysBefore(context.world.anchorMs, store.createdDaysAgo),
    UpdatedTimestamp: daysBefore(context.world.anchorMs, store.updatedDaysAgo),
  };
}

export function listChannels(input: JsonObject, context: OperationContext): unknown {
  const { items, next } = page(input, mine(channels, context));
  return {
    Channels: items.map(({ arn, description }) => ({ ChannelArn: arn, Name: description["Name"] })),
    ...next,
  };
}

export function getChannel(input: JsonObject, context: OperationContext): unknown {
  const asked = text(input["Channel"]) ?? "";
  const channel = mine(channels, context).find(({ arn }) => named(arn, asked));
  if (!channel) throw new ServiceError("ChannelNotFoundException", `Channel ${asked} was not found.`, 404);
  const { ingestedDaysAgo } = channel;
  return {
    ChannelArn: channel.arn,
    ...channel.description,
    ...(ingestedDaysAgo === undefined
      ? {}
      : { IngestionStatus: ingestion(context.world.anchorMs, ingestedDaysAgo, channel.arn) }),
  };
}

/** The last event came in; one tried a day later was refused. */
const ingestion = (anchorMs: number, daysAgo: number, arn: string): JsonObject => ({
  LatestIngestionSuccessTime: daysBefore(anchorMs, daysAgo),
  LatestIngestionSuccessEventID: stableUuid("ingested", arn),
  LatestIngestionErrorCode: "InvalidEventDataStoreStatusException",
  LatestIngestionAttemptTime: daysBefore(anchorMs, daysAgo - 1),
  LatestIngestionAttemptEventID: stableUuid("refused", arn),
});
