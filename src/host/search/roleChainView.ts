import { roleChain, type Hop, type SessionEvents } from "../../core/events/actor/chains.js";
import { at, text } from "../../core/base/json.js";
import type { CloudTrailEvent } from "../../core/events/event.js";
import type { Explain } from "../../core/events/explain.js";
import type { Insight } from "../../core/events/insight.js";
import type { RoleChainView, RoleStep } from "../../shared/searchPanel.js";
import type { PanelContext } from "./panelContext.js";
import { clip } from "./trimTree.js";

const longestName = 200;

/** Events of this panel's results and those that were looked up beside them. */
export const sessionEvents = ({ session }: PanelContext): SessionEvents => ({
  issuersOf: (key) => [...session.results.sessions.issuersOf(key), ...session.beside.sessions.issuersOf(key)],
  startsOf: (arn) => [...session.results.sessions.startsOf(arn), ...session.beside.sessions.startsOf(arn)],
  copiesOf: (id) => [...session.results.sessions.copiesOf(id), ...session.beside.sessions.copiesOf(id)],
});

/** How the event's credentials came about; undefined when they are not known to be taken over from somebody. */
export function roleChainView(
  panel: PanelContext,
  event: CloudTrailEvent,
  insight: Insight,
): RoleChainView | undefined {
  const explain = panel.session.understand;
  const { hops, missing } = roleChain(event, sessionEvents(panel));
  // Identity Center names its person in the session; what began it adds nothing that is worth a search.
  const isMissed = missing !== undefined && explain(missing.event).actor.kind !== "identity-center";
  if (hops.length === 0 && !isMissed) return undefined;
  const first = hops.at(-1);
  const caller = first && explain(first.issuer).actor.name;
  return {
    steps: hops.map((hop) => toStep(hop, event, explain)).reverse(),
    here: clip(insight.actor.name, longestName),
    human:
      caller === undefined || caller === insight.actor.name || isMissed
        ? undefined
        : clip(caller, longestName),
    possibly: hops.some(({ grounds }) => grounds === "session name"),
    missingKey: isMissed ? missing.keyId : undefined,
  };
}

function toStep({ issuer, keyId, grounds }: Hop, event: CloudTrailEvent, explain: Explain): RoleStep {
  const { actor } = explain(issuer);
  const role =
    text(at(issuer.responseElements, "assumedRoleUser", "arn")) ??
    text(at(issuer.responseElements, "federatedUser", "arn")) ??
    text(at(issuer.requestParameters, "roleArn")) ??
    "";
  const isCopy = grounds === "same call";
  return {
    id: issuer.id,
    timeMs: issuer.timeMs,
    caller: clip(actor.name, longestName),
    callerNote: clip(actor.note, longestName),
    callerAccount: text(issuer.userIdentity?.["accountId"]) ?? "",
    call: clip(issuer.name, longestName),
    became: isCopy ? "" : clip(sessionName(role), longestName),
    account: isCopy ? event.accountId : (accountIn(role) ?? issuer.accountId),
    keyId,
    grounds,
  };
}

const accountIn = (arn: string): string | undefined => /^arn:[\w-]+:(?:sts|iam)::(\d{12}):/.exec(arn)?.[1];

/** `AuditHub/dave` of a session's ARN. */
const sessionName = (arn: string): string =>
  arn.replace(/^arn:[\w-]+:(?:sts|iam)::\d{0,12}:(?:assumed-role\/|federated-user\/|role\/)?/, "");
