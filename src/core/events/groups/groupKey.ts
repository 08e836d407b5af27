import { text } from "../../base/json.js";
import type { CloudTrailEvent } from "../event.js";
import type { ViaTool } from "../insight.js";

/** What makes calls belong together: a stack's deployment, one run of a tool, somebody at work in the console. */
export type GroupKind = "cloudformation" | "run" | "console";

export interface GroupKey {
  readonly kind: GroupKind;
  readonly tool: ViaTool;
  /** Equal for calls that belong together as long as no gap parts them. */
  readonly text: string;
  /** Name of the stack a deployment was started for. */
  readonly stack: string | undefined;
}

const minuteMs = 60_000;

/** From this much silence on, the next call belongs to another group. */
export const groupGapMs: Readonly<Record<GroupKind, number>> = {
  cloudformation: 10 * minuteMs,
  run: 10 * minuteMs,
  console: 15 * minuteMs,
};

const RUN_TOOLS: ReadonlySet<ViaTool> = new Set<ViaTool>(["Terraform", "OpenTofu", "Pulumi", "CDK", "SAM"]);
/** Calls after which CloudFormation goes to work on a stack. */
const STARTS = new Set(["CreateStack", "UpdateStack", "DeleteStack", "ExecuteChangeSet", "RollbackStack"]);

/**
 * The group a call may belong to, from the call alone. `session` is what `sessionKeyOf` tells.
 *
 * What CloudFormation calls does not name the stack, and with a service role not even who asked for it. So all its work
 * in one account counts as one group, together with the calls that started it, which name the stacks. The Region does
 * not part it: a stack's calls to IAM and other global services are recorded in us-east-1.
 */
export function groupKeyOf(event: CloudTrailEvent, tool: ViaTool, session: string): GroupKey | undefined {
  const startsStack = event.source.startsWith("cloudformation.") && STARTS.has(event.name);
  if (startsStack && event.errorCode === undefined) return stackWork(event, stackOf(event));
  if (isStackWork(event, tool)) return stackWork(event, undefined);
  if (session === "") return undefined;
  if (RUN_TOOLS.has(tool)) return { kind: "run", tool, text: `run ${tool} ${session}`, stack: undefined };
  if (tool === "Console") return { kind: "console", tool, text: `console ${session}`, stack: undefined };
  return undefined;
}

/** The kind a key's text begins with. */
export const kindOfKey = (keyText: string): GroupKind =>
  keyText.startsWith("run ") ? "run" : keyText.startsWith("console ") ? "console" : "cloudformation";

const stackWork = ({ accountId }: CloudTrailEvent, stack: string | undefined): GroupKey => ({
  kind: "cloudformation",
  tool: "CloudFormation",
  text: `cloudformation ${accountId}`,
  stack,
});

/** The CDK's execution role is CloudFormation at work; its other roles are the command line. */
function isStackWork({ userIdentity }: CloudTrailEvent, tool: ViaTool): boolean {
  if (tool === "CloudFormation") return true;
  return tool === "CDK" && (text(userIdentity?.["arn"]) ?? "").includes("-cfn-exec-role-");
}

/** The name of a stack given by name or by ARN (`arn:…:stack/NAME/UUID`). */
function stackOf({ requestParameters }: CloudTrailEvent): string | undefined {
  const given = text(requestParameters?.["stackName"]);
  return given === undefined ? undefined : (/:stack\/([^/]+)/.exec(given)?.[1] ?? given);
}
