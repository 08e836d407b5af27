import { prefixOf } from "../authorization/action.js";
import { arnFormat, type ArnFormat } from "../authorization/arnFormat.js";
import { authorizationService } from "../authorization/authorization.js";
import type { CloudTrailEvent } from "../event.js";
import { kindOfReferenceType, type Kind } from "../naming/kind.js";
import { partitionOf } from "../naming/partition.js";
import type { Entity } from "./entity.js";

/** Formats whose name part holds what no request tells: IAM's paths, the random end of secrets, WAF's scopes. */
const UNTELLABLE: ReadonlySet<string> = new Set(["iam", "secretsmanager", "wafv2", "sts"]);

/** A format with the last place it was filled for: records come in runs of one Region and account. */
interface Filled {
  readonly format: ArnFormat;
  /** True when the resource's own name is the only thing to fill in, and stands last. */
  readonly simple: boolean;
  region: string;
  accountId: string;
  /** All before the name for that Region and account; empty when the place is not known. */
  start: string;
}

const formats = new WeakMap<Kind, Filled | null>();

/** The ARN of a resource the record names otherwise; undefined unless every part of its format is known. */
export function builtArn(
  entity: Entity,
  { region, accountId, sharedId, userIdentity }: CloudTrailEvent,
  entities: readonly Entity[],
): string | undefined {
  const filled = formatOf(entity.kind);
  const caller = userIdentity?.["accountId"] ?? accountId;
  // Of two accounts either may own it.
  if (!filled || sharedId !== undefined || caller !== accountId) return undefined;
  const { format } = filled;
  if (!filled.simple) return fill(format, format.texts.length, region, accountId, entity, entities);
  if (filled.region !== region || filled.accountId !== accountId) move(filled, region, accountId, entity);
  const name = filled.start === "" ? undefined : partFor(format.own[0] ?? "", entity);
  return name === undefined ? undefined : filled.start + name;
}

function move(filled: Filled, region: string, accountId: string, entity: Entity): void {
  const { format } = filled;
  filled.region = region;
  filled.accountId = accountId;
  filled.start = fill(format, format.texts.length - 1, region, accountId, entity, []) ?? "";
}

/** The first `count` texts of a format with the variables between them. */
function fill(
  format: ArnFormat,
  count: number,
  region: string,
  accountId: string,
  entity: Entity,
  entities: readonly Entity[],
): string | undefined {
  let arn = format.texts[0] ?? "";
  for (let i = 0; i < count - 1; i++) {
    const variable = format.variables[i] ?? "";
    const value = placeOf(variable, region, accountId) ?? ownValue(variable, format, entity, entities);
    if (value === undefined || value === "") return undefined;
    arn += value + (format.texts[i + 1] ?? "");
  }
  return arn;
}

function formatOf(kind: Kind): Filled | null {
  const known = formats.get(kind);
  if (known !== undefined) return known;
  const format = UNTELLABLE.has(kind.service) ? null : findFormat(kind);
  const simple =
    format?.own.length === 1 && format.variables.at(-1) === format.own[0] && format.texts.at(-1) === "";
  const filled = format && { format, simple, region: "?", accountId: "?", start: "" };
  formats.set(kind, filled);
  return filled;
}

function findFormat(kind: Kind): ArnFormat | null {
  const types = authorizationService(prefixOf(kind.service))?.types ?? [];
  const fitting = types.filter((type) => kindOfReferenceType(kind.service, type) === kind);
  // Two formats for one kind (load balancers of both generations) leave open which is meant.
  const [only, other] = fitting.map(arnFormat);
  return only && !other && only.own.length <= 3 ? only : null;
}

function placeOf(variable: string, region: string, accountId: string): string | undefined {
  if (variable === "Region") return /^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/.test(region) ? region : "";
  if (variable === "Account") return /^\d{12}$/.test(accountId) ? accountId : "";
  if (variable !== "Partition") return undefined;
  return region === "" ? "" : partitionOf(region);
}

/** The last variable is the resource's own name or id, those before it name its parents. */
function ownValue(
  variable: string,
  format: ArnFormat,
  entity: Entity,
  entities: readonly Entity[],
): string | undefined {
  if (variable === format.own.at(-1)) return partFor(variable, entity);
  const stem = variable.replace(/(?:Name|Id)$/, "").toLowerCase();
  const parent = entities.find(
    (other) => other !== entity && !other.origin && other.kind.nouns.includes(stem),
  );
  return parent && partFor(variable, parent);
}

/** `TableName` wants a name, `InstanceId` an id. A format and a request can differ in how they call the same thing. */
function partFor(variable: string, entity: Entity): string | undefined {
  const { kind, section } = entity;
  const value = identifierFor(variable, entity);
  if (value === undefined || section === "other" || value.length > 512 || /[\s:*?{}]/.test(value))
    return undefined;
  if (kind.service === "s3" || !value.includes("/")) return isOwnDocument(kind, value) ? undefined : value;
  if (!value.startsWith("/")) return variable.endsWith("Id") ? undefined : value;
  if (variable.includes("WithoutLeadingSlash")) return value.slice(1);
  return kind.service === "logs" ? value : undefined;
}

const identifierFor = (variable: string, { kind, name, id, parsed }: Entity): string | undefined =>
  variable.endsWith("Id") && kind.service === "ec2" ? id : (name ?? id ?? parsed?.name);

/** Documents of AWS itself belong to no account. */
const isOwnDocument = ({ service }: Kind, value: string): boolean =>
  service === "ssm" && (value.startsWith("AWS") || value.startsWith("Amazon"));
