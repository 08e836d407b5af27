import type { Confidence, ViaTool } from "../insight.js";

/** A tool told by a token of the user agent. */
export interface AgentRule {
  readonly tool: ViaTool;
  readonly confidence: Confidence;
  /** Matches the deciding token. */
  readonly pattern: RegExp;
}

/**
 * What a user agent says of the tool, first match wins. User agents are free text and can be forged, but nobody
 * who wants to hide is helped by guessing less. Sources: AWS SDKs and Tools reference ("User agent"), the
 * Terraform AWS provider's and Pulumi's own agents, and public records. S3 wraps the agent in brackets.
 * The patterns are linear: bounded repeats of one class, no nesting.
 */
export const TOOL_RULES: readonly AgentRule[] = [
  { tool: "OpenTofu", confidence: "high", pattern: /\bOpenTofu\/[\w.+-]{1,40}/i },
  // Pulumi's classic AWS provider bridges the Terraform provider and keeps its token, so Pulumi comes first.
  { tool: "Pulumi", confidence: "high", pattern: /\bpulumi[\w-]{0,20}(?:\/[\w.+-]{1,40})?/i },
  {
    tool: "Terraform",
    confidence: "high",
    pattern: /\bTerraform\/[\w.+-]{1,40}|\bterraform-provider-aws\w{0,10}(?:\/[\w.+-]{1,40})?/i,
  },
  { tool: "SAM", confidence: "high", pattern: /\baws-sam-cli[/#][\w.+-]{1,40}|\bAWSToolkit-SAM\b/i },
  { tool: "CDK", confidence: "high", pattern: /\b(?:aws-cdk|cdk-cli|cdk-hotswap)(?:[/#][\w.+-]{1,40})?/i },
  { tool: "CloudShell", confidence: "high", pattern: /\bexec-env\/CloudShell\b/i },
  { tool: "CLI", confidence: "high", pattern: /^aws-cli\/[\w.+-]{1,40}/ },
];

/** Consoles that name themselves, and browsers: the page called the service directly. */
export const CONSOLE_RULES: readonly AgentRule[] = [
  {
    tool: "Console",
    confidence: "high",
    pattern: /^(?:[\w-]{1,40}\.)?(?:console|signin)\.(?:[\w-]{1,40}\.){0,3}amazonaws\.com(?:\.cn)?/,
  },
  {
    tool: "Console",
    confidence: "high",
    pattern:
      /^S3Console\/[\w.]{1,20}|^EC2ConsoleFrontend\b|^(?:AWS ?)?[\w ]{0,30}Console\b|^AWSLambdaConsole\b|^AWSCloudTrail(?=, aws-internal)/i,
  },
  { tool: "Console", confidence: "high", pattern: /^(?:Mozilla|Opera)(?:\/[\d.]{1,10})?(?![\w-])/ },
];

/** A program that uses an SDK without naming itself: a script, an application, a bot. */
export const SDK_RULES: readonly AgentRule[] = [
  {
    tool: "SDK",
    confidence: "high",
    pattern:
      /^(?:Boto3?|Botocore|aws-sdk-[\w-]{1,30}|aws-sdk|AWSPowerShell[\w.]{0,20}|aws-chalice|rusoto|aws-rust-sdk|Smithy[\w-]{0,20}|amplify[\w-]{0,20}|aws-amplify)\/[\w.+-]{1,40}/i,
  },
  {
    tool: "SDK",
    confidence: "medium",
    pattern: /\b(?:Boto3?|Botocore|aws-sdk-[\w-]{1,30}|rusoto)\/[\w.+-]{1,40}/i,
  },
  { tool: "SDK", confidence: "medium", pattern: /\bexec-env\/[\w.-]{1,40}|\bAWSPowerShell\b|\bAWSToolkit\b/ },
];

/** The command in the CLI's own words: `md/command#s3api.put-bucket-policy`, older `command/ec2.start-instances`. */
const COMMAND = /\b(?:md\/command#|command\/)([\w-]{1,40})\.([\w.-]{1,80})/;

export function cliCommand(agent: string): string | undefined {
  const found = COMMAND.exec(agent);
  return found ? `aws ${found[1] ?? ""} ${(found[2] ?? "").replaceAll(".", " ")}` : undefined;
}

/** The agent without S3's brackets, cut to a length no pattern can suffer from. */
export function plainAgent(userAgent: string): string {
  const short = userAgent.length > 1_024 ? userAgent.slice(0, 1_024) : userAgent;
  return short.startsWith("[") ? short.slice(1, short.endsWith("]") ? -1 : undefined) : short;
}
