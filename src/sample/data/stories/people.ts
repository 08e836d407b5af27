import { inConsole, people, personSession, type Person } from "../actors.js";
import { read } from "../calls/call.js";
import { describeStackEvents, describeStacks } from "../calls/cloudformation.js";
import { getFunction } from "../calls/compute.js";
import { describe, describeInstances, describeSecurityGroups } from "../calls/ec2.js";
import { getUser, listRoles, listUsers } from "../calls/iam.js";
import { getBucket, listBuckets } from "../calls/s3.js";
import { consoleLogin, federate } from "../calls/signin.js";
import { putParameter } from "../calls/data.js";
import type { Day, Story } from "../day.js";
import { did, type ApiCall, type Draft } from "../draft.js";
import { sessionIdentity } from "../identities.js";
import { buckets, functions, stacks } from "../infrastructure.js";
import { homeRegion, prod, security, type SampleAccount } from "../organization.js";
import { stableUuid } from "../random.js";
import { officeHours } from "../times.js";

/** What each person looks at in the console on a working day. */
const habits: readonly {
  person: Person;
  account: SampleAccount;
  perDay: number;
  region: string;
  calls: readonly [ApiCall, ...ApiCall[]];
}[] = [
  {
    person: "alice",
    account: prod,
    perDay: 10,
    region: homeRegion,
    calls: [
      describeInstances(),
      describeSecurityGroups(),
      listRoles(),
      listUsers(),
      getBucket("Policy", buckets.exports, homeRegion),
      describeStacks(stacks.shopApi),
      getUser("build-legacy"),
    ],
  },
  {
    person: "bob",
    account: prod,
    perDay: 9,
    region: homeRegion,
    calls: [
      describe("Vpcs"),
      describe("Subnets"),
      describeSecurityGroups(),
      describeStackEvents(stacks.shopApi),
      listBuckets(),
      read("elasticloadbalancing", "DescribeTargetHealth", {}),
    ],
  },
  {
    person: "carol",
    account: prod,
    perDay: 12,
    region: homeRegion,
    calls: [
      getFunction(functions[0]),
      read("logs", "DescribeLogGroups", {}),
      read("logs", "FilterLogEvents", { logGroupName: `/aws/lambda/${functions[0]}` }),
      read("dynamodb", "ListTables", {}),
      read("monitoring", "DescribeAlarms", {}),
    ],
  },
  {
    person: "dave",
    account: security,
    perDay: 8,
    region: homeRegion,
    calls: [
      read("securityhub", "GetFindings", { maxResults: 100 }),
      read("guardduty", "ListFindings", {}),
      read("access-analyzer", "ListFindingsV2", {}),
      listBuckets(),
      getBucket("Policy", buckets.trail, homeRegion, security),
    ],
  },
];

/** People at work: they sign in through Identity Center in the morning and look around. */
export const everydayPeople: Story = function* (day) {
  if (!day.workday) return;
  for (const { person, account, perDay, region, calls } of habits) {
    const random = day.random(`habits of ${person}`);
    const signedInMs = morning(day, person);
    yield* signIn(day, person, account, signedInMs);
    const actor = inConsole(person, account, signedInMs);
    for (const timeMs of officeHours(day, random, perDay)) {
      if (timeMs > signedInMs) yield did(timeMs, actor, random.pick(calls), region);
    }
  }
  if (day.number % 4 === 0) {
    const carol = inConsole("carol", prod, morning(day, "carol"));
    yield did(day.at("11:42:10"), carol, putParameter("/shop/web/banner"));
  }
};

/** When somebody opens the portal on a day; their console session keeps this as its creation date. */
export const morning = (day: Day, person: Person): number =>
  day.at("07:02") + day.random(`morning of ${person}`).int(0, 3600) * 1000;

/** The portal's event in the management account, then the console's in the account that is entered. */
export function* signIn(day: Day, person: Person, account: SampleAccount, timeMs: number): Generator<Draft> {
  const session = personSession(person, account, timeMs);
  const { address, email, permissionSet } = people[person];
  const agent = inConsole(person, account, timeMs).userAgent;
  const portal = {
    account: prod,
    identity: {
      type: "IdentityCenterUser",
      accountId: prod.id,
      onBehalfOf: {
        userId: stableUuid("person", email),
        identityStoreArn: `arn:aws:identitystore::${prod.id}:identitystore/d-9367example`,
      },
      credentialId: stableUuid("credential", email, String(day.number)),
    },
    username: undefined,
    accessKeyId: undefined,
    address,
    userAgent: agent,
  };
  yield did(timeMs - 3000, portal, federate(account, permissionSet));
  const inSession = {
    account,
    identity: sessionIdentity(session),
    username: session.name,
    accessKeyId: session.accessKeyId,
    address,
    userAgent: agent,
  };
  yield did(
    timeMs,
    inSession,
    consoleLogin(
      true,
      false,
      `https://${homeRegion}.console.aws.amazon.com/console/home?region=${homeRegion}`,
    ),
  );
}
