/**
 * How a person would say what an API does. {0} is who, {1} the resource with its type (`trail main`), {2} its bare
 * name, {3} the bare name of the first other resource, {4} words of the API's name, {5} its verb. `done` is the whole clause,
 * `to` follows "was denied permission to" and "failed to".
 */
export interface Phrase {
  readonly done: string;
  readonly to: string;
}

const say = (done: string, to: string): Phrase => ({ done, to });
/** Marks a text for the translators' bundle; it is translated where it is spoken. */
const t = (message: string): string => message;

/** Keys are `service/Api` as in `Api.key`, with a star for any service. Meaning: API references of the services. */
export const PHRASES: Readonly<Record<string, Phrase>> = {
  "signin/ConsoleLogin": say(t("{0} signed in to the console"), t("sign in to the console")),
  "signin/CheckMfa": say(t("{0} was asked for a second factor"), t("pass the second factor")),
  "signin/SwitchRole": say(t("{0} switched roles in the console"), t("switch roles in the console")),
  "signin/ExitRole": say(t("{0} left a role in the console"), t("leave a role in the console")),
  "signin/PasswordUpdated": say(t("{0} changed a password"), t("change a password")),
  "signin/PasswordRecoveryRequested": say(t("{0} asked for a new password"), t("ask for a new password")),
  "signin/PasswordRecoveryCompleted": say(
    t("{0} reset a forgotten password"),
    t("reset a forgotten password"),
  ),
  "sso/Authenticate": say(t("{0} signed in to Identity Center"), t("sign in to Identity Center")),
  "sso/Federate": say(
    t("{0} entered an account through Identity Center"),
    t("enter an account through Identity Center"),
  ),
  "iam/ChangePassword": say(t("{0} changed their own password"), t("change their own password")),
  "sts/GetCallerIdentity": say(t("{0} asked who the caller is"), t("ask who the caller is")),
  "sts/GetSessionToken": say(t("{0} took out temporary credentials"), t("take out temporary credentials")),
  "sts/AssumeRole": say(t("{0} assumed role {2}"), t("assume role {2}")),
  "sts/AssumeRoleWithSAML": say(t("{0} assumed role {2} through SAML"), t("assume role {2} through SAML")),
  "sts/AssumeRoleWithWebIdentity": say(
    t("{0} assumed role {2} through a web identity"),
    t("assume role {2} through a web identity"),
  ),
  "sts/GetFederationToken": say(
    t("{0} took out credentials for federated user {2}"),
    t("take out credentials for {2}"),
  ),

  "cloudtrail/StopLogging": say(t("{0} stopped logging of {1}"), t("stop logging of {1}")),
  "cloudtrail/StartLogging": say(t("{0} started logging of {1}"), t("start logging of {1}")),
  "cloudtrail/PutEventSelectors": say(
    t("{0} changed which events {1} logs"),
    t("change which events {1} logs"),
  ),
  "cloudtrail/PutInsightSelectors": say(
    t("{0} changed the Insights of {1}"),
    t("change the Insights of {1}"),
  ),
  "cloudtrail/LookupEvents": say(t("{0} searched event history"), t("search event history")),
  "config/StopConfigurationRecorder": say(t("{0} stopped {1}"), t("stop {1}")),
  "guardduty/DeleteDetector": say(t("{0} switched off GuardDuty ({1})"), t("switch off GuardDuty ({1})")),

  "s3/PutBucketPolicy": say(t("{0} changed the bucket policy of {2}"), t("change the bucket policy of {2}")),
  "s3/DeleteBucketPolicy": say(
    t("{0} removed the bucket policy of {2}"),
    t("remove the bucket policy of {2}"),
  ),
  "s3/PutBucketAcl": say(
    t("{0} changed the access control list of {1}"),
    t("change the access control list of {1}"),
  ),
  "s3/PutBucketPublicAccessBlock": say(
    t("{0} changed the public access block of {1}"),
    t("change the public access block of {1}"),
  ),
  "s3/DeleteBucketPublicAccessBlock": say(
    t("{0} removed the public access block of {1}"),
    t("remove the public access block of {1}"),
  ),
  "s3/PutBucketVersioning": say(t("{0} changed versioning of {1}"), t("change versioning of {1}")),
  "s3/PutBucketLifecycle": say(
    t("{0} changed the lifecycle rules of {1}"),
    t("change the lifecycle rules of {1}"),
  ),
  "s3/PutBucketLogging": say(t("{0} changed access logging of {1}"), t("change access logging of {1}")),
  "s3/GetObject": say(t("{0} read object {2}"), t("read object {2}")),
  "s3/PutObject": say(t("{0} wrote object {2}"), t("write object {2}")),
  "s3/DeleteObject": say(t("{0} deleted object {2}"), t("delete object {2}")),
  "s3/HeadObject": say(t("{0} looked at object {2}"), t("look at object {2}")),
  "s3/ListObjects": say(t("{0} listed the objects of {1}"), t("list the objects of {1}")),
  "s3/ListBuckets": say(t("{0} listed the buckets"), t("list the buckets")),

  "iam/AttachRolePolicy": say(t("{0} attached policy {3} to {1}"), t("attach policy {3} to {1}")),
  "iam/AttachUserPolicy": say(t("{0} attached policy {3} to {1}"), t("attach policy {3} to {1}")),
  "iam/AttachGroupPolicy": say(t("{0} attached policy {3} to {1}"), t("attach policy {3} to {1}")),
  "iam/DetachRolePolicy": say(t("{0} detached policy {3} from {1}"), t("detach policy {3} from {1}")),
  "iam/DetachUserPolicy": say(t("{0} detached policy {3} from {1}"), t("detach policy {3} from {1}")),
  "iam/DetachGroupPolicy": say(t("{0} detached policy {3} from {1}"), t("detach policy {3} from {1}")),
  "iam/PutRolePolicy": say(t("{0} put inline policy {3} on {1}"), t("put inline policy {3} on {1}")),
  "iam/PutUserPolicy": say(t("{0} put inline policy {3} on {1}"), t("put inline policy {3} on {1}")),
  "iam/PutGroupPolicy": say(t("{0} put inline policy {3} on {1}"), t("put inline policy {3} on {1}")),
  "iam/DeleteRolePolicy": say(
    t("{0} deleted inline policy {3} of {1}"),
    t("delete inline policy {3} of {1}"),
  ),
  "iam/DeleteUserPolicy": say(
    t("{0} deleted inline policy {3} of {1}"),
    t("delete inline policy {3} of {1}"),
  ),
  "iam/DeleteGroupPolicy": say(
    t("{0} deleted inline policy {3} of {1}"),
    t("delete inline policy {3} of {1}"),
  ),
  "iam/UpdateAssumeRolePolicy": say(t("{0} changed who may assume {1}"), t("change who may assume {1}")),
  "iam/AddUserToGroup": say(t("{0} added user {3} to {1}"), t("add user {3} to {1}")),
  "iam/RemoveUserFromGroup": say(t("{0} removed user {3} from {1}"), t("remove user {3} from {1}")),
  "iam/AddRoleToInstanceProfile": say(t("{0} added role {3} to {1}"), t("add role {3} to {1}")),
  "iam/RemoveRoleFromInstanceProfile": say(t("{0} removed role {3} from {1}"), t("remove role {3} from {1}")),
  "iam/CreateAccessKey": say(t("{0} created an access key for {1}"), t("create an access key for {1}")),
  "iam/DeleteAccessKey": say(t("{0} deleted an access key of {1}"), t("delete an access key of {1}")),
  "iam/UpdateAccessKey": say(
    t("{0} switched an access key of {1} on or off"),
    t("switch an access key of {1} on or off"),
  ),
  "iam/CreateLoginProfile": say(t("{0} gave {1} a console password"), t("give {1} a console password")),
  "iam/UpdateLoginProfile": say(
    t("{0} changed the console password of {1}"),
    t("change the console password of {1}"),
  ),
  "iam/DeleteLoginProfile": say(
    t("{0} took the console password from {1}"),
    t("take the console password from {1}"),
  ),
  "iam/DeactivateMFADevice": say(t("{0} removed a second factor of {1}"), t("remove a second factor of {1}")),
  "iam/EnableMFADevice": say(t("{0} added a second factor for {1}"), t("add a second factor for {1}")),

  "ec2/RunInstances": say(t("{0} launched {1}"), t("launch {1}")),
  "ec2/TerminateInstances": say(t("{0} terminated {1}"), t("terminate {1}")),
  "ec2/AuthorizeSecurityGroupIngress": say(
    t("{0} opened inbound traffic in {1}"),
    t("open inbound traffic in {1}"),
  ),
  "ec2/AuthorizeSecurityGroupEgress": say(
    t("{0} opened outbound traffic in {1}"),
    t("open outbound traffic in {1}"),
  ),
  "ec2/RevokeSecurityGroupIngress": say(
    t("{0} closed inbound traffic in {1}"),
    t("close inbound traffic in {1}"),
  ),
  "ec2/RevokeSecurityGroupEgress": say(
    t("{0} closed outbound traffic in {1}"),
    t("close outbound traffic in {1}"),
  ),
  "ec2/CreateTags": say(t("{0} tagged {1}"), t("tag {1}")),
  "ec2/DeleteTags": say(t("{0} removed tags of {1}"), t("remove tags of {1}")),
  "ec2/GetPasswordData": say(
    t("{0} read the administrator password of {1}"),
    t("read the administrator password of {1}"),
  ),
  "ec2/ModifySnapshotAttribute": say(t("{0} changed who may use {1}"), t("change who may use {1}")),
  "ec2/ModifyImageAttribute": say(t("{0} changed who may use {1}"), t("change who may use {1}")),
  "rds/ModifyDBSnapshotAttribute": say(t("{0} changed who may use {1}"), t("change who may use {1}")),
  "ec2/CreateRoute": say(t("{0} added a route to {1}"), t("add a route to {1}")),
  "ec2/DeleteRoute": say(t("{0} deleted a route of {1}"), t("delete a route of {1}")),
  "ec2/DisassociateRouteTable": say(t("{0} removed {1}"), t("remove {1}")),
  "ec2/DisassociateAddress": say(t("{0} detached {1}"), t("detach {1}")),
  "ec2/DetachNetworkInterface": say(t("{0} removed {1}"), t("remove {1}")),
  "ec2/EnableSerialConsoleAccess": say(
    t("{0} enabled the EC2 serial console"),
    t("enable the EC2 serial console"),
  ),
  "ec2-instance-connect/SendSSHPublicKey": say(t("{0} sent an SSH key to {1}"), t("send an SSH key to {1}")),
  "ec2-instance-connect/SendSerialConsoleSSHPublicKey": say(
    t("{0} sent an SSH key to the serial console of {1}"),
    t("send an SSH key to the serial console of {1}"),
  ),

  "ssm/SendCommand": say(t("{0} ran a command on {1}"), t("run a command on {1}")),
  "ssm/StartSession": say(t("{0} opened a session on {1}"), t("open a session on {1}")),
  "ssm/UpdateInstanceInformation": say(t("{0} reported in from {1}"), t("report in from {1}")),
  "lambda/UpdateFunctionCode": say(t("{0} deployed new code to {1}"), t("deploy new code to {1}")),
  "lambda/UpdateFunctionConfiguration": say(
    t("{0} changed the configuration of {1}"),
    t("change the configuration of {1}"),
  ),
  "lambda/AddPermission": say(t("{0} allowed somebody to invoke {1}"), t("allow somebody to invoke {1}")),
  "lambda/RemovePermission": say(
    t("{0} took back a permission to invoke {1}"),
    t("take back a permission to invoke {1}"),
  ),
  "lambda/Invoke": say(t("{0} invoked {1}"), t("invoke {1}")),
  "kms/ScheduleKeyDeletion": say(t("{0} scheduled the deletion of {1}"), t("schedule the deletion of {1}")),
  "kms/CancelKeyDeletion": say(t("{0} cancelled the deletion of {1}"), t("cancel the deletion of {1}")),
  "kms/PutKeyPolicy": say(t("{0} changed the key policy of {1}"), t("change the key policy of {1}")),
  "kms/CreateGrant": say(t("{0} created a grant on {1}"), t("create a grant on {1}")),
  "kms/Decrypt": say(t("{0} decrypted with {1}"), t("decrypt with {1}")),
  "kms/Encrypt": say(t("{0} encrypted with {1}"), t("encrypt with {1}")),
  "kms/GenerateDataKey": say(t("{0} took a data key from {1}"), t("take a data key from {1}")),
  "secretsmanager/GetSecretValue": say(t("{0} read {1}"), t("read {1}")),
  "secretsmanager/PutSecretValue": say(t("{0} changed {1}"), t("change {1}")),
  "cloudformation/CreateChangeSet": say(t("{0} prepared a change of {1}"), t("prepare a change of {1}")),
  "cloudformation/ExecuteChangeSet": say(
    t("{0} deployed a change set to {1}"),
    t("deploy a change set to {1}"),
  ),
  "ecs/RunTask": say(t("{0} ran a task of {1}"), t("run a task of {1}")),
  "route53/ChangeResourceRecordSets": say(
    t("{0} changed DNS records in {1}"),
    t("change DNS records in {1}"),
  ),
  "*/TagResource": say(t("{0} tagged {1}"), t("tag {1}")),
  "*/AddTags": say(t("{0} tagged {1}"), t("tag {1}")),
  "*/AddTagsToResource": say(t("{0} tagged {1}"), t("tag {1}")),
  "*/UntagResource": say(t("{0} removed tags of {1}"), t("remove tags of {1}")),
  "*/RemoveTags": say(t("{0} removed tags of {1}"), t("remove tags of {1}")),
  "*/RemoveTagsFromResource": say(t("{0} removed tags of {1}"), t("remove tags of {1}")),
  "*/ListTags": say(t("{0} listed the tags of {1}"), t("list the tags of {1}")),
  "*/ListTagsForResource": say(t("{0} listed the tags of {1}"), t("list the tags of {1}")),
  "organizations/LeaveOrganization": say(t("{0} left the organization"), t("leave the organization")),
};

/** For APIs without words of their own: {4} is the API's name. */
export const CALLED = say(t("{0} called {4}"), t("call {4}"));
export const CALLED_ON = say(t("{0} called {4} on {1}"), t("call {4} on {1}"));
/** Events of services are named after what happened: `SharedSnapshotVolumeCreated`. */
export const REPORTED = say(t("{0} reported {4}"), t("report {4}"));
export const REPORTED_FOR = say(t("{0} reported {4} for {1}"), t("report {4} for {1}"));

/** For APIs whose name begins with a known verb: {5} is the verb, {4} what else the name says. */
export const VERB_ON = say(t("{0} {5} {1}"), t("{5} {1}"));
export const VERB_ALONE = say(t("{0} {5} {4}"), t("{5} {4}"));
export const VERB_PART = say(t("{0} {5} the {4} of {1}"), t("{5} the {4} of {1}"));
export const VERB_MAKING = say(t("{0} {5} {4} for {1}"), t("{5} {4} for {1}"));
export const VERB_ASIDE = say(t("{0} {5} {1} {4}"), t("{5} {1} {4}"));
