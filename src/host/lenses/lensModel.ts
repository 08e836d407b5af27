import * as vscode from "vscode";
import type { Clock } from "../../core/base/clock.js";
import type { Failure } from "../../core/base/failure.js";
import type { TitleOptions } from "../../core/iac/history/lensTitle.js";
import type { LinkedStack, StackHint } from "../../core/iac/locatedResource.js";
import type { TemplateChoice, TemplateChoices } from "./choices.js";
import type { Histories } from "./histories.js";
import type { LensAccounts } from "./lensAccounts.js";
import type { LensRef } from "./lensRef.js";
import { titleOf } from "./lensTexts.js";
import { factsOf, managerOf, type ResourceFacts } from "./resourceFacts.js";
import type { StackPlace, Stacks } from "./stacks.js";
import { Templates, type Completion } from "./templates.js";

/** A resource with its title, on the line its lens belongs on. */
export interface LensLine {
  readonly ref: LensRef;
  readonly line: number;
  readonly title: string;
  readonly facts: ResourceFacts;
  readonly options: TitleOptions;
}

export interface LensModelDeps {
  readonly choices: TemplateChoices;
  readonly accounts: LensAccounts;
  readonly histories: Histories;
  readonly stacks: Stacks;
  readonly clock: Clock;
  readonly onBug: (error: unknown) => void;
}

/** What is known of the resources of a document, put together from what is at hand. */
export class LensModel {
  readonly templates: Templates;

  constructor(private readonly deps: LensModelDeps) {
    this.templates = new Templates({
      completion: (uri, hints) => this.#completion(uri, hints),
      onBug: deps.onBug,
    });
  }

  linesOf(document: vscode.TextDocument): readonly LensLine[] {
    const template = this.templates.of(document);
    if (!template) return [];
    const uri = document.uri.toString();
    const choice = this.choiceOf(document);
    const { accounts, histories } = this.deps;
    const { failure: linkFailure } = this.#stacks(choice, template.stackHints);
    const historyOf = histories.of.bind(histories);
    const options = this.#options(managerOf(template.kind, document.uri.path));
    return template.resources.flatMap((resource) => {
      const facts = factsOf(resource, { choice, accounts, historyOf, linkFailure });
      if (!facts) return [];
      const ref = { uri, address: resource.address };
      return [{ ref, line: resource.header.startLine, title: titleOf(facts, options), facts, options }];
    });
  }

  find(ref: LensRef): { readonly document: vscode.TextDocument; readonly line: LensLine } | undefined {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === ref.uri);
    if (!document) return undefined;
    const line = this.linesOf(document).find((each) => each.ref.address === ref.address);
    return line && { document, line };
  }

  /** The innermost resource whose block holds a line. */
  at(document: vscode.TextDocument, line: number): LensLine | undefined {
    return this.linesOf(document)
      .filter(({ facts: { resource } }) => resource.block.startLine <= line && line <= resource.block.endLine)
      .at(-1);
  }

  /** The chosen account and Region, or those the template's hints and its only allowed account tell. */
  choiceOf(document: vscode.TextDocument): TemplateChoice {
    return this.deps.choices.of(document.uri.toString(), toldBy(this.hintsOf(document)));
  }

  hintsOf(document: vscode.TextDocument): readonly StackHint[] {
    return this.templates.of(document)?.stackHints ?? [];
  }

  #options(manager: TitleOptions["manager"]): TitleOptions {
    return { t: vscode.l10n.t, nowMs: this.deps.clock.now(), locale: vscode.env.language, manager };
  }

  #completion(uri: vscode.Uri, hints: readonly StackHint[]): Completion {
    const choice = this.deps.choices.of(uri.toString(), toldBy(hints));
    const { account, region, states = [] } = choice;
    const scope =
      account !== undefined && region !== undefined ? this.deps.accounts.scope(account, region) : undefined;
    return {
      ...this.#stacks(choice, hints),
      states,
      accountId: scope?.accountId,
      region: scope ? region : undefined,
    };
  }

  /** The linked stacks, or the one a file beside the template names; nothing is asked of an account not allowed. */
  #stacks(
    choice: TemplateChoice,
    hints: readonly StackHint[],
  ): { readonly stacks: readonly LinkedStack[]; readonly failure: Failure | undefined } {
    const none = { stacks: [], failure: undefined };
    const { account, region } = choice;
    if (account === undefined || region === undefined || !this.deps.accounts.isAllowed(account)) return none;
    const accountId = this.deps.accounts.scope(account, region)?.accountId;
    const names = choice.stacks ?? hints.slice(0, 1).map(({ stackName }) => stackName);
    const known = names.map((stack) => {
      const place: StackPlace = { account, accountId, region, stack };
      return this.deps.stacks.get(place);
    });
    return {
      stacks: known.flatMap(({ stack }) => stack ?? []),
      failure: known.find(({ failure }) => failure)?.failure,
    };
  }
}

const toldBy = ([hint]: readonly StackHint[]): Pick<TemplateChoice, "region"> =>
  hint?.region === undefined ? {} : { region: hint.region };
