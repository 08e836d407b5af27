import { agents, iamUser, inConsole } from "../actors.js";
import { denied, read, refused } from "../calls/call.js";
import {
  describeTrails,
  getTrailStatus,
  lookupEvents,
  startLogging,
  stopLogging,
} from "../calls/cloudtrail.js";
import { getSecretValue } from "../calls/data.js";
import { describeInstances, runInstances } from "../calls/ec2.js";
import {
  attachUserPolicy,
  createAccessKey,
  createUser,
  deleteAccessKey,
  listAccessKeys,
  listUsers,
  updateAccessKey,
} from "../calls/iam.js";
import { getBucket, listBuckets, onObject } from "../calls/s3.js";
import { getCallerIdentity } from "../calls/sts.js";
import type { Day, Story } from "../day.js";
import { did, type Actor, type Draft } from "../draft.js";
import { userArn } from "../identities.js";
import { dayMs } from "../history.js";
import { buckets, secrets } from "../infrastructure.js";
import { loggingGap } from "../loggingGap.js";
import { homeRegion, prod } from "../organization.js";
import { stableHex, stableId } from "../random.js";
import { isoSeconds } from "../record.js";
import { Stopwatch } from "../times.js";
import { signIn } from "./people.js";

const userName = "build-legacy";
const accessKeyId = stableId("AKIA", 16, "leaked");
const arn = userArn(prod, userName);
const stranger = iamUser(prod, userName, accessKeyId, "192.0.2.146", agents.boto3);

/**
 * An old build user's key, leaked. For weeks it pulls images each night from the build server; yesterday
 * a stranger looks around with it, is refused here and allowed there, stops the trail, reads the customer exports
 * and tries to start large instances. Alice notices forty minutes later, starts the trail and ends the key.
 */
export const leakedKey: Story = function* (day) {
  if (day.offset < -1) yield* rightfulUse(day);
  if (day.offset !== -1) return;
  yield* lookAround(day);
  yield* whileStopped(day);
  yield* cleanUp(day);
};

function* rightfulUse(day: Day): Generator<Draft> {
  const actor = iamUser(prod, userName, accessKeyId, "203.0.113.140", agents.cli("ecr.get-login-password"));
  yield did(day.at("03:40:05"), actor, read("ecr", "GetAuthorizationToken"));
}

function* lookAround(day: Day): Generator<Draft> {
  const watch = new Stopwatch(day.at("12:31:12"), day.random("stranger"));
  const step = (call: Draft["call"], region: string = homeRegion): Draft =>
    did(watch.after(20, 90), stranger, call, region);
  yield step(getCallerIdentity(), "us-east-1");
  yield step(listBuckets(), "us-east-1");
  yield step(denied(listUsers(), arn, "iam:ListUsers", `arn:aws:iam::${prod.id}:user/`));
  yield step(listAccessKeys(userName));
  yield step(describeInstances());
  yield step(getBucket("Policy", buckets.exports, homeRegion));
  yield step(
    denied(getSecretValue(secrets.payments.name), arn, "secretsmanager:GetSecretValue", secrets.payments.arn),
  );
  yield step(
    denied(
      createUser(prod, "support-tmp", isoSeconds(day.startMs)),
      arn,
      "iam:CreateUser",
      userArn(prod, "support-tmp"),
    ),
  );
  yield step(createAccessKey(userName, stableId("AKIA", 16, "second key"), isoSeconds(day.at("12:41"))));
  yield step(
    denied(
      attachUserPolicy(userName, "arn:aws:iam::aws:policy/AdministratorAccess"),
      arn,
      "iam:AttachUserPolicy",
      arn,
    ),
  );
  yield step(describeTrails());
}

/** Event history keeps what the stopped trail misses: management events, but not the objects that were read. */
function* whileStopped(day: Day): Generator<Draft> {
  const { stoppedMs } = loggingGap(day.startMs + dayMs);
  const watch = new Stopwatch(stoppedMs, day.random("stopped"));
  yield did(stoppedMs, stranger, stopLogging("acme-org-trail"));
  for (let part = 0; part < 4; part += 1) {
    const key = `daily/${isoSeconds(day.startMs).slice(0, 10)}/part-${String(part)}.parquet`;
    yield did(
      watch.after(8, 20),
      stranger,
      onObject("GetObject", buckets.exports, key, homeRegion, 4_194_304 + part),
    );
  }
  for (const region of ["us-east-1", "eu-central-1"]) {
    const call = refused(
      runInstances(stableHex("i-0", 16, "miner", region), "p5.48xlarge", 8),
      "Client.UnauthorizedOperation",
      `You are not authorized to perform this operation. User: ${arn} is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:${region}:${prod.id}:instance/* because no identity-based policy allows the ec2:RunInstances action`,
    );
    for (let attempt = 0; attempt < 3; attempt += 1) yield did(watch.after(15, 40), stranger, call, region);
  }
}

function* cleanUp(day: Day): Generator<Draft> {
  const { startedMs } = loggingGap(day.startMs + dayMs);
  const signedInMs = day.at("13:41:02");
  yield* signIn(day, "alice", prod, signedInMs);
  const alice: Actor = inConsole("alice", prod, signedInMs);
  const before = new Stopwatch(signedInMs, day.random("alice looks"));
  yield did(before.after(60), alice, getTrailStatus("acme-org-trail"));
  yield did(before.after(80), alice, lookupEvents("EventName", "StopLogging"));
  yield did(before.after(120), alice, lookupEvents("AccessKeyId", accessKeyId));
  yield did(startedMs, alice, startLogging("acme-org-trail"));
  const watch = new Stopwatch(startedMs, day.random("alice acts"));
  for (const call of [
    updateAccessKey(userName, accessKeyId, "Inactive"),
    listAccessKeys(userName),
    deleteAccessKey(userName, stableId("AKIA", 16, "second key")),
    deleteAccessKey(userName, accessKeyId),
  ]) {
    yield did(watch.after(40, 90), alice, call);
  }
}
