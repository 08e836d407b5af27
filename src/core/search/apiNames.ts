/**
 * API names that people look for, by service (eventSource without `.amazonaws.com`). A help for suggestions and for
 * spelling, never a limit: every other name can be searched as well.
 */
const namesByService: Readonly<Record<string, string>> = {
  cloudtrail:
    "CreateTrail DeleteTrail UpdateTrail StartLogging StopLogging PutEventSelectors PutInsightSelectors " +
    "LookupEvents DescribeTrails GetTrailStatus DeleteEventDataStore",
  signin:
    "ConsoleLogin SwitchRole ExitRole CheckMfa PasswordRecoveryRequested CredentialVerification " +
    "UserAuthentication",
  sts:
    "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity GetCallerIdentity GetSessionToken " +
    "GetFederationToken DecodeAuthorizationMessage AssumeRoot",
  sso:
    "Federate Authenticate CreatePermissionSet CreateAccountAssignment DeleteAccountAssignment " +
    "ProvisionPermissionSet AttachManagedPolicyToPermissionSet PutInlinePolicyToPermissionSet",
  iam:
    "AddUserToGroup AttachGroupPolicy AttachRolePolicy AttachUserPolicy ChangePassword CreateAccessKey " +
    "CreateGroup CreateInstanceProfile CreateLoginProfile CreateOpenIDConnectProvider CreatePolicy " +
    "CreatePolicyVersion CreateRole CreateSAMLProvider CreateServiceLinkedRole CreateUser " +
    "CreateVirtualMFADevice DeactivateMFADevice DeleteAccessKey DeleteAccountPasswordPolicy DeleteGroup " +
    "DeleteLoginProfile DeletePolicy DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DeleteUser " +
    "DeleteUserPolicy DeleteVirtualMFADevice DetachGroupPolicy DetachRolePolicy DetachUserPolicy " +
    "EnableMFADevice GetAccountAuthorizationDetails GetRole GetUser ListAccessKeys ListRoles ListUsers " +
    "PutGroupPolicy PutRolePermissionsBoundary PutRolePolicy PutUserPolicy RemoveUserFromGroup " +
    "SetDefaultPolicyVersion TagRole UpdateAccessKey UpdateAccountPasswordPolicy UpdateAssumeRolePolicy " +
    "UpdateLoginProfile UpdateRole UploadServerCertificate",
  s3:
    "CreateBucket DeleteBucket DeleteBucketEncryption DeleteBucketLifecycle DeleteBucketPolicy " +
    "DeleteBucketPublicAccessBlock DeleteBucketReplication GetBucketAcl GetBucketPolicy ListBuckets " +
    "PutAccountPublicAccessBlock PutBucketAcl PutBucketCors PutBucketEncryption PutBucketLifecycle " +
    "PutBucketLogging PutBucketNotification PutBucketPolicy PutBucketPublicAccessBlock PutBucketReplication " +
    "PutBucketTagging PutBucketVersioning PutBucketWebsite",
  kms:
    "CreateGrant CreateKey Decrypt DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation " +
    "Encrypt GenerateDataKey PutKeyPolicy RetireGrant RevokeGrant ScheduleKeyDeletion CancelKeyDeletion",
  ec2:
    "AllocateAddress AssociateAddress AssociateIamInstanceProfile AttachInternetGateway AttachVolume " +
    "AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CopyImage CopySnapshot CreateImage " +
    "CreateInternetGateway CreateKeyPair CreateLaunchTemplate CreateNatGateway CreateNetworkAcl " +
    "CreateNetworkAclEntry CreateRoute CreateRouteTable CreateSecurityGroup CreateSnapshot CreateSubnet " +
    "CreateTags CreateVolume CreateVpc CreateVpcEndpoint CreateVpcPeeringConnection DeleteFlowLogs " +
    "DeleteKeyPair DeleteNetworkAcl DeleteRoute DeleteSecurityGroup DeleteSnapshot DeleteSubnet DeleteTags " +
    "DeleteVolume DeleteVpc DeregisterImage DescribeInstances DescribeRegions DescribeSecurityGroups " +
    "DetachVolume DisableEbsEncryptionByDefault GetConsoleOutput GetPasswordData ImportKeyPair " +
    "ModifyImageAttribute ModifyInstanceAttribute ModifySnapshotAttribute RebootInstances ReleaseAddress " +
    "RevokeSecurityGroupEgress RevokeSecurityGroupIngress RunInstances SharedSnapshotVolumeCreated " +
    "StartInstances StopInstances TerminateInstances",
  autoscaling:
    "CreateAutoScalingGroup DeleteAutoScalingGroup SetDesiredCapacity SuspendProcesses UpdateAutoScalingGroup " +
    "TerminateInstanceInAutoScalingGroup",
  elasticloadbalancing:
    "CreateListener CreateLoadBalancer CreateRule CreateTargetGroup DeleteListener DeleteLoadBalancer " +
    "DeregisterTargets ModifyListener ModifyLoadBalancerAttributes RegisterTargets",
  rds:
    "AuthorizeDBSecurityGroupIngress CreateDBCluster CreateDBInstance CreateDBSnapshot DeleteDBCluster " +
    "DeleteDBInstance DeleteDBSnapshot ModifyDBCluster ModifyDBInstance ModifyDBSnapshotAttribute " +
    "RebootDBInstance RestoreDBInstanceFromDBSnapshot StartDBInstance StopDBInstance",
  dynamodb: "CreateTable DeleteTable UpdateTable UpdateTimeToLive UpdateContinuousBackups",
  lambda:
    "AddPermission CreateAlias CreateEventSourceMapping CreateFunction CreateFunctionUrlConfig " +
    "DeleteEventSourceMapping DeleteFunction GetFunction ListFunctions PublishLayerVersion PublishVersion " +
    "PutFunctionConcurrency RemovePermission UpdateAlias UpdateEventSourceMapping UpdateFunctionCode " +
    "UpdateFunctionConfiguration",
  cloudformation:
    "CancelUpdateStack CreateChangeSet CreateStack CreateStackSet DeleteChangeSet DeleteStack DescribeStacks " +
    "DetectStackDrift ExecuteChangeSet SetStackPolicy UpdateStack UpdateTerminationProtection",
  cloudfront:
    "CreateDistribution CreateInvalidation DeleteDistribution UpdateDistribution CreateOriginAccessControl",
  route53: "AssociateVPCWithHostedZone ChangeResourceRecordSets CreateHostedZone DeleteHostedZone",
  acm: "DeleteCertificate ImportCertificate RequestCertificate",
  secretsmanager:
    "CancelRotateSecret CreateSecret DeleteSecret GetSecretValue PutResourcePolicy PutSecretValue " +
    "RestoreSecret RotateSecret UpdateSecret",
  ssm:
    "CreateDocument DeleteParameter GetParameter GetParameters GetParametersByPath PutParameter ResumeSession " +
    "SendCommand StartAutomationExecution StartSession TerminateSession UpdateDocument",
  logs:
    "AssociateKmsKey CreateLogGroup CreateLogStream DeleteLogGroup DeleteLogStream DeleteRetentionPolicy " +
    "PutRetentionPolicy PutSubscriptionFilter StartQuery",
  monitoring: "DeleteAlarms DisableAlarmActions PutDashboard PutMetricAlarm SetAlarmState",
  events: "DeleteRule DisableRule PutRule PutTargets RemoveTargets",
  sns: "CreateTopic DeleteTopic SetTopicAttributes Subscribe Unsubscribe",
  sqs: "CreateQueue DeleteQueue PurgeQueue SetQueueAttributes",
  ecs:
    "CreateCluster CreateService DeleteService DeregisterTaskDefinition ExecuteCommand RegisterTaskDefinition " +
    "RunTask UpdateService",
  eks:
    "AssociateAccessPolicy CreateAccessEntry CreateNodegroup DeleteCluster UpdateClusterConfig " +
    "UpdateClusterVersion",
  ecr: "BatchDeleteImage CreateRepository DeleteRepository PutImage SetRepositoryPolicy",
  apigateway: "CreateDeployment CreateRestApi DeleteRestApi UpdateStage",
  states: "CreateStateMachine DeleteStateMachine StartExecution UpdateStateMachine",
  organizations:
    "AcceptHandshake AttachPolicy CreateAccount DetachPolicy DisablePolicyType InviteAccountToOrganization " +
    "LeaveOrganization MoveAccount RegisterDelegatedAdministrator RemoveAccountFromOrganization UpdatePolicy",
  config:
    "DeleteConfigRule DeleteConfigurationRecorder DeleteDeliveryChannel PutConfigRule " +
    "StopConfigurationRecorder",
  guardduty:
    "CreateFilter CreateIPSet DeleteDetector DisassociateFromMasterAccount StopMonitoringMembers " +
    "UpdateDetector",
  securityhub: "BatchUpdateFindings DisableSecurityHub UpdateStandardsControl",
  "access-analyzer": "DeleteAnalyzer",
  wafv2: "DeleteRuleGroup DeleteWebACL DisassociateWebACL UpdateWebACL",
  ses: "DeleteIdentity VerifyEmailIdentity SendEmail",
  bedrock: "InvokeModel PutFoundationModelEntitlement",
  account: "CloseAccount EnableRegion DisableRegion PutAlternateContact",
  backup: "DeleteBackupVault DeleteRecoveryPoint StartBackupJob",
  codebuild: "CreateProject StartBuild UpdateProject",
  codepipeline: "StartPipelineExecution UpdatePipeline",
  elasticfilesystem: "CreateFileSystem DeleteFileSystem",
  glue: "CreateJob StartJobRun UpdateJob",
  athena: "StartQueryExecution",
  redshift: "CreateCluster DeleteCluster ModifyCluster",
  kinesis: "CreateStream DeleteStream",
  firehose: "CreateDeliveryStream DeleteDeliveryStream",
  es: "CreateDomain DeleteDomain UpdateDomainConfig",
  elasticache: "CreateCacheCluster DeleteCacheCluster",
  ram: "AssociateResourceShare CreateResourceShare",
  "cognito-idp": "AdminCreateUser CreateUserPool DeleteUserPool",
};

export interface KnownName {
  readonly name: string;
  readonly service: string;
}

export const knownNames: readonly KnownName[] = Object.entries(namesByService).flatMap(([service, names]) =>
  names.split(" ").map((name) => ({ name, service })),
);

export const knownServices: readonly string[] = Object.keys(namesByService);

const byLowerName = new Map(knownNames.map(({ name }) => [name.toLowerCase(), name]));

/** The exact spelling of a known API name, whatever the case it was typed in. */
export const spellName = (name: string): string | undefined => byLowerName.get(name.toLowerCase());

/**
 * Lambda and CloudFront put the API version behind the name (`CreateFunction20150331`), and event history matches
 * the whole. Version suffixes as seen in records; see the Lambda and CloudFront developer guides, "Logging API calls".
 */
const lambdaVersions: Readonly<Record<string, string>> = {
  "20150331":
    "CreateAlias CreateEventSourceMapping CreateFunction DeleteAlias DeleteEventSourceMapping DeleteFunction GetAlias " +
    "GetEventSourceMapping ListAliases ListEventSourceMappings ListFunctions ListVersionsByFunction PublishVersion " +
    "UpdateAlias UpdateEventSourceMapping",
  "20150331v2":
    "AddPermission GetFunction GetFunctionConfiguration GetPolicy RemovePermission UpdateFunctionCode " +
    "UpdateFunctionConfiguration",
  "20160819": "GetAccountSettings",
  "20170331": "ListTags",
  "20170331v2": "TagResource UntagResource",
  "20171031": "DeleteFunctionConcurrency PutFunctionConcurrency",
  "20181031":
    "AddLayerVersionPermission DeleteLayerVersion GetLayerVersion ListLayers ListLayerVersions PublishLayerVersion",
  "20190930": "DeleteProvisionedConcurrencyConfig GetFunctionConcurrency PutProvisionedConcurrencyConfig",
};

const versioned = new Map(
  Object.entries(lambdaVersions).flatMap(([version, names]) =>
    names.split(" ").map((name) => [name, `${name}${version}`] as const),
  ),
);

const cloudFront =
  /(Distribution|Invalidation|OriginAccess|CachePolic|OriginRequestPolic|ResponseHeadersPolic|KeyGroup|PublicKey|FieldLevel)/;

/** All names under which event history may list calls of an API. */
export function namesOnRecord(name: string): readonly string[] {
  const withVersion = versioned.get(name);
  const others = withVersion === undefined ? [] : [withVersion];
  return cloudFront.test(name) ? [name, ...others, `${name}2020_05_31`] : [name, ...others];
}

/** Frequent data events, which event history never has: CloudTrail user guide, "Logging data events". Lower case. */
const dataEventNames: ReadonlySet<string> = new Set(
  (
    "GetObject PutObject DeleteObject DeleteObjects CopyObject HeadObject ListObjects ListObjectsV2 GetObjectAcl PutObjectAcl " +
    "RestoreObject UploadPart CompleteMultipartUpload Invoke InvokeExecution GetItem PutItem UpdateItem DeleteItem " +
    "BatchGetItem BatchWriteItem Query Scan Publish PublishBatch SendMessage SendMessageBatch ReceiveMessage " +
    "DeleteMessage GetRecords PutRecord PutRecords InvokeModelWithResponseStream Retrieve RetrieveAndGenerate"
  )
    .split(" ")
    .map((name) => name.toLowerCase()),
);

/** True for calls whose events only a trail or an event data store can have. */
export const isDataEvent = (name: string): boolean => dataEventNames.has(name.toLowerCase());
