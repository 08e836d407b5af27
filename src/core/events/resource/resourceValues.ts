import type { Arn } from "../naming/arn.js";
import { derivedKind, knownKind, type Kind } from "../naming/kind.js";

/** Ids that tell their kind by their beginning: `i-0abc…`. EC2 user guide, "Resource IDs". */
const PREFIXES = new Map<string, string>([
  ["i", "instance"],
  ["vpc", "vpc"],
  ["subnet", "subnet"],
  ["sg", "securitygroup"],
  ["sgr", "securitygrouprule"],
  ["vol", "volume"],
  ["snap", "snapshot"],
  ["ami", "image"],
  ["eni", "networkinterface"],
  ["eipalloc", "eip"],
  ["igw", "internetgateway"],
  ["eigw", "egressonlyinternetgateway"],
  ["nat", "natgateway"],
  ["rtb", "routetable"],
  ["acl", "networkacl"],
  ["vpce", "vpcendpoint"],
  ["pcx", "vpcpeeringconnection"],
  ["tgw", "transitgateway"],
  ["vgw", "vpngateway"],
  ["vpn", "vpnconnection"],
  ["cgw", "customergateway"],
  ["fl", "flowlog"],
  ["key", "keypair"],
  ["lt", "launchtemplate"],
  ["dopt", "dhcpoptions"],
  ["pl", "prefixlist"],
  ["eice", "instanceconnectendpoint"],
  ["rtbassoc", "subnetroutetableassociation"],
  ["eipassoc", "eipassociation"],
  ["eni-attach", "networkinterfaceattachment"],
  ["tgw-attach", "transitgatewayattachment"],
  ["tgw-rtb", "transitgatewayroutetable"],
]);

const SHORTEST_ID = "i-01234567".length;
const LONGEST_ID = "eni-attach-0123456789abcdef0".length;

/** The kind an EC2 id tells by itself; undefined for every other text. */
export function kindOfId(value: string): Kind | undefined {
  if (value.length < SHORTEST_ID || value.length > LONGEST_ID) return undefined;
  const hyphen = value.lastIndexOf("-");
  if (hyphen <= 0 || hyphen > 10 || value.length < hyphen + 9 || value.length > hyphen + 18) return undefined;
  const noun = PREFIXES.get(value.slice(0, hyphen));
  if (noun === undefined || !isAlphanumeric(value, hyphen + 1)) return undefined;
  return knownKind("ec2", noun);
}

/** Hexadecimal in life; anonymised records write other letters. */
function isAlphanumeric(value: string, from: number): boolean {
  for (let i = from; i < value.length; i++) {
    const code = value.charCodeAt(i);
    const fits = (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
    if (!fits) return false;
  }
  return true;
}

/** Services whose ARNs name one kind only, without saying it. */
const BARE_KINDS: Readonly<Record<string, string>> = {
  sns: "topic",
  sqs: "queue",
  codepipeline: "pipeline",
  codecommit: "repository",
};

const memo = new Map<string, Map<string, Kind>>();
const MEMO_LIMIT = 2_000;
let memoSize = 0;

/** The kind of resource an ARN names. */
export function kindOfArn(arn: Arn): Kind | undefined {
  const { service, kind } = arn;
  const known = memo.get(service)?.get(kind);
  if (known) return known;
  if (service === "s3" && kind === "")
    return knownKind("s3", arn.resource.includes("/") ? "object" : "bucket");
  if (kind === "")
    return Object.hasOwn(BARE_KINDS, service) ? knownKind(service, BARE_KINDS[service] ?? "") : undefined;
  const found = kindOfWord(service, kind);
  if (memoSize++ >= MEMO_LIMIT) {
    memo.clear();
    memoSize = 0;
  }
  const ofService = memo.get(service);
  if (ofService) ofService.set(kind, found);
  else memo.set(service, new Map([[kind, found]]));
  return found;
}

/** `security-group` in an ARN is securitygroup in parameters and SecurityGroup in a type. */
function kindOfWord(service: string, kind: string): Kind {
  const noun = kind.toLowerCase().replaceAll(/[-_]/g, "");
  const spelled = kind.replaceAll(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
  return knownKind(service, noun) ?? derivedKind(service, noun, spelled);
}

/** Text that stands where a value was withheld, or that means everything: never a resource. */
export const isNoIdentity = (value: string): boolean =>
  value === "" ||
  value.length > 1_024 ||
  value === "*" ||
  value.startsWith("HIDDEN_DUE_TO") ||
  value.startsWith("****") ||
  value === "null";

/** Unique ids of IAM: `AIDA…`, `AROA…`. IAM user guide, "Unique identifiers". */
export const isIamUniqueId = (value: string): boolean =>
  /^A(?:IDA|ROA|GPA|NPA|IPA|NVA|PKA)[A-Z0-9]{12,28}$/.test(value);
