import { agents, sessionActor } from "../actors.js";
import { denied, having, read } from "../calls/call.js";
import { describeTable, getSecretValue } from "../calls/data.js";
import { getBucket } from "../calls/s3.js";
import type { Story } from "../day.js";
import { did } from "../draft.js";
import { sessionArn, type Session } from "../identities.js";
import { buckets, secrets, tableArn, tables } from "../infrastructure.js";
import { homeRegion, prod } from "../organization.js";
import { Stopwatch } from "../times.js";

/** Since somebody narrowed its policy ten days ago, the nightly report is refused everything, and retries. */
export const deniedBurst: Story = function* (day) {
  if (day.offset < -10 || day.offset > 0) return;
  const random = day.random("report");
  const watch = new Stopwatch(day.at("01:30"), random);
  const session: Session = {
    role: { account: prod, name: "reporting-batch" },
    name: "nightly-report",
    createdMs: day.at("01:29"),
    accessKeyId: `ASIA${random.base32(16)}`,
  };
  const actor = sessionActor(session, { address: "198.51.100.31", userAgent: agents.boto3 });
  const arn = sessionArn(session);
  const asked = [
    denied(describeTable(tables[0]), arn, "dynamodb:DescribeTable", tableArn(tables[0])),
    denied(getSecretValue(secrets.database.name), arn, "secretsmanager:GetSecretValue", secrets.database.arn),
    denied(
      getBucket("Location", buckets.exports, homeRegion),
      arn,
      "s3:GetBucketLocation",
      `arn:aws:s3:::${buckets.exports}`,
    ),
    denied(
      having(read("athena", "StartQueryExecution", { workGroup: "reports" }), { readOnly: false }),
      arn,
      "athena:StartQueryExecution",
    ),
  ];
  for (let attempt = 0; attempt < 8; attempt += 1) {
    for (const call of asked) yield did(watch.after(2, 6), actor, call);
  }
};
