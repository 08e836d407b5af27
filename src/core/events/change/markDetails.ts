import { at, isObject, type Json, type JsonObject } from "../../base/json.js";
import type { CloudTrailEvent } from "../event.js";
import type { Mark } from "../insight.js";
import { holdsEverybody, isPublicPolicy } from "./publicAccess.js";

type Detail = (event: CloudTrailEvent) => readonly Mark[];

const PUBLIC: readonly Mark[] = ["public-exposing"];
const PUBLIC_AND_WIDER: readonly Mark[] = ["permission-widening", "public-exposing"];
const WIDER: readonly Mark[] = ["permission-widening"];
const CREDENTIAL: readonly Mark[] = ["credential"];
const BLIND: readonly Mark[] = ["logging-weakening"];
const DESTRUCTIVE: readonly Mark[] = ["destructive"];
const NONE: readonly Mark[] = [];

/** Marks that depend on parameters, by `service/Api`. */
export const DETAIL_MARKS: ReadonlyMap<string, Detail> = new Map<string, Detail>([
  ["ec2/AuthorizeSecurityGroupIngress", whenRequest(holdsEverybody, PUBLIC)],
  ["ec2/ModifySecurityGroupRules", whenRequest(holdsEverybody, PUBLIC_AND_WIDER)],
  ["ec2/CreateNetworkAclEntry", networkAcl],
  ["ec2/ReplaceNetworkAclEntry", networkAcl],
  ["ec2/ModifyImageAttribute", sharing],
  ["ec2/ModifySnapshotAttribute", sharing],
  ["rds/ModifyDBSnapshotAttribute", sharing],
  ["rds/ModifyDBClusterSnapshotAttribute", sharing],
  ["rds/AuthorizeDBSecurityGroupIngress", whenRequest(holdsEverybody, PUBLIC)],
  ["redshift/AuthorizeClusterSecurityGroupIngress", whenRequest(holdsEverybody, PUBLIC)],
  ["rds/CreateDBInstance", database],
  ["rds/ModifyDBInstance", database],
  ["rds/ModifyDBCluster", database],
  ["redshift/CreateCluster", database],
  ["redshift/ModifyCluster", database],
  ["s3/PutBucketPolicy", whenPolicy(["bucketPolicy"], PUBLIC)],
  ["s3/PutBucketAcl", whenRequest(isPublicAcl, PUBLIC)],
  ["s3/PutObjectAcl", whenRequest(isPublicAcl, PUBLIC)],
  ["s3/CreateBucket", whenRequest(isPublicAcl, PUBLIC)],
  ["s3/PutBucketPublicAccessBlock", whenRequest(unblocks, PUBLIC)],
  ["s3/PutAccountPublicAccessBlock", whenRequest(unblocks, PUBLIC)],
  ["s3/PutBucketLifecycle", whenRequest(expires, DESTRUCTIVE)],
  ["s3/PutBucketLifecycleConfiguration", whenRequest(expires, DESTRUCTIVE)],
  [
    "s3/PutBucketLogging",
    whenRequest((request) => at(request, "BucketLoggingStatus", "LoggingEnabled") === undefined, BLIND),
  ],
  ["kms/PutKeyPolicy", whenPolicy(["policy"], PUBLIC)],
  ["iam/UpdateAssumeRolePolicy", whenPolicy(["policyDocument"], PUBLIC)],
  ["iam/CreateRole", whenPolicy(["assumeRolePolicyDocument"], PUBLIC_AND_WIDER)],
  ["secretsmanager/PutResourcePolicy", whenPolicy(["resourcePolicy"], PUBLIC)],
  ["ecr/SetRepositoryPolicy", whenPolicy(["policyText"], PUBLIC)],
  ["elasticfilesystem/PutFileSystemPolicy", whenPolicy(["policy"], PUBLIC)],
  ["backup/PutBackupVaultAccessPolicy", whenPolicy(["policy"], PUBLIC)],
  ["sqs/SetQueueAttributes", attributesPolicy],
  ["sqs/CreateQueue", attributesPolicy],
  ["sns/SetTopicAttributes", topicPolicy],
  ["lambda/AddPermission", whenRequest((request) => request["principal"] === "*", PUBLIC)],
  ["lambda/AddLayerVersionPermission", whenRequest((request) => request["principal"] === "*", PUBLIC)],
  ["lambda/CreateFunctionUrlConfig", whenRequest((request) => request["authType"] === "NONE", PUBLIC)],
  ["lambda/UpdateFunctionUrlConfig", whenRequest((request) => request["authType"] === "NONE", PUBLIC)],
  [
    "codebuild/UpdateProjectVisibility",
    whenRequest((request) => request["projectVisibility"] === "PUBLIC_READ", PUBLIC),
  ],
  ["ssm/ModifyDocumentPermission", sharing],
  ["eks/UpdateClusterConfig", whenRequest(opensEndpoint, PUBLIC)],
  ["guardduty/UpdateDetector", whenRequest((request) => request["enable"] === false, BLIND)],
  ["signin/ConsoleLogin", signIn],
]);

function whenRequest(holds: (request: JsonObject) => boolean, marks: readonly Mark[]): Detail {
  return ({ requestParameters }) => (requestParameters && holds(requestParameters) ? marks : NONE);
}

function whenPolicy(path: readonly string[], marks: readonly Mark[]): Detail {
  return whenRequest((request) => isPublicPolicy(at(request, ...path)), marks);
}

function networkAcl({ requestParameters: request }: CloudTrailEvent): readonly Mark[] {
  if (!request || request["ruleAction"] !== "allow" || request["egress"] === true) return NONE;
  return holdsEverybody(request) ? PUBLIC_AND_WIDER : WIDER;
}

/** Snapshots, images and documents: `all` means everybody; account ids mean those accounts. */
function sharing({ requestParameters: request }: CloudTrailEvent): readonly Mark[] {
  if (!request) return NONE;
  const added = [
    at(request, "launchPermission", "add"),
    at(request, "createVolumePermission", "add"),
    request["valuesToAdd"],
    request["accountIdsToAdd"],
  ].filter((value) => value !== undefined && value !== null);
  if (added.length === 0) return NONE;
  return added.some((value) => holdsWord(value, "all")) ? PUBLIC_AND_WIDER : WIDER;
}

/** True when a text inside, at any of a few levels, is the word, whatever its case. */
function holdsWord(value: Json | undefined, word: string, depth = 0): boolean {
  if (typeof value === "string") return value.toLowerCase() === word;
  if (depth > 4 || typeof value !== "object" || value === null) return false;
  return Object.values(value)
    .slice(0, 200)
    .some((item) => holdsWord(item, word, depth + 1));
}

function database({ requestParameters: request }: CloudTrailEvent): readonly Mark[] {
  if (!request) return NONE;
  const isPublic = request["publiclyAccessible"] === true;
  const password = request["masterUserPassword"] !== undefined && request["dBInstanceClass"] === undefined;
  if (isPublic) return password ? ["public-exposing", "credential"] : PUBLIC;
  return password ? CREDENTIAL : NONE;
}

const EVERYBODY_GROUP = /acs\.amazonaws\.com\/groups\/global\/(?:AllUsers|AuthenticatedUsers)/;

/** S3 ACLs: canned (`x-amz-acl`), by header, or as grants to the two global groups. */
function isPublicAcl(request: JsonObject): boolean {
  const canned = request["x-amz-acl"];
  const words = Array.isArray(canned) ? canned : [canned];
  if (
    words.some(
      (word) =>
        typeof word === "string" && /^(?:public-read|public-read-write|authenticated-read)$/.test(word),
    )
  )
    return true;
  const grants = at(request, "AccessControlPolicy", "AccessControlList", "Grant");
  const list = Array.isArray(grants) ? grants.slice(0, 100) : [grants];
  return list.some((grant) => {
    const uri = at(grant, "Grantee", "URI");
    return typeof uri === "string" && EVERYBODY_GROUP.test(uri);
  });
}

const BLOCKS = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];

function unblocks(request: JsonObject): boolean {
  const settings = request["PublicAccessBlockConfiguration"];
  return isObject(settings) && BLOCKS.some((name) => settings[name] === false || settings[name] === "false");
}

function expires(request: JsonObject): boolean {
  const rule = at(request, "LifecycleConfiguration", "Rule");
  const rules = Array.isArray(rule) ? rule : [rule];
  return rules.some(
    (one) => isObject(one) && one["Expiration"] !== undefined && one["Status"] !== "Disabled",
  );
}

function attributesPolicy({ requestParameters: request }: CloudTrailEvent): readonly Mark[] {
  const policy = at(request, "attributes", "Policy");
  if (policy === undefined || policy === "") return NONE;
  return isPublicPolicy(policy) ? PUBLIC_AND_WIDER : WIDER;
}

function topicPolicy({ requestParameters: request }: CloudTrailEvent): readonly Mark[] {
  if (request?.["attributeName"] !== "Policy") return NONE;
  return isPublicPolicy(request["attributeValue"]) ? PUBLIC_AND_WIDER : WIDER;
}

function opensEndpoint(request: JsonObject): boolean {
  const vpc = request["resourcesVpcConfig"];
  if (!isObject(vpc) || vpc["endpointPublicAccess"] !== true) return false;
  const from = vpc["publicAccessCidrs"];
  return from === undefined || (Array.isArray(from) && from.includes("0.0.0.0/0"));
}

/** The root user, and people with a password but without a second factor. Federated sign-ins have theirs elsewhere. */
function signIn({ userIdentity, raw }: CloudTrailEvent): readonly Mark[] {
  const type = userIdentity?.["type"];
  if (type === "Root") return CREDENTIAL;
  const noSecondFactor = at(raw, "additionalEventData", "MFAUsed") === "No";
  return type === "IAMUser" && noSecondFactor ? CREDENTIAL : NONE;
}
