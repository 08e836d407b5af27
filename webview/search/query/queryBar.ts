import * as l10n from "@vscode/l10n";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Chip, Choice } from "../../../src/shared/searchPanel.js";
import { button, iconButton } from "../../ui/controls.js";
import { PageElement, define } from "../../ui/element.js";
import { icon } from "../../ui/icon.js";
import type { MenuElement } from "../../ui/menu.js";
import { cellText, visible } from "../../ui/text.js";
import type { SearchPage } from "../page.js";
import { problemList } from "./problems.js";
import { accountText, exportMenu, regionText } from "./queryTexts.js";
import type { InputHandlers, QueryInputElement } from "./queryInput.js";
import { queryBarStyles } from "./queryBarStyles.js";
import "./picker.js";
import "./queryInput.js";
import "./rangePicker.js";

/** The question: where, when, and what for; as chips or as one line of text. */
export class QueryBarElement extends PageElement {
  static override properties = {
    page: { attribute: false },
    menu: { attribute: false },
    showKeys: { attribute: false },
    line: { state: true },
  };
  declare page: SearchPage;
  declare menu: MenuElement | undefined;
  declare showKeys: () => void;
  /** The whole query while it is edited as text. */
  declare line: string | undefined;

  readonly #stops: (() => void)[] = [];
  readonly #handlers: InputHandlers = {
    suggest: (text, caret, signal) => this.page.host.call("suggest", { text, caret }, signal),
    changed: (text) => this.#typed(text),
    submit: () => void this.#submit(),
    leaveLeft: () => this.#focusChip(-1),
  };

  constructor() {
    super();
    this.menu = undefined;
    this.showKeys = () => undefined;
    this.line = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { search, preferences } = this.page;
    this.#stops.push(
      search.subscribe(() => this.requestUpdate()),
      preferences.subscribe(() => this.requestUpdate()),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Who opens an empty search wants to type; with a search under way one reads, and a page that comes back stays as it is. */
  protected override firstUpdated(): void {
    const { isFresh, search } = this.page;
    const input = this.querySelector<QueryInputElement>("ct-query-input");
    if (isFresh && search.setup?.searchNow === false) void input?.updateComplete.then(() => this.focus());
  }

  /** Puts the caret into the input. */
  override focus(): void {
    this.querySelector<QueryInputElement>("ct-query-input")?.focus();
  }

  /** One step back: out of the text form. False when there is nothing to step back from. */
  stepBack(): boolean {
    if (this.line === undefined && !this.page.search.refused) return false;
    this.line = undefined;
    this.page.search.accept();
    return true;
  }

  #typed(text: string): void {
    if (this.line === undefined) this.page.preferences.set({ typed: text });
    else this.line = text;
    if (this.page.search.refused) this.page.search.accept();
  }

  async #submit(): Promise<void> {
    const { search, preferences } = this.page;
    if (this.line !== undefined) {
      if (await search.setText(this.line, true)) this.line = undefined;
      return;
    }
    const { typed } = preferences.now;
    if (typed.trim() === "") return search.search();
    if (await search.edit({ kind: "type", typed }, true)) preferences.set({ typed: "" });
  }

  #editAsText(text: string): void {
    this.line = text;
    void this.updateComplete.then(() => this.focus());
  }

  #toggleText(): void {
    if (this.line === undefined) this.#editAsText(this.page.search.query.text);
    else this.stepBack();
  }

  #focusChip(index: number): void {
    const chips = [...this.querySelectorAll<HTMLElement>(".ct-chip-remove")];
    chips.at(index)?.focus();
  }

  #chipKeys(event: KeyboardEvent, chip: Chip, at: number): void {
    const { length } = this.page.search.query.chips;
    if (event.key === "Delete" || event.key === "Backspace") this.#remove(chip, at);
    else if (event.key === "ArrowLeft") this.#focusChip(Math.max(0, at - 1));
    else if (event.key === "ArrowRight" && at + 1 < length) this.#focusChip(at + 1);
    else if (event.key === "ArrowRight") this.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #remove(chip: Chip, at: number): void {
    void this.page.search.edit({ kind: "remove", index: chip.index }).then(async () => {
      await this.updateComplete;
      if (this.page.search.query.chips.length === 0) this.focus();
      else this.#focusChip(Math.min(at, this.page.search.query.chips.length - 1));
    });
  }

  async #regions(): Promise<readonly Choice[]> {
    const { search, host } = this.page;
    const chosen = this.#accounts.filter(({ selected }) => selected);
    const accounts = chosen.length === 0 ? this.#accounts : chosen;
    const lists = await Promise.all(
      accounts.map(({ value }) => search.attempt(host.call("regions", { account: value }))),
    );
    const merged = new Map<string, Choice>();
    for (const choice of lists.flatMap((list) => list ?? [])) {
      if (!merged.has(choice.value)) merged.set(choice.value, this.#isChosen(choice));
    }
    return [...merged.values()];
  }

  #isChosen(choice: Choice): Choice {
    const { regions } = this.page.search.query;
    return regions.length === 0 ? choice : { ...choice, selected: regions.includes(choice.value) };
  }

  /** The accounts with those of the query ticked, whichever of their names the query uses. */
  get #accounts(): readonly Choice[] {
    const { setup, query } = this.page.search;
    const all = setup?.accounts ?? [];
    if (query.accounts.length === 0) return all;
    return all.map((choice) => ({
      ...choice,
      selected: query.accounts.some((name) => name === choice.value || name === choice.label),
    }));
  }

  protected override render(): TemplateResult {
    const { refused } = this.page.search;
    return html`<div class="ct-query" role="search" aria-label=${l10n.t("Query")}>
        ${this.#pickers()}
        <div class="ct-box">${this.line === undefined ? this.#chips() : nothing} ${this.#input()}</div>
        ${button(l10n.t("Search"), {
          kind: "primary",
          onClick: () => void this.#submit(),
          icon: "search",
          label: l10n.t("Search (Enter)"),
          className: "ct-search",
        })}
        ${this.#tools()}
      </div>
      ${refused ? problemList(refused, () => this.#editAsText(refused.text)) : nothing}`;
  }

  #pickers(): TemplateResult {
    const { search, formats } = this.page;
    const { query } = search;
    const accounts = this.#accounts;
    const chosen = accounts.filter(({ selected }) => selected);
    const { file, folder } = search.setup ?? {};
    const isWhole = file !== undefined || folder !== undefined;
    const account =
      isWhole && query.accounts.length === 0 ? l10n.t("All accounts") : accountText(query.accounts, chosen);
    return html`<div class="ct-pickers">
      <ct-picker
        .name=${l10n.t("Account")}
        .iconName=${"account"}
        .text=${accounts.length === 0 ? l10n.t("No account") : account}
        .choices=${accounts}
        .defaultLabel=${isWhole ? l10n.t("All accounts") : l10n.t("The panel's account")}
        .pick=${(values: readonly string[]) => void search.edit({ kind: "accounts", values })}
      ></ct-picker>
      <ct-picker
        .name=${l10n.t("Regions")}
        .iconName=${"globe"}
        .text=${isWhole && query.regions.length === 0 ? l10n.t("All Regions") : regionText(query.regions)}
        .load=${() => this.#regions()}
        .defaultLabel=${isWhole ? l10n.t("All Regions") : l10n.t("The account's own Regions")}
        .pick=${(values: readonly string[]) => void search.edit({ kind: "regions", values })}
      ></ct-picker>
      <ct-range-picker
        .range=${query.range}
        .formats=${formats}
        .pick=${(range: typeof query.range) => void search.edit({ kind: "range", range })}
        .toggleUtc=${() => this.page.toggleUtc()}
      ></ct-range-picker>
    </div>`;
  }

  #chips(): TemplateResult | typeof nothing {
    const { chips } = this.page.search.query;
    if (chips.length === 0) return nothing;
    return html`<ul class="ct-chips" aria-label=${l10n.t("Conditions")}>
      ${chips.map((chip, at) => this.#chip(chip, at))}
    </ul>`;
  }

  #chip(chip: Chip, at: number): TemplateResult {
    const text = cellText(chip.text);
    return html`<li class="ct-chip${chip.negated ? " ct-chip-not" : ""}">
      <bdi title=${visible(chip.text)}>${text}</bdi>
      <button
        class="ct-plain ct-chip-remove"
        aria-label=${l10n.t("Remove {0}", text)}
        title=${l10n.t("Remove {0}", text)}
        @click=${() => this.#remove(chip, at)}
        @keydown=${(event: KeyboardEvent) => this.#chipKeys(event, chip, at)}
      >
        ${icon("close")}
      </button>
    </li>`;
  }

  #input(): TemplateResult {
    const { search, preferences } = this.page;
    const isText = this.line !== undefined;
    const { refused } = search;
    const hasChips = search.query.chips.length > 0;
    return html`<ct-query-input
      class=${isText ? "ct-mono" : ""}
      .value=${this.line ?? preferences.now.typed}
      .label=${isText ? l10n.t("Query as text") : l10n.t("Add a condition")}
      .hint=${hasChips || isText ? l10n.t("Add a condition") : l10n.t("user:alice  event:Delete*  error:any  or any words")}
      .problems=${refused && refused.text === this.line ? refused.problems : []}
      .handlers=${this.#handlers}
    ></ct-query-input>`;
  }

  #tools(): TemplateResult {
    const { search } = this.page;
    const { text } = search.query;
    return html`<div class="ct-tools" role="toolbar" aria-label=${l10n.t("Query actions")}>
      ${iconButton("edit", l10n.t("Edit as text"), { onClick: () => this.#toggleText(), pressed: this.line !== undefined })}
      ${iconButton("bookmark", l10n.t("Save this search"), { onClick: () => void this.page.saveSearch() })}
      ${iconButton("copy", l10n.t("Copy the query line"), {
        onClick: () => void this.page.copyText(text, l10n.t("Query line copied")),
      })}
      ${iconButton("export", l10n.t("Export what is shown"), {
        onClick: (event) => {
          const anchor = event.currentTarget as HTMLElement;
          this.menu?.show(exportMenu(this.page), anchor, l10n.t("Export"), anchor);
        },
        popup: "menu",
        disabled: search.answer.shown === 0,
      })}
      ${iconButton("question", l10n.t("Keys (?)"), { onClick: () => this.showKeys(), popup: "dialog" })}
    </div>`;
  }
}

define("ct-query-bar", QueryBarElement, queryBarStyles);
