import type { Mark } from "../insight.js";

/** Where a reader can check why a call is marked. */
export interface MarkReference {
  readonly name: string;
  readonly url: string;
}

const attack = (id: string, name: string): MarkReference => ({
  name: `MITRE ATT&CK ${id}, ${name}`,
  url: `https://attack.mitre.org/techniques/${id.replace(".", "/")}/`,
});

const cloudLogs = attack("T1562.008", "Impair Defenses: Disable or Modify Cloud Logs");
const tools = attack("T1562.001", "Impair Defenses: Disable or Modify Tools");
const firewall = attack("T1562.007", "Impair Defenses: Disable or Modify Cloud Firewall");
const roles = attack("T1098.003", "Account Manipulation: Additional Cloud Roles");
const credentials = attack("T1098.001", "Account Manipulation: Additional Cloud Credentials");
const trust = attack("T1484.002", "Domain or Tenant Policy Modification: Trust Modification");
const transfer = attack("T1537", "Transfer Data to Cloud Account");
const storage = attack("T1530", "Data from Cloud Storage");
const exposed = attack("T1190", "Exploit Public-Facing Application");
const destruction = attack("T1485", "Data Destruction");
const accounts = attack("T1078.004", "Valid Accounts: Cloud Accounts");
const resourcePolicies: MarkReference = {
  name: "IAM user guide, Identity-based policies and resource-based policies",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
};

const byMark: Readonly<Record<Mark, MarkReference>> = {
  destructive: destruction,
  "permission-widening": resourcePolicies,
  "logging-weakening": cloudLogs,
  "public-exposing": storage,
  credential: credentials,
};

/** Where a service has a better ground than its mark. */
const byService: Readonly<Record<string, MarkReference>> = {
  "logging-weakening guardduty": tools,
  "logging-weakening securityhub": tools,
  "logging-weakening config": tools,
  "logging-weakening macie2": tools,
  "logging-weakening access-analyzer": tools,
  "logging-weakening inspector2": tools,
  "logging-weakening detective": tools,
  "permission-widening iam": roles,
  "permission-widening sso": roles,
  "permission-widening identitystore": roles,
  "permission-widening eks": roles,
  "permission-widening lakeformation": roles,
  "permission-widening organizations": trust,
  "permission-widening rolesanywhere": trust,
  "permission-widening ram": transfer,
  "permission-widening ec2": firewall,
  "permission-widening rds": firewall,
  "permission-widening redshift": firewall,
  "public-exposing ec2": exposed,
  "public-exposing rds": exposed,
  "public-exposing redshift": exposed,
  "public-exposing lambda": exposed,
  "public-exposing eks": exposed,
  "credential sts": accounts,
  "credential signin": accounts,
};

/** The ground for a mark on a service's calls. */
export const referenceOf = (mark: Mark, service: string): MarkReference =>
  byService[`${mark} ${service}`] ?? byMark[mark];
