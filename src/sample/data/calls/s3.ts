import type { JsonObject } from "../../../core/base/json.js";
import type { ApiCall } from "../draft.js";
import { bucketArn } from "../infrastructure.js";
import { prod, type SampleAccount } from "../organization.js";
import { indexed, resource } from "./call.js";

const host = (bucket: string, region: string): string => `${bucket}.s3.${region}.amazonaws.com`;

/** A call on a bucket; LookupEvents always indexes the bare bucket name, also of refused calls. */
function onBucket(
  name: string,
  bucket: string,
  region: string,
  request: JsonObject,
  readOnly: boolean,
  owner: SampleAccount = prod,
): ApiCall {
  return {
    source: "s3.amazonaws.com",
    name,
    readOnly,
    request: { bucketName: bucket, Host: host(bucket, region), ...request },
    resources: [resource("AWS::S3::Bucket", bucketArn(bucket), owner.id)],
    indexed: indexed("AWS::S3::Bucket", bucket),
    additional: {
      SignatureVersion: "SigV4",
      CipherSuite: "TLS_AES_128_GCM_SHA256",
      bytesTransferredIn: readOnly ? 0 : 412,
      AuthenticationMethod: "AuthHeader",
      bytesTransferredOut: readOnly ? 388 : 0,
    },
  };
}

export const listBuckets = (): ApiCall => ({
  source: "s3.amazonaws.com",
  name: "ListBuckets",
  readOnly: true,
  request: { Host: "s3.amazonaws.com" },
  additional: {
    SignatureVersion: "SigV4",
    AuthenticationMethod: "AuthHeader",
    bytesTransferredIn: 0,
    bytesTransferredOut: 1718,
  },
});

/** `GetBucketPolicy`, `GetBucketAcl` and so on: the query parameter has the operation's own name. */
export const getBucket = (what: string, bucket: string, region: string, owner?: SampleAccount): ApiCall =>
  onBucket(
    `GetBucket${what}`,
    bucket,
    region,
    { [what.charAt(0).toLowerCase() + what.slice(1)]: "" },
    true,
    owner,
  );

export const putBucketPolicy = (
  bucket: string,
  region: string,
  statements: readonly JsonObject[],
  owner?: SampleAccount,
): ApiCall =>
  onBucket(
    "PutBucketPolicy",
    bucket,
    region,
    { policy: "", bucketPolicy: { Version: "2012-10-17", Statement: statements } },
    false,
    owner,
  );

export const deleteBucketPolicy = (bucket: string, region: string): ApiCall =>
  onBucket("DeleteBucketPolicy", bucket, region, { policy: "" }, false);

export const putPublicAccessBlock = (bucket: string, region: string, on: boolean): ApiCall =>
  onBucket(
    "PutBucketPublicAccessBlock",
    bucket,
    region,
    {
      publicAccessBlock: "",
      PublicAccessBlockConfiguration: {
        xmlns: "http://s3.amazonaws.com/doc/2006-03-01/",
        BlockPublicAcls: on,
        IgnorePublicAcls: on,
        BlockPublicPolicy: on,
        RestrictPublicBuckets: on,
      },
    },
    false,
  );

export const putBucketTagging = (
  bucket: string,
  region: string,
  tags: Readonly<Record<string, string>>,
): ApiCall =>
  onBucket(
    "PutBucketTagging",
    bucket,
    region,
    {
      tagging: "",
      Tagging: {
        xmlns: "http://s3.amazonaws.com/doc/2006-03-01/",
        TagSet: { Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
      },
    },
    false,
  );

export const putBucketVersioning = (bucket: string, region: string): ApiCall =>
  onBucket(
    "PutBucketVersioning",
    bucket,
    region,
    {
      versioning: "",
      VersioningConfiguration: { xmlns: "http://s3.amazonaws.com/doc/2006-03-01/", Status: "Enabled" },
    },
    false,
  );

export const putBucketLifecycle = (bucket: string, region: string, days: number): ApiCall =>
  onBucket(
    "PutBucketLifecycle",
    bucket,
    region,
    {
      lifecycle: "",
      LifecycleConfiguration: { Rule: { ID: "expire", Status: "Enabled", Expiration: { Days: days } } },
    },
    false,
  );

/** A data event: only the trail's log files have it. */
export const onObject = (
  name: "GetObject" | "PutObject",
  bucket: string,
  key: string,
  region: string,
  bytes: number,
): ApiCall => ({
  source: "s3.amazonaws.com",
  name,
  readOnly: name === "GetObject",
  data: true,
  request: { bucketName: bucket, Host: host(bucket, region), key },
  resources: [
    { type: "AWS::S3::Object", ARN: `${bucketArn(bucket)}/${key}` },
    resource("AWS::S3::Bucket", bucketArn(bucket), prod.id),
  ],
  additional: {
    SignatureVersion: "SigV4",
    AuthenticationMethod: "AuthHeader",
    bytesTransferredIn: name === "GetObject" ? 0 : bytes,
    bytesTransferredOut: name === "GetObject" ? bytes : 0,
  },
});
