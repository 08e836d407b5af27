import type { JsonObject } from "../../../core/base/json.js";
import type { ApiCall } from "../draft.js";
import { tableArn, type Secret } from "../infrastructure.js";
import { stableUuid } from "../random.js";
import { indexed, read, resource } from "./call.js";

/** Secrets Manager indexes what the caller passed; reads and refused calls name nothing. */
export const getSecretValue = (secretId: string): ApiCall =>
  read("secretsmanager", "GetSecretValue", { secretId });

export const putSecretValue = (secret: Secret): ApiCall => ({
  source: "secretsmanager.amazonaws.com",
  name: "PutSecretValue",
  readOnly: false,
  request: {
    secretId: secret.arn,
    clientRequestToken: stableUuid("rotation", secret.name),
    versionStages: ["AWSPENDING"],
  },
  response: { arn: secret.arn },
  indexed: indexed("AWS::SecretsManager::Secret", secret.arn),
});

/** What Secrets Manager reports of itself: no caller, no type in userIdentity. */
export const rotation = (name: "RotationStarted" | "RotationSucceeded", secret: Secret): ApiCall => ({
  source: "secretsmanager.amazonaws.com",
  name,
  readOnly: false,
  eventType: "AwsServiceEvent",
  additional: { SecretId: secret.arn },
});

export const updateTable = (tableName: string, readCapacityUnits: number): ApiCall => ({
  source: "dynamodb.amazonaws.com",
  name: "UpdateTable",
  readOnly: false,
  apiVersion: "2012-08-10",
  request: { tableName, provisionedThroughput: { readCapacityUnits, writeCapacityUnits: 10 } },
  response: { tableDescription: { tableName, tableArn: tableArn(tableName), tableStatus: "UPDATING" } },
  resources: [resource("AWS::DynamoDB::Table", tableArn(tableName), "111122223333")],
  indexed: indexed("AWS::DynamoDB::Table", tableName),
});

export const describeTable = (tableName: string): ApiCall => ({
  ...read("dynamodb", "DescribeTable", { tableName }),
  apiVersion: "2012-08-10",
});

export const modifyDatabase = (dBInstanceIdentifier: string, change: JsonObject): ApiCall => ({
  source: "rds.amazonaws.com",
  name: "ModifyDBInstance",
  readOnly: false,
  request: { dBInstanceIdentifier, applyImmediately: true, ...change },
  response: {
    dBInstanceIdentifier,
    dBInstanceStatus: "modifying",
    engine: "postgres",
    pendingModifiedValues: change,
  },
  indexed: indexed("AWS::RDS::DBInstance", dBInstanceIdentifier),
});

export const createDatabaseSnapshot = (
  dBInstanceIdentifier: string,
  dBSnapshotIdentifier: string,
): ApiCall => ({
  source: "rds.amazonaws.com",
  name: "CreateDBSnapshot",
  readOnly: false,
  request: { dBInstanceIdentifier, dBSnapshotIdentifier },
  response: { dBSnapshotIdentifier, dBInstanceIdentifier, status: "creating", engine: "postgres" },
  indexed: [
    ...indexed("AWS::RDS::DBInstance", dBInstanceIdentifier),
    ...indexed("AWS::RDS::DBSnapshot", dBSnapshotIdentifier),
  ],
});

/** Parameter values never reach the record. */
export const putParameter = (name: string): ApiCall => ({
  source: "ssm.amazonaws.com",
  name: "PutParameter",
  readOnly: false,
  request: { name, type: "SecureString", value: "HIDDEN_DUE_TO_SECURITY_REASONS", overwrite: true },
  response: { version: 7, tier: "Standard" },
  resources: [{ accountId: "111122223333", ARN: `arn:aws:ssm:eu-west-1:111122223333:parameter${name}` }],
});

export const getParameters = (...names: readonly string[]): ApiCall =>
  read("ssm", "GetParameters", { names, withDecryption: true });

/** What the agent on every managed instance reports; a write that changes nothing anybody cares for. */
export const updateInstanceInformation = (instanceId: string): ApiCall => ({
  source: "ssm.amazonaws.com",
  name: "UpdateInstanceInformation",
  readOnly: false,
  request: { instanceId, agentVersion: "3.3.2746.0", agentStatus: "Active", platformType: "Linux" },
});
