import { at } from "../../base/json.js";
import { TextMemo } from "../../base/textMemo.js";
import type { CloudTrailEvent } from "../event.js";
import { identityOf, isSameIdentity, type Identity } from "./identity.js";
import type { Actor, ActorKind } from "../insight.js";
import { scalar } from "../scalar.js";
import { isServiceHost, serviceName } from "../naming/service.js";
import { sessionOf } from "./session.js";
import { afterLast, between } from "../naming/words.js";

/** An identity read before, with all that decided how it was read. */
interface Known {
  readonly identity: Identity;
  readonly recipient: string;
  readonly signedInAs: string;
  readonly lambda: boolean;
  readonly actor: Actor;
}

const memo = new TextMemo<Known[]>(5_000);
const MOST_VARIANTS = 16;
const LONGEST_KEY = 1_000;

/**
 * Who made the call. Rules: CloudTrail user guide, "userIdentity element". Equal identities share one object,
 * which keeps a hundred thousand events of a few people small.
 */
export function actorOf(event: CloudTrailEvent, identity: Identity | undefined = identityOf(event)): Actor {
  if (!identity) return withoutIdentity(event);
  const signedInAs = signInName(event, identity);
  const lambda = identity.type === "AssumedRole" && event.userAgent.includes("exec-env/AWS_Lambda");
  const recipient = event.accountId;
  const key = keyOf(identity);
  for (const known of memo.get(key) ?? NOTHING_KNOWN)
    if (
      known.recipient === recipient &&
      known.lambda === lambda &&
      known.signedInAs === signedInAs &&
      isSameIdentity(known.identity, identity)
    )
      return known.actor;
  const actor = readActor(identity, recipient, signedInAs, lambda);
  if (key.length <= LONGEST_KEY) remember(key, { identity, recipient, signedInAs, lambda, actor });
  return actor;
}

const NOTHING_KNOWN: readonly Known[] = [];

const keyOf = ({ arn, principalId, invokedBy }: Identity): string => arn || principalId || invokedBy;

function remember(key: string, known: Known): void {
  const variants = memo.get(key);
  if (!variants) memo.add(key, [known]);
  else if (variants.length < MOST_VARIANTS) variants.push(known);
}

/** Identity Center tells the name of who signs in outside of userIdentity, and only there. */
function signInName(event: CloudTrailEvent, identity: Identity): string {
  if (identity.type !== "IdentityCenterUser" && identity.type !== "Unknown") return "";
  return scalar(at(event.raw, "additionalEventData", "UserName")) ?? "";
}

interface Who {
  readonly name: string;
  readonly kind: ActorKind;
  readonly note: string;
  /** From the human outward, without account and invoking service. */
  readonly chain: readonly string[];
}

function readActor(identity: Identity, recipient: string, signedInAs: string, lambda: boolean): Actor {
  const who = behindSource(byType(identity, signedInAs, lambda), identity);
  const { accountId, invokedBy } = identity;
  const chain = [...who.chain];
  if (/^\d+$/.test(accountId)) chain.push(`account ${accountId}`);
  if (invokedBy !== "" && !(who.kind === "service" && serviceName(invokedBy) === who.name))
    chain.push(invokedBy);
  return {
    name: who.name,
    kind: who.kind,
    note: who.note,
    crossAccount: isOtherAccount(accountId, recipient) && who.kind !== "service",
    chain,
  };
}

const isOtherAccount = (accountId: string, recipient: string): boolean =>
  accountId !== recipient && /^\d+$/.test(accountId) && /^\d+$/.test(recipient);

/** sourceIdentity is set by whoever handed out the first session and survives role chaining: it names the human. */
function behindSource(who: Who, identity: Identity): Who {
  const human = identity.sourceIdentity;
  if (human === "" || human === who.name) return who;
  const acting = who.note === "" || who.kind === "role" ? `as ${who.name}` : `as ${who.name}, ${who.note}`;
  const kind = who.kind === "identity-center" ? who.kind : "session";
  return { name: human, kind, note: acting, chain: [human, ...who.chain] };
}

type Reader = (identity: Identity, signedInAs: string, lambda: boolean) => Who;

/** By the type of userIdentity; other types and none are read by what is there. */
const READERS = new Map<string, Reader>([
  ["Root", ({ userName }) => simple("root", "root", userName === "root" ? "" : userName)],
  ["IAMUser", iamUser],
  ["AssumedRole", (identity, _, lambda) => assumedRole(identity, lambda)],
  ["Role", (identity) => simple(ownName(identity), "role", "")],
  ["FederatedUser", federated],
  ["SAMLUser", outsideUser],
  ["WebIdentityUser", outsideUser],
  ["Directory", (identity) => simple(ownName(identity), "federated", "directory user")],
  ["IdentityCenterUser", identityCenterUser],
  ["AWSAccount", otherAccount],
  [
    "AWSService",
    (identity) => simple(serviceName(identity.invokedBy) || fallbackName(identity), "service", ""),
  ],
]);

const byType: Reader = (identity, signedInAs, lambda) =>
  (READERS.get(identity.type) ?? unnamedType)(identity, signedInAs, lambda);

function iamUser(identity: Identity): Who {
  if (identity.withheld && identity.arn === "")
    return simple("unknown", "unknown", "name withheld by CloudTrail");
  return simple(ownName(identity), "user", "");
}

const ownName = (identity: Identity): string =>
  identity.userName || lastPart(identity.arn) || fallbackName(identity);

function simple(name: string, kind: ActorKind, note: string): Who {
  return { name, kind, note, chain: [name] };
}

function assumedRole(identity: Identity, lambda: boolean): Who {
  const { name, kind, note, role, session } = sessionOf(identity, lambda);
  if (name === "") return simple(identity.userName || fallbackName(identity), "session", "");
  const chain = [name];
  if (session !== "" && session !== name) chain.push(`session ${session}`);
  if (role !== "" && kind !== "role") chain.push(`role ${role}`);
  return { name, kind, note, chain };
}

function federated(identity: Identity): Who {
  const name = between(identity.arn, ":federated-user/") || identity.userName || fallbackName(identity);
  const issuer =
    identity.issuerName || (identity.issuerArn.endsWith(":root") ? "root" : lastPart(identity.issuerArn));
  const note = issuer === "" ? "federated" : `federated by ${issuer}`;
  return { name, kind: "federated", note, chain: issuer === "" ? [name] : [name, issuer] };
}

/** SAML and OIDC subjects: `alice@example.com`, `repo:acme/shop:ref:refs/heads/main`. */
function outsideUser(identity: Identity): Who {
  const name = identity.userName || between(identity.principalId, ":") || fallbackName(identity);
  const provider = afterLast(identity.provider, "/");
  return { name, kind: "federated", note: provider, chain: provider === "" ? [name] : [name, provider] };
}

function identityCenterUser(identity: Identity, signedInAs: string): Who {
  const name = signedInAs || identity.userName || identity.onBehalfOf || fallbackName(identity);
  return simple(name, "identity-center", "Identity Center");
}

/** Another account's caller: all that is known is the account, and in principalId at times the session. */
function otherAccount(identity: Identity): Who {
  const session = between(identity.principalId, ":");
  if (identity.accountId === "ANONYMOUS_PRINCIPAL" || identity.accountId.toLowerCase() === "anonymous")
    return simple("anonymous", "unknown", "");
  if (session !== "") return simple(session, "account", "");
  return simple(identity.accountId || fallbackName(identity), "account", "");
}

function unnamedType(identity: Identity, signedInAs: string): Who {
  const name = signedInAs || identity.userName;
  if (name !== "") return simple(name, "unknown", "");
  if (isServiceHost(identity.invokedBy)) return simple(serviceName(identity.invokedBy), "service", "");
  if (identity.onBehalfOf !== "") return simple(identity.onBehalfOf, "identity-center", "Identity Center");
  return simple(fallbackName(identity), "unknown", "");
}

/** The best name when the record's own kind of identity has none; never empty. */
const fallbackName = (identity: Identity): string =>
  between(identity.principalId, ":") ||
  lastPart(identity.arn) ||
  (identity.invokedBy && serviceName(identity.invokedBy)) ||
  identity.accessKeyId ||
  identity.principalId ||
  identity.accountId ||
  "unknown";

const lastPart = (arn: string): string => (arn.includes("/") ? afterLast(arn, "/") : "");

/** Insights, aggregated events and some records of services carry no identity at all. */
function withoutIdentity(event: CloudTrailEvent): Actor {
  const host = isServiceHost(event.sourceAddress) ? event.sourceAddress : undefined;
  if (host !== undefined || event.eventType === "AwsServiceEvent") {
    const name = serviceName(host ?? event.source) || "unknown";
    return { name, kind: "service", note: "", crossAccount: false, chain: [name] };
  }
  const name = event.raw["insightDetails"] === undefined ? "unknown" : "CloudTrail Insights";
  return {
    name,
    kind: name === "unknown" ? "unknown" : "service",
    note: "",
    crossAccount: false,
    chain: [name],
  };
}
