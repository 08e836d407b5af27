import { getChannel, getEventDataStore, listChannels, listEventDataStores } from "./dataStores.js";
import { lookupEvents } from "./lookupEvents.js";
import type { Operations } from "./operation.js";
import { listPublicKeys } from "./publicKeys.js";
import { listTags } from "./tags.js";
import {
  describeTrails,
  getEventSelectors,
  getInsightSelectors,
  getTrail,
  getTrailStatus,
  listTrails,
} from "./trails.js";

/** The operations of CloudTrail the sample has, more than its policy allows; writes are missing on purpose. */
export const cloudtrailOperations: Operations = {
  LookupEvents: { action: "cloudtrail:LookupEvents", run: lookupEvents },
  DescribeTrails: { action: "cloudtrail:DescribeTrails", run: describeTrails },
  GetTrailStatus: { action: "cloudtrail:GetTrailStatus", run: getTrailStatus },
  GetEventSelectors: { action: "cloudtrail:GetEventSelectors", run: getEventSelectors },
  GetInsightSelectors: { action: "cloudtrail:GetInsightSelectors", run: getInsightSelectors },
  GetTrail: { action: "cloudtrail:GetTrail", run: getTrail },
  ListTrails: { action: "cloudtrail:ListTrails", run: listTrails },
  ListTags: { action: "cloudtrail:ListTags", run: listTags },
  ListEventDataStores: { action: "cloudtrail:ListEventDataStores", run: listEventDataStores },
  GetEventDataStore: { action: "cloudtrail:GetEventDataStore", run: getEventDataStore },
  ListChannels: { action: "cloudtrail:ListChannels", run: listChannels },
  GetChannel: { action: "cloudtrail:GetChannel", run: getChannel },
  ListPublicKeys: { action: "cloudtrail:ListPublicKeys", run: listPublicKeys },
};
