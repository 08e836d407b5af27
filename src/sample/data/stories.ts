import { toDay, type Story } from "./day.js";
import type { DayWriter } from "./history.js";
import { applications } from "./stories/applications.js";
import { awsServices } from "./stories/awsServices.js";
import { backups } from "./stories/backups.js";
import { cdkDeploys } from "./stories/cdkDeploys.js";
import { cloudFormationDeploys } from "./stories/cloudFormationDeploys.js";
import { consoleHotfix } from "./stories/consoleHotfix.js";
import { deniedBurst } from "./stories/deniedBurst.js";
import { insights } from "./stories/insights.js";
import { keysAndBuckets } from "./stories/keysAndBuckets.js";
import { leakedKey } from "./stories/leakedKey.js";
import { monitoring } from "./stories/monitoring.js";
import { oddRecords } from "./stories/oddRecords.js";
import { everydayPeople } from "./stories/people.js";
import { roleChain } from "./stories/roleChain.js";
import { rootSignIn } from "./stories/rootSignIn.js";
import { terraform } from "./stories/terraform.js";

/** Everything that happens in the sample account; the order does not matter. */
const stories: readonly Story[] = [
  awsServices,
  applications,
  backups,
  monitoring,
  everydayPeople,
  cloudFormationDeploys,
  cdkDeploys,
  terraform,
  roleChain,
  consoleHotfix,
  deniedBurst,
  insights,
  rootSignIn,
  leakedKey,
  keysAndBuckets,
  oddRecords,
];

/** Joins the stories into one writer of days. */
export function toDayWriter(options: { seed: number; anchorMs: number; eventsScale: number }): DayWriter {
  return function* write(dayNumber) {
    const day = toDay(dayNumber, options);
    for (const story of stories) yield* story(day);
  };
}
