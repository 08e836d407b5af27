/** What the event model says of an event. One shape serves table, timeline, detail, lens, report and CLI. */

export type Confidence = "high" | "medium" | "low";

export type ActorKind =
  "user" | "session" | "identity-center" | "root" | "role" | "service" | "account" | "federated" | "unknown";

/** Who made the call: the human or workload behind `userIdentity`. */
export interface Actor {
  /** One name a person recognises: `alice`, `ci-deploy`, `root`, `autoscaling`. Never empty. */
  readonly name: string;
  readonly kind: ActorKind;
  /** Second fact for the sentence: `Admin via Identity Center`, `role Deploy`; empty when there is none. */
  readonly note: string;
  readonly crossAccount: boolean;
  /** From the human outward to what the service saw: session, role(s), account, invoking service. */
  readonly chain: readonly string[];
}

export type ViaTool =
  | "Console"
  | "CLI"
  | "SDK"
  | "CloudFormation"
  | "CDK"
  | "SAM"
  | "Terraform"
  | "OpenTofu"
  | "Pulumi"
  | "CloudShell"
  | "AWS service"
  | "Other";

/** The tool the call was made with. `grounds` names the field and value that decided. */
export interface Via {
  readonly tool: ViaTool;
  readonly confidence: Confidence;
  readonly grounds: string;
}

/** What the call was made to, as evidence in the record shows. */
export interface Resource {
  /** What a person calls it: a bucket name, an instance id, a function name. */
  readonly id: string;
  /** CloudFormation style (`AWS::S3::Bucket`); empty when unknown. */
  readonly type: string;
  readonly arn: string | undefined;
  readonly role: "subject" | "mentioned";
  readonly confidence: Confidence;
  readonly grounds: string;
}

export type ChangeClass = "changed" | "read" | "denied" | "failed" | "noise";

/** What makes a change worth a second look; several can apply. */
export type Mark =
  "destructive" | "permission-widening" | "logging-weakening" | "public-exposing" | "credential";

export interface Change {
  readonly class: ChangeClass;
  readonly marks: readonly Mark[];
}

/** Everything the model says of one event, short of the sentence. */
export interface Insight {
  readonly actor: Actor;
  readonly via: Via;
  readonly resources: readonly Resource[];
  readonly change: Change;
}
