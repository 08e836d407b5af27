import { at, isObject, text } from "../../base/json.js";
import { globTest, type TextTest } from "../../search/glob.js";
import type { CloudTrailEvent } from "../event.js";
import type { Via, ViaTool } from "../insight.js";

/** Tools a role can be said to deploy with. */
export const deployTools = [
  "CloudFormation",
  "CDK",
  "SAM",
  "Terraform",
  "OpenTofu",
  "Pulumi",
  "CLI",
  "SDK",
  "Other",
] as const satisfies readonly ViaTool[];

interface Rule {
  readonly holds: TextTest;
  readonly via: Via;
}

/** Roles that the user says a tool deploys with; equal ones share one `Via`. */
export class DeployRoles {
  constructor(private readonly rules: readonly Rule[]) {}

  /** The tool of the first pattern that meets the event's role; undefined when none does. */
  viaOf(event: CloudTrailEvent): Via | undefined {
    const names = roleNames(event);
    if (names.length === 0) return undefined;
    return this.rules.find(({ holds }) => names.some(holds))?.via;
  }
}

/**
 * Reads `{ "ci-deploy*": "Terraform", "arn:aws:iam::*:role/cdk-*": "CDK" }`: a glob of a role's name or ARN and the
 * tool that deploys with it. Entries of another form are left out; undefined when none is left.
 */
export function readDeployRoles(value: unknown): DeployRoles | undefined {
  if (!isObject(value)) return undefined;
  const rules = Object.entries(value).flatMap(([pattern, named]): readonly Rule[] => {
    const tool = deployTools.find((each) => each === named);
    if (tool === undefined || pattern.trim() === "") return [];
    const grounds = `setting iac.deployRoles: ${pattern}`;
    return [{ holds: globTest(pattern.trim()), via: { tool, confidence: "high", grounds } }];
  });
  return rules.length === 0 ? undefined : new DeployRoles(rules);
}

/** Name and ARNs of the role a call was made as, in lower case; the session's name is not part of them. */
function roleNames({ userIdentity }: CloudTrailEvent): readonly string[] {
  const arn = text(userIdentity?.["arn"]) ?? "";
  const issuer = text(at(userIdentity, "sessionContext", "sessionIssuer", "arn"));
  const session = /^(arn:[\w-]+):sts:(:\d+):assumed-role\/([^/]+)/.exec(arn);
  const names = session
    ? [session[3], `${session[1] ?? ""}:iam:${session[2] ?? ""}:role/${session[3] ?? ""}`]
    : [];
  if (issuer?.includes(":role/") === true) names.push(issuer, issuer.slice(issuer.lastIndexOf("/") + 1));
  return names.flatMap((name) => (name === undefined ? [] : [name.toLowerCase()]));
}
