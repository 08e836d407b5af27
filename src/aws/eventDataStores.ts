import type { EventDataStore as SdkStore, GetEventDataStoreCommandOutput } from "@aws-sdk/client-cloudtrail";
import { GetEventDataStoreCommand, ListEventDataStoresCommand } from "@aws-sdk/client-cloudtrail";
import type { EventDataStore } from "../core/accounts/trail.js";
import type { Translate } from "../core/base/translate.js";
import type { CloudTrailCalls } from "./cloudTrailCalls.js";
import { inParallel } from "./inParallel.js";
import { maybe } from "./maybe.js";
import { toSelectors } from "./selectors.js";
import type { Place } from "./trails.js";
import { width } from "./trails.js";

/** The list has little more than names, so each store is asked for by itself and may fail by itself. */
export async function listEventDataStores(
  calls: CloudTrailCalls,
  place: Place,
  signal: AbortSignal,
  t: Translate,
): Promise<readonly EventDataStore[]> {
  const listed: SdkStore[] = [];
  let token: string | undefined;
  do {
    const command = new ListEventDataStoresCommand(token === undefined ? {} : { NextToken: token });
    const answer = await calls.send(
      { ...place, operation: "ListEventDataStores", run: (client, options) => client.send(command, options) },
      signal,
    );
    listed.push(...(answer.EventDataStores ?? []));
    token = answer.NextToken === "" ? undefined : answer.NextToken;
  } while (token !== undefined);
  return inParallel(listed, width, (store) => read(calls, place, store, signal, t));
}

async function read(
  calls: CloudTrailCalls,
  place: Place,
  listed: SdkStore,
  signal: AbortSignal,
  t: Translate,
): Promise<EventDataStore> {
  const command = new GetEventDataStoreCommand({ EventDataStore: listed.EventDataStoreArn ?? "" });
  const answer = await maybe(
    calls.send(
      { ...place, operation: "GetEventDataStore", run: (client, options) => client.send(command, options) },
      signal,
    ),
  );
  if (answer.ok) return toStore(answer.value, t);
  const { code, message, detail } = answer;
  return { ...toStore(listed, t), missing: { code, message, detail } };
}

function toStore(store: Partial<GetEventDataStoreCommandOutput>, t: Translate): EventDataStore {
  const arn = store.EventDataStoreArn ?? "";
  return {
    arn,
    name: store.Name ?? arn,
    status: store.Status ?? "UNKNOWN",
    retentionDays: store.RetentionPeriod,
    billing: store.BillingMode,
    organization: store.OrganizationEnabled ?? false,
    multiRegion: store.MultiRegionEnabled ?? false,
    terminationProtection: store.TerminationProtectionEnabled ?? false,
    kmsKeyId: store.KmsKeyId,
    federation: store.FederationStatus,
    createdMs: store.CreatedTimestamp?.getTime(),
    updatedMs: store.UpdatedTimestamp?.getTime(),
    selectors: toSelectors(undefined, store.AdvancedEventSelectors, t),
  };
}
