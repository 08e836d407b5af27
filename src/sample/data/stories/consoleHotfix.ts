import { inConsole } from "../actors.js";
import { authorizeIngress, describeSecurityGroups } from "../calls/ec2.js";
import { modifyDatabase } from "../calls/data.js";
import type { Story } from "../day.js";
import { did } from "../draft.js";
import { database, securityGroups } from "../infrastructure.js";
import { prod } from "../organization.js";
import { Stopwatch } from "../times.js";
import { signIn } from "./people.js";

/** The rule alice adds by hand, and Terraform takes away the next day. */
export const hotfixRule = {
  groupId: securityGroups.database.id,
  port: 5432,
  cidr: "0.0.0.0/0",
  description: "TEMP partner import, remove tonight!!",
};

/** Three days ago, in the evening: alice opens the database to the world in the console, outside of Terraform. */
export const consoleHotfix: Story = function* (day) {
  if (day.offset !== -3) return;
  const signedInMs = day.at("18:41:30");
  yield* signIn(day, "alice", prod, signedInMs);
  const watch = new Stopwatch(signedInMs, day.random("hotfix"));
  const alice = inConsole("alice", prod, signedInMs);
  for (const call of [
    describeSecurityGroups(),
    authorizeIngress(hotfixRule),
    modifyDatabase(database, { publiclyAccessible: true }),
    describeSecurityGroups(),
  ]) {
    yield did(watch.after(25, 70), alice, call);
  }
};
