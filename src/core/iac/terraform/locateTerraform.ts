import { partitionOf } from "../../events/naming/partition.js";
import { identify, type IdentityParts, type IdentityPlace } from "../identity/identify.js";
import { terraformIdentity, type PartName, type TerraformIdentity } from "../identity/identityTable.js";
import { LineIndex } from "../lineIndex.js";
import type {
  Completeness,
  IdentityGrounds,
  LocatedResource,
  LocatedTemplate,
  LookupFallback,
  ResourceInstance,
  TemplateLinks,
  TemplateText,
} from "../locatedResource.js";
import { readHclBlocks, type HclBlock } from "./hclBlocks.js";
import { TerraformModule } from "./terraformModule.js";
import { readTerraformState, type StateInstance, type TerraformState } from "./terraformState.js";

const isSource = (name: string): boolean => /\.(tf|tofu)$/.test(name);
const isValues = (name: string): boolean => /(^terraform|\.auto)\.tfvars$/.test(name);

export const isTerraform = ({ path, languageId }: Pick<TemplateText, "path" | "languageId">): boolean =>
  isSource(path) || languageId === "terraform" || languageId === "opentofu";

/** Where else the resources' names may come from. */
interface Told {
  readonly module: TerraformModule;
  readonly states: readonly TerraformState[];
  readonly place: IdentityPlace;
}

/** Resources of one file, from its text alone. */
export function scanTerraform({ text }: TemplateText): LocatedTemplate {
  const blocks = readHclBlocks(text);
  const module = new TerraformModule();
  module.add(text, blocks);
  const place = { partition: partitionOf(module.region), region: module.region, accountId: undefined };
  return template(text, blocks, { module, states: [], place }, []);
}

/** With the other files of its folder, and with a linked state or the one that lies beside it. */
export async function locateTerraform(
  source: TemplateText,
  links: TemplateLinks,
  signal: AbortSignal,
): Promise<LocatedTemplate> {
  const blocks = readHclBlocks(source.text);
  const module = new TerraformModule();
  module.add(source.text, blocks);
  await addNeighbours(module, source, links, signal);
  const { states, problems } = await readStates(module, source, links, signal);
  const region = module.region ?? links.region;
  const place = { partition: partitionOf(region), region, accountId: links.accountId };
  return template(source.text, blocks, { module, states, place }, problems);
}

const folderOf = (path: string): string => path.replace(/[^/]*$/, "");

/** The other files of the folder: together they are one module. */
async function addNeighbours(
  module: TerraformModule,
  { path }: TemplateText,
  { files }: TemplateLinks,
  signal: AbortSignal,
): Promise<void> {
  const folder = folderOf(path);
  for (const name of await files.list(folder, signal)) {
    if (folder + name === path || !(isSource(name) || isValues(name))) continue;
    const text = (await files.read(folder + name, signal)) ?? "";
    if (isSource(name)) module.add(text);
    else module.addValues(text);
  }
}

/** The linked states, or the one beside the text. */
async function readStates(
  { hasBackend }: TerraformModule,
  { path }: TemplateText,
  { files, states: linked }: TemplateLinks,
  signal: AbortSignal,
): Promise<{ readonly states: readonly TerraformState[]; readonly problems: readonly string[] }> {
  const states: TerraformState[] = [];
  const problems: string[] = [];
  for (const each of linked.length > 0 ? linked : [`${folderOf(path)}terraform.tfstate`]) {
    const json = await files.read(each, signal);
    if (json !== undefined) states.push(readTerraformState(json));
    else if (linked.length > 0) problems.push(`The linked state ${each} is gone. Link another one.`);
  }
  if (states.length === 0 && hasBackend)
    problems.push(
      "The state is kept remotely. Link the output of `terraform show -json` to know every name.",
    );
  return { states, problems: [...problems, ...states.flatMap(({ problem }) => problem ?? [])] };
}

function template(
  text: string,
  blocks: readonly HclBlock[],
  told: Told,
  problems: readonly string[],
): LocatedTemplate {
  const lines = new LineIndex(text);
  const resources = blocks
    .filter(({ kind, labels }) => kind === "resource" && labels.length >= 2)
    .map((block) => toResource(text, block, lines, told));
  return { kind: "terraform", resources, stackHints: [], problems };
}

function toResource(text: string, block: HclBlock, lines: LineIndex, told: Told): LocatedResource {
  const [type = "", name = ""] = block.labels.map((label) => label.text);
  const address = `${type}.${name}`;
  const known = terraformIdentity(type);
  const instances = known ? instancesOf(text, block, address, known, told) : [unknownInstance];
  const completeness = completenessOf(known, instances);
  return {
    kind: "terraform",
    address,
    type,
    header: lines.range(block.start, block.headerEnd),
    block: lines.range(block.start, block.end),
    instances,
    completeness,
    needs: completeness === "needs-link" && known ? [`${address}.${known.attribute}`] : [],
    fallback: known && fallbackOf(known, instances, (each) => told.module.textOf(text, block, each)),
    generated: [],
  };
}

const unknownInstance: ResourceInstance = {
  label: "",
  identities: [],
  arn: undefined,
  accountId: undefined,
  region: undefined,
};

function completenessOf(
  known: TerraformIdentity | undefined,
  instances: readonly ResourceInstance[],
): Completeness {
  if (!known) return "unsupported";
  if (known.row.filled === "never") return "not-indexed";
  return instances.some(({ identities }) => identities.length > 0) ? "known" : "needs-link";
}

function instancesOf(
  text: string,
  block: HclBlock,
  address: string,
  known: TerraformIdentity,
  { module, states, place }: Told,
): readonly ResourceInstance[] {
  const inState = states.flatMap(({ instances }) => matching(instances, address));
  if (inState.length > 0)
    return inState.map(({ index, names }) => {
      const parts = partsOf(known, (name) => names[name], "state");
      const region = names["region"] ?? place.region;
      return identify(known.row, parts, { ...place, region }, index === "" ? "" : address + index);
    });
  const isRepeated = block.attributes.has("count") || block.attributes.has("for_each");
  const written = (name: string): string | undefined => module.textOf(text, block, name);
  // a repeated block's name holds its index, which the text alone does not tell
  const parts = partsOf(known, written, isRepeated ? "evaluated" : groundsOf(text, block, known));
  return [identify(known.row, parts, place)];
}

/** Also of a module that is called from elsewhere: its addresses end alike. */
function matching(instances: TerraformState["instances"], address: string): readonly StateInstance[] {
  const own = instances.get(address);
  if (own) return own;
  return [...instances].flatMap(([key, list]) => (key.endsWith(`.${address}`) ? list : []));
}

function groundsOf(text: string, block: HclBlock, { attribute }: TerraformIdentity): IdentityGrounds {
  const written = block.attributes.get(attribute) ?? block.attributes.get("name");
  const isLiteral = written && /^"[^"$%]*"$/.test(text.slice(written.start, written.end).trim());
  return isLiteral ? "literal" : "evaluated";
}

/** Attributes by the part of an identity they hold. */
const attributes: Readonly<Partial<Record<PartName, readonly string[]>>> = {
  name: ["name"],
  id: ["id"],
  arn: ["arn"],
  url: ["url"],
  family: ["family"],
  publicIp: ["public_ip"],
  restApiId: ["rest_api_id"],
  securityGroupId: ["security_group_id"],
  functionName: ["function_name"],
  functionArn: ["function_arn"],
  topicArn: ["topic_arn"],
  targetKeyArn: ["target_key_arn"],
  parentName: ["role", "user", "group"],
  parentBucketName: ["bucket"],
};

function partsOf(
  { row, attribute }: TerraformIdentity,
  read: (attribute: string) => string | undefined,
  grounds: IdentityGrounds,
): IdentityParts {
  const parts: Partial<Record<PartName | "path", { text: string; grounds: IdentityGrounds }>> = {};
  const [first] = row.lookupNames;
  for (const part of new Set<PartName>([...row.lookupNames, "name", "arn"])) {
    const own = part === first ? [attribute] : [];
    const text = [...own, ...(attributes[part] ?? [])].map(read).find((value) => value !== undefined);
    if (text !== undefined) parts[part] = { text, grounds };
  }
  const path = read("path");
  if (path !== undefined) parts.path = { text: path, grounds };
  return parts;
}

/** Values by which a request tells the resource: its name, which is worked out once more only where none is known. */
function fallbackOf(
  { row, attribute }: TerraformIdentity,
  instances: readonly ResourceInstance[],
  written: (name: string) => string | undefined,
): LookupFallback {
  const known = instances.flatMap(({ identities }) => identities.slice(0, 1).map(({ name }) => name));
  const values = known.length > 0 ? known : [attribute, "name"].flatMap((name) => written(name) ?? []);
  return {
    eventSource: row.eventSource,
    requestParameters: row.requestParameters,
    values: [...new Set(values)],
  };
}
