import { agents, awsService, sessionActor } from "../actors.js";
import { read } from "../calls/call.js";
import {
  createChangeSet,
  describeChangeSet,
  describeStackEvents,
  describeStacks,
  executeChangeSet,
  getTemplate,
} from "../calls/cloudformation.js";
import { updateFunctionCode } from "../calls/compute.js";
import { putRolePolicy } from "../calls/iam.js";
import { putBucketLifecycle, putBucketTagging, putPublicAccessBlock } from "../calls/s3.js";
import { assumeRole } from "../calls/sts.js";
import type { Story } from "../day.js";
import { did, type ApiCall, type Draft } from "../draft.js";
import { roleArn, type Role, type Session } from "../identities.js";
import { buckets, stacks } from "../infrastructure.js";
import { prod } from "../organization.js";
import { Stopwatch } from "../times.js";

const region = "eu-central-1";
const bootstrapRole = (kind: string): Role => ({
  account: prod,
  name: `cdk-hnb659fds-${kind}-role-${prod.id}-${region}`,
});

/** Twice a week the data team deploys with the CDK: its own roles for the stack, and one for CloudFormation. */
export const cdkDeploys: Story = function* (day) {
  const weekday = new Date(day.startMs).getUTCDay();
  if (weekday !== 2 && weekday !== 4) return;
  const random = day.random("cdk");
  const watch = new Stopwatch(day.at("13:30") + random.int(0, 5400) * 1000, random);
  const from = { address: "192.0.2.101", userAgent: agents.cdk };
  const session = (role: Role, name: string): Session => ({
    role,
    name,
    createdMs: watch.after(1),
    accessKeyId: `ASIA${random.base32(16)}`,
  });
  const pipeline = sessionActor(session({ account: prod, name: "data-pipeline" }, "GitLabRunner"), from);
  const step = (actor: Draft["actor"], call: ApiCall): Draft => did(watch.after(2, 7), actor, call, region);

  const publish = session(bootstrapRole("file-publishing"), "aws-cdk-gitlab");
  yield step(pipeline, assumeRole(publish));
  yield step(sessionActor(publish, from), read("s3", "ListBuckets", { Host: `s3.${region}.amazonaws.com` }));

  const deploy = session(bootstrapRole("deploy"), "aws-cdk-gitlab");
  yield step(pipeline, assumeRole(deploy));
  const cdk = sessionActor(deploy, from);
  const changeSet = { stack: stacks.dataLake, name: "cdk-deploy-change-set", id: random.uuid() };
  const execution = bootstrapRole("cfn-exec");
  yield step(cdk, describeStacks(stacks.dataLake));
  yield step(cdk, getTemplate(stacks.dataLake));
  yield step(cdk, createChangeSet(changeSet, roleArn(execution)));
  yield step(cdk, describeChangeSet(changeSet));
  yield step(cdk, executeChangeSet(changeSet));

  const byCloudFormation = session(execution, "AWSCloudFormation");
  yield step(awsService(prod, "cloudformation.amazonaws.com"), assumeRole(byCloudFormation));
  const cloudFormation = sessionActor(
    { ...byCloudFormation, invokedBy: "cloudformation.amazonaws.com" },
    { address: "cloudformation.amazonaws.com", userAgent: "cloudformation.amazonaws.com", withoutTls: true },
  );
  for (const call of changes(random.hex(16))) yield step(cloudFormation, call);
  for (let poll = 0; poll < 3; poll += 1) yield step(cdk, describeStackEvents(stacks.dataLake));
};

const changes = (asset: string): readonly ApiCall[] => [
  putBucketTagging(buckets.dataLake, region, { "aws-cdk:auto-delete-objects": "false", team: "data" }),
  putBucketLifecycle(buckets.dataLake, region, 365),
  putPublicAccessBlock(buckets.dataLake, region, true),
  putRolePolicy("DataLakeStack-CrawlerRole", "CrawlerDefaultPolicy", ["glue:*", "s3:GetObject"]),
  updateFunctionCode("DataLakeStack-Compactor", `${asset}.zip`),
];
