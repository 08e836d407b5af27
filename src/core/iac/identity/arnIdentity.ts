import { parseArn } from "../../events/naming/arn.js";
import type { ResourceInstance } from "../locatedResource.js";
import { identify, type IdentityPart, type IdentityParts } from "./identify.js";
import { identityRows, type IdentityRow, type PartName } from "./identityTable.js";

/** What an ARN means: a type of the table and the names LookupEvents knows the resource by. */
export interface ArnIdentity {
  readonly row: IdentityRow;
  readonly instance: ResourceInstance;
}

/**
 * Undefined for what is no whole ARN, for wildcards, and for types the table does not have. Objects of a bucket, indexes
 * of a table, streams of a log group and keys in a secret are taken for what they belong to.
 */
export function identityOfArn(text: string): ArnIdentity | undefined {
  const owner = ownerArn(text);
  const arn = parseArn(owner);
  if (!arn || /[*?$]/.test(owner)) return undefined;
  const place = {
    partition: arn.partition,
    region: arn.region === "" ? undefined : arn.region,
    accountId: arn.account === "" ? undefined : arn.account,
  };
  const rest = [arn.service, arn.region, arn.account, arn.resource].join(":");
  for (const { row, pattern } of patternsOf(arn.service)) {
    const groups = pattern.exec(rest)?.groups;
    if (groups) return { row, instance: identify(row, partsOf(owner, groups), place) };
  }
  return undefined;
}

/** Behind these a service's ARNs go on with what is no identity of its own. Source: Service Authorization Reference. */
const PARTS_BEHIND: Readonly<Record<string, RegExp>> = {
  s3: /^(arn:[^:]*:s3:::[^/:]+)\/.*$/s,
  dynamodb: /^(.*:table\/[^/:]+)\/(?:index|stream|export|backup)\/.*$/s,
  logs: /^(.*:log-group:[^:]+):(?:\*|log-stream:.*)$/s,
  secretsmanager: /^(.*:secret:[^:]+):.*$/s,
};

function ownerArn(text: string): string {
  const service = parseArn(text)?.service ?? "";
  const behind = Object.hasOwn(PARTS_BEHIND, service) ? PARTS_BEHIND[service] : undefined;
  return behind?.exec(text)?.[1] ?? text;
}

const literal = (text: string): IdentityPart => ({ text, grounds: "literal" });

function partsOf(arn: string, groups: Readonly<Record<string, string | undefined>>): IdentityParts {
  const parts: Partial<Record<PartName, IdentityPart>> = { arn: literal(arn) };
  for (const key of ["name", "id", "family", "functionName"] as const) {
    const value = groups[key];
    if (value !== undefined) parts[key] = literal(value);
  }
  const parameter = groups["nameNoSlash"];
  // a parameter in a hierarchy begins with a slash, which its ARN leaves out
  if (parameter !== undefined) parts.name = literal(parameter.includes("/") ? `/${parameter}` : parameter);
  return parts;
}

interface Pattern {
  readonly row: IdentityRow;
  readonly pattern: RegExp;
}

let byService: ReadonlyMap<string, readonly Pattern[]> | undefined;

function patternsOf(service: string): readonly Pattern[] {
  byService ??= allPatterns();
  return byService.get(service) ?? [];
}

function allPatterns(): ReadonlyMap<string, readonly Pattern[]> {
  const patterns = new Map<string, Pattern[]>();
  for (const row of identityRows()) {
    // a function of SAM is one of CloudFormation
    if (row.arn === undefined || row.type.startsWith("AWS::Serverless::")) continue;
    const service = row.arn.slice(0, row.arn.indexOf(":"));
    const known = patterns.get(service) ?? [];
    patterns.set(service, [...known, { row, pattern: patternOf(row.arn, service) }]);
  }
  return patterns;
}

/** Their names may hold slashes. */
const SLASHED: ReadonlySet<string> = new Set(["logs", "ssm", "ecr", "secretsmanager", "cloudwatch"]);

function patternOf(format: string, service: string): RegExp {
  const pieces = format.split(/[{}]/).map((piece, at) => {
    if (at % 2 === 0) return escaped(piece);
    if (piece === "region" || piece === "account") return "[^:]*";
    if (piece === "path" || piece.endsWith("/")) return "(?:[^:]+/)?";
    if (piece === "suffix") return "[A-Za-z0-9]{6}";
    if (piece.includes("|")) return `(?:${piece})`;
    const text = SLASHED.has(service) || piece === "nameNoSlash" ? "[^:]+" : "[^:/]+";
    return /^[A-Za-z]+$/.test(piece) ? `(?<${piece}>${text})` : text;
  });
  return new RegExp(`^${pieces.join("")}$`, "s");
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()[\]\\|/]/g, String.raw`\$&`);

/** The account an ARN of any kind names; undefined where it names none. */
export const accountOfArn = (text: string): string | undefined =>
  /^\d{12}$/.exec(parseArn(text)?.account ?? "")?.[0];
