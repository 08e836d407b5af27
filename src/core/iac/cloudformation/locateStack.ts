import { partitionOf } from "../../events/naming/partition.js";
import { identify, type IdentityPart, type IdentityParts } from "../identity/identify.js";
import { identityRow, type IdentityRow, type PartName } from "../identity/identityTable.js";
import type {
  LinkedStack,
  LocatedResource,
  LocatedTemplate,
  ResourceInstance,
  StackHint,
  TemplateKind,
  TemplateLinks,
  TemplateText,
} from "../locatedResource.js";
import { jsonSections } from "./jsonBlocks.js";
import { readSamConfig } from "./samConfig.js";
import { yamlSections, type YamlBlock } from "./yamlBlocks.js";
import { yamlValue, type ReferenceValue } from "./yamlValue.js";

type Links = Pick<TemplateLinks, "stacks" | "accountId" | "region">;
const nothingLinked: Links = { stacks: [], accountId: undefined, region: undefined };

/** A CloudFormation or SAM template in YAML or JSON; undefined when the text is none. Takes any text and never throws. */
export function scanStack({ text }: TemplateText): LocatedTemplate | undefined {
  return located(text, nothingLinked, []);
}

/** With what linked stacks tell of names, and the stack that samconfig.toml beside the text names. */
export async function locateStack(
  template: TemplateText,
  links: TemplateLinks,
  signal: AbortSignal,
): Promise<LocatedTemplate | undefined> {
  if (!scanStack(template)) return undefined;
  const folder = template.path.replace(/[^/]*$/, "");
  const config = await links.files.read(`${folder}samconfig.toml`, signal);
  return located(template.text, links, config === undefined ? [] : readSamConfig(config));
}

function located(text: string, links: Links, stackHints: readonly StackHint[]): LocatedTemplate | undefined {
  const sections = sectionsOf(text);
  const blocks = (sections.get("Resources") ?? []).filter(({ values }) => values.has("Type"));
  if (!blocks.some(({ values }) => typeOf(values).startsWith("AWS::"))) return undefined;
  const kind: TemplateKind = /^[ \t{]*"?Transform"?\s*:[\s\S]{0,200}AWS::Serverless/m.test(text)
    ? "sam"
    : "cloudformation";
  const defaults = new Map(
    (sections.get("Parameters") ?? []).map(({ key, values }) => [key, values.get("Default") ?? ""]),
  );
  const lines = text.split("\n");
  const resources = blocks.map((block) => toResource(block, kind, lines, defaults, links));
  return { kind, resources, stackHints, problems: [] };
}

/** A template in JSON has its resources below a key; other JSON, however large, is not read. */
function sectionsOf(text: string): ReadonlyMap<string, readonly YamlBlock[]> {
  if (!/^\s*\{/.test(text)) return yamlSections(text);
  return text.includes('"Resources"') ? jsonSections(text) : new Map<string, readonly YamlBlock[]>();
}

const typeOf = (values: YamlBlock["values"]): string =>
  yamlValue(values.get("Type") ?? "", () => undefined) ?? "";

function toResource(
  block: YamlBlock,
  kind: TemplateKind,
  lines: readonly string[],
  defaults: ReadonlyMap<string, string>,
  links: Links,
): LocatedResource {
  const { key, indent, startLine, endLine, values } = block;
  const type = typeOf(values);
  const row = identityRow(type);
  const end = (line: number): number => (lines[line] ?? "").trimEnd().length;
  const range = { startLine, startCharacter: indent };
  const instances = row ? instancesOf(block, row, defaults, links) : [unknown];
  const isKnown = instances.some(({ identities }) => identities.length > 0);
  const missing = row && !isKnown ? [`physical id of ${key}`] : [];
  return {
    kind,
    address: key,
    type,
    header: { ...range, endLine: startLine, endCharacter: end(startLine) },
    block: { ...range, endLine, endCharacter: end(endLine) },
    instances,
    completeness: !row
      ? "unsupported"
      : row.filled === "never"
        ? "not-indexed"
        : isKnown
          ? "known"
          : "needs-link",
    needs: missing,
    fallback: row && {
      eventSource: row.eventSource,
      requestParameters: row.requestParameters,
      values: instances.flatMap(({ arn, identities }) => identities[0]?.name ?? arn ?? []),
    },
    generated: [],
  };
}

const unknown: ResourceInstance = {
  label: "",
  identities: [],
  arn: undefined,
  accountId: undefined,
  region: undefined,
};

function instancesOf(
  block: YamlBlock,
  row: IdentityRow,
  defaults: ReadonlyMap<string, string>,
  links: Links,
): readonly ResourceInstance[] {
  const found = links.stacks.flatMap((stack) => stackInstance(block, row, stack, links.stacks.length > 1));
  if (found.length > 0) return found;
  const { accountId, region } = links;
  const valueOf: ReferenceValue = (name) => {
    if (name === "AWS::Region") return region;
    if (name === "AWS::AccountId") return accountId;
    if (name === "AWS::StackName") return links.stacks[0]?.stackName;
    const value = defaults.get(name);
    return value === "" || value === undefined ? undefined : yamlValue(value, () => undefined);
  };
  const raw = row.nameProperty === undefined ? undefined : block.values.get(`Properties.${row.nameProperty}`);
  const text = raw === undefined ? undefined : yamlValue(raw, valueOf);
  const grounds = raw?.startsWith("!") === true ? "evaluated" : "literal";
  const parts: IdentityParts = text === undefined ? {} : { name: { text, grounds } };
  return [identify(row, parts, { partition: partitionOf(region), region, accountId })];
}

function stackInstance(
  { key }: YamlBlock,
  row: IdentityRow,
  { stackName, accountId, region, resources }: LinkedStack,
  isOneOfMany: boolean,
): readonly ResourceInstance[] {
  const physicalId = resources.find(({ logicalId }) => logicalId === key)?.physicalId;
  if (physicalId === undefined || row.physicalId === undefined) return [];
  const part: PartName = row.physicalId === "waf" ? "name" : row.physicalId;
  const text = row.physicalId === "waf" ? (physicalId.split("|")[0] ?? physicalId) : physicalId;
  const told: IdentityPart = { text, grounds: "stack" };
  const parts: Partial<Record<PartName, IdentityPart>> = {};
  parts[part] = told;
  const place = { partition: partitionOf(region), region, accountId };
  return [identify(row, parts, place, isOneOfMany ? stackName : "")];
}
