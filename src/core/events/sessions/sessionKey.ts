import { at } from "../../base/json.js";
import { identityOf, type Identity } from "../actor/identity.js";
import type { CloudTrailEvent } from "../event.js";
import { between } from "../naming/words.js";
import { recordTimeMs } from "../reader/recordTime.js";

/**
 * How a session is told: by the id of its temporary key, by who it is and when it started, or, for a key that never
 * expires, by that key, whose use is cut into stretches by its gaps.
 */
export type SessionKind = "temporary-key" | "started" | "access-key";

export interface SessionKey {
  /** What stands behind `session:` in a query: `ASIA…`, `Admin/alice@2026-11-23T14:02:00Z`, `AKIA…`. */
  readonly value: string;
  readonly kind: SessionKind;
  /** When its credentials were made; undefined when the record does not say. */
  readonly startMs: number | undefined;
}

const hourMs = 3_600_000;

/** No session outlives this: a role's ends after 12 hours, GetSessionToken's after 36 (STS API reference). */
export const longestSessionMs = ({ userIdentity }: CloudTrailEvent): number =>
  (userIdentity?.["type"] === "AssumedRole" ? 12 : 36) * hourMs;

/** A long-lived key that was silent for so long is taken up anew. A choice of this product, not a rule of AWS. */
export const keyGapMs = 30 * 60_000;

/**
 * The session an event belongs to; undefined for services and others who call without credentials of their own.
 * Prefixes: IAM user guide, "IAM identifiers". The console draws several temporary keys for one sign-in, all with its
 * creationDate, so there the start tells better than the key.
 */
export function sessionKeyOf(event: CloudTrailEvent): SessionKey | undefined {
  const identity = identityOf(event);
  if (!identity) return undefined;
  const key = event.accessKeyId ?? "";
  const isConsole = event.fromConsole || event.eventType === "AwsConsoleSignIn";
  const startMs = recordTimeMs(at(event.userIdentity, "sessionContext", "attributes", "creationDate"));
  const isTemporary = key.startsWith("ASIA");
  if (isTemporary && !isConsole) return { value: key, kind: "temporary-key", startMs };
  const [started] = startedForms(identity, startMs);
  if (started !== undefined) return { value: started, kind: "started", startMs };
  if (isTemporary) return { value: key, kind: "temporary-key", startMs };
  return key.startsWith("AKIA") ? { value: key, kind: "access-key", startMs: undefined } : undefined;
}

type Caller = Pick<CloudTrailEvent, "userIdentity" | "accessKeyId">;

/** Every text by which a person may name the session: its key, and its name with its start, short and long. */
export function sessionForms(caller: Caller): readonly string[] {
  if (!caller.userIdentity) return [];
  const key = caller.accessKeyId === undefined ? [] : [caller.accessKeyId];
  return [...key, ...startedSessions(caller)];
}

/** Names of the caller's session by who it is and when it started, the fullest first. */
export function startedSessions(caller: Pick<CloudTrailEvent, "userIdentity">): readonly string[] {
  const identity = identityOf(caller);
  if (!identity) return [];
  const startMs = recordTimeMs(at(caller.userIdentity, "sessionContext", "attributes", "creationDate"));
  return startedForms(identity, startMs);
}

/** A session value that is an access key id, which LookupEvents can filter by. */
export const isKeyId = (value: string): boolean => /^A[SK]IA[A-Z0-9]+$/i.test(value);

function startedForms(identity: Identity, startMs: number | undefined): readonly string[] {
  const name = ownName(identity);
  if (startMs === undefined || name === "") return [];
  const start = `${new Date(startMs).toISOString().slice(0, 19)}Z`;
  const short = name.slice(name.lastIndexOf("/") + 1);
  const names = new Set([name, short, identity.principalId].filter((form) => form !== ""));
  return [...names].map((form) => `${form}@${start}`);
}

/** `Admin/alice` of a role's session, `alice` of a user, `root`. */
const ownName = ({ arn, type, principalId }: Identity): string =>
  between(arn, ":assumed-role/") ||
  between(arn, ":federated-user/") ||
  between(arn, ":user/") ||
  (type === "Root" ? "root" : principalId);
