import { agents, sessionActor } from "../actors.js";
import {
  createChangeSet,
  describeChangeSet,
  describeStackEvents,
  describeStacks,
  executeChangeSet,
} from "../calls/cloudformation.js";
import {
  registerTaskDefinition,
  updateFunctionCode,
  updateFunctionConfiguration,
  updateService,
} from "../calls/compute.js";
import { updateTable } from "../calls/data.js";
import { getRole, putRolePolicy } from "../calls/iam.js";
import { putBucketTagging, putBucketVersioning, putPublicAccessBlock } from "../calls/s3.js";
import { assumeRoleWithWebIdentity } from "../calls/sts.js";
import type { Day, Story } from "../day.js";
import { did, type Actor, type ApiCall, type Draft } from "../draft.js";
import type { Session } from "../identities.js";
import { buckets, functions, stacks, tables, type Stack } from "../infrastructure.js";
import { homeRegion, prod } from "../organization.js";
import { Stopwatch } from "../times.js";

const provider = "token.actions.githubusercontent.com";

/** Days before the sample's first day -> what the stack of the shop's storage changed then. */
const storageChanges: ReadonlyMap<number, readonly ApiCall[]> = new Map([
  [
    -40,
    [
      putBucketVersioning(buckets.assets, homeRegion),
      putPublicAccessBlock(buckets.assets, homeRegion, true),
      updateTable(tables[1], 20),
    ],
  ],
  [-12, [putBucketTagging(buckets.assets, homeRegion, { owner: "shop", stage: "prod" })]],
]);

/** Each working day the pipeline deploys the shop's stack; some days twice. */
export const cloudFormationDeploys: Story = function* (day) {
  const storage = storageChanges.get(day.offset);
  if (storage)
    yield* deploy(day, day.at("12:02"), "storage", { stack: stacks.shopStorage, changes: () => storage });
  if (!day.workday) return;
  const random = day.random("deployments");
  const shopApi = { stack: stacks.shopApi, changes };
  yield* deploy(day, day.at("09:20") + random.int(0, 3600) * 1000, "1", shopApi);
  if (random.chance(0.4)) yield* deploy(day, day.at("14:05") + random.int(0, 3600) * 1000, "2", shopApi);
};

/** The pipeline takes its role with a token of the code host, and lets CloudFormation do the rest. */
function* deploy(
  day: Day,
  startMs: number,
  label: string,
  { stack, changes }: { readonly stack: Stack; readonly changes: (revision: string) => readonly ApiCall[] },
): Generator<Draft> {
  const random = day.random(`deployment ${label}`);
  const watch = new Stopwatch(startMs, random);
  const revision = random.hex(12);
  const session: Session = {
    role: { account: prod, name: "github-deploy" },
    name: `acme-shop-${revision}`,
    createdMs: startMs,
    accessKeyId: `ASIA${random.base32(16)}`,
  };
  const from = { address: `192.0.2.${String(random.int(80, 95))}`, userAgent: agents.javaScript };
  yield did(
    startMs,
    codeHost(from),
    assumeRoleWithWebIdentity(session, `arn:aws:iam::${prod.id}:oidc-provider/${provider}`),
  );
  const pipeline = sessionActor(session, from);
  const changeSet = { stack, name: `release-${revision}`, id: random.uuid() };
  const step = (actor: Actor, call: ApiCall, low = 2, high = 6): Draft =>
    did(watch.after(low, high), actor, call);
  yield step(pipeline, describeStacks(stack));
  yield step(pipeline, createChangeSet(changeSet));
  for (let poll = 0; poll < 3; poll += 1) yield step(pipeline, describeChangeSet(changeSet), 4, 6);
  yield step(pipeline, executeChangeSet(changeSet));
  // CloudFormation calls with the pipeline's own session: the record keeps who it was and says invokedBy.
  const cloudFormation = sessionActor(
    { ...session, invokedBy: "cloudformation.amazonaws.com" },
    { address: "cloudformation.amazonaws.com", userAgent: "cloudformation.amazonaws.com", withoutTls: true },
  );
  for (const call of changes(revision)) yield step(cloudFormation, call, 3, 15);
  for (let poll = 0; poll < 4; poll += 1) yield step(pipeline, describeStackEvents(stack), 5, 8);
}

const codeHost = (from: Pick<Actor, "address" | "userAgent">): Actor => ({
  account: prod,
  identity: {
    type: "WebIdentityUser",
    principalId: `arn:aws:iam::${prod.id}:oidc-provider/${provider}:sts.amazonaws.com:repo:acme/shop:ref:refs/heads/main`,
    userName: "repo:acme/shop:ref:refs/heads/main",
    identityProvider: `arn:aws:iam::${prod.id}:oidc-provider/${provider}`,
  },
  username: "repo:acme/shop:ref:refs/heads/main",
  accessKeyId: undefined,
  ...from,
});

const changes = (revision: string): readonly ApiCall[] => [
  getRole("shop-api-checkout-role"),
  putRolePolicy("shop-api-checkout-role", "access", [
    "dynamodb:PutItem",
    "dynamodb:Query",
    "secretsmanager:GetSecretValue",
  ]),
  ...functions.flatMap((name) => [
    updateFunctionCode(name, `shop-api/${revision}.zip`),
    updateFunctionConfiguration(name, homeRegion),
  ]),
  registerTaskDefinition("shop-web", `${prod.id}.dkr.ecr.${homeRegion}.amazonaws.com/shop-web:${revision}`),
  updateService("web", `shop-web:${revision}`),
];
