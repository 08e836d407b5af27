import { derivedKind, knownKind, type Kind } from "../naming/kind.js";
import { singular } from "../naming/words.js";
import { containerOf, type Container } from "./resourceContainers.js";

/** Which part of an identity a parameter carries. */
export type Part = "name" | "id" | "arn" | "url";

/** What a parameter name means in a service. */
export interface Meaning {
  /** Undefined for `name`, `id`, `arn`: what they name follows from the API or the value. */
  readonly kind: Kind | undefined;
  readonly part: Part;
  /** True for `sourceSnapshotId` and the like: where it comes from, never what is acted on. */
  readonly origin: boolean;
}

const IGNORED = new Set(
  (
    "request client availabilityzone owner account caller principal marker token session correlation invocation transaction " +
    "requester trace region partition user clientrequest creatorrequest idempotency event engine host display file attribute " +
    "statement subject version field column header contact product vendor provider sender device operation action"
  ).split(" "),
);

/** Parameters of all services that name a resource of another one. Noun by lower-case parameter stem. */
const COMMON: Readonly<Record<string, string>> = {
  role: "iam/role",
  rolename: "iam/role",
  executionrole: "iam/role",
  servicerole: "iam/role",
  taskrole: "iam/role",
  instanceprofile: "iam/instanceprofile",
  iaminstanceprofile: "iam/instanceprofile",
  bucket: "s3/bucket",
  s3bucket: "s3/bucket",
  kmskey: "kms/key",
  kmsmasterkey: "kms/key",
  sourcekmskey: "kms/key",
  kmsencryptionkey: "kms/key",
  ssekmskey: "kms/key",
  snstopic: "sns/topic",
  topic: "sns/topic",
  queue: "sqs/queue",
  vpc: "ec2/vpc",
  subnet: "ec2/subnet",
  securitygroup: "ec2/securitygroup",
  vpcsecuritygroup: "ec2/securitygroup",
  instance: "ec2/instance",
  networkinterface: "ec2/networkinterface",
  volume: "ec2/volume",
  vpcendpoint: "ec2/vpcendpoint",
  launchtemplate: "ec2/launchtemplate",
  function: "lambda/function",
  lambdafunction: "lambda/function",
  loggroup: "logs/loggroup",
  cloudwatchlogsloggroup: "logs/loggroup",
  certificate: "acm/certificate",
  acmcertificate: "acm/certificate",
  secret: "secretsmanager/secret",
  hostedzone: "route53/hostedzone",
  loadbalancer: "elasticloadbalancing/loadbalancer",
  targetgroup: "elasticloadbalancing/targetgroup",
  autoscalinggroup: "autoscaling/autoscalinggroup",
  statemachine: "states/statemachine",
  stack: "cloudformation/stack",
  userpool: "cognito-idp/userpool",
  filesystem: "elasticfilesystem/filesystem",
  webacl: "wafv2/webacl",
};

/** Parameters whose name does not follow the convention, by service. Value: noun, then part when not told by the name. */
const ODD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  athena: { workgroup: "workgroup name" },
  apigateway: { apikey: "apikey id" },
  cloudformation: { stackname: "stack name", stackid: "stack arn" },
  cloudtrail: { name: "trail name", trailnamelist: "trail name", eventdatastore: "eventdatastore arn" },
  "cognito-idp": { username: "user name" },
  ec2: {
    groupid: "securitygroup id",
    groupname: "securitygroup name",
    groupset: "securitygroup id",
    keyname: "keypair name",
    publicip: "address url",
    allocationid: "address id",
    natgatewayid: "natgateway id",
    gatewayid: "internetgateway id",
    vpcs: "vpc id",
  },
  ecs: {
    cluster: "cluster name",
    service: "service name",
    taskdefinition: "taskdefinition name",
    task: "task id",
    family: "taskdefinition name",
  },
  eks: { nodegroupname: "nodegroup name" },
  elasticmapreduce: { jobflowid: "cluster id" },
  events: { rule: "rule name" },
  iam: { serialnumber: "virtualmfadevice arn", openidconnectproviderarn: "oidcprovider arn" },
  kms: { keyid: "key id", targetkeyid: "key id", aliasname: "alias name" },
  lambda: { uuid: "eventsourcemapping id", resource: "function arn" },
  logs: { loggroupidentifier: "loggroup name" },
  organizations: {
    accountid: "account id",
    policyid: "policy id",
    targetid: "account id",
    createaccountrequestid: "",
  },
  rds: { dbiresourceid: "dbinstance id", dbname: "" },
  redshift: { clusteridentifier: "cluster name" },
  s3: { key: "object name" },
  secretsmanager: { secretid: "secret name", secretidlist: "secret name" },
  ssm: {
    target: "instance id",
    documentname: "document name",
    sessionid: "session id",
    windowid: "maintenancewindow id",
  },
  sso: { instancearn: "instance arn" },
  transfer: { username: "user name" },
  wafv2: { webaclarn: "webacl arn" },
};

const GENERIC: Readonly<Record<string, Part>> = {
  name: "name",
  names: "name",
  id: "id",
  ids: "id",
  arn: "arn",
  identifier: "name",
  resource: "arn",
  resourcename: "arn",
  resourcenames: "arn",
  resourcearn: "arn",
  resourcearns: "arn",
  resourcearnlist: "arn",
  resourceid: "id",
  resourceids: "id",
  resourceidlist: "id",
  resources: "arn",
  url: "url",
};

const SUFFIX = /(Names?|Ids?|ID|IDs|ARNs?|Arns?|Identifiers?|Urls?|URL)$/;
const CONTAINER = /(?:Set|List|Collection)$/;
const MODIFIER =
  /^(?:source|target|destination|new|old|original|parent|primary|secondary|default|replacement|restored|final|initial)(?=[A-Z])/;
const ORIGIN = /^(?:source|original|old|parent|final)/;

/** A parameter's name in a service, with all that is known of it. */
export interface Key {
  readonly name: string;
  readonly container: Container;
  /** Null when it names no resource. */
  readonly meaning: Meaning | null;
}

const KEYS_LIMIT = 2_000;
const SERVICES_LIMIT = 500;
const LONGEST_KEY = 64;

/** The parameter names of one service, each understood once. */
export class Keys {
  readonly #known = new Map<string, Key>();

  constructor(private readonly service: string) {}

  of(name: string): Key {
    return this.#known.get(name) ?? this.#remember(name);
  }

  #remember(name: string): Key {
    const meaning = name.length > LONGEST_KEY ? null : readKey(this.service, name);
    const key: Key = { name, container: containerOf(name), meaning };
    if (this.#known.size >= KEYS_LIMIT) this.#known.clear();
    this.#known.set(name, key);
    return key;
  }
}

const memo = new Map<string, Keys>();

export function keysOf(service: string): Keys {
  const known = memo.get(service);
  if (known) return known;
  if (memo.size >= SERVICES_LIMIT) memo.clear();
  const keys = new Keys(service);
  memo.set(service, keys);
  return keys;
}

function readKey(service: string, key: string): Meaning | null {
  const lower = key.toLowerCase();
  const odd = oddKey(service, lower);
  if (odd !== undefined) return odd;
  if (Object.hasOwn(GENERIC, lower))
    return { kind: undefined, part: GENERIC[lower] ?? "name", origin: false };
  const stem = key.replace(CONTAINER, "");
  const suffix = SUFFIX.exec(stem)?.[1];
  if (suffix === undefined) return null;
  const bare = stem.slice(0, -suffix.length);
  const part = partOf(suffix);
  return ofStem(service, bare, part, false) ?? ofModified(service, bare, part);
}

function oddKey(service: string, lower: string): Meaning | null | undefined {
  const table = Object.hasOwn(ODD, service) ? ODD[service] : undefined;
  const text = table && Object.hasOwn(table, lower) ? table[lower] : undefined;
  if (text === undefined) return undefined;
  const [noun = "", part = "name"] = text.split(" ");
  const owner = service === "ssm" && noun === "instance" ? "ec2" : service;
  const kind = knownKind(owner, noun);
  return kind ? { kind, part: part as Part, origin: false } : null;
}

/** The kind an object is called by: `iamInstanceProfile: {name}`; stems in lower case and singular. */
export const kindOfStem = (service: string, stem: string): Kind | undefined =>
  ofStem(service, stem, "name", false)?.kind;

/** The noun of the stem in the service itself, then in the services all others refer to. */
function ofStem(service: string, bare: string, part: Part, origin: boolean): Meaning | null {
  const noun = singular(bare.toLowerCase());
  if (noun === "") return null;
  const own = knownKind(service, noun);
  if (own) return { kind: own, part, origin };
  if (Object.hasOwn(COMMON, noun)) {
    const [owner = "", common = ""] = (COMMON[noun] ?? "").split("/");
    const kind = knownKind(owner, common);
    if (kind) return { kind, part, origin };
  }
  return null;
}

function ofModified(service: string, bare: string, part: Part): Meaning | null {
  const modifier = MODIFIER.exec(bare)?.[0];
  const rest = modifier === undefined ? bare : bare.slice(modifier.length);
  const origin = modifier !== undefined && ORIGIN.test(modifier);
  const found = modifier === undefined ? null : ofStem(service, rest, part, origin);
  if (found) return found;
  const noun = singular(rest.toLowerCase());
  if (noun === "" || IGNORED.has(noun)) return null;
  return { kind: derivedKind(service, noun, rest), part, origin };
}

function partOf(suffix: string): Part {
  const lower = suffix.toLowerCase();
  if (lower.startsWith("arn")) return "arn";
  if (lower.startsWith("url")) return "url";
  return lower === "id" || lower === "ids" ? "id" : "name";
}
