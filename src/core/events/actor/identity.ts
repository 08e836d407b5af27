import { isObject, type Json, type JsonObject } from "../../base/json.js";
import type { CloudTrailEvent } from "../event.js";
import { accountIdOf, scalar } from "../scalar.js";

/** What userIdentity says, with odd types and spellings straightened; empty text where it says nothing. */
export interface Identity {
  readonly type: string;
  readonly arn: string;
  readonly userName: string;
  /** CloudTrail withheld the name: a sign-in named a user that does not exist, perhaps a password. */
  readonly withheld: boolean;
  readonly principalId: string;
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly invokedBy: string;
  readonly provider: string;
  readonly sourceIdentity: string;
  readonly issuerArn: string;
  readonly issuerName: string;
  /** `userId` of the Identity Center user a service acts for. */
  readonly onBehalfOf: string;
  /** ARN of the function, instance or cluster the credentials were issued to (`inScopeOf`, since 1.11). */
  readonly scopeArn: string;
}

const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

/** The identity of an event; undefined when the record has none. */
export function identityOf(event: Pick<CloudTrailEvent, "userIdentity">): Identity | undefined {
  const raw = event.userIdentity;
  if (!raw) return undefined;
  const context = part(raw["sessionContext"]);
  const issuer = part(context["sessionIssuer"]);
  const arn = word(raw["arn"]);
  const userName = word(raw["userName"]);
  return {
    type: word(raw["type"]) || typeOfArn(arn),
    arn,
    userName: userName === HIDDEN ? "" : userName,
    withheld: userName === HIDDEN,
    principalId: word(raw["principalId"]),
    accountId: accountIdOf(raw["accountId"]) ?? "",
    accessKeyId: word(raw["accessKeyId"]),
    invokedBy: word(raw["invokedBy"]),
    provider: word(raw["identityProvider"]),
    sourceIdentity: word(context["sourceIdentity"]),
    issuerArn: word(issuer["arn"]),
    issuerName: word(issuer["userName"]),
    onBehalfOf: word(part(raw["onBehalfOf"])["userId"]),
    scopeArn: word(part(raw["inScopeOf"])["sourceArn"]),
  };
}

/** True when two records name the same caller in the same words, whatever key was used. */
export const isSameIdentity = (a: Identity, b: Identity): boolean =>
  a.arn === b.arn &&
  a.type === b.type &&
  a.invokedBy === b.invokedBy &&
  a.principalId === b.principalId &&
  a.userName === b.userName &&
  a.withheld === b.withheld &&
  a.accountId === b.accountId &&
  isSameBackground(a, b);

const isSameBackground = (a: Identity, b: Identity): boolean =>
  a.issuerArn === b.issuerArn &&
  a.issuerName === b.issuerName &&
  a.sourceIdentity === b.sourceIdentity &&
  a.provider === b.provider &&
  a.onBehalfOf === b.onBehalfOf &&
  a.scopeArn === b.scopeArn &&
  (a.arn !== "" || a.accessKeyId === b.accessKeyId);

const NOTHING: JsonObject = {};
const part = (value: Json | undefined): JsonObject => (isObject(value) ? value : NOTHING);
const word = (value: Json | undefined): string => (typeof value === "string" ? value : (scalar(value) ?? ""));

/** Records of services and of older exports leave the type out; the ARN tells it as well. */
function typeOfArn(arn: string): string {
  if (arn === "") return "";
  if (arn.includes(":assumed-role/")) return "AssumedRole";
  if (arn.includes(":federated-user/")) return "FederatedUser";
  if (arn.includes(":user/")) return "IAMUser";
  if (arn.includes(":role/")) return "Role";
  return arn.endsWith(":root") ? "Root" : "";
}
