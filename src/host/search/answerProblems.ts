import type { Account } from "../../core/accounts/account.js";
import type { Translate } from "../../core/base/translate.js";
import type { Asked, AskedScope } from "../../core/search/asked.js";
import type { AnswerProblem, PanelAction } from "../../shared/searchPanel.js";
import { nextStep, stepLabel, type NextStep } from "../nextStep.js";
import type { ShownFailure } from "./shownFailure.js";

/** Finds the next step for a failure among what is known of the accounts. */
export class NextSteps {
  constructor(
    private readonly accounts: readonly Account[],
    private readonly t: Translate,
  ) {}

  /** The failure of a whole search; `account` is the one that was searched, when there was one. */
  ofSearch(failure: ShownFailure, account: string | undefined): AnswerProblem {
    return this.#problem(failure, this.#accountOf(failure, account));
  }

  /** The failed scopes of an answer, one problem per cause: three Regions with the same trouble are one. */
  ofScopes(asked: Asked): readonly AnswerProblem[] {
    return byCause(asked.scopes).map(({ failure, account, regions }) => {
      const others = regions.slice(1).join(", ");
      const message =
        others === "" ? failure.message : this.t("{0} (The same in {1}.)", failure.message, others);
      return this.#problem({ ...failure, message }, account);
    });
  }

  #problem(failure: ShownFailure, key: string | undefined): AnswerProblem {
    const { code, message } = failure;
    if (code === "logs/foreign") return asText(failure, this.t);
    if (this.accounts.length === 0 && isAboutCredentials(code)) {
      const actionLabel = this.t("Explore the Sample Account");
      return { code, message, action: { kind: "explore-sample" }, actionLabel };
    }
    const account = this.accounts.find((each) => each.key === key);
    const step: NextStep = code === "bug" ? { kind: "show-log" } : nextStep({ code }, account);
    return { code, message, action: toAction(step, key ?? ""), actionLabel: stepLabel(step, this.t) };
  }

  /** The key of the account a search named in any of the ways a query takes. */
  #accountOf({ detail }: ShownFailure, asked: string | undefined): string | undefined {
    const name = asked ?? detail.profile;
    if (name === undefined) return undefined;
    const isNamed = ({ key, accountId, name: accountName, profiles }: Account): boolean =>
      [key, accountId, accountName, ...profiles.flatMap((each) => [each.key, each.name])].includes(name);
    return this.accounts.find(isNamed)?.key ?? asked;
  }
}

const asText = ({ code, message }: ShownFailure, t: Translate): AnswerProblem => ({
  code,
  message,
  action: { kind: "open-as-text" },
  actionLabel: t("Open as Text"),
});

/** What is wrong with a file of which something could be read. */
export const fileProblems = (asked: Asked | undefined): readonly AnswerProblem[] =>
  (asked?.file?.notes ?? []).map((message) => ({
    code: "logs/damaged",
    message,
    action: undefined,
    actionLabel: undefined,
  }));

const isAboutCredentials = (code: ShownFailure["code"]): boolean =>
  code === "aws/no-credentials" || code === "config/unknown-profile";

function toAction({ kind }: NextStep, account: string): PanelAction {
  switch (kind) {
    case "sign-in":
    case "open-config":
      return { kind, account };
    case "start-sample":
      return { kind: "explore-sample" };
    case "trust-workspace":
    case "retry":
    case "show-log":
      return { kind };
  }
}

interface Cause {
  readonly failure: ShownFailure;
  readonly account: string;
  readonly regions: string[];
}

/** Failed scopes with the same trouble in the same account; a cause keeps the message of its first Region. */
function byCause(scopes: readonly AskedScope[]): readonly Cause[] {
  const causes = new Map<string, Cause>();
  for (const { failure, account, region } of scopes) {
    if (failure === undefined) continue;
    const key = JSON.stringify([failure.code, account, failure.detail.action, failure.detail.profile]);
    const cause = causes.get(key);
    if (cause === undefined) causes.set(key, { failure, account, regions: [region] });
    else if (!cause.regions.includes(region)) cause.regions.push(region);
  }
  return [...causes.values()];
}
