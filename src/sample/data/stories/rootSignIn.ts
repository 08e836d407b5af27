import { agents } from "../actors.js";
import { read } from "../calls/call.js";
import { getAccountSummary } from "../calls/iam.js";
import { consoleLogin } from "../calls/signin.js";
import type { Story } from "../day.js";
import { did, type Actor } from "../draft.js";
import { rootIdentity } from "../identities.js";
import { prod } from "../organization.js";
import { Stopwatch } from "../times.js";

const loginTo =
  "https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true&state=hashArgsFromTB_us-east-1";

/** Twelve days ago somebody signed in as root: first a wrong password, then with MFA, to look at the bill. */
export const rootSignIn: Story = function* (day) {
  if (day.offset !== -12) return;
  const watch = new Stopwatch(day.at("21:04:11"), day.random("root"));
  const base = { account: prod, username: "root", address: "198.51.100.77", userAgent: agents.browser };
  const atDoor: Actor = { ...base, identity: rootIdentity(prod), accessKeyId: undefined };
  const failed = consoleLogin(false, false, loginTo, {
    global: true,
    extra: { errorMessage: "Failed authentication" },
  });
  yield did(watch.after(0), atDoor, failed, "us-east-1");
  yield did(watch.after(40), atDoor, consoleLogin(true, true, loginTo, { global: true }), "us-east-1");
  const accessKeyId = `ASIA${day.random("root key").base32(16)}`;
  const inside: Actor = {
    ...base,
    identity: rootIdentity(prod, accessKeyId),
    accessKeyId,
    fromConsole: true,
  };
  for (const call of [
    read("billing", "GetBillingPreferences"),
    read("ce", "GetCostAndUsage", { granularity: "MONTHLY" }),
    getAccountSummary(),
  ]) {
    yield did(watch.after(15, 60), inside, call, "us-east-1");
  }
};
