import { agents, atCommandLine, people, sessionActor } from "../actors.js";
import {
  authorizeIngress,
  createSecurityGroup,
  createTags,
  describe,
  describeSecurityGroups,
  revokeIngress,
} from "../calls/ec2.js";
import {
  attachRolePolicy,
  createRole,
  getRole,
  listAttachedRolePolicies,
  listRolePolicies,
} from "../calls/iam.js";
import {
  getBucket,
  putBucketPolicy,
  putBucketTagging,
  putBucketVersioning,
  putPublicAccessBlock,
} from "../calls/s3.js";
import { updateTrail } from "../calls/cloudtrail.js";
import { assumeRole, getCallerIdentity } from "../calls/sts.js";
import type { Day, Story } from "../day.js";
import { did, type ApiCall, type Draft } from "../draft.js";
import { buckets, securityGroups } from "../infrastructure.js";
import type { Role, Session } from "../identities.js";
import { homeRegion, prod } from "../organization.js";
import { trailArn } from "../trails.js";
import { Stopwatch } from "../times.js";
import { hotfixRule } from "./consoleHotfix.js";
import { morning } from "./people.js";

const role: Role = { account: prod, name: "TerraformDeploy" };

/** What every plan reads to compare the world with its state. */
const refresh: readonly ApiCall[] = [
  getCallerIdentity(),
  describe("Vpcs"),
  describe("Subnets"),
  describe("RouteTables"),
  describeSecurityGroups(),
  getRole("shop-worker-instance"),
  listRolePolicies("shop-worker-instance"),
  listAttachedRolePolicies("shop-worker-instance"),
  ...["Acl", "Policy", "Versioning", "Tagging", "Logging", "Encryption", "Lifecycle"].map((what) =>
    getBucket(what, buckets.exports, homeRegion),
  ),
  ...["Acl", "Policy", "Versioning"].map((what) => getBucket(what, buckets.assets, homeRegion)),
];

const officeRule = {
  groupId: securityGroups.database.id,
  port: 5432,
  cidr: "203.0.113.0/24",
  description: "office",
};
const exportsPolicy = [
  {
    Sid: "PartnerRead",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::777788889999:root" },
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${buckets.exports}/*`,
  },
];

/** Days before the sample's first day -> what bob's `terraform apply` changed then. */
const applies: ReadonlyMap<number, (day: Day) => readonly ApiCall[]> = new Map([
  [
    -61,
    (day: Day) => [
      createRole(
        { account: prod, name: "customer-export" },
        "ecs-tasks.amazonaws.com",
        new Date(day.startMs).toISOString(),
      ),
      attachRolePolicy("customer-export", `arn:aws:iam::${prod.id}:policy/customer-export`),
    ],
  ],
  [
    -38,
    () => [
      putBucketVersioning(buckets.exports, homeRegion),
      putPublicAccessBlock(buckets.exports, homeRegion, true),
      putBucketPolicy(buckets.exports, homeRegion, exportsPolicy),
    ],
  ],
  [
    -20,
    () => [
      createSecurityGroup(securityGroups.workers, "Workers of the shop"),
      createTags(securityGroups.workers.id, { Name: "shop-workers", "managed-by": "terraform" }),
    ],
  ],
  [-9, () => [updateTrail("acme-org-trail", trailArn(prod, homeRegion, "acme-org-trail"), buckets.trail)]],
  [
    -6,
    () => [
      createSecurityGroup(securityGroups.database, "PostgreSQL of the shop"),
      createTags(securityGroups.database.id, { Name: "shop-db", "managed-by": "terraform" }),
      authorizeIngress(officeRule),
    ],
  ],
  [
    -2,
    () => [
      revokeIngress(hotfixRule),
      putBucketTagging(buckets.exports, homeRegion, { owner: "shop", "data-class": "customer" }),
    ],
  ],
]);

/** A plan by the pipeline three times a week, and now and then an apply by bob. */
export const terraform: Story = function* (day) {
  const weekday = new Date(day.startMs).getUTCDay();
  if (weekday === 1 || weekday === 3 || weekday === 5) yield* plan(day);
  const changes = applies.get(day.offset);
  if (changes) yield* apply(day, changes(day));
};

function* plan(day: Day): Generator<Draft> {
  const random = day.random("terraform plan");
  const watch = new Stopwatch(day.at("06:12"), random);
  const session: Session = {
    role,
    name: "nightly-plan",
    createdMs: day.at("06:12"),
    accessKeyId: `ASIA${random.base32(16)}`,
  };
  const actor = sessionActor(session, { address: "192.0.2.83", userAgent: agents.terraform });
  for (const call of refresh) yield did(watch.after(0, 1), actor, call);
}

/** Bob takes the deploy role with his own session, so the chain leads from the role back to him. */
function* apply(day: Day, changes: readonly ApiCall[]): Generator<Draft> {
  const random = day.random("terraform apply");
  const startMs = day.at("09:31") + random.int(0, 900) * 1000;
  const watch = new Stopwatch(startMs, random);
  const session: Session = {
    role,
    name: "bob",
    createdMs: startMs,
    accessKeyId: `ASIA${random.base32(16)}`,
    sourceIdentity: people.bob.email,
  };
  const bob = atCommandLine("bob", prod, morning(day, "bob"), "sts.assume-role");
  yield did(startMs, bob, assumeRole(session));
  const actor = sessionActor(session, { address: people.bob.address, userAgent: agents.terraform });
  for (const call of [...refresh, ...changes]) yield did(watch.after(0, 2), actor, call);
}
