import { TextMemo } from "../../base/textMemo.js";
import { identityOf, type Identity } from "../actor/identity.js";
import type { CloudTrailEvent } from "../event.js";
import type { Confidence, Via, ViaTool } from "../insight.js";
import type { DeployRoles } from "./deployRoles.js";
import { isServiceHost } from "../naming/service.js";
import { CONSOLE_RULES, SDK_RULES, TOOL_RULES, cliCommand, plainAgent, type AgentRule } from "./userAgent.js";

/** What the rules look at. */
interface Evidence {
  readonly eventType: string;
  readonly invokedBy: string;
  /** `client` for an IP address, else the service's name or `AWS Internal`. */
  readonly address: string;
  /** userIdentity.arn, which holds role and session name. */
  readonly arn: string;
  readonly agent: string;
  readonly fromConsole: boolean;
}

interface Rule {
  readonly tool: ViaTool;
  readonly confidence: Confidence;
  /** Field and value that decided, or undefined when the rule does not apply. */
  readonly grounds: (evidence: Evidence) => string | undefined;
}

const CLOUDFORMATION = "cloudformation.amazonaws.com";
const CDK_EXECUTION = /:assumed-role\/(cdk-[a-z0-9]{1,12}-cfn-exec-role[\w-]{0,60})/;
const CDK_DEPLOY =
  /:assumed-role\/(cdk-[a-z0-9]{1,12}-(?:deploy|file-publishing|image-publishing|lookup)-role[\w-]{0,60})/;

/**
 * Which tool made the call, first match wins. A service that acts for somebody leaves its own mark, so its rules
 * come before the user agent's; the user agent comes before the console flag only where it names a tool.
 * `AWS Internal` is what the console's proxies write, and what services write among themselves.
 */
const RULES: readonly Rule[] = [
  rule("AWS service", "high", ({ eventType }) =>
    only(eventType === "AwsServiceEvent", "eventType AwsServiceEvent"),
  ),
  rule("AWS service", "high", ({ eventType }) =>
    only(
      eventType === "AwsCloudTrailInsight" || eventType === "AwsAggregatedEvent",
      `eventType ${eventType}`,
    ),
  ),
  rule("CDK", "high", ({ arn }) => named("role", CDK_EXECUTION.exec(arn)?.[1])),
  rule("CloudFormation", "high", ({ invokedBy }) => named("invokedBy", like(invokedBy, CLOUDFORMATION))),
  rule("CloudFormation", "high", ({ address }) => named("sourceIPAddress", like(address, CLOUDFORMATION))),
  rule("CloudFormation", "high", ({ arn }) =>
    only(arn.endsWith("/AWSCloudFormation"), "session AWSCloudFormation"),
  ),
  rule("CloudFormation", "medium", ({ agent }) => named("userAgent", like(agent, CLOUDFORMATION))),
  rule("CDK", "high", ({ arn }) => named("role", CDK_DEPLOY.exec(arn)?.[1])),
  rule("AWS service", "high", ({ invokedBy }) => named("invokedBy", actingService(invokedBy))),
  rule("AWS service", "high", ({ address }) => named("sourceIPAddress", actingService(address))),
  ...TOOL_RULES.map(byAgent),
  rule("Console", "high", ({ eventType }) =>
    only(eventType === "AwsConsoleSignIn" || eventType === "AwsConsoleAction", `eventType ${eventType}`),
  ),
  rule("Console", "high", ({ fromConsole }) => only(fromConsole, "sessionCredentialFromConsole true")),
  rule("Console", "high", ({ invokedBy }) => named("invokedBy", consoleHost(invokedBy))),
  ...CONSOLE_RULES.map(byAgent),
  rule("AWS service", "medium", ({ agent }) => named("userAgent", actingService(agent))),
  rule("Console", "low", ({ agent }) =>
    only(/^(?:aws-internal|Coral\/)/i.test(agent), `userAgent ${agent.slice(0, 40)}`),
  ),
  ...SDK_RULES.map(byAgent),
  rule("AWS service", "low", ({ agent, address }) =>
    only(
      agent.startsWith("AWS Internal") && address !== CLIENT,
      `userAgent and sourceIPAddress AWS Internal`,
    ),
  ),
  rule("Console", "medium", ({ agent }) =>
    only(agent.startsWith("AWS Internal"), "userAgent AWS Internal with a client's address"),
  ),
  rule("AWS service", "low", ({ address, agent }) =>
    only(agent === "" && address.startsWith("AWS Internal"), "sourceIPAddress AWS Internal"),
  ),
];

const CLIENT = "client";
const LONGEST_AGENT = 1_500;
const NO_AGENT: Via = { tool: "Other", confidence: "low", grounds: "no userAgent" };
/** Evidence judged before. Of address and ARN only what a rule can see counts, so that a person's calls agree. */
interface Known extends Evidence {
  readonly via: Via;
}

/** Judgements by a mark that a service left, which no client can write. */
const ofService = new WeakSet<Via>();

const isServiceMark = ({ tool, confidence, grounds }: Via): boolean =>
  confidence === "high" &&
  (tool === "AWS service" || tool === "CloudFormation" || (tool === "CDK" && grounds.startsWith("role ")));

const memo = new TextMemo<Known[]>(5_000);
const MOST_VARIANTS = 32;

/**
 * The tool of an event with the grounds that decided; a role the user named as a deployment's wins over all that a
 * client says of itself, not over what a service says. Equal evidence shares one object.
 */
export function viaOf(
  event: CloudTrailEvent,
  deployRoles?: DeployRoles,
  identity: Identity | undefined = identityOf(event),
): Via {
  const told = toldBy(event, identity);
  if (deployRoles === undefined || ofService.has(told)) return told;
  return deployRoles.viaOf(event) ?? told;
}

/** What the rules say; independent of settings, so that it can be remembered for everybody. */
function toldBy(event: CloudTrailEvent, identity: Identity | undefined): Via {
  const { eventType, userAgent, sourceAddress, fromConsole } = event;
  const invokedBy = identity?.invokedBy ?? "";
  const address = isAddress(sourceAddress) ? CLIENT : sourceAddress;
  const arn = tellingArn(identity?.arn ?? "");
  for (const known of memo.get(userAgent) ?? NOTHING_KNOWN)
    if (isSame(known, eventType, invokedBy, address, arn, fromConsole)) return known.via;
  const evidence: Evidence = { eventType, invokedBy, address, arn, agent: userAgent, fromConsole };
  const via = decide({ ...evidence, agent: plainAgent(userAgent) });
  if (userAgent.length <= LONGEST_AGENT) remember(userAgent, { ...evidence, via });
  return via;
}

/** Of one user agent. Not two objects: none is made for the many events that are like one before. */
const isSame = (
  known: Known,
  eventType: string,
  invokedBy: string,
  address: string,
  arn: string,
  fromConsole: boolean,
): boolean =>
  known.fromConsole === fromConsole &&
  known.address === address &&
  known.invokedBy === invokedBy &&
  known.arn === arn &&
  known.eventType === eventType;

const NOTHING_KNOWN: readonly Known[] = [];

function remember(userAgent: string, known: Known): void {
  const variants = memo.get(userAgent);
  if (!variants) memo.add(userAgent, [known]);
  else if (variants.length < MOST_VARIANTS) variants.push(known);
}

/** Role and session names only where a rule looks at them. */
const tellingArn = (arn: string): string =>
  arn.endsWith("/AWSCloudFormation") || arn.includes(":assumed-role/cdk-") ? arn : "";

function decide(evidence: Evidence): Via {
  for (const { tool, confidence, grounds } of RULES) {
    const found = grounds(evidence);
    if (found === undefined) continue;
    const via: Via = { tool, confidence, grounds: found };
    if (isServiceMark(via)) ofService.add(via);
    return via;
  }
  if (evidence.agent === "") return NO_AGENT;
  return { tool: "Other", confidence: "low", grounds: `userAgent ${evidence.agent.slice(0, 80)}` };
}

function rule(tool: ViaTool, confidence: Confidence, grounds: Rule["grounds"]): Rule {
  return { tool, confidence, grounds };
}

/** Grounds are the agent from the deciding token's start, or the CLI's command where the agent tells it. */
function byAgent({ tool, confidence, pattern }: AgentRule): Rule {
  return rule(tool, confidence, ({ agent }) => {
    const found = pattern.exec(agent);
    if (!found) return undefined;
    const command = tool === "CLI" || tool === "CloudShell" ? cliCommand(agent) : undefined;
    const shown = agent.slice(0, Math.min(found.index + found[0].length, 120));
    return command === undefined ? `userAgent ${shown}` : `userAgent ${shown} (${command})`;
  });
}

const only = (holds: boolean, grounds: string): string | undefined => (holds ? grounds : undefined);
const named = (field: string, value: string | undefined): string | undefined =>
  value === undefined ? undefined : `${field} ${value}`;

/** China's partition adds `.cn` to host names. */
const like = (value: string, host: string): string | undefined =>
  value === host || value === `${host}.cn` ? value : undefined;

/** A service that acts for the caller; console and sign-in are the caller's own browser. */
const actingService = (host: string): string | undefined =>
  isServiceHost(host) && consoleHost(host) === undefined ? host : undefined;

const CONSOLE_HOST = /^(?:[\w-]{1,40}\.)?(?:console|signin)\./;
const consoleHost = (host: string): string | undefined =>
  isServiceHost(host) && CONSOLE_HOST.test(host) ? host : undefined;

/** An IP address rather than a service's name or `AWS Internal`. */
function isAddress(address: string): boolean {
  const first = address.charCodeAt(0);
  if (first >= 48 && first <= 57) return !isServiceHost(address);
  return address.includes(":");
}
