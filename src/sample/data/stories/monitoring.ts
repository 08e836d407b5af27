import { agents, sessionActor } from "../actors.js";
import { read } from "../calls/call.js";
import { describe, describeInstances } from "../calls/ec2.js";
import { getBucket, listBuckets } from "../calls/s3.js";
import { assumeRole } from "../calls/sts.js";
import type { Story } from "../day.js";
import { did, type Actor } from "../draft.js";
import type { Session } from "../identities.js";
import { autoScalingGroup, buckets } from "../infrastructure.js";
import { homeRegion, prod, security } from "../organization.js";
import { scheduled, Stopwatch } from "../times.js";

/** The monitoring vendor's own account. */
const vendor = "777788889999";

const look = [
  describeInstances(),
  describe("Volumes"),
  read("rds", "DescribeDBInstances", {}),
  read("elasticloadbalancing", "DescribeLoadBalancers", {}),
  read("monitoring", "DescribeAlarms", { maxRecords: 100 }),
  read("autoscaling", "DescribeAutoScalingGroups", { autoScalingGroupNames: [autoScalingGroup] }),
  read("ecs", "ListClusters", {}),
  listBuckets(),
  getBucket("Location", buckets.assets, homeRegion),
];

/** A vendor reads what it monitors, through a role with an external id: a caller from another account. */
export const monitoring: Story = function* (day) {
  const random = day.random("monitoring");
  const caller = (account: typeof prod): Actor => ({
    account,
    identity: { type: "AWSAccount", principalId: "AROA2MONITORVENDOR777:poller", accountId: vendor },
    username: undefined,
    accessKeyId: undefined,
    address: "192.0.2.44",
    userAgent: agents.boto3,
  });
  for (const account of [prod, security]) {
    for (const startMs of scheduled(day, 6, account === prod ? 4 : 34)) {
      const watch = new Stopwatch(startMs, random);
      const session: Session = {
        role: { account, name: "MonitoringIntegration" },
        name: "poller",
        createdMs: startMs,
        accessKeyId: `ASIA${random.base32(16)}`,
      };
      const request = {
        roleArn: `arn:aws:iam::${account.id}:role/MonitoringIntegration`,
        roleSessionName: "poller",
        externalId: "acme-5521",
        durationSeconds: 3600,
      };
      yield did(
        watch.after(0),
        caller(account),
        assumeRole(session, { request, extra: { sharedEventID: random.uuid() } }),
      );
      const actor = sessionActor(session, { address: "192.0.2.44", userAgent: agents.boto3 });
      const calls = account === prod ? look : look.slice(0, 3);
      for (const call of calls) yield did(watch.after(1, 4), actor, call);
    }
  }
};
