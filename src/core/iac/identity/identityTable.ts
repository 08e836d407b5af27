import { IDENTITY_ROWS } from "./identityRows.js";
import { TERRAFORM_ROWS } from "./terraformRows.js";

/** What lookup names and ARNs are put together from. */
export const PART_NAMES = [
  "name",
  "id",
  "arn",
  "url",
  "family",
  "publicIp",
  "restApiId",
  "securityGroupId",
  "functionName",
  "functionArn",
  "topicArn",
  "targetKeyArn",
  "parentName",
  "parentBucketName",
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** How LookupEvents knows the resources of one type. */
export interface IdentityRow {
  /** As `AWS::S3::Bucket`. */
  readonly type: string;
  /** What DescribeStackResources calls PhysicalResourceId: a part, WAF's `name|id|scope`, or nothing of use. */
  readonly physicalId: PartName | "waf" | undefined;
  /** The property of the template that names it. */
  readonly nameProperty: string | undefined;
  /** As `s3.amazonaws.com`. */
  readonly eventSource: string;
  /** Its events lie in us-east-1 wherever it works. */
  readonly isGlobal: boolean;
  /** How often events list the resource; at `never` no ResourceName finds it. */
  readonly filled: "always" | "mostly" | "partly" | "never" | "unknown";
  /** `observed` rows were seen in Event history; all others are not proven. */
  readonly sure: string;
  /** As `{name}`, in the order to ask. */
  readonly lookupNames: readonly PartName[];
  /** `s3:::{name}`: all after the partition; undefined when the type has no ARN. */
  readonly arn: string | undefined;
  readonly requestParameters: readonly string[];
}

/** The table's row of a Terraform type, and the attribute that holds what `row.lookupNames` begins with. */
export interface TerraformIdentity {
  readonly row: IdentityRow;
  readonly attribute: string;
}

let byType: ReadonlyMap<string, IdentityRow> | undefined;
let byTerraformType: ReadonlyMap<string, TerraformIdentity> | undefined;

/** The row of a CloudFormation or SAM type; undefined when the table has none. */
export const identityRow = (type: string): IdentityRow | undefined => rowsByType().get(type);

/** All rows, in the table's order. */
export const identityRows = (): Iterable<IdentityRow> => rowsByType().values();

function rowsByType(): ReadonlyMap<string, IdentityRow> {
  byType ??= new Map(cells(IDENTITY_ROWS).map((row) => [`AWS::${row[0] ?? ""}`, readRow(row)]));
  return byType;
}

/** As `aws_s3_bucket`; undefined for a type the table does not have. */
export function terraformIdentity(type: string): TerraformIdentity | undefined {
  byTerraformType ??= new Map(terraformRows());
  return byTerraformType.get(type);
}

const terraformRows = () =>
  cells(TERRAFORM_ROWS).flatMap(([type = "", cloudFormation = "", attribute = "id"]) => {
    const row = identityRow(`AWS::${cloudFormation}`);
    return row ? [[`aws_${type}`, { row, attribute }] as const] : [];
  });

const cells = (rows: string) =>
  rows
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(" | "));

function readRow(row: readonly string[]): IdentityRow {
  const [type = "", physical, name, service = "", global, filled, sure = "", names = "", arn, paths = ""] =
    row;
  return {
    type: `AWS::${type}`,
    physicalId: physical === "waf" ? "waf" : PART_NAMES.find((part) => part === physical),
    nameProperty: given(name),
    eventSource: `${service}.amazonaws.com`,
    isGlobal: global === "global",
    filled: FILLED.find((word) => word === filled) ?? "unknown",
    sure,
    lookupNames: words(names).flatMap((word) => PART_NAMES.find((part) => `{${part}}` === word) ?? []),
    arn: given(arn),
    requestParameters: words(paths),
  };
}

const FILLED = ["always", "mostly", "partly", "never", "unknown"] as const;
const given = (cell: string | undefined) => (cell === "-" ? undefined : cell);
const words = (cell: string) => (cell === "-" ? [] : cell.split(" "));
