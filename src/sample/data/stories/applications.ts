import { agents, sessionActor } from "../actors.js";
import { getParameters, getSecretValue, updateInstanceInformation } from "../calls/data.js";
import { decrypt } from "../calls/kms.js";
import { onObject } from "../calls/s3.js";
import type { Day, Story } from "../day.js";
import { did, type Draft } from "../draft.js";
import type { Role, Session } from "../identities.js";
import { buckets, instances, keys, secrets } from "../infrastructure.js";
import { homeRegion, prod } from "../organization.js";
import { stableId } from "../random.js";
import { aroundTheClock, scheduled } from "../times.js";

/** The firm's own programs: the web service's tasks, the worker instances and the nightly export. */
export const applications: Story = function* (day) {
  yield* webTasks(day);
  yield* workers(day);
  yield* exportJob(day);
};

/** A role's session that lasts the day, as an instance or a task has it. */
const dailySession = (day: Day, role: Role, name: string): Session => ({
  role,
  name,
  createdMs: day.startMs,
  accessKeyId: stableId("ASIA", 16, "daily", role.name, name, String(day.number)),
});

function* webTasks(day: Day): Generator<Draft> {
  const random = day.random("web tasks");
  const role: Role = { account: prod, name: "shop-web-task" };
  for (const timeMs of aroundTheClock(day, random, 5)) {
    const session: Session = {
      role,
      name: random.hex(32),
      createdMs: timeMs,
      accessKeyId: `ASIA${random.base32(16)}`,
    };
    const address = `198.51.100.${String(random.int(120, 140))}`;
    const actor = sessionActor(session, { address, userAgent: agents.javaScript });
    const asKms = sessionActor(
      { ...session, invokedBy: "secretsmanager.amazonaws.com" },
      {
        address: "secretsmanager.amazonaws.com",
        userAgent: "secretsmanager.amazonaws.com",
        withoutTls: true,
      },
    );
    yield did(timeMs, actor, getSecretValue(secrets.database.arn));
    yield did(timeMs, asKms, decrypt(keys.shop, { SecretARN: secrets.database.arn }));
    yield did(timeMs + 1000, actor, getParameters("/shop/web/session-key", "/shop/web/payment-url"));
  }
}

function* workers(day: Day): Generator<Draft> {
  for (const [index, instanceId] of instances.entries()) {
    const session = dailySession(day, { account: prod, name: "shop-worker-instance" }, instanceId);
    const actor = sessionActor(session, {
      address: `203.0.113.${String(200 + index)}`,
      userAgent: "aws-sdk-go/1.55.7 (go1.24.8; linux; arm64) amazon-ssm-agent/",
    });
    for (const timeMs of scheduled(day, 4, 11 + index * 7)) {
      yield did(timeMs, actor, updateInstanceInformation(instanceId));
    }
  }
}

/** Every night an export is written and fetched by a partner: data events, seen in the trail's log files alone. */
function* exportJob(day: Day): Generator<Draft> {
  const session = dailySession(day, { account: prod, name: "customer-export" }, "nightly-export");
  const actor = sessionActor(session, { address: "198.51.100.31", userAgent: agents.boto3 });
  for (let part = 0; part < 4; part += 1) {
    const key = `daily/${new Date(day.startMs).toISOString().slice(0, 10)}/part-${String(part)}.parquet`;
    yield did(
      day.at("02:15") + part * 21_000,
      actor,
      onObject("PutObject", buckets.exports, key, homeRegion, 4_194_304 + part),
    );
  }
}
