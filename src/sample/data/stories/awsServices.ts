import { awsService, serviceWithRole, sessionActor } from "../actors.js";
import { createLogStream, setDesiredCapacity, updateService } from "../calls/compute.js";
import { updateTable } from "../calls/data.js";
import { runInstances, terminateInstances } from "../calls/ec2.js";
import { generateDataKey } from "../calls/kms.js";
import { assumeRole } from "../calls/sts.js";
import type { Day, Story } from "../day.js";
import { did, type Actor, type Draft } from "../draft.js";
import type { Role, Session } from "../identities.js";
import {
  autoScalingGroup,
  bucketArn,
  buckets,
  cluster,
  functionArn,
  functions,
  keys,
  tables,
} from "../infrastructure.js";
import { homeRegion, prod, security, usedRegions, type SampleAccount } from "../organization.js";
import { stableHex, type Random } from "../random.js";
import { aroundTheClock, scheduled } from "../times.js";

/** What AWS does by itself all day: service-linked roles, scaling, log streams, data keys. */
export const awsServices: Story = function* (day) {
  yield* configRecorder(day);
  yield* instanceScaling(day);
  yield* applicationScaling(day);
  yield* lambdaStarts(day);
  yield* trailKeys(day);
};

const linkedRole = (account: SampleAccount, service: string, name: string): Role => ({
  account,
  name,
  path: `/aws-service-role/${service}/`,
});

/** A service taking a role: the event that explains every later call of the session. */
function taken(timeMs: number, region: string, service: string, session: Session): Draft {
  return did(timeMs, awsService(session.role.account, service), assumeRole(session), region);
}

function* configRecorder(day: Day): Generator<Draft> {
  const random = day.random("config");
  for (const account of [prod, security]) {
    for (const region of usedRegions) {
      const role = linkedRole(account, "config.amazonaws.com", "AWSServiceRoleForConfig");
      for (const timeMs of aroundTheClock(day, random, 2.5)) {
        const session = {
          role,
          name: "AWSConfig-Describe",
          createdMs: timeMs,
          accessKeyId: `ASIA${random.base32(16)}`,
        };
        yield taken(timeMs, region, "config.amazonaws.com", session);
      }
    }
  }
}

/** Workers come in the morning and leave in the evening. */
function* instanceScaling(day: Day): Generator<Draft> {
  const random = day.random("scaling");
  const role = linkedRole(prod, "autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling");
  const actor = serviceWithRole("autoscaling.amazonaws.com", role, "AutoScaling", day.at("05:00"));
  for (let worker = 0; worker < (day.workday ? 2 : 1); worker += 1) {
    const instanceId = stableHex("i-0", 16, "worker", String(day.number), String(worker));
    const startMs = day.at("06:30") + random.int(0, 3600) * 1000;
    yield did(startMs, actor, runInstances(instanceId, "m7g.large"));
    const endMs = day.at("19:10") + (worker * 1800 + random.int(0, 900)) * 1000;
    yield did(endMs, actor, terminateInstances(instanceId));
  }
  const scheduler: Role = { account: prod, name: "shop-scheduler" };
  const asScheduler = serviceWithRole(
    "scheduler.amazonaws.com",
    scheduler,
    "evening-scale-in",
    day.at("18:59"),
  );
  yield did(day.at("19:00:02"), asScheduler, setDesiredCapacity(autoScalingGroup, 1));
}

/** The orders table and the web service breathe with the load. */
function* applicationScaling(day: Day): Generator<Draft> {
  const random = day.random("application scaling");
  for (const timeMs of aroundTheClock(day, random, 4)) {
    const actor = scaler(day, "dynamodb", "DynamoDBTable", "AutoScaling-UpdateTable");
    yield did(timeMs, actor, updateTable(tables[0], random.pick([40, 60, 80, 120])));
  }
  for (const timeMs of aroundTheClock(day, random, 3)) {
    const actor = scaler(day, "ecs", "ECSService", "AutoScaling-UpdateService");
    yield did(timeMs, actor, updateService("web", undefined, random.int(2, 6)));
  }
}

function scaler(day: Day, of: string, what: string, sessionName: string): Actor {
  const service = `${of}.application-autoscaling.amazonaws.com`;
  const role = linkedRole(prod, service, `AWSServiceRoleForApplicationAutoScaling_${what}`);
  return serviceWithRole(service, role, sessionName, day.startMs);
}

/** Each new execution environment takes the function's role and opens a log stream. */
function* lambdaStarts(day: Day): Generator<Draft> {
  const random = day.random("lambda");
  for (const functionName of functions) {
    const role: Role = { account: prod, name: `${functionName}-role` };
    for (const timeMs of aroundTheClock(day, random, 7)) {
      const session: Session = {
        role,
        name: functionName,
        createdMs: timeMs,
        accessKeyId: `ASIA${random.base32(16)}`,
        inScopeOf: {
          sourceArn: functionArn(functionName, homeRegion, prod),
          sourceAccount: prod.id,
          issuerType: "AWS::Lambda",
          credentialsIssuedTo: functionArn(functionName, homeRegion, prod),
        },
      };
      yield taken(timeMs, homeRegion, "lambda.amazonaws.com", session);
      const address = `198.51.100.${String(random.int(40, 60))}`;
      yield did(
        timeMs + 4000,
        sessionActor(session, {
          address,
          userAgent: "awslambda-worker/1.0 rusoto/0.48.0 rust/1.88.0 linux",
        }),
        createLogStream(functionName, streamName(timeMs, random)),
      );
    }
  }
}

const streamName = (timeMs: number, random: Random): string =>
  `${new Date(timeMs).toISOString().slice(0, 10).replaceAll("-", "/")}/[$LATEST]${random.hex(32)}`;

/** CloudTrail and the tasks of the web service asking for data keys. */
function* trailKeys(day: Day): Generator<Draft> {
  for (const timeMs of scheduled(day, 4, 17)) {
    const context = {
      "aws:cloudtrail:arn": `arn:aws:cloudtrail:${homeRegion}:${prod.id}:trail/acme-org-trail`,
      "aws:s3:arn": bucketArn(buckets.trail),
    };
    const actor = awsService(security, "cloudtrail.amazonaws.com");
    yield did(timeMs, actor, generateDataKey(keys.cloudtrail, context));
  }
  const role = linkedRole(prod, "ecs.amazonaws.com", "AWSServiceRoleForECS");
  for (const timeMs of scheduled(day, 6, 41)) {
    const actor = serviceWithRole("ecs.amazonaws.com", role, "ECS", timeMs);
    yield did(timeMs, actor, generateDataKey(keys.shop, { "aws:ecs:cluster": cluster }));
  }
}
