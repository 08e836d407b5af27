import type { ApiCall } from "../draft.js";

/** LookupEvents indexes a trail under what the caller passed: a name or an ARN. */
const onTrail = (name: string, readOnly: boolean, trail: string): ApiCall => ({
  source: "cloudtrail.amazonaws.com",
  name,
  readOnly,
  request: { name: trail },
  indexed: [{ type: "AWS::CloudTrail::Trail", name: trail }],
});

export const stopLogging = (trail: string): ApiCall => onTrail("StopLogging", false, trail);
export const startLogging = (trail: string): ApiCall => onTrail("StartLogging", false, trail);
export const getTrailStatus = (trail: string): ApiCall => onTrail("GetTrailStatus", true, trail);

export const describeTrails = (): ApiCall => ({
  source: "cloudtrail.amazonaws.com",
  name: "DescribeTrails",
  readOnly: true,
  request: { trailNameList: [], includeShadowTrails: false },
});

export const lookupEvents = (attributeKey: string, attributeValue: string): ApiCall => ({
  source: "cloudtrail.amazonaws.com",
  name: "LookupEvents",
  readOnly: true,
  request: { lookupAttributes: [{ attributeKey, attributeValue }], maxResults: 50 },
});

export const updateTrail = (trail: string, arn: string, bucket: string): ApiCall => ({
  source: "cloudtrail.amazonaws.com",
  name: "UpdateTrail",
  readOnly: false,
  request: {
    name: trail,
    s3BucketName: bucket,
    enableLogFileValidation: true,
    isMultiRegionTrail: true,
    isOrganizationTrail: true,
  },
  response: {
    name: trail,
    s3BucketName: bucket,
    trailARN: arn,
    logFileValidationEnabled: true,
    isMultiRegionTrail: true,
    isOrganizationTrail: true,
  },
  indexed: [
    { type: "AWS::CloudTrail::Trail", name: trail },
    { type: "AWS::S3::Bucket", name: bucket },
  ],
});
