import { fitOf, type Acts, type Api } from "../naming/api.js";
import type { Entity } from "./entity.js";
import { knownKind, type Kind } from "../naming/kind.js";
import { PerApi } from "../naming/perApi.js";

/**
 * Calls whose name does not say what they act on, or that change two things at once: kinds in the order in which
 * a person would name them. Meaning: API references of the services.
 */
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  "iam/AddUserToGroup": ["iam/group", "iam/user"],
  "iam/RemoveUserFromGroup": ["iam/group", "iam/user"],
  "iam/CreateAccessKey": ["iam/user", "iam/accesskey"],
  "iam/UpdateAccessKey": ["iam/user", "iam/accesskey"],
  "iam/DeleteAccessKey": ["iam/user", "iam/accesskey"],
  "iam/EnableMFADevice": ["iam/user", "iam/virtualmfadevice"],
  "iam/DeactivateMFADevice": ["iam/user", "iam/virtualmfadevice"],
  "cloudformation/CreateChangeSet": ["cloudformation/stack"],
  "cloudformation/ExecuteChangeSet": ["cloudformation/stack"],
  "cloudformation/DeleteChangeSet": ["cloudformation/stack"],
  "kms/CreateGrant": ["kms/key"],
  "kms/RetireGrant": ["kms/key"],
  "kms/RevokeGrant": ["kms/key"],
  "ssm/SendCommand": ["ec2/instance", "ssm/managedinstance"],
  "ssm/StartSession": ["ec2/instance", "ssm/managedinstance"],
  "elasticloadbalancing/RegisterTargets": ["elasticloadbalancing/targetgroup"],
  "elasticloadbalancing/DeregisterTargets": ["elasticloadbalancing/targetgroup"],
  "apigateway/CreateDeployment": ["apigateway/restapi"],
  "states/StartExecution": ["states/statemachine"],
  "states/StopExecution": ["states/execution"],
  "ecs/RunTask": ["ecs/taskdefinition"],
  "autoscaling/AttachLoadBalancers": ["autoscaling/autoscalinggroup"],
  "autoscaling/AttachLoadBalancerTargetGroups": ["autoscaling/autoscalinggroup"],
  "organizations/AttachPolicy": ["organizations/policy"],
  "organizations/DetachPolicy": ["organizations/policy"],
  "sso/CreateAccountAssignment": ["sso/permissionset"],
  "sso/DeleteAccountAssignment": ["sso/permissionset"],
};

const NO_NAMES: readonly string[] = [];

const overridden = new PerApi((api): readonly Kind[] => {
  const kinds: Kind[] = [];
  for (const name of Object.hasOwn(SUBJECTS, api.key) ? (SUBJECTS[api.key] ?? NO_NAMES) : NO_NAMES) {
    const [service = "", noun = ""] = name.split("/");
    const kind = knownKind(service, noun);
    if (kind) kinds.push(kind);
  }
  return kinds;
});

/** What the event acted on, and how sure that is. */
export interface Subject {
  readonly entities: readonly Entity[];
  readonly sure: "high" | "medium" | "low";
}

const NOTHING: Subject = { entities: [], sure: "low" };

/**
 * Tells what an event acted on from what it merely mentions. Three grounds: how well a kind fits the API's name, what
 * the authorization reference says the action acts on, and where in the record the identifier stands.
 */
export function subjectOf(api: Api, entities: readonly Entity[]): Subject {
  if (entities.length === 0) return NOTHING;
  const told = overridden.of(api);
  if (told.length > 0) {
    const chosen = told.flatMap((kind) => nearest(entities.filter((entity) => entity.kind === kind)));
    if (chosen.length > 0) return { entities: chosen, sure: "high" };
  }
  if (isUnnamedCreation(api, entities)) return byAction(api, entities, api.kind);
  const fitting = bestFit(api, entities);
  if (fitting.length > 0) return { entities: fitting, sure: sureOfFit(api, fitting) };
  return api.acts ? byAction(api, entities) : byPlace(api, entities);
}

const CREATING = new Set(["create", "run", "allocate", "request", "import", "register", "copy", "restore"]);

/** What failed to come to be has no id: what the request does name is where it should have gone. */
const isUnnamedCreation = (api: Api, entities: readonly Entity[]): boolean =>
  CREATING.has(api.verb) &&
  api.kind?.known === true &&
  !entities.some(({ kind, origin }) => kind === api.kind && !origin);

/**
 * By the action's own kinds, the required ones first; nothing when it acts on none, as settings of the account do.
 * `missing` is what was not created: then only what it was to be part of counts.
 */
function byAction(api: Api, entities: readonly Entity[], missing?: Kind): Subject {
  const { required, optional } = api.acts ?? NO_ACTS;
  if (missing !== undefined && (required.includes(missing) || optional.includes(missing))) return NOTHING;
  for (const kind of required) {
    const chosen = nearest(entities.filter((entity) => entity.kind === kind && !entity.origin));
    const alone = required.length === 1 && chosen.every(({ specific }) => specific);
    if (chosen.length > 0) return { entities: chosen, sure: alone ? "high" : "medium" };
  }
  if (missing !== undefined) return NOTHING;
  if (optional.length > 0) return byOptional(api, entities, optional);
  return byListed(api, entities, required.length > 0);
}

const NO_ACTS: Acts = { required: [], optional: [] };

function byOptional(api: Api, entities: readonly Entity[], optional: readonly Kind[]): Subject {
  const chosen = nearest(entities.filter(({ kind, origin }) => optional.includes(kind) && !origin));
  const first = chosen[0];
  if (!first) return lessSure(byPlace(api, entities));
  const alike = chosen.filter(({ kind }) => kind === first.kind);
  return { entities: alike, sure: alike.length === chosen.length ? "medium" : "low" };
}

/** For an action of the account or Region only what AWS itself lists can be meant. */
function byListed(api: Api, entities: readonly Entity[], needsOne: boolean): Subject {
  if (needsOne) return lessSure(byPlace(api, entities));
  const listed = entities.filter((entity) => entity.listed && entity.arn !== undefined);
  return listed.length === 0 ? NOTHING : lessSure(byPlace(api, listed));
}

const lessSure = ({ entities, sure }: Subject): Subject => ({
  entities,
  sure: sure === "high" ? "medium" : "low",
});

function bestFit(api: Api, entities: readonly Entity[]): readonly Entity[] {
  let best = 0;
  let kind: Kind | undefined;
  for (const entity of entities) {
    const fit = weighed(api, entity.kind) - (entity.origin ? 20 : 0);
    if (fit > best) {
      best = fit;
      kind = entity.kind;
    }
  }
  if (kind === undefined) return NO_ENTITIES;
  return entities.length === 1 ? entities : nearest(entities.filter((entity) => entity.kind === kind));
}

const NO_ENTITIES: readonly Entity[] = [];

/** The fit of the name, and more of it when the reference agrees. */
function weighed(api: Api, kind: Kind): number {
  const fit = fitOf(api, kind);
  if (fit === 0 || !api.acts) return fit;
  return fit + (api.acts.required.includes(kind) ? 45 : api.acts.optional.includes(kind) ? 15 : 0);
}

const SECTION_ORDER = { request: 0, response: 1, listed: 2, other: 3 } as const;

/** Of one kind: what comes before sources, the request before the answer, the top before the depth. */
function nearest(entities: readonly Entity[]): readonly Entity[] {
  if (entities.length < 2) return entities;
  const own = entities.some(({ origin }) => !origin) ? entities.filter(({ origin }) => !origin) : entities;
  const weight = ({ section, depth }: Entity): number => SECTION_ORDER[section] * 10 + depth;
  let least = Infinity;
  for (const entity of own) least = Math.min(least, weight(entity));
  return own.filter((entity) => weight(entity) === least);
}

const sureOfFit = (api: Api, entities: readonly Entity[]): Subject["sure"] => {
  const first = entities[0];
  if (!first) return "low";
  if (first.listed && first.arn !== undefined) return "high";
  if (!first.kind.known) return "medium";
  const fit = fitOf(api, first.kind);
  // The name and the reference speak of different things: either may be meant.
  if (fit < 150 && isGainsaid(api, first.kind)) return "medium";
  return first.specific || fit >= 100 ? "high" : "medium";
};

const isGainsaid = ({ acts }: Api, kind: Kind): boolean =>
  acts !== undefined &&
  acts.required.length > 0 &&
  !acts.required.includes(kind) &&
  !acts.optional.includes(kind);

/** Neither name nor reference tell (`newservice:Rotate`): go by place and service. */
function byPlace(api: Api, entities: readonly Entity[]): Subject {
  const top = nearest(entities.filter(({ section }) => section === "request" || section === "listed"));
  const candidates = top.length > 0 ? top : nearest(entities);
  const own = candidates.filter(({ kind }) => kind.service === api.service);
  const chosen = own.length > 0 ? own : candidates;
  const first = chosen[0];
  if (!first) return NOTHING;
  const alike = chosen.filter(({ kind }) => kind === first.kind);
  const alone = alike.length === chosen.length && first.specific && first.depth <= 2;
  return { entities: alike, sure: alone ? "high" : own.length > 0 ? "medium" : "low" };
}
