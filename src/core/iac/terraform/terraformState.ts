import { at, isObject, text } from "../../base/json.js";

/** What is read of a resource in a state: never a value that could be secret. */
export interface StateInstance {
  /** `[0]`, `["eu"]`, or empty for an only one. */
  readonly index: string;
  /** Attributes that name it, by their names. */
  readonly names: Readonly<Record<string, string>>;
}

export interface TerraformState {
  /** By address without index. */
  readonly instances: ReadonlyMap<string, readonly StateInstance[]>;
  /** Why it could not be read, for a tooltip. */
  readonly problem: string | undefined;
}

/** Attributes that name resources; all others may be secret and are not looked at. */
const naming = [
  "id",
  "arn",
  "name",
  "url",
  "region",
  "bucket",
  "function_name",
  "identifier",
  "cluster_identifier",
  "key_id",
  "target_key_arn",
  "topic_arn",
  "alarm_name",
  "family",
  "public_ip",
  "rest_api_id",
  "security_group_id",
  "role",
  "user",
  "group",
  "uuid",
];

const unread = (problem: string): TerraformState => ({ instances: new Map(), problem });

/** Reads a state of version 4 or what `terraform show -json` prints. Takes any text and never throws. */
export function readTerraformState(json: string): TerraformState {
  let state: unknown;
  try {
    state = JSON.parse(json);
  } catch {
    return unread("The state is no valid JSON.");
  }
  if (at(state, "encrypted_data") !== undefined)
    return unread("The state is encrypted. Link the output of `tofu show -json` instead.");
  if (isObject(at(state, "values"))) return { instances: shownInstances(state), problem: undefined };
  if (at(state, "version") !== 4)
    return unread("The state is not of version 4, which Terraform writes since 0.12.");
  return { instances: keptInstances(state), problem: undefined };
}

type Instances = Map<string, StateInstance[]>;

function keptInstances(state: unknown): Instances {
  const found: Instances = new Map();
  for (const resource of listAt(state, "resources")) {
    if (at(resource, "mode") !== "managed") continue;
    const module = text(at(resource, "module"));
    const own = `${word(resource, "type")}.${word(resource, "name")}`;
    for (const instance of listAt(resource, "instances"))
      add(
        found,
        module === undefined ? own : `${module}.${own}`,
        at(instance, "index_key"),
        at(instance, "attributes"),
      );
  }
  return found;
}

function shownInstances(state: unknown): Instances {
  const found: Instances = new Map();
  const modules: unknown[] = [at(state, "values", "root_module")];
  for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
    modules.push(...listAt(module, "child_modules"));
    for (const resource of listAt(module, "resources")) {
      if (at(resource, "mode") !== "managed") continue;
      const address = word(resource, "address").replace(/\[[^\]]*\]$/, "");
      add(found, address, at(resource, "index"), at(resource, "values"));
    }
  }
  return found;
}

function add(found: Instances, address: string, index: unknown, attributes: unknown): void {
  const names = Object.fromEntries(
    naming.flatMap((name) => {
      const value = text(at(attributes, name));
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const isIndexed = typeof index === "string" || typeof index === "number";
  const list = found.get(address) ?? [];
  list.push({ index: isIndexed ? `[${JSON.stringify(index)}]` : "", names });
  found.set(address, list);
}

const word = (value: unknown, key: string): string => text(at(value, key)) ?? "";

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = at(value, key);
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}
