import { at } from "../../base/json.js";
import { apiOf, type Api } from "../naming/api.js";
import type { CloudTrailEvent } from "../event.js";
import type { Change, ChangeClass, Mark } from "../insight.js";
import { marksOf } from "./marks.js";
import { isNoise, isReadVerb } from "./noise.js";

/** Denied rather than failed: somebody was not allowed to. Codes differ by service and carry `Client.` in EC2. */
const DENIED =
  /access.?denied|unauthori[sz]ed|not.?authori[sz]ed|authfailure|authorization.?error|forbidden|explicit.?deny/i;
/** What a dry run answers when the real call would have worked. */
const DRY_RUN = /DryRunOperation$/;

const NO_MARKS: readonly Mark[] = [];
const unmarked = new Map<ChangeClass, Change>();

/** What the event did, and what makes it worth a second look. Unmarked events of a class share one object. */
export function changeOf(event: CloudTrailEvent, api: Api = apiOf(event.source, event.name)): Change {
  const outcome = classOf(event, api);
  const marks = outcome === "read" && event.readOnly !== true ? NO_MARKS : marksOf(api, event);
  if (marks.length > 0) return { class: outcome, marks };
  const known = unmarked.get(outcome);
  if (known) return known;
  const change: Change = { class: outcome, marks: NO_MARKS };
  unmarked.set(outcome, change);
  return change;
}

function classOf(event: CloudTrailEvent, api: Api): ChangeClass {
  const { errorCode } = event;
  if (errorCode !== undefined) {
    if (DRY_RUN.test(errorCode)) return "noise";
    return DENIED.test(errorCode) ? "denied" : "failed";
  }
  if (api.service === "signin" && isFailedSignIn(event)) return "denied";
  if (event.readOnly === true) return "read";
  // Insights are CloudTrail's remarks about many calls; nothing was changed by them.
  if (event.raw["insightDetails"] !== undefined) return "read";
  if (isNoise(api, event)) return "noise";
  return event.readOnly === undefined && isReadVerb(api) ? "read" : "changed";
}

/** Sign-ins carry no error code: `responseElements: {"ConsoleLogin": "Failure"}`. */
const isFailedSignIn = ({ responseElements, raw, name }: CloudTrailEvent): boolean =>
  responseElements?.[name] === "Failure" || at(raw, "responseElements", "ConsoleLogin") === "Failure";
