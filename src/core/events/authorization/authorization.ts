import { NOUN_SIGNS, SERVICES, VERB_LETTERS } from "./table.generated.js";

/** A kind of resource as the Service Authorization Reference has it. */
export interface ResourceType {
  /** The reference's own word: `global-table`. */
  readonly key: string;
  /** The same without separators, lower case: `globaltable`. */
  readonly noun: string;
  /** `arn:{Partition}:dynamodb:{Region}:{Account}:table/{TableName}`. */
  readonly arn: string;
  /** CloudFormation's name, `AWS::DynamoDB::Table`; empty where it has none. */
  readonly type: string;
}

/** What one action acts on. */
export interface Action {
  readonly types: readonly ResourceType[];
  /** Those without which the call makes no sense. */
  readonly required: readonly ResourceType[];
}

/** One service of the reference. */
export interface AuthorizationService {
  /** CloudFormation's namespace, `DynamoDB`; empty where it has none. */
  readonly namespace: string;
  readonly types: readonly ResourceType[];
  /** By name in lower case. Reading actions that act on no resource are left out. */
  readonly actions: ReadonlyMap<string, Action>;
}

const decoded = new Map<string, AuthorizationService>();

/**
 * A service by its prefix in policies (`elasticloadbalancing`), decoded on first use. Undefined for what the reference
 * does not know.
 */
export function authorizationService(prefix: string): AuthorizationService | undefined {
  const known = decoded.get(prefix);
  if (known) return known;
  const line = Object.hasOwn(SERVICES, prefix) ? SERVICES[prefix] : undefined;
  if (line === undefined) return undefined;
  const service = decode(prefix, line);
  decoded.set(prefix, service);
  return service;
}

/** `namespace;key=arn=type|…;types:actions|…`, each part as `scripts/authorizationTable.mjs` writes it. */
function decode(prefix: string, line: string): AuthorizationService {
  const [namespace = "", typeText = "", actionText = ""] = line.split(";");
  const types = typeText === "" ? [] : typeText.split("|").map((text) => typeOf(prefix, namespace, text));
  const actions = new Map<string, Action>();
  for (const group of actionText.split("|")) addGroup(actions, types, group);
  return { namespace, types, actions };
}

function typeOf(prefix: string, namespace: string, text: string): ResourceType {
  const [key = "", arn = "", end = ""] = text.split("=");
  const name = end === "#" ? camel(key) : end;
  const type = name === "" ? "" : name.includes("::") ? `AWS::${name}` : `AWS::${namespace}::${name}`;
  return { key, noun: joined(key), arn: wholeArn(prefix, key, arn), type };
}

const camel = (key: string): string =>
  key.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const joined = (key: string): string => key.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** Owner, Region and account of an ARN by the mark it begins with. */
const PLACES = new Map([
  ["-", "::{Account}:"],
  ["^", ":{Region}::"],
  ["_", ":::"],
]);

function wholeArn(prefix: string, key: string, short: string): string {
  const told = short
    .replace("#", key)
    .replaceAll("{N}", `{${camel(key)}Name}`)
    .replaceAll("{I}", `{${camel(key)}Id}`)
    .replaceAll("{R}", "{ResourceId}");
  if (told.startsWith("!")) return `arn:{Partition}:${told.slice(1)}`;
  const place = PLACES.get(told.charAt(0));
  return place === undefined
    ? `arn:{Partition}:${prefix}:{Region}:{Account}:${told}`
    : `arn:{Partition}:${prefix}${place}${told.slice(1)}`;
}

const pairs = (text: string): ReadonlyMap<string, string> =>
  new Map(text.split(" ").map((pair) => [pair.charAt(0), pair.slice(2).toLowerCase()]));

let verbs: ReadonlyMap<string, string> | undefined;
let signs: ReadonlyMap<string, string> | undefined;

/** `6*,2:CD.# Scan`: CreateTable, DeleteTable and Scan act on type 6, which is required, and on type 2. */
function addGroup(actions: Map<string, Action>, types: readonly ResourceType[], group: string): void {
  verbs ??= pairs(VERB_LETTERS);
  const colon = group.indexOf(":");
  const marks = group
    .slice(0, colon)
    .split(",")
    .filter((mark) => mark !== "");
  const named = marks.flatMap((mark) => types[Number.parseInt(mark, 36)] ?? []);
  const required = marks.flatMap((mark) =>
    mark.endsWith("*") ? (types[Number.parseInt(mark, 36)] ?? []) : [],
  );
  const action: Action = { types: named, required };
  const about = named[0]?.noun ?? "";
  for (const word of group.slice(colon + 1).split(" ")) {
    const dot = word.indexOf(".");
    if (dot < 0) actions.set(word.toLowerCase(), action);
    else {
      const noun = nounOf(word.slice(dot + 1), about);
      for (const letter of word.slice(0, dot)) actions.set((verbs.get(letter) ?? "") + noun, action);
    }
  }
}

function nounOf(written: string, about: string): string {
  signs ??= pairs(NOUN_SIGNS);
  let noun = "";
  for (const character of written) noun += character === "#" ? about : (signs.get(character) ?? character);
  return noun.toLowerCase();
}
