/** Marks words for the translators' bundle; they are translated where they are spoken. */
const t = (message: string): string => message;

/** Ends of CloudFormation types that people say otherwise. */
const SAID = new Map([
  ["EIP", t("Elastic IP address")],
  ["ManagedPolicy", t("policy")],
  ["Policy", t("inline policy")],
  ["VirtualMFADevice", t("MFA device")],
  ["OIDCProvider", t("OpenID Connect provider")],
  ["CloudFrontOriginAccessIdentity", t("origin access identity")],
  ["AutoScalingGroup", t("Auto Scaling group")],
  ["GraphQLApi", t("GraphQL API")],
  ["RestApi", t("REST API")],
  ["NatGateway", t("NAT gateway")],
  ["NetworkAcl", t("network ACL")],
  ["DHCPOptions", t("DHCP options")],
  ["DBInstance", t("database instance")],
  ["DBCluster", t("database cluster")],
  ["DBSnapshot", t("database snapshot")],
  ["DBClusterSnapshot", t("database cluster snapshot")],
  ["WebACL", t("web ACL")],
  ["MicrosoftAD", t("directory")],
  ["EC2Fleet", t("EC2 fleet")],
  ["StandardsSubscription", t("standard")],
]);

const memo = new Map<string, string>();
const MEMO_LIMIT = 2_000;

/** The words for a type in a sentence: `security group` for `AWS::EC2::SecurityGroup`; empty for an unknown type. */
export function typeWords(type: string): string {
  const known = memo.get(type);
  if (known !== undefined) return known;
  const end = type.slice(type.lastIndexOf(":") + 1);
  const words = SAID.get(end) ?? spacedWords(end);
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(type, words);
  return words;
}

const ACRONYMS = new Set(
  "acl api arn cidr cors db dhcp dns ebs ec2 iam id ip ipv6 kms mfa nat saml sns sqs ssh ssl tls url vpc vpn waf".split(
    " ",
  ),
);

/** Camel case as words, acronyms in capitals: `VpcPeeringConnections` -> `VPC peering connections`. */
export function spacedWords(name: string): string {
  const parts = name.slice(0, 128).match(/[A-Z]{2,}(?![a-z])\d*|[A-Z]?[a-z]+\d*|[A-Z]|\d+/g) ?? [];
  return parts.map(spacedWord).join(" ");
}

function spacedWord(part: string): string {
  if (/^[A-Z]{2}/.test(part)) return part;
  const lower = part.toLowerCase();
  if (ACRONYMS.has(lower)) return lower.toUpperCase();
  const one = lower.slice(0, -1);
  return lower.endsWith("s") && ACRONYMS.has(one) ? `${one.toUpperCase()}s` : lower;
}
