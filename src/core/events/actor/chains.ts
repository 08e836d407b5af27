import { at, text } from "../../base/json.js";
import type { CloudTrailEvent } from "../event.js";

/** Looks up events that are at hand; what is not at hand is simply not found. */
export interface SessionEvents {
  /** Events that handed out this access key, in any order; a call across accounts is written in both. */
  issuersOf(accessKeyId: string): readonly CloudTrailEvent[];
  /** Events that began a session with this ARN, in any order. */
  startsOf(sessionArn: string): readonly CloudTrailEvent[];
  /** Events with this sharedEventID, in any order: one call as the logs of several accounts tell it. */
  copiesOf(sharedId: string): readonly CloudTrailEvent[];
}

/**
 * How a step is known: both events name one access key, the session's name is all they share, or they are copies of
 * one call of which only the caller's account is told who called.
 */
export type HopGrounds = "same key" | "session name" | "same call";

/** One session with the event that began it, or a call with the copy of it that names its caller. */
export interface Hop {
  /** The key the session's calls are made with. */
  readonly keyId: string;
  readonly issuer: CloudTrailEvent;
  readonly grounds: HopGrounds;
}

/** How the credentials of an event came about, the last session first. */
export interface RoleChain {
  readonly hops: readonly Hop[];
  /** Key of a temporary session whose beginning is not at hand; undefined when the chain ends with its first caller. */
  readonly missing: { readonly keyId: string; readonly event: CloudTrailEvent } | undefined;
}

/** Sessions that take roles from each other may go in circles; a real chain has two or three hops. */
const mostHops = 10;
/** Longest life of temporary credentials: 36 hours for GetSessionToken and GetFederationToken (IAM user guide). */
export const longestSessionMs = 36 * 3_600_000;

/**
 * The access key a call handed out: AssumeRole and its kin, GetFederationToken, GetSessionToken, and whatever else
 * answers with `credentials`. Undefined for calls that failed and for all others.
 */
export function issuedKey({ responseElements, errorCode }: CloudTrailEvent): string | undefined {
  if (responseElements === undefined || errorCode !== undefined) return undefined;
  const credentials = at(responseElements, "credentials") ?? at(responseElements, "roleCredentials");
  return text(at(credentials, "accessKeyId"));
}

/** ARN of the session a call began: `arn:aws:sts::…:assumed-role/ROLE/SESSION`. */
export const startedSession = ({ responseElements, errorCode }: CloudTrailEvent): string | undefined =>
  responseElements === undefined || errorCode !== undefined
    ? undefined
    : (text(at(responseElements, "assumedRoleUser", "arn")) ??
      text(at(responseElements, "federatedUser", "arn")));

/** Follows the credentials of an event back to whoever had the first ones. */
export function roleChain(event: CloudTrailEvent, events: SessionEvents): RoleChain {
  const hops: Hop[] = [];
  const seen = new Set<string>([event.id]);
  for (let current = event; hops.length < mostHops;) {
    const hop = hopTo(current, events, seen);
    if (hop === undefined) return { hops, missing: missingOf(current) };
    seen.add(hop.issuer.id);
    hops.push(hop);
    current = hop.issuer;
  }
  return { hops, missing: undefined };
}

/**
 * `actor.chain` of an event, led by the chains of those its credentials surely came from: sessions known by their keys
 * and copies of the same call.
 */
export function chainBehind(
  event: CloudTrailEvent,
  events: SessionEvents,
  chainOf: (event: CloudTrailEvent) => readonly string[],
): readonly string[] {
  const { hops } = roleChain(event, events);
  const unsure = hops.findIndex(({ grounds }) => grounds === "session name");
  const sure = unsure < 0 ? hops : hops.slice(0, unsure);
  return [...new Set([...sure.map(({ issuer }) => issuer).reverse(), event].flatMap(chainOf))];
}

function hopTo(event: CloudTrailEvent, events: SessionEvents, seen: ReadonlySet<string>): Hop | undefined {
  const keyId = event.accessKeyId ?? "";
  const isNew = (issuer: CloudTrailEvent): boolean => !seen.has(issuer.id);
  const own = callersCopy(event, events);
  if (own && isNew(own)) return { keyId: own.accessKeyId ?? "", issuer: own, grounds: "same call" };
  const byKey = best(event, events.issuersOf(keyId).filter(isNew));
  if (keyId !== "" && byKey !== undefined) return { keyId, issuer: byKey, grounds: "same key" };
  const session = sessionArn(event);
  if (session === undefined) return undefined;
  // A start that handed out another key is another session of this name; it shows who uses the name, no more.
  const byName = best(event, events.startsOf(session).filter(isNew));
  return byName && { keyId, issuer: byName, grounds: "session name" };
}

/** The nearest one before the event; of the copies of a call across accounts the one that names the caller's key. */
function best(event: CloudTrailEvent, issuers: readonly CloudTrailEvent[]): CloudTrailEvent | undefined {
  const earlier = issuers.filter(
    ({ timeMs }) => timeMs <= event.timeMs && timeMs > event.timeMs - longestSessionMs,
  );
  return earlier.sort((a, b) => b.timeMs - a.timeMs || told(b) - told(a))[0];
}

const told = (event: CloudTrailEvent): number =>
  event.accessKeyId !== undefined ? 2 : isForeignCopy(event) ? 0 : 1;

/** The copy of a call that the account of the role gets: it tells the caller's account and keeps the key back. */
export const isForeignCopy = ({ userIdentity }: CloudTrailEvent): boolean =>
  userIdentity?.["type"] === "AWSAccount";

/** The copy in the caller's own account, which names the caller (user guide, "sharedEventID"). */
function callersCopy(event: CloudTrailEvent, events: SessionEvents): CloudTrailEvent | undefined {
  if (event.sharedId === undefined || !isForeignCopy(event)) return undefined;
  return events.copiesOf(event.sharedId).find((copy) => copy.id !== event.id && !isForeignCopy(copy));
}

/** The session an event was made in. The copy for a role's owner names the caller by principal id alone. */
const sessionArn = ({ userIdentity }: CloudTrailEvent): string | undefined => {
  const arn = text(userIdentity?.["arn"]);
  return arn?.includes(":assumed-role/") === true || arn?.includes(":federated-user/") === true
    ? arn
    : undefined;
};

/** The other copy of a call across accounts, and what began a session: only sessions of roles and of federated users surely have a beginning that CloudTrail wrote down. */
function missingOf(event: CloudTrailEvent): RoleChain["missing"] {
  const { accessKeyId, userIdentity } = event;
  if (isForeignCopy(event)) {
    const keyId = issuedKey(event);
    return keyId === undefined ? undefined : { keyId, event };
  }
  if (accessKeyId?.startsWith("ASIA") !== true || sessionArn(event) === undefined) return undefined;
  const issuer = text(at(userIdentity, "sessionContext", "sessionIssuer", "arn")) ?? "";
  // Service-linked roles are taken by the service itself, inside of AWS.
  return issuer.includes(":role/aws-service-role/") ? undefined : { keyId: accessKeyId, event };
}
