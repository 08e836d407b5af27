/** Where the description of a resource was found. A Serverless Framework file describes CloudFormation too. */
export type TemplateKind = "arn" | "cloudformation" | "sam" | "cdk" | "serverless" | "terraform";

/** Zero-based lines and UTF-16 columns as VS Code counts them; the end is exclusive. */
export interface TextRange {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** How we know that an identity is right, best first. */
export type IdentityGrounds =
  /** Written in the text as it is. */
  | "literal"
  /** Worked out from parameters, mappings, conditions and the like in the same text. */
  | "evaluated"
  /** A linked stack told the physical id. */
  | "stack"
  /** A Terraform state or its JSON told it. */
  | "state"
  /** Put together from a name with the account and Region that are linked. */
  | "built"
  /** Someone typed it. */
  | "given";

/** One ResourceName LookupEvents may know the resource by; ask them in the order they are listed. */
export interface Identity {
  readonly name: string;
  readonly grounds: IdentityGrounds;
}

/** One real resource behind a block: `count`, `for_each` or several stacks make more than one of a block. */
export interface ResourceInstance {
  /** What tells it from its siblings: an address with its index, or the name of a stack; empty for an only one. */
  readonly label: string;
  readonly identities: readonly Identity[];
  readonly arn: string | undefined;
  readonly accountId: string | undefined;
  /** Where its events lie: us-east-1 for global services; undefined when nobody told. */
  readonly region: string | undefined;
}

/**
 * `known`: the identities can be asked for. `needs-link`: a stack, state or value is missing, see `needs`.
 * `not-indexed`: CloudTrail does not list such resources by name, see `fallback`. `unsupported`: the type is not
 * in our table.
 */
export type Completeness = "known" | "needs-link" | "not-indexed" | "unsupported";

/** How events are found when LookupEvents lists no resource: by service, then by what the request says. */
export interface LookupFallback {
  /** As `logs.amazonaws.com`. */
  readonly eventSource: string;
  /** Paths in `requestParameters` whose value is one of `values`. */
  readonly requestParameters: readonly string[];
  /** Empty when the template does not tell what the resource is called. */
  readonly values: readonly string[];
}

export interface LocatedResource {
  readonly kind: TemplateKind;
  /** Logical id, Terraform address or the ARN: what tells it from the others in the same text. */
  readonly address: string;
  /** The type as it is written: `AWS::S3::Bucket`, `aws_s3_bucket`; for an ARN the CloudFormation type, if known. */
  readonly type: string;
  /** The key or the block's head: a lens belongs on its first line. */
  readonly header: TextRange;
  /** All of the block. */
  readonly block: TextRange;
  /** At least one, also while nothing is known of it. */
  readonly instances: readonly ResourceInstance[];
  readonly completeness: Completeness;
  /** What is missing, in the template's words: `AWS::StackName`, `parameter BucketName`, `physical id`. */
  readonly needs: readonly string[];
  readonly fallback: LookupFallback | undefined;
  /** Resources a transform makes of this one, as `MyFunctionRole`; they have no block of their own. */
  readonly generated: readonly string[];
}

/** A stack this template seems to be deployed as, and where that is written. */
export interface StackHint {
  readonly stackName: string;
  readonly region: string | undefined;
  readonly accountId: string | undefined;
  readonly profile: string | undefined;
  /** The file that says so, relative to the template; or `link` when someone chose it. */
  readonly origin: string;
}

export interface LocatedTemplate {
  readonly kind: TemplateKind;
  /** In the order of the text. */
  readonly resources: readonly LocatedResource[];
  readonly stackHints: readonly StackHint[];
  /** What could not be read and why, in plain words for a tooltip: never shown as an error while someone types. */
  readonly problems: readonly string[];
}

export interface TemplateText {
  /** Absolute or relative path with `/`; tells the kind by its name, and where its neighbours lie. */
  readonly path: string;
  /** VS Code's language id, or undefined: then the name and the text tell. */
  readonly languageId: string | undefined;
  readonly text: string;
}

/** The files beside a template: samconfig.toml, cdk.out, state. The host reads the workspace, the CLI the disk. */
export interface TemplateFiles {
  /** The text of a file; undefined when there is none. Rejects with a Failure when it is there but cannot be read. */
  read(path: string, signal: AbortSignal): Promise<string | undefined>;
  /** Names in a folder, folders with a `/` behind; empty when there is no such folder. */
  list(folder: string, signal: AbortSignal): Promise<readonly string[]>;
}

/** What DescribeStackResources tells of a linked stack, as plain data. */
export interface LinkedStack {
  readonly stackName: string;
  readonly stackId: string | undefined;
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly resources: readonly StackResource[];
}

export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string | undefined;
  readonly type: string;
}

/** What the user linked to a template; all of it may be missing. */
export interface TemplateLinks {
  readonly files: TemplateFiles;
  readonly stacks: readonly LinkedStack[];
  /** Paths of Terraform state or `show -json` files, as chosen; without one the state beside the text counts. */
  readonly states: readonly string[];
  /** The account and Region the text is meant for when no stack or state tells. */
  readonly accountId: string | undefined;
  readonly region: string | undefined;
}
