import { agents, atCommandLine, people, sessionActor } from "../actors.js";
import { read } from "../calls/call.js";
import { describeSecurityGroups } from "../calls/ec2.js";
import { listAccessKeys, listAttachedRolePolicies, listRoles, listUsers } from "../calls/iam.js";
import { getBucket, listBuckets } from "../calls/s3.js";
import { assumeRole, getCallerIdentity } from "../calls/sts.js";
import type { Story } from "../day.js";
import { did, type Actor, type ApiCall, type Draft } from "../draft.js";
import { roleId, type Role, type Session } from "../identities.js";
import { buckets } from "../infrastructure.js";
import { homeRegion, prod, security, usedRegions } from "../organization.js";
import { Stopwatch } from "../times.js";
import { morning } from "./people.js";

/**
 * Once a week dave audits acme-prod from acme-security: his Identity Center session takes the audit hub's role,
 * and that one the auditor's role in the other account. Each step's access key leads to the one before.
 */
export const roleChain: Story = function* (day) {
  if (!(day.workday && day.number % 7 === 3) && day.offset !== -4) return;
  const random = day.random("audit");
  const watch = new Stopwatch(day.at("14:20"), random);
  const dave = atCommandLine("dave", security, morning(day, "dave"), "sts.assume-role");
  const session = (role: Role, name: string, createdMs: number): Session => ({
    role,
    name,
    createdMs,
    accessKeyId: `ASIA${random.base32(16)}`,
    sourceIdentity: people.dave.email,
  });
  const hub = session({ account: security, name: "AuditHub" }, "dave", watch.after(0));
  yield did(hub.createdMs, dave, assumeRole(hub));

  const from = { address: people.dave.address, userAgent: agents.boto3 };
  const auditor = session({ account: prod, name: "OrganizationAuditor" }, "dave-audit", watch.after(3));
  yield* acrossAccounts(auditor, sessionActor(hub, from), hub, random.uuid());

  const actor = sessionActor(auditor, from);
  for (const region of usedRegions) {
    for (const call of inEachRegion) yield did(watch.after(1, 3), actor, call, region);
  }
  for (const call of atHome) yield did(watch.after(1, 4), actor, call);
};

const inEachRegion: readonly ApiCall[] = [
  getCallerIdentity(),
  describeSecurityGroups(),
  read("ec2", "DescribeInstances", { filterSet: {} }),
  read("kms", "ListKeys", {}),
];

const atHome: readonly ApiCall[] = [
  listUsers(),
  listAccessKeys("build-legacy"),
  listRoles(),
  listAttachedRolePolicies("github-deploy"),
  listBuckets(),
  getBucket("Policy", buckets.exports, homeRegion),
];

/** Taking a role of another account is written in both: in full for the caller, without the caller's key for the owner. */
function* acrossAccounts(
  session: Session,
  caller: Actor,
  callerSession: Session,
  sharedEventID: string,
): Generator<Draft> {
  const call = assumeRole(session, { extra: { sharedEventID } });
  yield did(session.createdMs, caller, call);
  const seen: Actor = {
    ...caller,
    identity: {
      type: "AWSAccount",
      principalId: `${roleId(callerSession.role)}:${callerSession.name}`,
      accountId: security.id,
    },
    username: undefined,
    accessKeyId: undefined,
  };
  yield { timeMs: session.createdMs, region: homeRegion, actor: seen, call, recipient: session.role.account };
}
