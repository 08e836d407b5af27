import { afterLast, between } from "../naming/words.js";
import type { Identity } from "./identity.js";

/** A role session, as far as its names tell: who or what stands behind it. */
export interface Session {
  readonly name: string;
  readonly kind: "session" | "identity-center" | "role" | "service";
  readonly note: string;
  readonly role: string;
  /** Name of the session as AWS knows it; empty when the record does not say. */
  readonly session: string;
}

/** Role names of Identity Center permission sets: `AWSReservedSSO_<set>_<16 hex>`. */
const PERMISSION_SET = /^AWSReservedSSO_(.+?)(?:_[0-9a-fx]{6,16})?$/;

/** Session names that a tool made up, so that the role says more. The label tells the tool where it can be known. */
const TOOL_SESSIONS: readonly { readonly pattern: RegExp; readonly label: string }[] = [
  { pattern: /^GitHubActions$/i, label: "GitHub Actions" },
  { pattern: /^AWSCodeBuild-/, label: "CodeBuild" },
  { pattern: /^AWSBackup-/, label: "AWS Backup" },
  { pattern: /^AWSCloudFormation$/, label: "CloudFormation" },
  { pattern: /^Automation-[0-9a-f-]{36}$/, label: "Systems Manager Automation" },
  { pattern: /^eks-.+-[0-9a-f-]{36}$/, label: "EKS pod" },
  { pattern: /^[0-9a-f]{32}$/, label: "ECS task" },
  { pattern: /^(?:botocore|boto3)-session-?\d*$/i, label: "" },
  { pattern: /^aws-(?:go-)?sdk[a-z\d-]*$/i, label: "" },
  {
    pattern: /^(?:aws-?cli-session|awscli|assume-?role-?session|role-?session(?:-?name)?)-?\d*$/i,
    label: "",
  },
  { pattern: /^(?:session|default|cli|temp|tmp|test)-?(?:session)?-?\d*$/i, label: "" },
  { pattern: /^\d{6,}$/, label: "" },
  { pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, label: "" },
  // Step Functions: 32 random letters.
  { pattern: /^[A-Za-z]{32}$/, label: "" },
];

const INSTANCE = /^m?i-[0-9a-f]{8,17}$/i;
const LONGEST_SESSION = 64;

/** Reads role and session from the ARN, else from sessionIssuer and principalId. `lambda`: the agent says so. */
export function sessionOf(identity: Identity, lambda: boolean): Session {
  const path = between(identity.arn, ":assumed-role/");
  const slash = path.indexOf("/");
  const role =
    (slash < 0 ? path : path.slice(0, slash)) || identity.issuerName || afterLast(identity.issuerArn, "/");
  const session = slash < 0 ? between(identity.principalId, ":") : path.slice(slash + 1);
  const permissionSet = permissionSetOf(role, identity.issuerArn);
  if (permissionSet !== undefined && session !== "")
    return {
      name: session,
      kind: "identity-center",
      note: `${permissionSet} via Identity Center`,
      role,
      session,
    };
  const service =
    between(identity.issuerArn, ":role/aws-service-role/") || linkedService(role, identity.invokedBy);
  if (service !== "") return serviceSession(service, role, session);
  return workloadSession(identity, role, session, lambda);
}

/** The permission set of an Identity Center role; its path tells even where a copy renamed the role. */
function permissionSetOf(role: string, issuerArn: string): string | undefined {
  const found = PERMISSION_SET.exec(role)?.[1];
  if (found !== undefined) return found;
  if (!issuerArn.includes(":role/aws-reserved/sso.amazonaws.com/")) return undefined;
  const named = afterLast(issuerArn, "/");
  return PERMISSION_SET.exec(named)?.[1] ?? (role || named);
}

/** Where the record leaves the role's path out, its name and the calling service tell a service-linked role. */
const linkedService = (role: string, invokedBy: string): string =>
  role.startsWith("AWSServiceRoleFor")
    ? invokedBy || role.slice("AWSServiceRoleFor".length).toLowerCase()
    : "";

function serviceSession(principal: string, role: string, session: string): Session {
  const dot = principal.indexOf(".");
  const name = dot > 0 ? principal.slice(0, dot) : principal;
  return { name, kind: "service", note: `role ${role}`, role, session };
}

function workloadSession(identity: Identity, role: string, session: string, lambda: boolean): Session {
  if (session === "" || session === role)
    return { name: role || session, kind: "role", note: "", role, session };
  const tool = toolOf(session);
  const workload = tool ? undefined : workloadOf(identity, session, lambda);
  if (role === "") return made(session, "session", workload ?? "", role);
  if (workload !== undefined) return made(session, "session", `${workload}, role ${role}`, role);
  if (tool !== undefined) return made(role, "role", tool || `session ${session}`, role, session);
  const person = cdkPerson(role, session);
  if (person !== undefined) return made(person, "session", `CDK, role ${role}`, role, session);
  return made(session, "session", `role ${role}`, role);
}

/** The CDK command line names its sessions after the person: `aws-cdk-alice`. */
const cdkPerson = (role: string, session: string): string | undefined =>
  role.startsWith("cdk-") ? /^aws-cdk-(.+)$/.exec(session)?.[1] : undefined;

/** Machines name their sessions after themselves; a Lambda function's agent or scope tells it apart from a person. */
function workloadOf(identity: Identity, session: string, lambda: boolean): string | undefined {
  if (INSTANCE.test(session)) return "EC2 instance";
  const isFunction = identity.scopeArn.includes(":lambda:") || (lambda && !/^\d+$/.test(session));
  return isFunction ? "Lambda function" : undefined;
}

const toolOf = (session: string): string | undefined =>
  session.length > LONGEST_SESSION
    ? undefined
    : TOOL_SESSIONS.find(({ pattern }) => pattern.test(session))?.label;

const made = (name: string, kind: Session["kind"], note: string, role: string, session = name): Session => ({
  name,
  kind,
  note,
  role,
  session,
});
