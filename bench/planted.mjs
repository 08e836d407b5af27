// Records as sizeable and as alike as those of a busy account, for benches that need an exact number of them.
import { createHash } from "node:crypto";

const names = [
  "PutBucketPolicy",
  "RunInstances",
  "AssumeRole",
  "DescribeInstances",
  "CreateLogStream",
  "GetRole",
];
const sources = ["s3", "ec2", "sts", "ec2", "logs", "iam"];

/**
 * `count` records spread evenly over a stretch of time, newest first.
 * @param {number} count @param {string} accountId @param {string} region @param {number} fromMs @param {number} toMs
 */
export function plantedRecords(count, accountId, region, fromMs, toMs) {
  const stepMs = (toMs - fromMs) / count;
  return Array.from({ length: count }, (_, index) =>
    record(index, accountId, region, toMs - Math.ceil((index + 0.5) * stepMs)),
  );
}

/** @param {number} index @param {string} accountId @param {string} region @param {number} timeMs */
function record(index, accountId, region, timeMs) {
  const kind = index % names.length;
  const id = uuid(`${region} ${index}`);
  const session = `session-${index % 40}`;
  const role = `role-${index % 25}`;
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      principalId: `AROAEXAMPLE${String(index % 25).padStart(10, "0")}:${session}`,
      arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`,
      accountId,
      accessKeyId: `ASIAEXAMPLE${String(index % 400).padStart(9, "0")}`,
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          arn: `arn:aws:iam::${accountId}:role/${role}`,
          accountId,
          userName: role,
        },
        attributes: { creationDate: iso(timeMs - 600_000), mfaAuthenticated: "false" },
      },
    },
    eventTime: iso(timeMs),
    eventSource: `${sources[kind]}.amazonaws.com`,
    eventName: names[kind],
    awsRegion: region,
    sourceIPAddress: `203.0.113.${index % 250}`,
    userAgent:
      "aws-sdk-go-v2/1.30.0 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#amd64 exec-env/AWS_ECS_FARGATE",
    requestParameters: {
      bucketName: `bucket-${index % 300}`,
      tags: [{ key: "team", value: `team-${index % 12}` }],
      token: id,
    },
    responseElements: kind % 2 === 0 ? { requestId: uuid(`response ${id}`), return: true } : null,
    requestID: uuid(`request ${id}`),
    eventID: id,
    readOnly: kind > 2,
    resources: [{ accountId, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::bucket-${index % 300}` }],
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: "Management",
    tlsDetails: {
      tlsVersion: "TLSv1.3",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      clientProvidedHostHeader: `${sources[kind]}.${region}.amazonaws.com`,
    },
  };
}

/** @param {number} ms */
const iso = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** @param {string} text */
function uuid(text) {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
