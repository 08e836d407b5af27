/** An IAM policy document, as far as the sample reads one: Allow statements, `*` as wildcard. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: "Allow";
    readonly Action: readonly string[];
    readonly Resource: string | readonly string[];
  }[];
}

/**
 * Everything the extension may need of AWS, and the only policy the sample's profiles have;
 * the README prints the same document. `sts:GetCallerIdentity` needs no permission.
 */
export const leastPolicy: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "CloudTrailExplorer",
      Effect: "Allow",
      Action: [
        "cloudtrail:LookupEvents",
        "cloudtrail:DescribeTrails",
        "cloudtrail:GetTrailStatus",
        "cloudtrail:GetEventSelectors",
        "cloudtrail:GetInsightSelectors",
        "cloudtrail:ListTags",
        "cloudtrail:ListEventDataStores",
        "cloudtrail:GetEventDataStore",
        "cloudtrail:ListChannels",
        "cloudtrail:GetChannel",
        "cloudtrail:ListPublicKeys",
        "cloudformation:ListStacks",
        "cloudformation:DescribeStackResources",
        "cloudformation:ListStackResources",
        "account:ListRegions",
        "account:GetAccountInformation",
      ],
      Resource: "*",
    },
  ],
};

/** What lets a principal of one account take the sample's reader roles in another. */
export const assumeReadersPolicy: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AssumeReaders",
      Effect: "Allow",
      Action: ["sts:AssumeRole"],
      Resource: "arn:aws:iam::*:role/CloudTrailReader*",
    },
  ],
};

/** Reading the trail's bucket and checking its digests, for the profile `acme-logs`. */
export const trailBucketPolicy: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "ReadTrailBucket",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:GetBucketLocation"],
      Resource: "arn:aws:s3:::acme-cloudtrail-logs",
    },
    {
      Sid: "ReadTrailLogs",
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: "arn:aws:s3:::acme-cloudtrail-logs/*",
    },
    {
      Sid: "CheckDigests",
      Effect: "Allow",
      Action: ["cloudtrail:ListPublicKeys", "organizations:DescribeOrganization"],
      Resource: "*",
    },
  ],
};
