import { fitOf, type Api } from "../naming/api.js";
import type { Entity } from "./entity.js";
import { knownKind, type Kind } from "../naming/kind.js";

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

const kindsByApi = new WeakMap<Api, readonly Kind[]>();
const NO_NAMES: readonly string[] = [];

function overridden(api: Api): readonly Kind[] {
  const known = kindsByApi.get(api);
  if (known) return known;
  const kinds: Kind[] = [];
  for (const name of Object.hasOwn(SUBJECTS, api.key) ? (SUBJECTS[api.key] ?? NO_NAMES) : NO_NAMES) {
    const [service = "", noun = ""] = name.split("/");
    const kind = knownKind(service, noun);
    if (kind) kinds.push(kind);
  }
  kindsByApi.set(api, kinds);
  return kinds;
}

/** What the event acted on, and how sure that is. */
export interface Subject {
  readonly entities: readonly Entity[];
  readonly sure: "high" | "medium" | "low";
}

const NOTHING: Subject = { entities: [], sure: "low" };

/**
 * Tells what an event acted on from what it merely mentions: the kind that fits the API's name best; without any,
 * the call's own service's resource nearest to the top of the request.
 */
export function subjectOf(api: Api, entities: readonly Entity[]): Subject {
  if (entities.length === 0) return NOTHING;
  const told = overridden(api);
  if (told.length > 0) {
    const chosen = told.flatMap((kind) => nearest(entities.filter((entity) => entity.kind === kind)));
    if (chosen.length > 0) return { entities: chosen, sure: "high" };
  }
  const fitting = bestFit(api, entities);
  if (fitting.length > 0) return { entities: fitting, sure: sureOfFit(api, fitting) };
  return byPlace(api, entities);
}

function bestFit(api: Api, entities: readonly Entity[]): readonly Entity[] {
  let best = 0;
  let kind: Kind | undefined;
  for (const entity of entities) {
    const fit = fitOf(api, entity.kind) - (entity.origin ? 20 : 0);
    if (fit > best) {
      best = fit;
      kind = entity.kind;
    }
  }
  return kind === undefined ? [] : nearest(entities.filter((entity) => entity.kind === kind));
}

const SECTION_ORDER = { request: 0, response: 1, listed: 2, other: 3 } as const;

/** Of one kind: what comes before sources, the request before the answer, the top before the depth. */
function nearest(entities: readonly Entity[]): readonly Entity[] {
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
  if (first.specific) return "high";
  return fitOf(api, first.kind) >= 100 ? "high" : "medium";
};

const CREATING = new Set(["create", "run", "allocate", "request", "import", "register", "copy", "restore"]);

/** No name fits (`ScheduleKeyDeletion` does, `ChangeResourceRecordSets` does not): go by place and service. */
function byPlace(api: Api, entities: readonly Entity[]): Subject {
  const top = nearest(entities.filter(({ section }) => section === "request" || section === "listed"));
  const candidates = top.length > 0 ? top : nearest(entities);
  const own = candidates.filter(({ kind }) => kind.service === api.service);
  const chosen = own.length > 0 ? own : candidates;
  const first = chosen[0];
  if (!first) return NOTHING;
  const alike = chosen.filter(({ kind }) => kind === first.kind);
  // What failed to come to be is not named; what is named is only where it should have gone.
  const container = CREATING.has(api.verb) && api.kind?.known === true;
  const alone = alike.length === chosen.length && first.specific && first.depth <= 2;
  return { entities: alike, sure: container ? "low" : alone ? "high" : own.length > 0 ? "medium" : "low" };
}
