import { agents, atCommandLine, awsService, inConsole, sessionActor } from "../actors.js";
import { putSecretValue, rotation } from "../calls/data.js";
import { cancelKeyDeletion, enableKey, putKeyPolicy, rotateKey, scheduleKeyDeletion } from "../calls/kms.js";
import { deleteBucketPolicy, getBucket, putBucketPolicy, putPublicAccessBlock } from "../calls/s3.js";
import type { Day, Story } from "../day.js";
import { did, type Draft } from "../draft.js";
import { buckets, keys, keyArn, secrets } from "../infrastructure.js";
import { homeRegion, prod } from "../organization.js";
import { isoSeconds } from "../record.js";
import { morning } from "./people.js";

/** Keys, secrets and bucket policies over the weeks: what an auditor asks about first. */
export const keysAndBuckets: Story = function* (day) {
  if (day.number % 7 === 1) yield* secretRotation(day);
  if (day.offset === -33) yield did(day.at("00:41:09"), rotator, rotateKey(keys.shop));
  if (day.offset === -16) yield* keyAlmostDeleted(day);
  if (day.offset === -5) yield* publicBucket(day);
};

const rotator = {
  ...awsService(prod, "kms.amazonaws.com"),
  identity: { accountId: prod.id, invokedBy: "kms.amazonaws.com" },
};
const secretsManager = {
  ...awsService(prod, "secretsmanager.amazonaws.com"),
  identity: { accountId: prod.id, invokedBy: "secretsmanager.amazonaws.com" },
};

function* secretRotation(day: Day): Generator<Draft> {
  const function_ = sessionActor(
    {
      role: { account: prod, name: "secret-rotation" },
      name: "rotate-database",
      createdMs: day.at("04:00"),
      accessKeyId: `ASIA${day.random("rotation").base32(16)}`,
    },
    { address: "198.51.100.52", userAgent: agents.boto3 },
  );
  yield did(day.at("04:00:03"), secretsManager, rotation("RotationStarted", secrets.database));
  yield did(day.at("04:00:09"), function_, putSecretValue(secrets.database));
  yield did(day.at("04:00:31"), secretsManager, rotation("RotationSucceeded", secrets.database));
}

/** Bob takes the exports' key for unused; alice brings it back within the hour. */
function* keyAlmostDeleted(day: Day): Generator<Draft> {
  const bob = inConsole("bob", prod, morning(day, "bob"));
  yield did(
    day.at("15:12:44"),
    bob,
    scheduleKeyDeletion(keys.exports, isoSeconds(day.at("15:12:44") + 7 * 86_400_000)),
  );
  const alice = atCommandLine("alice", prod, morning(day, "alice"), "kms.cancel-key-deletion");
  yield did(day.at("15:58:02"), alice, cancelKeyDeletion(keys.exports));
  yield did(day.at("15:58:40"), alice, enableKey(keys.exports));
  const statement = {
    Sid: "NoDeletion",
    Effect: "Deny",
    Principal: "*",
    Action: "kms:ScheduleKeyDeletion",
    Resource: keyArn(keys.exports),
  };
  yield did(day.at("16:05:17"), alice, putKeyPolicy(keys.exports, [statement]));
}

/** Carol makes the shop's assets public by hand, and takes it back when a colleague objects. */
function* publicBucket(day: Day): Generator<Draft> {
  const carol = inConsole("carol", prod, morning(day, "carol"));
  const open = {
    Sid: "Public",
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${buckets.assets}/*`,
  };
  yield did(day.at("10:20:15"), carol, putPublicAccessBlock(buckets.assets, homeRegion, false));
  yield did(day.at("10:21:37"), carol, putBucketPolicy(buckets.assets, homeRegion, [open]));
  yield did(day.at("11:03:50"), carol, getBucket("PolicyStatus", buckets.assets, homeRegion));
  yield did(day.at("11:04:22"), carol, deleteBucketPolicy(buckets.assets, homeRegion));
  yield did(day.at("11:04:58"), carol, putPublicAccessBlock(buckets.assets, homeRegion, true));
}
