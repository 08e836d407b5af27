import type { JsonObject } from "../../../core/base/json.js";
import type { ApiCall } from "../draft.js";
import { keyArn, type Key } from "../infrastructure.js";
import { indexed, resource } from "./call.js";

const onKey = (name: string, key: Key, request: JsonObject | null, more: Partial<ApiCall> = {}): ApiCall => ({
  source: "kms.amazonaws.com",
  name,
  readOnly: false,
  request,
  resources: [resource("AWS::KMS::Key", keyArn(key), key.account.id)],
  indexed: indexed("AWS::KMS::Key", key.id, keyArn(key)),
  ...more,
});

/** A service's own Decrypt is not indexed, though the record names the key. */
export const decrypt = (key: Key, encryptionContext: JsonObject): ApiCall =>
  onKey(
    "Decrypt",
    key,
    { encryptionAlgorithm: "SYMMETRIC_DEFAULT", encryptionContext },
    { readOnly: true, indexed: [] },
  );

export const generateDataKey = (key: Key, encryptionContext: JsonObject): ApiCall =>
  onKey(
    "GenerateDataKey",
    key,
    { keyId: keyArn(key), keySpec: "AES_256", encryptionContext },
    { readOnly: true },
  );

export const scheduleKeyDeletion = (key: Key, deletionDate: string): ApiCall =>
  onKey(
    "ScheduleKeyDeletion",
    key,
    { keyId: key.id, pendingWindowInDays: 7 },
    {
      response: { keyId: keyArn(key), deletionDate, keyState: "PendingDeletion", pendingWindowInDays: 7 },
    },
  );

export const cancelKeyDeletion = (key: Key): ApiCall =>
  onKey("CancelKeyDeletion", key, { keyId: key.id }, { response: { keyId: keyArn(key) } });

export const enableKey = (key: Key): ApiCall =>
  onKey("EnableKey", key, { keyId: key.id }, { response: { keyId: keyArn(key) } });

export const putKeyPolicy = (key: Key, statements: readonly JsonObject[]): ApiCall =>
  onKey("PutKeyPolicy", key, {
    keyId: key.id,
    policyName: "default",
    policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
    bypassPolicyLockoutSafetyCheck: false,
  });

/** The yearly rotation, which KMS does by itself. */
export const rotateKey = (key: Key): ApiCall =>
  onKey("RotateKey", key, null, {
    eventType: "AwsServiceEvent",
    extra: { serviceEventDetails: { keyId: key.id, rotationType: "AUTOMATIC" } },
  });
