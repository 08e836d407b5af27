/** The parts of one Amazon Resource Name: `arn:partition:service:region:account:resource`. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for global services and S3. */
  readonly region: string;
  /** Empty for S3 and API Gateway. */
  readonly account: string;
  /** All after the fifth colon, slashes and colons included. */
  readonly resource: string;
  /** `function` in `function:name`, `role` in `role/path/name`; empty when the resource is a bare name. */
  readonly kind: string;
  /** What a person calls it: without kind, path prefix of IAM, qualifier and the like. */
  readonly name: string;
}

const LONGEST = 2048;

export const looksLikeArn = (value: string): boolean => value.startsWith("arn:");

/** The parts of an ARN; undefined when the text is none. */
export function parseArn(value: string): Arn | undefined {
  if (!looksLikeArn(value) || value.length > LONGEST) return undefined;
  const afterPartition = value.indexOf(":", 4);
  const afterService = value.indexOf(":", afterPartition + 1);
  const afterRegion = value.indexOf(":", afterService + 1);
  const afterAccount = value.indexOf(":", afterRegion + 1);
  if (afterPartition < 0 || afterService < 0 || afterRegion < 0 || afterAccount < 0) return undefined;
  const service = value.slice(afterPartition + 1, afterService);
  const resource = value.slice(afterAccount + 1);
  if (service === "" || resource === "") return undefined;
  const region = value.slice(afterService + 1, afterRegion);
  const [kind, name] = isBare(service, region) ? (["", resource] as const) : kindAndName(service, resource);
  return {
    partition: value.slice(4, afterPartition),
    service,
    region,
    account: value.slice(afterRegion + 1, afterAccount),
    resource,
    kind,
    name,
  };
}

/** Services whose resource part is the bare name, whatever separators it holds; S3's newer kinds have a Region. */
const isBare = (service: string, region: string): boolean =>
  service === "sns" || service === "sqs" || (service === "s3" && region === "");

function kindAndName(service: string, resource: string): readonly [string, string] {
  // API Gateway begins with a slash: `/restapis/a1b2c3/stages/prod`.
  const start = resource.startsWith("/") ? 1 : 0;
  const slash = resource.indexOf("/", start);
  const colon = resource.indexOf(":");
  const cut = slash < 0 ? colon : colon < 0 ? slash : Math.min(slash, colon);
  if (cut <= start) return ["", resource];
  const kind = resource.slice(start, cut);
  const rest = resource.slice(cut + 1);
  if (rest === "") return ["", kind];
  return service === "wafv2" ? wafKindAndName(kind, rest) : [kind, nameOf(service, kind, rest)];
}

/** `regional/webacl/name/id`: the scope comes before the kind. */
function wafKindAndName(scope: string, rest: string): readonly [string, string] {
  const [kind = "", name = ""] = rest.split("/");
  return name === "" ? [scope, rest] : [kind, name];
}

const last = (rest: string): string => rest.slice(rest.lastIndexOf("/") + 1);
const beforeColon = (rest: string): string => (rest.includes(":") ? rest.slice(0, rest.indexOf(":")) : rest);
const beforeSlash = (rest: string): string => (rest.includes("/") ? rest.slice(0, rest.indexOf("/")) : rest);
const second = (rest: string): string => rest.split("/", 2)[1] ?? rest;

/**
 * Where the name hides inside the rest of the resource, by `service/kind`. Sources: Service Authorization
 * Reference (ARN formats); IAM user guide, "Friendly names and paths"; Secrets Manager user guide, "ARN".
 */
const NAMES: Readonly<Record<string, (rest: string) => string>> = {
  "iam/user": last,
  "iam/role": last,
  "iam/group": last,
  "iam/policy": last,
  "iam/instance-profile": last,
  "iam/server-certificate": last,
  // `log-group:/aws/lambda/x:*`: the star means the streams and is no part of the name.
  "logs/log-group": beforeColon,
  "lambda/function": beforeColon,
  "lambda/layer": beforeColon,
  "dynamodb/table": beforeSlash,
  "cloudformation/stack": beforeSlash,
  "cloudformation/changeSet": beforeSlash,
  "secretsmanager/secret": withoutSecretSuffix,
  "kafka/cluster": beforeSlash,
  "ecs/service": last,
  "ecs/task": last,
  "events/rule": last,
  "elasticloadbalancing/loadbalancer": (rest) => (/^(?:app|net|gwy)\//.test(rest) ? second(rest) : rest),
  "elasticloadbalancing/targetgroup": beforeSlash,
  "autoscaling/autoScalingGroup": (rest) => last(rest),
  "elasticbeanstalk/environment": last,
  "apigateway/restapis": beforeSlash,
  "apigateway/apis": beforeSlash,
};

const nameOf = (service: string, kind: string, rest: string): string => {
  const name = namesOf(service)?.get(kind)?.(rest);
  return name === undefined || name === "" ? rest : name;
};

type Names = Map<string, (rest: string) => string>;
let byService: Map<string, Names> | undefined;

/** The same table by service and then kind, so that no key is put together for every ARN. */
function namesOf(service: string): Names | undefined {
  if (byService) return byService.get(service);
  byService = new Map();
  for (const [key, name] of Object.entries(NAMES)) {
    const [owner = "", kind = ""] = key.split("/");
    const names: Names = byService.get(owner) ?? new Map<string, (rest: string) => string>();
    byService.set(owner, names.set(kind, name));
  }
  return byService.get(service);
}

/** Secrets Manager adds a hyphen and six random characters to the name. */
function withoutSecretSuffix(rest: string): string {
  const name = beforeColon(rest);
  return /.-[A-Za-z0-9]{6}$/.test(name.slice(-8)) ? name.slice(0, -7) : name;
}

/** True when a name, id or path as a caller writes it means the resource of an ARN. */
export function meansArn(arn: Arn, value: string): boolean {
  if (value === arn.name || value === arn.resource) return true;
  if (value === "" || !arn.resource.endsWith(value)) return false;
  const before = arn.resource.charAt(arn.resource.length - value.length - 1);
  return before === "/" || before === ":" || value.startsWith("/");
}
