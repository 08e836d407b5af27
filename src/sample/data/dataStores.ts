import type { JsonObject } from "../../core/base/json.js";
import { dayMs } from "./history.js";
import { homeRegion, prod, security, type SampleAccount } from "./organization.js";
import { stableUuid } from "./random.js";

/** An event data store of CloudTrail Lake. Times are days before the sample's first day. */
export interface SampleDataStore {
  readonly arn: string;
  readonly owner: SampleAccount;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdDaysAgo: number;
  readonly updatedDaysAgo: number;
  /** As GetEventDataStore writes them, without the times. */
  readonly description: JsonObject;
}

const arnOf = (
  kind: "eventdatastore" | "channel",
  account: SampleAccount,
  region: string,
  label: string,
): string => `arn:aws:cloudtrail:${region}:${account.id}:${kind}/${stableUuid(kind, label)}`;

export const dataStores: readonly SampleDataStore[] = [
  {
    arn: arnOf("eventdatastore", prod, homeRegion, "acme-org-events"),
    owner: prod,
    region: homeRegion,
    tags: { owner: "security@acme.example" },
    createdDaysAgo: 803,
    updatedDaysAgo: 211,
    description: {
      Name: "acme-org-events",
      Status: "ENABLED",
      AdvancedEventSelectors: [
        { Name: "Management events", FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
      ],
      MultiRegionEnabled: true,
      OrganizationEnabled: true,
      RetentionPeriod: 2557,
      TerminationProtectionEnabled: true,
      KmsKeyId: `arn:aws:kms:${homeRegion}:${security.id}:key/${stableUuid("key", "cloudtrail")}`,
      BillingMode: "EXTENDABLE_RETENTION_PRICING",
      FederationStatus: "ENABLED",
      FederationRoleArn: `arn:aws:iam::${prod.id}:role/LakeFederation`,
    },
  },
  {
    arn: arnOf("eventdatastore", prod, homeRegion, "partner-audit"),
    owner: prod,
    region: homeRegion,
    tags: {},
    createdDaysAgo: 520,
    updatedDaysAgo: 46,
    description: {
      Name: "partner-audit",
      Status: "STOPPED_INGESTION",
      AdvancedEventSelectors: [
        {
          Name: "Events of the partner portal",
          FieldSelectors: [{ Field: "eventCategory", Equals: ["ActivityAuditLog"] }],
        },
      ],
      MultiRegionEnabled: false,
      OrganizationEnabled: false,
      RetentionPeriod: 365,
      TerminationProtectionEnabled: false,
      BillingMode: "FIXED_RETENTION_PRICING",
      FederationStatus: "DISABLED",
    },
  },
];

/** A channel, through which events of other sources or for AWS services flow. */
export interface SampleChannel {
  readonly arn: string;
  readonly owner: SampleAccount;
  readonly region: string;
  readonly description: JsonObject;
  /** When it last took an event in, days before the first day; undefined for service-linked channels. */
  readonly ingestedDaysAgo: number | undefined;
}

export const channels: readonly SampleChannel[] = [
  {
    arn: arnOf("channel", prod, homeRegion, "partner-portal"),
    owner: prod,
    region: homeRegion,
    ingestedDaysAgo: 46,
    description: {
      Name: "partner-portal",
      Source: "Custom",
      Destinations: [{ Type: "EVENT_DATA_STORE", Location: dataStores[1]?.arn ?? "" }],
    },
  },
  {
    arn: arnOf("channel", prod, homeRegion, "security-lake"),
    owner: prod,
    region: homeRegion,
    ingestedDaysAgo: undefined,
    description: {
      Name: "aws-service-channel/security-lake/default",
      Source: "CloudTrail",
      SourceConfig: {
        ApplyToAllRegions: true,
        AdvancedEventSelectors: [
          { Name: "Management events", FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
        ],
      },
      Destinations: [{ Type: "AWS_SERVICE", Location: "security-lake" }],
    },
  },
];

/** Epoch seconds of a moment some days before the anchor, at office hours. */
export const daysBefore = (anchorMs: number, days: number): number =>
  (anchorMs - days * dayMs) / 1000 + 9.5 * 3600;
