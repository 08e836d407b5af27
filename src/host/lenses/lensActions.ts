import * as vscode from "vscode";
import type { AwsServices } from "../../aws/connect.js";
import { Failure } from "../../core/base/failure.js";
import type { Log } from "../../core/base/log.js";
import type { SearchServices } from "../search/ports.js";
import type { SearchPanels } from "../search/searchPanels.js";
import type { Settings } from "../settings.js";
import { pickChange } from "./pickChange.js";
import type { TemplateChoices } from "./choices.js";
import type { Histories } from "./histories.js";
import type { LensAccounts } from "./lensAccounts.js";
import type { LensLine, LensModel } from "./lensModel.js";
import { eventQuery, lensQuery } from "./lensQuery.js";
import { goToTemplate } from "./goToTemplate.js";
import { isLensRef, type LensRef, type NamedResource } from "./lensRef.js";
import { compareLast, noChanges } from "./compareLast.js";
import { pickPlace, type PickedPlace, type ToldPlace } from "./pickPlace.js";
import { pickStack } from "./pickStack.js";
import type { Stacks } from "./stacks.js";

export interface LensActionsDeps {
  readonly services: () => Promise<AwsServices>;
  readonly search: () => Promise<SearchServices>;
  readonly settings: Settings;
  readonly log: Log;
  readonly panels: SearchPanels;
  readonly model: LensModel;
  readonly choices: TemplateChoices;
  readonly accounts: LensAccounts;
  readonly histories: Histories;
  readonly stacks: Stacks;
}

interface Target {
  readonly document: vscode.TextDocument;
  readonly line: LensLine;
}

/** What a click on a lens and the commands of the palette do; the resource at the cursor is meant without an argument. */
export class LensActions {
  constructor(private readonly deps: LensActionsDeps) {}

  /** The next step of a resource: choose an account, link a stack, or what can be done with its history. */
  readonly open = async (arg: LensRef | undefined): Promise<void> => {
    const target = this.#target(arg);
    const { state } = target.line.facts;
    switch (state.kind) {
      case "not-allowed":
      case "looking":
      case "other-account":
      case "no-region":
        return this.chooseAccount(target.line.ref);
      case "unreached":
        this.deps.accounts.retry();
        throw state.failure;
      case "needs-link":
        return this.#link(target);
      case "not-listed":
        return this.nameResource(target.line.ref);
      case "asked":
        return this.#menu(target);
    }
  };

  readonly history = async (arg: LensRef | undefined): Promise<void> => {
    const { line } = this.#asked(arg);
    this.deps.panels.open(lensQuery(line.facts.subjects), { searchNow: true });
  };

  readonly changes = async (arg: LensRef | undefined): Promise<void> => {
    const { line } = this.#asked(arg);
    const picked = await pickChange(line);
    if (picked) this.deps.panels.open(eventQuery(picked.subject, picked.entry.id), { searchNow: true });
  };

  /** The last change of a resource beside the one before it. */
  readonly compare = async (arg: LensRef | undefined): Promise<void> => {
    await compareLast(this.#asked(arg).line, this.deps);
  };

  /** The changes of all resources of a template in one search. */
  readonly audit = async (): Promise<void> => {
    const { document } = this.#editor();
    const lines = this.deps.model.linesOf(document);
    const subjects = lines.flatMap(({ facts }) => facts.subjects);
    if (subjects.length === 0) return this.chooseAccount(lines[0]?.ref);
    this.deps.panels.open(lensQuery(subjects), { searchNow: true });
  };

  readonly goToTemplate = async ({ names }: NamedResource): Promise<void> =>
    goToTemplate(names, this.deps.model.templates, this.deps.log);

  readonly refresh = async (): Promise<void> => {
    const { accounts, stacks, histories, model } = this.deps;
    accounts.retry();
    stacks.refresh();
    const { document } = this.#editor();
    for (const { facts } of model.linesOf(document))
      for (const subject of facts.subjects) histories.refresh(subject);
  };

  readonly chooseAccount = async (arg: LensRef | undefined): Promise<void> => {
    const document = this.#document(arg);
    const place = await pickPlace(await this.deps.services(), this.#told(document));
    if (!place) return;
    await this.#choose(document, place);
  };

  readonly linkStack = async (arg: LensRef | undefined): Promise<void> => {
    const document = this.#document(arg);
    const services = await this.deps.services();
    const place = await this.#place(document);
    if (!place) return;
    const { model, choices, stacks } = this.deps;
    const addresses = model.linesOf(document).map(({ ref }) => ref.address);
    const hints = model.hintsOf(document).map(({ stackName }) => stackName);
    const stack = await pickStack({
      ...place,
      stacks: services.stacks,
      logicalIds: new Set(addresses),
      hints,
    });
    if (stack === undefined || stack === "") return;
    await choices.change(document.uri.toString(), { ...place, stacks: [stack] });
    stacks.refresh();
  };

  readonly linkState = async (arg: LensRef | undefined): Promise<void> => {
    const { t } = vscode.l10n;
    const document = this.#document(arg);
    const picked = await vscode.window.showOpenDialog({
      title: t("Link Terraform State"),
      openLabel: t("Link"),
      defaultUri: vscode.Uri.joinPath(document.uri, ".."),
      filters: {
        [t("State or JSON of terraform show")]: ["tfstate", "json", "backup"],
        [t("All files")]: ["*"],
      },
    });
    const [file] = picked ?? [];
    if (!file) return;
    await this.deps.choices.change(document.uri.toString(), { states: [file.path] });
    this.deps.model.templates.relocate();
  };

  readonly nameResource = async (arg: LensRef | undefined): Promise<void> => {
    const { t } = vscode.l10n;
    const { document, line } = this.#target(arg);
    const { choices, model } = this.deps;
    const uri = document.uri.toString();
    const { names = {} } = choices.of(uri);
    const { address } = line.ref;
    const name = await vscode.window.showInputBox({
      title: t("What {0} is called in AWS", address),
      prompt: t("A name, id or ARN, exactly as event history lists it; empty to take it back"),
      value: names[address] ?? "",
    });
    if (name === undefined) return;
    const others = Object.entries(names).filter(([key]) => key !== address);
    const named = name.trim() === "" ? others : [...others, [address, name.trim()]];
    await choices.change(uri, { names: Object.fromEntries(named) as Record<string, string> });
    model.templates.relocate();
    this.deps.accounts.changed.fire();
  };

  /** Lenses go, or come back as they were. */
  readonly toggle = async (): Promise<void> => {
    const { settings } = this.deps;
    const document = vscode.window.activeTextEditor?.document;
    await settings.toggleLenses(document);
  };

  async #choose(document: vscode.TextDocument, place: PickedPlace): Promise<void> {
    await this.deps.choices.change(document.uri.toString(), place);
    await this.deps.accounts.allow(place.account);
    this.deps.accounts.changed.fire();
  }

  /** The chosen account and Region, or the answer to the question for them. */
  async #place(document: vscode.TextDocument): Promise<PickedPlace | undefined> {
    const { account, region } = this.deps.model.choiceOf(document);
    if (account !== undefined && region !== undefined && this.deps.accounts.isAllowed(account))
      return { account, region };
    const place = await pickPlace(await this.deps.services(), this.#told(document));
    if (place) await this.#choose(document, place);
    return place;
  }

  #link({ line }: Target): Promise<void> {
    const { manager } = line.options;
    return manager === "Terraform" || manager === "OpenTofu"
      ? this.linkState(line.ref)
      : this.linkStack(line.ref);
  }

  async #menu(target: Target): Promise<void> {
    const { t } = vscode.l10n;
    const { ref, facts, title } = target.line;
    const count = new Set(facts.histories.flatMap(({ changes }) => changes.map(({ id }) => id))).size;
    const items = [
      { label: `$(search) ${t("Show in Search")}`, run: () => this.history(ref) },
      ...(count > 0
        ? [{ label: `$(list-ordered) ${t("List {0} Changes", count)}`, run: () => this.changes(ref) }]
        : []),
      ...(count > 0 ? [{ label: `$(diff) ${t("Compare Last Change")}`, run: () => this.compare(ref) }] : []),
      { label: `$(refresh) ${t("Ask Again")}`, run: () => this.refresh() },
      { label: `$(link) ${t("Link Stack or State…")}`, run: () => this.#link(target) },
      { label: `$(account) ${t("Choose Account and Region…")}`, run: () => this.chooseAccount(ref) },
      { label: `$(edit) ${t("Name Resource…")}`, run: () => this.nameResource(ref) },
    ];
    const picked = await vscode.window.showQuickPick(items, {
      title: ref.address,
      placeHolder: title.replace("$(warning) ", ""),
    });
    await picked?.run();
  }

  #told(document: vscode.TextDocument): ToldPlace {
    const template = this.deps.model.templates.of(document);
    const instances = (template?.resources ?? []).flatMap((resource) => resource.instances);
    const hints = template?.stackHints ?? [];
    const unique = (values: readonly (string | undefined)[]): readonly string[] => [
      ...new Set(values.filter((value) => value !== undefined)),
    ];
    return {
      accountIds: unique([
        ...hints.map(({ accountId }) => accountId),
        ...instances.map(({ accountId }) => accountId),
      ]),
      profiles: unique(hints.map(({ profile }) => profile)),
      regions: unique([...hints.map(({ region }) => region), ...instances.map(({ region }) => region)]),
    };
  }

  #asked(arg: LensRef | undefined): Target {
    const target = this.#target(arg);
    if (target.line.facts.subjects.length > 0) return target;
    throw noChanges(target.line);
  }

  #target(arg: LensRef | undefined): Target {
    if (isLensRef(arg)) {
      const found = this.deps.model.find(arg);
      if (found) return found;
    } else {
      const { document, selection } = this.#editor();
      const line = this.deps.model.at(document, selection.active.line);
      if (line) return { document, line };
    }
    throw new Failure(
      "panel/bad-request",
      vscode.l10n.t("There is no AWS resource here. Put the cursor into the block of one in a template."),
    );
  }

  #document(arg: LensRef | undefined): vscode.TextDocument {
    return isLensRef(arg) ? this.#target(arg).document : this.#editor().document;
  }

  #editor(): vscode.TextEditor {
    const editor = vscode.window.activeTextEditor;
    if (editor && this.deps.model.templates.of(editor.document)) return editor;
    throw new Failure(
      "panel/bad-request",
      vscode.l10n.t("Open a template first: CloudFormation, SAM, Terraform or OpenTofu."),
    );
  }
}
