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
  if (!event.userIdentity) return undefined;
  const identity = new Reading();
  identity.read(event.userIdentity);
  return identity;
}

/** Reads in one pass, as `fieldsOf` does for records: hardly two kinds of callers have the same fields. */
class Reading implements Identity {
  type = "";
  arn = "";
  userName = "";
  withheld = false;
  principalId = "";
  accountId = "";
  accessKeyId = "";
  invokedBy = "";
  provider = "";
  sourceIdentity = "";
  issuerArn = "";
  issuerName = "";
  onBehalfOf = "";
  scopeArn = "";

  // eslint-disable-next-line complexity -- one flat choice, a line for each field
  read(raw: JsonObject): void {
    for (const key in raw) {
      const value = raw[key];
      if (key === "type") this.type = word(value);
      else if (key === "principalId") this.principalId = word(value);
      else if (key === "arn") this.arn = word(value);
      else if (key === "accountId") this.accountId = accountIdOf(value) ?? "";
      else if (key === "accessKeyId") this.accessKeyId = word(value);
      else if (key === "userName") this.userName = word(value);
      else if (key === "sessionContext") this.#context(value);
      else if (key === "invokedBy") this.invokedBy = word(value);
      else if (key === "identityProvider") this.provider = word(value);
      else if (key === "onBehalfOf") this.onBehalfOf = word(part(value)["userId"]);
      else if (key === "inScopeOf") this.scopeArn = word(part(value)["sourceArn"]);
    }
    if (this.type === "") this.type = typeOfArn(this.arn);
    if (this.userName !== HIDDEN) return;
    this.userName = "";
    this.withheld = true;
  }

  #context(value: Json | undefined): void {
    const context = part(value);
    const issuer = part(context["sessionIssuer"]);
    this.sourceIdentity = word(context["sourceIdentity"]);
    this.issuerArn = word(issuer["arn"]);
    this.issuerName = word(issuer["userName"]);
  }
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
