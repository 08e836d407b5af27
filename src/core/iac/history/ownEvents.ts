/**
 * Parts of other resources: CloudTrail records them as calls on their owner. Keys are Terraform types without `aws_` or
 * CloudFormation types without `AWS::`; a row: the owner's type, then the calls that change the part.
 * Source: the API references of the services; S3 records its Put…Configuration calls by the shorter names of its events.
 */
const PARTS: Readonly<Record<string, readonly [owner: string, ...events: string[]]>> = {
  "S3::BucketPolicy": ["S3::Bucket", "PutBucketPolicy", "DeleteBucketPolicy"],
  s3_bucket_public_access_block: [
    "S3::Bucket",
    "PutBucketPublicAccessBlock",
    "DeleteBucketPublicAccessBlock",
  ],
  s3_bucket_versioning: ["S3::Bucket", "PutBucketVersioning"],
  s3_bucket_server_side_encryption_configuration: [
    "S3::Bucket",
    "PutBucketEncryption",
    "DeleteBucketEncryption",
  ],
  s3_bucket_lifecycle_configuration: ["S3::Bucket", "PutBucketLifecycle", "DeleteBucketLifecycle"],
  s3_bucket_acl: ["S3::Bucket", "PutBucketAcl"],
  s3_bucket_notification: ["S3::Bucket", "PutBucketNotification"],
  s3_bucket_logging: ["S3::Bucket", "PutBucketLogging"],
  s3_bucket_cors_configuration: ["S3::Bucket", "PutBucketCors", "DeleteBucketCors"],
  "Lambda::Permission": ["Lambda::Function", "AddPermission", "RemovePermission"],
  iam_role_policy: ["IAM::Role", "PutRolePolicy", "DeleteRolePolicy"],
  iam_user_policy: ["IAM::User", "PutUserPolicy", "DeleteUserPolicy"],
  iam_group_policy: ["IAM::Group", "PutGroupPolicy", "DeleteGroupPolicy"],
  "EC2::SecurityGroupIngress": [
    "EC2::SecurityGroup",
    "AuthorizeSecurityGroupIngress",
    "RevokeSecurityGroupIngress",
    "ModifySecurityGroupRules",
    "UpdateSecurityGroupRuleDescriptionsIngress",
  ],
  "EC2::SecurityGroupEgress": [
    "EC2::SecurityGroup",
    "AuthorizeSecurityGroupEgress",
    "RevokeSecurityGroupEgress",
    "ModifySecurityGroupRules",
    "UpdateSecurityGroupRuleDescriptionsEgress",
  ],
};

/** Calls by which to find changes of types that CloudTrail does not dependably list by name. */
const FALLBACKS: Readonly<Record<string, readonly string[]>> = {
  "Logs::LogGroup": [
    "PutRetentionPolicy",
    "DeleteRetentionPolicy",
    "CreateLogGroup",
    "DeleteLogGroup",
    "PutSubscriptionFilter",
    "AssociateKmsKey",
  ],
  "KMS::Alias": ["CreateAlias", "UpdateAlias", "DeleteAlias"],
  "Lambda::EventSourceMapping": [
    "CreateEventSourceMapping20150331",
    "UpdateEventSourceMapping20150331",
    "DeleteEventSourceMapping20150331",
  ],
  "SNS::Subscription": ["Subscribe", "Unsubscribe", "SetSubscriptionAttributes"],
  "ApiGateway::RestApi": ["CreateRestApi", "UpdateRestApi", "PutRestApi", "DeleteRestApi"],
  "ApiGateway::Stage": ["CreateStage", "UpdateStage", "DeleteStage", "CreateDeployment"],
  "ApiGatewayV2::Api": ["CreateApi", "UpdateApi", "ReimportApi", "DeleteApi"],
  "CloudFront::Distribution": ["UpdateDistribution", "CreateDistribution", "DeleteDistribution"],
  "EKS::Cluster": ["UpdateClusterConfig", "UpdateClusterVersion", "CreateCluster", "DeleteCluster"],
  "ElastiCache::ReplicationGroup": [
    "ModifyReplicationGroup",
    "CreateReplicationGroup",
    "DeleteReplicationGroup",
  ],
  "ElasticBeanstalk::Environment": ["UpdateEnvironment", "CreateEnvironment", "TerminateEnvironment"],
};

/** What SAM makes of its own types, as far as it is one resource. Source: SAM specification, "Generated resources". */
const SAM_TYPES: Readonly<Record<string, string>> = {
  "Serverless::Function": "Lambda::Function",
  "Serverless::SimpleTable": "DynamoDB::Table",
  "Serverless::Api": "ApiGateway::RestApi",
  "Serverless::HttpApi": "ApiGatewayV2::Api",
  "Serverless::StateMachine": "StepFunctions::StateMachine",
  "Serverless::LayerVersion": "Lambda::LayerVersion",
  "Serverless::Application": "CloudFormation::Stack",
};

/** What CloudTrail's events act on when a resource of some type is changed. */
export interface EventTarget {
  /** CloudFormation type. */
  readonly type: string;
  readonly isPart: boolean;
  /** Calls without API version; empty when every change of the named thing counts. */
  readonly eventNames: readonly string[];
}

/** `written` as in the template, `known` the CloudFormation type the identity table has for it. */
export function eventTarget(written: string, known: string): EventTarget {
  const part = own(PARTS, written.replace(/^aws_/, "")) ?? own(PARTS, short(known));
  if (part) {
    const [owner, ...eventNames] = part;
    return { type: `AWS::${owner}`, isPart: true, eventNames };
  }
  const type = own(SAM_TYPES, short(known)) ?? short(known);
  return { type: `AWS::${type}`, isPart: false, eventNames: own(FALLBACKS, type) ?? [] };
}

const short = (type: string): string => type.replace(/^AWS::/, "");

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
