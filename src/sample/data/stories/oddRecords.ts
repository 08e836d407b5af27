import { agents, inConsole, iamUser } from "../actors.js";
import { denied } from "../calls/call.js";
import { createTags, sharedSnapshotVolumeCreated } from "../calls/ec2.js";
import { createUser } from "../calls/iam.js";
import { consoleLogin } from "../calls/signin.js";
import { putBucketTagging } from "../calls/s3.js";
import type { Day, Story } from "../day.js";
import { did, type Actor, type Draft } from "../draft.js";
import { userArn } from "../identities.js";
import { buckets, instances } from "../infrastructure.js";
import { homeRegion, prod } from "../organization.js";
import { stableHex, stableId, stableUuid } from "../random.js";
import { morning } from "./people.js";

/** A service event: userIdentity without a type. */
const ec2Itself: Actor = {
  account: prod,
  identity: { accountId: prod.id, invokedBy: "ec2.amazonaws.com" },
  username: undefined,
  accessKeyId: undefined,
  address: "ec2.amazonaws.com",
  userAgent: "ec2.amazonaws.com",
};

/** Records that try a reader: what attackers type, what services leave out, what nobody expects. */
export const oddRecords: Story = function* (day) {
  if (day.offset === -8) {
    const snapshotId = stableHex("snap-0", 16, "shared");
    yield did(day.at("16:44:09"), ec2Itself, sharedSnapshotVolumeCreated(snapshotId, stableUuid("shared")));
  }
  if (day.offset === -4) yield* oddTags(day);
  if (day.offset === -2) yield* probing(day);
};

/** Tags that a spreadsheet would run, a page would show as markup, and a terminal would turn around. */
function* oddTags(day: Day): Generator<Draft> {
  const carol = inConsole("carol", prod, morning(day, "carol"));
  const formulas = { Note: "=cmd|' /C calc'!A0", Owner: "@SUM(1+1)*cmd" };
  yield did(day.at("12:15:31"), carol, createTags(instances[2], formulas));
  const markup = { title: '<img src=x onerror="alert(1)">', name: "invoice\u202Egpj.exe" };
  yield did(day.at("12:16:02"), carol, putBucketTagging(buckets.assets, homeRegion, markup));
}

/** The night before the leaked key is used in earnest: markup as a user name, and a sign-in with a wrong one. */
function* probing(day: Day): Generator<Draft> {
  const address = "192.0.2.146";
  const agent = '"><svg onload=alert(1)> curl/8.5.0';
  const probe = iamUser(prod, "build-legacy", stableId("AKIA", 16, "leaked"), address, agent);
  const name = "<script>alert(document.domain)</script>";
  const arn = userArn(prod, "build-legacy");
  const create = denied(createUser(prod, name, ""), arn, "iam:CreateUser", userArn(prod, name));
  yield did(day.at("22:10:44"), probe, create);
  const hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";
  const unknown: Actor = {
    ...ec2Itself,
    identity: { type: "IAMUser", accountId: prod.id, principalId: "", accessKeyId: "", userName: hidden },
    username: hidden,
    address,
    userAgent: agents.browser,
  };
  const failed = consoleLogin(false, false, "https://console.aws.amazon.com/console/home", {
    extra: { errorMessage: "No username found in supplied account" },
  });
  yield did(day.at("22:12:05"), unknown, failed, "us-east-1");
}
