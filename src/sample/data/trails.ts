import type { JsonObject } from "../../core/base/json.js";
import { homeRegion, prod, security, type SampleAccount } from "./organization.js";
import { stableUuid } from "./random.js";

/** A trail with all that the read operations tell of it. */
export interface SampleTrail {
  readonly name: string;
  readonly arn: string;
  readonly owner: SampleAccount;
  readonly homeRegion: string;
  readonly multiRegion: boolean;
  readonly organization: boolean;
  readonly validation: boolean;
  readonly bucket: string;
  readonly prefix: string | undefined;
  readonly kmsKeyId: string | undefined;
  readonly snsTopicArn: string | undefined;
  readonly logGroupArn: string | undefined;
  readonly logRoleArn: string | undefined;
  /** Either EventSelectors or AdvancedEventSelectors, as the API writes them. */
  readonly selectors: JsonObject;
  /** Undefined when Insights is off. */
  readonly insights: readonly JsonObject[] | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** LatestDeliveryError: the S3 error code of the last try, undefined when it worked. */
  readonly deliveryError: string | undefined;
}

export const trailArn = (account: SampleAccount, region: string, name: string): string =>
  `arn:aws:cloudtrail:${region}:${account.id}:trail/${name}`;

/** The trail of the whole organization, with everything switched on. */
export const orgTrail: SampleTrail = {
  name: "acme-org-trail",
  arn: trailArn(prod, homeRegion, "acme-org-trail"),
  owner: prod,
  homeRegion,
  multiRegion: true,
  organization: true,
  validation: true,
  bucket: "acme-cloudtrail-logs",
  prefix: undefined,
  kmsKeyId: `arn:aws:kms:${homeRegion}:${security.id}:key/${stableUuid("key", "cloudtrail")}`,
  snsTopicArn: `arn:aws:sns:${homeRegion}:${prod.id}:acme-cloudtrail-delivery`,
  logGroupArn: `arn:aws:logs:${homeRegion}:${prod.id}:log-group:/acme/cloudtrail:*`,
  logRoleArn: `arn:aws:iam::${prod.id}:role/CloudTrailToCloudWatchLogs`,
  selectors: {
    AdvancedEventSelectors: [
      { Name: "Management events", FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
      {
        Name: "Customer exports, objects read and written",
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Data"] },
          { Field: "resources.type", Equals: ["AWS::S3::Object"] },
          { Field: "resources.ARN", StartsWith: ["arn:aws:s3:::acme-customer-exports/"] },
        ],
      },
      {
        Name: "Writes to tables, without the session table",
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Data"] },
          { Field: "resources.type", Equals: ["AWS::DynamoDB::Table"] },
          { Field: "readOnly", Equals: ["false"] },
          { Field: "resources.ARN", NotEndsWith: ["table/sessions"] },
        ],
      },
    ],
  },
  insights: [
    { InsightType: "ApiCallRateInsight", EventCategories: ["Management"] },
    { InsightType: "ApiErrorRateInsight", EventCategories: ["Management"] },
  ],
  tags: { owner: "security@acme.example", "cost-center": "4711", "managed-by": "terraform" },
  deliveryError: undefined,
};

/** An old trail somebody forgot: no validation, and its bucket's policy no longer lets CloudTrail write. */
const auditTrail: SampleTrail = {
  name: "eu-central-audit",
  arn: trailArn(prod, "eu-central-1", "eu-central-audit"),
  owner: prod,
  homeRegion: "eu-central-1",
  multiRegion: false,
  organization: false,
  validation: false,
  bucket: "acme-audit-eu-central",
  prefix: "legacy",
  kmsKeyId: undefined,
  snsTopicArn: undefined,
  logGroupArn: undefined,
  logRoleArn: undefined,
  selectors: {
    EventSelectors: [
      {
        ReadWriteType: "WriteOnly",
        IncludeManagementEvents: true,
        DataResources: [],
        ExcludeManagementEventSources: ["kms.amazonaws.com"],
      },
    ],
  },
  insights: undefined,
  tags: {},
  deliveryError: "AccessDenied",
};

export const trails: readonly SampleTrail[] = [orgTrail, auditTrail];

/** The trails an account sees in a Region, shadow copies included. */
export const trailsSeen = (account: SampleAccount, region: string): readonly SampleTrail[] =>
  trails.filter(
    (trail) =>
      (trail.multiRegion || trail.homeRegion === region) &&
      (trail.owner.id === account.id || trail.organization),
  );

/** True where the account and Region only see a copy of a trail that lives elsewhere. */
export const isShadow = (trail: SampleTrail, account: SampleAccount, region: string): boolean =>
  trail.homeRegion !== region || trail.owner.id !== account.id;
