import { parseArn } from "../../events/naming/arn.js";
import type { Identity, IdentityGrounds, ResourceInstance } from "../locatedResource.js";
import type { IdentityRow, PartName } from "./identityTable.js";

/** A part of an identity and how it is known. */
export interface IdentityPart {
  readonly text: string;
  readonly grounds: IdentityGrounds;
}
/** `path` is IAM's, as `/teams/a/`; without it AWS takes `/`. */
export type IdentityParts = Readonly<Partial<Record<PartName | "path", IdentityPart>>>;

/** Where a resource lives, as far as anyone told. */
export interface IdentityPlace {
  readonly partition: string | undefined;
  readonly region: string | undefined;
  readonly accountId: string | undefined;
}

/** The names to ask LookupEvents for in order, with what can be worked out of the parts: ARN from name and back. */
export function identify(
  row: IdentityRow,
  told: IdentityParts,
  place: IdentityPlace,
  label = "",
): ResourceInstance {
  const parts = completeParts(row, told, place);
  const arn = parts.arn && parseArn(parts.arn.text);
  return {
    label,
    identities: namesInOrder(row, parts),
    arn: parts.arn?.text,
    accountId: filled(arn?.account) ?? place.accountId,
    region: regionOf(row, filled(arn?.region), arn?.partition, place),
  };
}

function namesInOrder(row: IdentityRow, parts: IdentityParts): readonly Identity[] {
  const byName = new Map<string, Identity>();
  for (const name of row.lookupNames) {
    const part = parts[name];
    if (part && !byName.has(part.text)) byName.set(part.text, { name: part.text, grounds: part.grounds });
  }
  return [...byName.values()];
}

const regionOf = (
  row: IdentityRow,
  region: string | undefined,
  partition: string | undefined,
  place: IdentityPlace,
) => (row.isGlobal ? homeRegion(partition ?? place.partition) : (region ?? place.region));

/** Where the events of global services lie. Source: CloudTrail user guide, "Global service events". */
export const homeRegion = (partition: string | undefined): string => {
  if (partition === "aws-cn") return "cn-north-1";
  if (partition === "aws-us-gov") return "us-gov-west-1";
  return partition === "aws-eusc" ? "eusc-de-east-1" : "us-east-1";
};

function completeParts(row: IdentityRow, told: IdentityParts, place: IdentityPlace): IdentityParts {
  const parts: Partial<Record<PartName | "path", IdentityPart>> = { ...told };
  const { url, arn } = parts;
  if (url && parts.name === undefined) {
    parts.name = { text: url.text.slice(url.text.lastIndexOf("/") + 1), grounds: url.grounds };
  }
  if (arn) {
    const parsed = parseArn(arn.text);
    if (parsed) parts.name ??= { text: parsed.name, grounds: arn.grounds };
    if (parsed) parts.id ??= { text: lastPiece(parsed.resource), grounds: arn.grounds };
  } else {
    const built = builtArn(row, parts, place);
    if (built !== undefined) parts.arn = { text: built, grounds: "built" };
  }
  const queueUrl = row.type === "AWS::SQS::Queue" ? builtQueueUrl(parts, place) : undefined;
  if (queueUrl) parts.url ??= queueUrl;
  return parts;
}

/** The ARN when every part of its format is known; a random part such as a secret's suffix never is. */
function builtArn(row: IdentityRow, parts: IdentityParts, place: IdentityPlace): string | undefined {
  if (row.arn === undefined || place.partition === undefined) return undefined;
  let resource = "";
  for (const [at, piece] of row.arn.split(/[{}]/).entries()) {
    const text = at % 2 === 0 ? piece : arnPart(piece, parts, place);
    if (text === undefined) return undefined;
    resource += text;
  }
  return `arn:${place.partition}:${resource}`;
}

function arnPart(key: string, parts: IdentityParts, place: IdentityPlace): string | undefined {
  if (key === "region") return place.region;
  if (key === "account") return place.accountId;
  if (key === "path") return parts.path?.text.replace(/^\//, "") ?? "";
  if (key === "nameNoSlash") return parts.name?.text.replace(/^\//, "");
  const name = ARN_PARTS.find((part) => part === key);
  return name && parts[name]?.text;
}

const ARN_PARTS = ["name", "id", "functionName"] as const;

function builtQueueUrl(parts: IdentityParts, place: IdentityPlace): IdentityPart | undefined {
  const { partition, region, accountId } = place;
  if (parts.name === undefined || region === undefined || accountId === undefined) return undefined;
  const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return { text: `https://sqs.${region}.${suffix}/${accountId}/${parts.name.text}`, grounds: "built" };
}

const lastPiece = (resource: string) =>
  resource.slice(Math.max(resource.lastIndexOf("/"), resource.lastIndexOf(":")) + 1);
const filled = (text: string | undefined) => (text === "" ? undefined : text);
