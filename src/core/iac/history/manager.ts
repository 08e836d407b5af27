import type { ViaTool } from "../../events/insight.js";

/** What a template's resources are managed with. */
export type Manager = "CloudFormation" | "SAM" | "CDK" | "Terraform" | "OpenTofu" | "Serverless Framework";

const stackTools: ReadonlySet<ViaTool> = new Set<ViaTool>(["CloudFormation", "CDK", "SAM"]);
const planTools: ReadonlySet<ViaTool> = new Set<ViaTool>(["Terraform", "OpenTofu"]);

/** Tools whose changes are the manager's own: CDK, SAM and the Serverless Framework deploy through CloudFormation. */
export const toolsOf = (manager: Manager): ReadonlySet<ViaTool> =>
  manager === "Terraform" || manager === "OpenTofu" ? planTools : stackTools;
