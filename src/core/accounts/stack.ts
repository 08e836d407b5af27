/** A CloudFormation stack as ListStacks tells of it. */
export interface StackSummary {
  readonly name: string;
  /** The stack's ARN; a stack that was deleted and made anew has another one. */
  readonly id: string;
  /** As CloudFormation writes it: `UPDATE_COMPLETE`, `DELETE_COMPLETE`. */
  readonly status: string;
  /** When it was made or last changed, epoch milliseconds; undefined when the answer does not say. */
  readonly changedMs: number | undefined;
}

/** A resource of a stack: what the template calls it and what the service does. */
export interface StackResource {
  readonly logicalId: string;
  /** Undefined while it is being made, and when making it failed. */
  readonly physicalId: string | undefined;
  readonly type: string;
}

/** CloudFormation stacks of one account and Region. Each call rejects with a Failure naming the missing action. */
export interface StackReader {
  /** Stacks that are there, those with a half-done change among them. */
  stacks(accountKey: string, region: string, signal: AbortSignal): Promise<readonly StackSummary[]>;
  /** `stack` is a name or an ARN; rejects with `stack/not-found` when there is none. */
  resources(
    accountKey: string,
    region: string,
    stack: string,
    signal: AbortSignal,
  ): Promise<readonly StackResource[]>;
}
