import type { Api } from "../naming/api.js";
import { PerApi } from "../naming/perApi.js";
import type { CloudTrailEvent } from "../event.js";
import type { Mark } from "../insight.js";
import { DETAIL_MARKS } from "./markDetails.js";

/** Marks of single APIs that hold whatever the parameters are. */
export interface MarkRow {
  readonly mark: Mark;
  readonly service: string;
  /** API names, blank-separated. */
  readonly names: string;
}

/** The ground of each row is told by `referenceOf`; `docs/marks.md` shows all of them to users. */
export const MARK_ROWS: readonly MarkRow[] = [
  // What can no longer be seen afterwards.
  row(
    "logging-weakening",
    "cloudtrail",
    "StopLogging DeleteTrail UpdateTrail PutEventSelectors PutInsightSelectors DeleteEventDataStore StopEventDataStoreIngestion UpdateEventDataStore",
  ),
  row("logging-weakening", "ec2", "DeleteFlowLogs"),
  row(
    "logging-weakening",
    "guardduty",
    "DeleteDetector StopMonitoringMembers DisassociateFromMasterAccount DisassociateFromAdministratorAccount DisassociateMembers DeleteMembers DeletePublishingDestination CreateIPSet UpdateIPSet CreateFilter",
  ),
  row(
    "logging-weakening",
    "config",
    "StopConfigurationRecorder DeleteConfigurationRecorder DeleteDeliveryChannel DeleteConfigRule DeleteConfigurationAggregator DeleteRetentionConfiguration",
  ),
  row(
    "logging-weakening",
    "securityhub",
    "DisableSecurityHub BatchDisableStandards DisassociateFromMasterAccount DisassociateFromAdministratorAccount DeleteMembers",
  ),
  row(
    "logging-weakening",
    "logs",
    "DeleteLogGroup DeleteLogStream PutRetentionPolicy DeleteSubscriptionFilter DeleteDestination DeleteMetricFilter DeleteDelivery",
  ),
  row("logging-weakening", "macie2", "DisableMacie"),
  row("logging-weakening", "access-analyzer", "DeleteAnalyzer"),
  row("logging-weakening", "inspector2", "Disable"),
  row("logging-weakening", "detective", "DeleteGraph"),
  row(
    "logging-weakening",
    "route53resolver",
    "DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig",
  ),
  row("logging-weakening", "wafv2", "DeleteLoggingConfiguration"),
  row("logging-weakening", "rds", "StopActivityStream"),
  row("logging-weakening", "cloudwatch", "DeleteAlarms DisableAlarmActions"),
  row("logging-weakening", "bedrock", "DeleteModelInvocationLoggingConfiguration"),
  row("logging-weakening", "cloudfront", "DeleteRealtimeLogConfig"),
  row("logging-weakening", "oam", "DeleteLink DeleteSink"),

  // Who may do more afterwards.
  row(
    "permission-widening",
    "iam",
    "PutUserPolicy PutRolePolicy PutGroupPolicy AttachUserPolicy AttachRolePolicy AttachGroupPolicy AddUserToGroup CreatePolicyVersion SetDefaultPolicyVersion UpdateAssumeRolePolicy AddRoleToInstanceProfile DeleteUserPermissionsBoundary DeleteRolePermissionsBoundary CreateSAMLProvider UpdateSAMLProvider CreateOpenIDConnectProvider AddClientIDToOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint",
  ),
  row(
    "permission-widening",
    "organizations",
    "DetachPolicy DeletePolicy DisablePolicyType LeaveOrganization RegisterDelegatedAdministrator EnableAWSServiceAccess PutResourcePolicy",
  ),
  row(
    "permission-widening",
    "sso",
    "CreateAccountAssignment AttachManagedPolicyToPermissionSet AttachCustomerManagedPolicyReferenceToPermissionSet PutInlinePolicyToPermissionSet",
  ),
  row("permission-widening", "identitystore", "CreateGroupMembership AddMemberToGroup"),
  row("permission-widening", "kms", "PutKeyPolicy"),
  row("permission-widening", "lambda", "AddPermission AddLayerVersionPermission"),
  row("permission-widening", "s3", "PutBucketPolicy PutBucketAcl PutObjectAcl PutAccessPointPolicy"),
  row("permission-widening", "sns", "AddPermission"),
  row("permission-widening", "sqs", "AddPermission"),
  row("permission-widening", "secretsmanager", "PutResourcePolicy"),
  row("permission-widening", "ecr", "SetRepositoryPolicy PutRegistryPolicy"),
  row("permission-widening", "backup", "PutBackupVaultAccessPolicy"),
  row("permission-widening", "glacier", "SetVaultAccessPolicy"),
  row("permission-widening", "elasticfilesystem", "PutFileSystemPolicy"),
  row("permission-widening", "events", "PutPermission"),
  row("permission-widening", "logs", "PutResourcePolicy PutDestinationPolicy"),
  row("permission-widening", "dynamodb", "PutResourcePolicy"),
  row("permission-widening", "codebuild", "PutResourcePolicy"),
  row("permission-widening", "glue", "PutResourcePolicy"),
  row("permission-widening", "lakeformation", "GrantPermissions BatchGrantPermissions PutDataLakeSettings"),
  row("permission-widening", "ram", "CreateResourceShare AssociateResourceShare"),
  row(
    "permission-widening",
    "ec2",
    "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation",
  ),
  row("permission-widening", "rds", "AuthorizeDBSecurityGroupIngress AddRoleToDBInstance AddRoleToDBCluster"),
  row("permission-widening", "redshift", "AuthorizeClusterSecurityGroupIngress AuthorizeSnapshotAccess"),
  row("permission-widening", "eks", "CreateAccessEntry AssociateAccessPolicy"),
  row("permission-widening", "rolesanywhere", "CreateTrustAnchor CreateProfile"),

  // Open to everybody afterwards. What depends on parameters stands in markDetails.ts.
  row(
    "public-exposing",
    "s3",
    "DeleteBucketPublicAccessBlock DeleteAccountPublicAccessBlock DeletePublicAccessBlock",
  ),
  row("public-exposing", "ec2", "DisableImageBlockPublicAccess DisableSnapshotBlockPublicAccess"),

  // Secrets that let somebody in, made, changed or handed out. GetSecretValue is left out: programs call it all day.
  row(
    "credential",
    "iam",
    "CreateAccessKey UpdateAccessKey CreateLoginProfile UpdateLoginProfile ChangePassword CreateServiceSpecificCredential ResetServiceSpecificCredential UploadSSHPublicKey UploadSigningCertificate CreateVirtualMFADevice EnableMFADevice DeactivateMFADevice DeleteVirtualMFADevice UpdateAccountPasswordPolicy DeleteAccountPasswordPolicy",
  ),
  row("credential", "sts", "GetFederationToken AssumeRoot"),
  row("credential", "ec2", "CreateKeyPair ImportKeyPair GetPasswordData EnableSerialConsoleAccess"),
  row("credential", "ec2-instance-connect", "SendSSHPublicKey SendSerialConsoleSSHPublicKey"),
  row("credential", "lightsail", "DownloadDefaultKeyPair CreateKeyPair GetInstanceAccessDetails"),
  row(
    "credential",
    "signin",
    "PasswordUpdated PasswordRecoveryRequested PasswordRecoveryCompleted EmailUpdated GetSigninToken",
  ),
  row("credential", "cognito-idp", "AdminSetUserPassword AdminResetUserPassword"),
  row("credential", "identitystore", "ResetUserPassword UpdatePassword"),
  row("credential", "rolesanywhere", "CreateTrustAnchor"),
  row("credential", "redshift", "GetClusterCredentials"),

  // Gone afterwards, beyond the verbs below.
  row("destructive", "kms", "ScheduleKeyDeletion DisableKey"),
  row("destructive", "ec2", "DeregisterImage ReleaseAddress"),
  row("destructive", "organizations", "CloseAccount LeaveOrganization"),
  row("destructive", "account", "CloseAccount DisableRegion"),
];

function row(mark: Mark, service: string, names: string): MarkRow {
  return { mark, service, names };
}

export const DESTROYING: ReadonlySet<string> = new Set(["delete", "terminate", "destroy", "purge", "erase"]);
/** Deleting these takes a label, a message or a permission away rather than a thing. */
const HARMLESS =
  /^(?:tags?|.*tagging|.*tagset|messages?|messagebatch|.*policy|.*policyversion|.*permissionsboundary|.*notification|.*cors|.*website|.*accessentry|accountassignment)$/;

const ORDER: readonly Mark[] = [
  "destructive",
  "permission-widening",
  "logging-weakening",
  "public-exposing",
  "credential",
];
const NONE: readonly Mark[] = [];

let byApi: ReadonlyMap<string, readonly Mark[]> | undefined;

/** The marks of an event, in a fixed order; events without any share one empty list. */
export function marksOf(api: Api, event: CloudTrailEvent): readonly Mark[] {
  const { always, detail } = ofApi.of(api);
  const found = detail?.(event);
  if (found === undefined || found.length === 0) return always;
  return ORDER.filter((mark) => always.includes(mark) || found.includes(mark));
}

const ofApi = new PerApi((api) => ({ always: alwaysOf(api), detail: DETAIL_MARKS.get(api.key) }));

function alwaysOf(api: Api): readonly Mark[] {
  const told = table().get(api.key) ?? NONE;
  const destroys = DESTROYING.has(api.verb) && !HARMLESS.test(api.noun);
  return destroys || told.length > 0
    ? ORDER.filter((mark) => told.includes(mark) || (destroys && mark === "destructive"))
    : NONE;
}

function table(): ReadonlyMap<string, readonly Mark[]> {
  if (byApi) return byApi;
  const built = new Map<string, Mark[]>();
  for (const { mark, service, names } of MARK_ROWS)
    for (const name of names.split(" ")) {
      const key = `${service}/${name}`;
      const marks = built.get(key);
      if (marks) marks.push(mark);
      else built.set(key, [mark]);
    }
  byApi = built;
  return built;
}
