import { query, type SampleQuery } from "./sampleQuery.js";

/** What was changed, and what is worth a second look. */
export const changes: readonly SampleQuery[] = [
  query(
    "console-changes",
    "Changes from the console",
    "What was changed by hand?",
    `SELECT eventtime, useridentity.arn, eventsource, eventname, awsregion
FROM $EDS_ID
WHERE readonly = false AND sessioncredentialfromconsole = 'true'
ORDER BY eventtime DESC`,
  ),
  query(
    "destructive",
    "What was deleted",
    "Who deleted or terminated something?",
    `SELECT eventtime, useridentity.arn, eventsource, eventname, errorcode
FROM $EDS_ID
WHERE readonly = false AND regexp_like(eventname, '^(Delete|Terminate|Remove|Destroy|Purge)')
ORDER BY eventtime DESC`,
  ),
  query(
    "logging",
    "Logging switched off",
    "Did somebody stop or weaken logging?",
    `SELECT eventtime, useridentity.arn, eventname, element_at(requestparameters, 'name') AS trail, sourceipaddress
FROM $EDS_ID
WHERE eventname IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'DeleteFlowLogs',
  'DeleteDetector', 'StopConfigurationRecorder', 'DeleteConfigurationRecorder')
ORDER BY eventtime DESC`,
  ),
  query(
    "iam-changes",
    "Changes of permissions",
    "Who changed users, roles and policies?",
    `SELECT eventtime, useridentity.arn, eventname,
  coalesce(element_at(requestparameters, 'roleName'), element_at(requestparameters, 'userName'),
    element_at(requestparameters, 'policyArn')) AS target
FROM $EDS_ID
WHERE eventsource = 'iam.amazonaws.com' AND readonly = false
ORDER BY eventtime DESC`,
  ),
  query(
    "new-keys",
    "New access keys and passwords",
    "Which credentials were made or removed?",
    `SELECT eventtime, useridentity.arn, eventname, element_at(requestparameters, 'userName') AS user_name
FROM $EDS_ID
WHERE eventname IN ('CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey', 'CreateLoginProfile',
  'UpdateLoginProfile', 'DeactivateMFADevice')
ORDER BY eventtime DESC`,
  ),
  query(
    "bucket-policies",
    "Bucket policies and public access",
    "Who changed who can read the buckets?",
    `SELECT eventtime, useridentity.arn, eventname, element_at(requestparameters, 'bucketName') AS bucket
FROM $EDS_ID
WHERE eventname IN ('PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl', 'PutBucketPublicAccessBlock',
  'DeleteBucketPublicAccessBlock')
ORDER BY eventtime DESC`,
  ),
  query(
    "public-block",
    "Public access block lifted",
    "Was a bucket's block of public policies switched off?",
    `SELECT eventtime, useridentity.arn, element_at(requestparameters, 'bucketName') AS bucket
FROM $EDS_ID
WHERE eventname = 'PutBucketPublicAccessBlock'
  AND json_extract_scalar(element_at(requestparameters, 'PublicAccessBlockConfiguration'), '$.BlockPublicPolicy') = 'false'
ORDER BY eventtime DESC`,
  ),
  query(
    "open-ports",
    "Ports opened",
    "Which security groups were opened, and to whom?",
    `SELECT eventtime, useridentity.arn, element_at(requestparameters, 'groupId') AS security_group,
  json_extract(element_at(requestparameters, 'ipPermissions'), '$.items') AS permissions
FROM $EDS_ID
WHERE eventname = 'AuthorizeSecurityGroupIngress' AND errorcode IS NULL
ORDER BY eventtime DESC`,
  ),
  query(
    "kms-keys",
    "Keys scheduled for deletion",
    "Is a KMS key about to be lost?",
    `SELECT eventtime, useridentity.arn, eventname, element_at(requestparameters, 'keyId') AS key_id
FROM $EDS_ID
WHERE eventname IN ('ScheduleKeyDeletion', 'DisableKey', 'PutKeyPolicy')
ORDER BY eventtime DESC`,
  ),
  query(
    "resource-history",
    "History of one resource",
    "Everything that listed an ARN (put yours in)",
    `SELECT eventtime, useridentity.arn, eventname, errorcode
FROM $EDS_ID
WHERE any_match(resources, r -> r.arn = 'arn:aws:s3:::my-bucket')
ORDER BY eventtime DESC`,
  ),
  query(
    "resource-types",
    "Changes by resource type",
    "What kinds of resources change most?",
    `SELECT r.type, count(*) AS changes
FROM $EDS_ID CROSS JOIN UNNEST(resources) AS r
WHERE readonly = false
GROUP BY r.type
ORDER BY changes DESC`,
  ),
  query(
    "tools",
    "Changes by tool",
    "What is changed by Terraform, CloudFormation, the CLI?",
    `SELECT CASE WHEN regexp_like(useragent, 'Terraform/') THEN 'Terraform'
    WHEN sourceipaddress = 'cloudformation.amazonaws.com' THEN 'CloudFormation'
    WHEN useragent LIKE 'aws-cli/%' THEN 'CLI'
    WHEN sessioncredentialfromconsole = 'true' THEN 'Console'
    ELSE 'other' END AS tool, count(*) AS changes
FROM $EDS_ID
WHERE readonly = false AND errorcode IS NULL
GROUP BY 1
ORDER BY changes DESC`,
  ),
];
