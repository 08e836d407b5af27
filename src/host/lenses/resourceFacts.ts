import type { Failure } from "../../core/base/failure.js";
import type { HistorySubject } from "../../core/iac/history/historySubject.js";
import type { Manager } from "../../core/iac/history/manager.js";
import type { ResourceHistory } from "../../core/iac/history/resourceHistory.js";
import { subjectOf } from "../../core/iac/history/subjectOf.js";
import type { LocatedResource, ResourceInstance, TemplateKind } from "../../core/iac/locatedResource.js";
import type { LookupScope } from "../../core/search/lookup.js";
import type { TemplateChoice } from "./choices.js";

/** Why a resource has no history to show, or that it has one. */
export type FactsState =
  /** No account was allowed for it. */
  | { readonly kind: "not-allowed" }
  /** Its account's scope is being looked up. */
  | { readonly kind: "looking" }
  /** The account cannot be reached. */
  | { readonly kind: "unreached"; readonly failure: Failure }
  /** The template, stack or state says that it lives in an account nobody allowed. */
  | { readonly kind: "other-account"; readonly accountId: string }
  /** Nobody told the Region. */
  | { readonly kind: "no-region" }
  /** Only a stack or state knows what it is called; `failure` when a linked one could not be read. */
  | { readonly kind: "needs-link"; readonly failure: Failure | undefined }
  /** CloudTrail does not list such resources and we know no call to find them by. */
  | { readonly kind: "not-listed" }
  | { readonly kind: "asked" };

export interface ResourceFacts {
  readonly resource: LocatedResource;
  readonly state: FactsState;
  /** Those of its instances that can be asked for, in their order. */
  readonly subjects: readonly HistorySubject[];
  /** One for each subject, as far as it is known. */
  readonly histories: readonly ResourceHistory[];
}

/** What facts are taken from; all of it is at hand. */
export interface FactSources {
  readonly choice: TemplateChoice;
  readonly accounts: {
    isAllowed(account: string): boolean;
    withId(accountId: string): string | undefined;
    scope(account: string, region: string): LookupScope | undefined;
    troubleOf(account: string, region: string): Failure | undefined;
  };
  readonly historyOf: (subject: HistorySubject) => ResourceHistory | undefined;
  /** Why a linked stack could not be read. */
  readonly linkFailure: Failure | undefined;
}

/** Undefined for a resource that no lens belongs on, such as one of another cloud. */
export function factsOf(resource: LocatedResource, sources: FactSources): ResourceFacts | undefined {
  if (resource.completeness === "unsupported") return undefined;
  const told = resource.instances.map((instance) => instanceFacts(resource, instance, sources));
  const subjects = told.flatMap(({ subject }) => subject ?? []);
  const histories = subjects.map((subject) => sources.historyOf(subject) ?? waiting(subject));
  const state: FactsState =
    subjects.length > 0 ? { kind: "asked" } : (told[0]?.state ?? { kind: "not-listed" });
  return { resource, state, subjects, histories };
}

interface InstanceFacts {
  readonly subject?: HistorySubject;
  readonly state: FactsState;
}

function instanceFacts(
  resource: LocatedResource,
  instance: ResourceInstance,
  sources: FactSources,
): InstanceFacts {
  const { choice, linkFailure } = sources;
  const found = scopeOf(instance, sources);
  if (!("scope" in found)) return { state: found };
  const given = choice.names?.[resource.address];
  const subject = subjectOf(resource, instance, found.scope, given === undefined ? [] : [given]);
  if (subject) return { subject, state: { kind: "asked" } };
  const isListed = resource.completeness !== "not-indexed";
  return { state: isListed ? { kind: "needs-link", failure: linkFailure } : { kind: "not-listed" } };
}

/** Where an instance's events lie, or why that is not known. */
function scopeOf(
  { accountId, region: told }: ResourceInstance,
  { choice, accounts }: FactSources,
): { readonly scope: LookupScope } | FactsState {
  const own = accountId === undefined ? undefined : accounts.withId(accountId);
  const account = own ?? choice.account;
  if (account === undefined || !accounts.isAllowed(account)) return { kind: "not-allowed" };
  const region = told ?? choice.region;
  if (region === undefined) return { kind: "no-region" };
  const scope = accounts.scope(account, region);
  if (!scope) {
    const failure = accounts.troubleOf(account, region);
    return failure ? { kind: "unreached", failure } : { kind: "looking" };
  }
  const isElsewhere = accountId !== undefined && scope.accountId !== accountId;
  return isElsewhere ? { kind: "other-account", accountId } : { scope };
}

const waiting = (subject: HistorySubject): ResourceHistory => ({
  subject,
  state: "waiting",
  changes: [],
  refused: [],
  mentions: [],
  asked: { lookups: [], window: undefined, asOfMs: undefined, isCut: false, archives: [] },
});

/** Who makes changes from this text; nobody is known to do so from a bare ARN. */
export function managerOf(kind: TemplateKind, path: string): Manager | undefined {
  switch (kind) {
    case "cloudformation":
      return "CloudFormation";
    case "sam":
      return "SAM";
    case "cdk":
      return "CDK";
    case "serverless":
      return "Serverless Framework";
    case "terraform":
      return /\.tofu(\.json)?$/.test(path) ? "OpenTofu" : "Terraform";
    case "arn":
      return undefined;
  }
}
